"""What a booking knows of the citizen never leaves the house: canaries in every such field, looked for everywhere."""

from dataclasses import fields
from datetime import timedelta
from email import message_from_bytes
from email.policy import default as modern
from typing import Any

import httpx
import pytest
import structlog

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking, Order
from booking.domain.modes import Mode
from booking.gateways.mail import NOTICES
from booking.resources import Resources
from booking.services import bookings
from booking.services.notifications import tell_interpreters, tell_office, tell_requester
from booking.services.resending import list_given_up
from tests.api.subscribing import address_of
from tests.builders import FARID, SALMA, Cast, order, token_of
from tests.conftest import NOW, Keep
from tests.e2e.counting import fetch
from tests.e2e.received import everything_in
from tests.faults.test_mail_faults import move

# What mail may say of an order: when, how, at which public place or municipal number, and to which unit it belongs.
# The language stands in an offer, so that it can be answered.
SAID = {"language", "mode", "starts_at", "ends_at", "unit_id", "phone", "link", "postcode"}
# Numbers, yes and no, and whom the office prefers: no words of the citizen's.
WORDLESS = {
    "gender_required",
    "level",
    "substitutes_ok",
    "preferred",
    "barred",
    "parties",
    "child_present",
    "group_size",
}
CANARIES: dict[str, str] = {
    "citizen_ref": "kanin-26-7788",
    "note": "Kaninen er ræd for hunde",
    "contact": "Kaja Kaninsen",
    "address": "Kaninvej 3, 9902 Vesterby",
    "gender": "female",
    "measure": "OFFER_23B",
    "case_type": "integration_benefit",
    "person_group": "refugee_2024",
    "in_person_reason": "documents",
}
# Codes that are words of ours too ("female" stands in no mail, "documents" might) are looked for as they are stored.
TYPED = CANARIES.keys() - {"gender", "person_group"}
HIDDEN = [value for name, value in CANARIES.items() if name not in ("gender", "in_person_reason", "person_group")]


def test_every_field_of_an_order_is_either_said_or_a_canary() -> None:
    """A new field of an order belongs to one of the three before it can be mailed."""
    known = SAID | WORDLESS | set(CANARIES) | {"alternatives"}  # further wishes are of the same fields

    assert {field.name for field in fields(Order)} == known


@pytest.fixture
async def planted(office: Resources, cast: Cast, keep: Keep) -> list[Booking]:
    """A home visit and a call, each with its canaries, through everything that is mailed about them."""
    private: dict[str, Any] = {
        name: value for name, value in CANARIES.items() if name not in ("person_group", "gender")
    }
    made = []
    for number, mode in enumerate((Mode.IN_PERSON, Mode.PHONE)):
        wish = order(starts_at=NOW + timedelta(days=3 + number), mode=mode, **private)
        async with office.desk(cast.requester) as desk:
            made.append(await bookings.request(desk, order=wish))
        await keep()
        await move(office, cast, made[-1].number, minutes=30)
        await keep()
    async with office.desk(SYSTEM) as desk:
        for kind in NOTICES:
            await tell_requester(desk, kind, made[0])
            await tell_interpreters(desk, kind, made[0], {SALMA: None, FARID: None})
            await tell_office(desk, kind, made[0])
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=made[1].number)
    await keep()
    return made


def found_in(text: str) -> list[str]:
    """The canaries in a text, as they are, folded as in a calendar, or as quoted and encoded forms leave them."""
    unfolded = text.replace("\r\n ", "").replace("\n ", "")
    return [value for value in HIDDEN if value in unfolded or value.lower() in unfolded.lower()]


async def test_no_mail_calendar_or_task_says_a_word_of_the_citizen(office: Resources, planted: list[Booking]) -> None:
    async with office.desk(SYSTEM) as desk:
        await list_given_up(desk)
    bodies = [row["body"] for row in await fetch(office.settings, "SELECT body FROM outbox WHERE body IS NOT NULL")]
    shown = [str(row) for row in await fetch(office.settings, "SELECT * FROM tasks")]

    said = [everything_in(message_from_bytes(body, policy=modern)) for body in bodies]

    assert len(said) > 2 * len(NOTICES)
    assert all(planted[0].number in text or planted[1].number in text for text in said)
    assert {value for text in [*said, *shown] for value in found_in(text)} == set()


async def test_no_feed_says_a_word_of_the_citizen(
    http: httpx.AsyncClient, office: Resources, cast: Cast, planted: list[Booking]
) -> None:
    texts = [(await http.get(await address_of(office, cast, name))).text for name in ("salma", "requester")]

    assert all(planted[0].number in text for text in texts)
    assert [value for text in texts for value in found_in(text)] == []


async def test_neither_a_log_nor_a_refusal_says_a_word_of_the_citizen(
    http: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('requester')}"
    wish = {
        "language": "apc",
        "mode": "in_person",
        "unit": "jobcenter",
        "starts_at": (NOW + timedelta(days=3)).isoformat(),
        "ends_at": (NOW + timedelta(days=3, hours=1)).isoformat(),
        **{name: CANARIES[name] for name in TYPED},
    }
    wrong = {"language": "xx", "ends_at": wish["starts_at"], "parties": -1, "unknown": CANARIES["note"], "mode": "x"}

    with structlog.testing.capture_logs() as logs:
        answers = [await http.post("/api/v1/bookings", json=wish | {name: value}) for name, value in wrong.items()]
        taken = await http.post("/api/v1/bookings", json=wish)

    assert taken.status_code == 201, taken.text
    assert {answer.status_code // 100 for answer in answers} == {4}
    problems = [answer.text for answer in answers]
    assert [value for text in [*problems, str(logs)] for value in found_in(text)] == []
