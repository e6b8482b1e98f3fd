"""Ranked wishes: which are taken, which is next, and that none is forgotten on the way."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.domain.alternatives import check_alternatives, next_wish, with_reach
from booking.domain.bookings import Status
from booking.domain.errors import Invalid
from booking.domain.history import differences
from booking.domain.modes import Mode
from booking.domain.wishes import Wish
from tests.builders import order
from tests.conftest import NOW
from tests.domain.test_bookings import booking

START = order().starts_at


def wish(hours: int = 0, mode: Mode = Mode.PHONE, **different: Any) -> Wish:
    starts_at = START + timedelta(hours=hours)
    usual: dict[str, Any] = {"mode": mode, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    return Wish(**usual | different)


LATER, LATEST, VIDEO = wish(1), wish(2), wish(mode=Mode.SKYPE)
ROOM = wish(mode=Mode.IN_PERSON, in_person_reason="child")


@pytest.mark.parametrize(
    "wishes",
    [
        (),
        (LATER, LATEST, VIDEO, wish(3), wish(4)),
        (ROOM, replace(ROOM, address="Engvej 2", postcode="9902")),
    ],
)
def test_wishes_that_differ_in_mode_time_or_place_are_taken(wishes: tuple[Wish, ...]) -> None:
    check_alternatives(order(alternatives=wishes), now=NOW)


@pytest.mark.parametrize(
    ("wishes", "field", "said"),
    [
        ((LATER,) * 6, "alternatives", "5 other wishes"),
        ((wish(),), "alternatives.0.starts_at", "there already"),
        ((VIDEO, replace(VIDEO, link="https://video.example.org/2")), "alternatives.1.starts_at", "Wish 3"),
        ((ROOM, ROOM), "alternatives.1.starts_at", "there already"),
        ((replace(ROOM, in_person_reason=None),), "alternatives.0.in_person_reason", "needs a reason"),
        ((LATER, wish(-72)), "alternatives.1.starts_at", "Wish 3: The start has passed"),
        ((replace(LATER, ends_at=START),), "alternatives.0.ends_at", "Wish 2"),
    ],
)
def test_a_wish_is_checked_like_an_order_and_named_by_its_place(
    wishes: tuple[Wish, ...], field: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        check_alternatives(order(alternatives=wishes), now=NOW)

    assert refused.value.field == field


def test_a_wish_is_reached_like_the_order_where_it_does_not_say_how() -> None:
    ordered = order(address="Torvet 1", postcode="9901", in_person_reason="child", alternatives=(ROOM, LATER))
    elsewhere = replace(ROOM, address="Engvej 2", phone="70 10 20 30")

    reached = with_reach(replace(ordered, alternatives=(ROOM, elsewhere)))

    assert [(one.address, one.postcode, one.phone) for one in reached.alternatives] == [
        ("Torvet 1", "9901", "99 31 00 00"),
        ("Engvej 2", "", "70 10 20 30"),
    ]
    assert with_reach(order()) == order()


def test_going_on_changes_places_and_forgets_nothing() -> None:
    first = booking(Status.OFFERED, alternatives=(LATER, VIDEO))

    second = next_wish(first, now=NOW)
    assert second is not None
    third = next_wish(second, now=NOW)
    assert third is not None

    assert (second.status, second.wish, second.starts_at, second.version) == (Status.REQUESTED, 1, LATER.starts_at, 2)
    assert (third.mode, third.wish, third.starts_at) == (Mode.SKYPE, 2, START)
    assert first.wishes == second.wishes == third.wishes
    assert (first.wishes_left, second.wishes_left, third.wishes_left) == ((LATER, VIDEO), (VIDEO,), ())
    assert next_wish(third, now=NOW) is None


@pytest.mark.parametrize(("now", "starts_at"), [(START, LATER.starts_at), (LATER.starts_at, LATEST.starts_at)])
def test_a_wish_that_has_begun_is_passed_over(now: datetime, starts_at: datetime) -> None:
    moved = next_wish(booking(alternatives=(VIDEO, LATER, LATEST)), now=now)

    assert moved is not None
    assert (moved.starts_at, len(moved.wishes)) == (starts_at, 4)


def test_the_log_keeps_the_wishes_in_their_order_and_how_to_get_there() -> None:
    before, after = booking(), booking(alternatives=(VIDEO, replace(LATER, phone="70 10 20 30")))

    assert differences(before, after) == {
        "alternatives": (
            "",
            "skype 2026-03-12T09:00:00+00:00/2026-03-12T10:00:00+00:00, "
            "phone 2026-03-12T10:00:00+00:00/2026-03-12T11:00:00+00:00 70 10 20 30",
        )
    }
