"""Orders that one person enters for another: whose they are, how they came in, and who is told."""

import pytest

from booking.domain.errors import Denied, Invalid
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Entry
from tests.builders import FAMILY, FARID, SALMA, TOWN_HALL, Cast, order
from tests.conftest import Keep


async def test_the_office_enters_a_phone_order_and_the_requester_is_told(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.coordinator) as desk:
        made = await bookings.request(desk, order=order(), entry=Entry("Requester@example.org", "phone"))

    async with office.desk(cast.requester) as desk:
        found = await bookings.read(desk, made.number)
        log = await desk.histories.of(made.id)
    assert (found.booking.requester_id, found.booking.entered_by) == (
        cast.requester.account_id,
        cast.coordinator.account_id,
    )
    assert (found.booking.channel, set(found.people.values())) == ("phone", {"Requester", "Coordinator"})
    assert [mail["envelope_to"] for mail in found.mails] == ["requester@example.org"]
    assert (log[0].actor_name, log[0].changes["requester_id"][1]) == ("Coordinator", str(cast.requester.account_id))


async def test_one_s_own_order_is_nobody_else_s_and_nobody_is_told(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        made = await bookings.request(desk, order=order(), entry=Entry("requester@example.org"))
        found = await bookings.read(desk, made.number)

    assert (made.requester_id, made.entered_by, made.channel) == (
        cast.requester.account_id,
        cast.requester.account_id,
        "api",
    )
    assert found.mails == []


@pytest.mark.parametrize(
    ("who", "unit", "entry", "field"),
    [
        ("requester", None, Entry("outsider@example.org"), "on_behalf_of"),
        ("requester", None, Entry("coordinator@example.org"), "on_behalf_of"),
        ("coordinator", None, Entry("nobody@example.org"), "on_behalf_of"),
        ("coordinator", None, Entry("finance@example.org"), "on_behalf_of"),
        ("coordinator", FAMILY, Entry("requester@example.org"), "on_behalf_of"),
        ("coordinator", TOWN_HALL, Entry("requester@example.org"), "on_behalf_of"),
        ("coordinator", None, Entry(channel="pigeon"), "channel"),
        ("requester", None, Entry(channel="phone"), "channel"),
    ],
)
async def test_what_cannot_be_entered_names_its_field_and_leaves_nothing(
    office: Resources, cast: Cast, who: str, unit: object, entry: Entry, field: str
) -> None:
    wanted = order() if unit is None else order(unit_id=unit)
    with pytest.raises((Invalid, Denied)) as refused:
        async with office.desk(cast[who]) as desk:
            await bookings.request(desk, order=wanted, entry=entry)

    assert refused.value.field == field
    async with office.desk(cast.coordinator) as desk:
        assert await bookings.list_bookings(desk) == []


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"preferred": (FAMILY,)}, "preferred"),
        ({"barred": (FAMILY,)}, "barred"),
        ({"preferred": (SALMA,), "barred": (FARID, SALMA)}, "barred"),
    ],
)
async def test_interpreters_named_in_an_order_are_in_the_register_and_on_one_side(
    office: Resources, cast: Cast, different: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        async with office.desk(cast.requester) as desk:
            await bookings.request(desk, order=order(**different))

    assert refused.value.field == field
