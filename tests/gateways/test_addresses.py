"""Where answers and bounces come back to."""

import re
from uuid import UUID

import pytest

from booking.gateways.addresses import MailIdentity, bounced_outbox_id, reply_token, verp_address

SECRET = b"a secret of thirty-two octets...."


def test_a_bounce_address_names_its_row_and_proves_that_it_is_ours() -> None:
    row = UUID("6f1c1c39-8a3f-4a60-9f8e-3a0d0a0f5f10")

    address = verp_address(row, SECRET, domain="fjordby.example")

    assert re.fullmatch(r"bounce\+6f1c1c398a3f4a609f8e3a0d0a0f5f10\.[a-z2-7]{16}@fjordby\.example", address)
    assert len(address.partition("@")[0]) <= 64
    assert [bounced_outbox_id(written, SECRET) for written in (address, address.upper())] == [row, row]


@pytest.mark.parametrize(
    "address",
    [
        f"bounce+{UUID(int=5).hex}.aaaaaaaaaaaaaaaa@fjordby.example",
        verp_address(UUID(int=5), b"another secret", domain="fjordby.example"),
        verp_address(UUID(int=5), SECRET, domain="fjordby.example").replace("0005", "0006"),
        "svar+k7gq2m@fjordby.example",
        "",
    ],
)
def test_a_forged_bounce_address_names_nothing(address: str) -> None:
    assert bounced_outbox_id(address, SECRET) is None


def test_a_reply_token_is_the_persons_own_and_always_the_same() -> None:
    tokens = [reply_token(UUID(int=person), SECRET) for person in (1, 1, 2)]

    assert tokens[0] == tokens[1] != tokens[2]
    assert re.fullmatch(r"[a-z2-7]{26}", tokens[0])


@pytest.mark.parametrize("public_url", ["https://tolk.fjordby.example", "https://tolk.fjordby.example/"])
def test_each_reader_is_led_to_the_page_where_they_act(public_url: str) -> None:
    office = MailIdentity("fjordby.example", "Fjordby Kommune", public_url)

    assert [office.page("B-2026-000123", role) for role in ("interpreter", "requester")] == [
        "https://tolk.fjordby.example/tolk#B-2026-000123",
        "https://tolk.fjordby.example/bestillinger/B-2026-000123",
    ]
