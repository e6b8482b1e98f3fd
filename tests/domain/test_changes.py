"""What a change means, as the table says it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.domain.bookings import Order, Status
from booking.domain.changes import Consequence, Kind, Verdict, judge
from booking.domain.modes import Mode
from tests.builders import order

PHONE = order()
LATER = timedelta(minutes=30)
CASES: dict[str, tuple[Order, Kind, Consequence, bool]] = {
    "another language": (order(language="prs"), Kind.LANGUAGE, Consequence.RELEASE, True),
    "another day": (
        replace(PHONE, starts_at=PHONE.starts_at + timedelta(days=1), ends_at=PHONE.ends_at + timedelta(days=1)),
        Kind.DATE,
        Consequence.REOFFER,
        True,
    ),
    "the afternoon instead": (
        replace(PHONE, starts_at=PHONE.starts_at + timedelta(hours=4), ends_at=PHONE.ends_at + timedelta(hours=4)),
        Kind.DATE,
        Consequence.REOFFER,
        True,
    ),
    "in person instead": (order(mode=Mode.IN_PERSON), Kind.MODE, Consequence.REOFFER, True),
    "video instead of phone": (order(mode=Mode.SKYPE), Kind.PLACE, Consequence.KEEP, True),
    "half an hour later": (
        replace(PHONE, starts_at=PHONE.starts_at + LATER, ends_at=PHONE.ends_at + LATER),
        Kind.TIME,
        Consequence.KEEP,
        True,
    ),
    "half an hour longer": (replace(PHONE, ends_at=PHONE.ends_at + LATER), Kind.LENGTH, Consequence.KEEP, True),
    "a higher level": (order(level=3), Kind.WISHES, Consequence.KEEP, False),
    "another contact": (order(contact="Bo"), Kind.DETAILS, Consequence.KEEP, False),
}


@pytest.mark.parametrize("name", CASES)
def test_the_gravest_change_decides_for_whoever_has_the_job(name: str) -> None:
    after, kind, consequence, voiding = CASES[name]

    assert judge(PHONE, after, Status.CONFIRMED) == Verdict(kind, consequence, voiding)


@pytest.mark.parametrize("name", CASES)
def test_before_anybody_has_it_all_but_details_search_anew(name: str) -> None:
    after, kind, _, _ = CASES[name]

    consequence = Consequence.KEEP if kind is Kind.DETAILS else Consequence.RELEASE
    assert judge(PHONE, after, Status.UNFILLED) == Verdict(kind, consequence, kind is not Kind.DETAILS)


def test_nothing_changed_is_no_change() -> None:
    assert judge(PHONE, order(), Status.CONFIRMED) == Verdict(None, Consequence.KEEP, False)
