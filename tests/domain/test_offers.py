"""How long an interpreter may think, and what an answer that comes too late is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.offers import Offer, OfferState, check_open, check_undo, deadline_of
from booking.domain.texts import Text

NOW = datetime(2026, 3, 10, 7, tzinfo=UTC)
OFFER = Offer(
    id=UUID(int=1),
    booking_id=UUID(int=2),
    interpreter_id=UUID(int=3),
    rank=1,
    state=OfferState.OPEN,
    made_at=NOW,
    answer_by=NOW + timedelta(hours=1),
    cost_ore=0,
    language="prs",
    mode=Mode.PHONE,
    starts_at=NOW + timedelta(hours=2),
    ends_at=NOW + timedelta(hours=3),
)


def test_an_offer_is_open_up_to_its_instant() -> None:
    check_open(OFFER, now=OFFER.answer_by)


@pytest.mark.parametrize(
    ("state", "now", "says"),
    [
        (OfferState.OPEN, OFFER.answer_by + timedelta(seconds=1), "time to answer is over"),
        (OfferState.LAPSED, NOW, "time to answer is over"),
        (OfferState.ACCEPTED, NOW, "already accepted"),
        (OfferState.DECLINED, NOW, "already declined"),
        (OfferState.LOST, NOW, "gone to another"),
        (OfferState.WITHDRAWN, NOW, "withdrawn"),
        (OfferState.BACKED_OUT, NOW, "You have withdrawn"),
    ],
)
def test_whoever_comes_too_late_is_told_why(state: OfferState, now: datetime, says: str) -> None:
    with pytest.raises(Conflict, match=says):
        check_open(replace(OFFER, state=state), now=now)


def test_an_offer_says_what_its_time_to_answer_was_counted_from() -> None:
    said = replace(OFFER, lead_da="1 time i åbningstiden", lead_en="1 hour in the opening hours")

    assert deadline_of(said, NOW + timedelta(days=1)).derivation == Text(
        "1 time i åbningstiden = tirsdag 10/3 kl. 09.00", "1 hour in the opening hours = Tuesday 10 March 09:00"
    )


def test_an_offer_made_before_that_was_kept_counts_from_the_question() -> None:
    assert deadline_of(OFFER, NOW + timedelta(days=1)).lead.da == "1 time efter tilbuddet tirsdag 10/3 kl. 08.00"


DECLINED = replace(OFFER, state=OfferState.DECLINED, answered_at=NOW)


@pytest.mark.parametrize(
    ("offer", "taken", "minutes", "says"),
    [
        (DECLINED, False, 10, ""),
        (DECLINED, False, 11, "time to answer is over"),
        (replace(DECLINED, answer_by=NOW + timedelta(minutes=5)), False, 6, "time to answer is over"),
        (DECLINED, True, 1, "gone to another"),
        (OFFER, False, 1, "no answer of no"),
        (replace(DECLINED, state=OfferState.WITHDRAWN), False, 1, "no answer of no"),
    ],
)
def test_a_no_is_taken_back_for_ten_minutes_while_nobody_has_the_job(
    offer: Offer, taken: bool, minutes: int, says: str
) -> None:
    now = NOW + timedelta(minutes=minutes)
    if not says:
        check_undo(offer, taken=taken, now=now)
        return
    with pytest.raises(Conflict, match=says):
        check_undo(offer, taken=taken, now=now)
