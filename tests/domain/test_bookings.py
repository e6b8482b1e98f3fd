"""Which orders can be carried out, and what may happen to a booking in each status."""

from dataclasses import fields, replace
from datetime import timedelta
from uuid import UUID

import pytest

from booking.domain.bookings import ALLOWED, Act, Booking, Order, Status, allows, check_order, moved_to, require
from booking.domain.errors import Conflict, Invalid
from booking.domain.exits import CLOSED
from booking.domain.modes import Mode
from tests.builders import order
from tests.conftest import NOW

ORDER = order()


def booking(status: Status = Status.REQUESTED, **different: object) -> Booking:
    ordered = {field.name: getattr(ORDER, field.name) for field in fields(Order)}
    facts = {"id": UUID(int=1), "number": "B-2026-000001", "requested_at": NOW, "requester_id": UUID(int=2)}
    return Booking(**ordered | facts | different, status=status)


def lasting(**length: int) -> Order:
    return replace(ORDER, ends_at=ORDER.starts_at + timedelta(**length))


def beginning(ahead: timedelta) -> Order:
    return replace(ORDER, starts_at=NOW + ahead, ends_at=NOW + ahead + timedelta(hours=1))


@pytest.mark.parametrize(
    "wish",
    [ORDER, lasting(minutes=5), lasting(hours=12), beginning(timedelta(0)), beginning(timedelta(days=730))],
)
def test_an_order_within_the_limits_is_taken(wish: Order) -> None:
    check_order(wish, now=NOW)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (lasting(minutes=0), "ends_at"),
        (lasting(minutes=4), "ends_at"),
        (lasting(hours=12, minutes=1), "ends_at"),
        (beginning(timedelta(seconds=-1)), "starts_at"),
        (beginning(timedelta(days=730, seconds=1)), "starts_at"),
        (order(mode=Mode.IN_PERSON), "in_person_reason"),
        (order(mode=Mode.IN_PERSON, in_person_reason=""), "in_person_reason"),
    ],
)
def test_an_order_beyond_the_limits_names_its_field(wish: Order, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_order(wish, now=NOW)

    assert refused.value.field == field


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", Status)
def test_an_act_is_allowed_in_its_statuses_and_refused_in_words_elsewhere(status: Status, act: Act) -> None:
    if status in ALLOWED[act]:
        require(booking(status), act)
        return
    with pytest.raises(Conflict, match=r"B-2026-000001 is .* and cannot"):
        require(booking(status), act)


def test_what_is_settled_is_claimed_or_corrected_and_what_is_claimed_only_corrected() -> None:
    acts = {status: {act for act, allowed in ALLOWED.items() if status in allowed} for status in Status}

    assert acts[Status.SETTLED] == {Act.CORRECT, Act.CLAIM}
    assert [status for status, possible in acts.items() if possible == {Act.CORRECT}] == [Status.CLAIMED]
    assert all(acts.values())


def test_what_the_office_closed_takes_no_act_any_more() -> None:
    closed = booking(Status.UNFILLED, exit_terms=CLOSED)

    assert [act for act in Act if allows(closed, act)] == []
    assert Act.ASSIGN in [act for act in Act if allows(booking(Status.UNFILLED), act)]


def test_a_step_is_a_version_and_keeps_the_reason_it_had() -> None:
    left = moved_to(booking(), Status.CANCELLED, reason="Borgeren er rejst")

    assert (left.status, left.version, left.exit_reason) == (Status.CANCELLED, 2, "Borgeren er rejst")
    assert moved_to(left, Status.CANCELLED).exit_reason == "Borgeren er rejst"
