"""How long an interpreter may think, and what an answer that comes too late is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.deadlines import TimeToAnswer
from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.domain.offers import Offer, OfferState, answer_by, check_open, deadline_of
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


@pytest.mark.parametrize(
    ("lead", "thinking"),
    [
        (timedelta(days=8), timedelta(hours=24)),
        (timedelta(days=7), timedelta(hours=24)),
        (timedelta(days=3), timedelta(hours=4)),
        (timedelta(hours=30), timedelta(hours=2)),
        (timedelta(hours=5), timedelta(minutes=30)),
        (timedelta(hours=1), timedelta(minutes=10)),
        (timedelta(minutes=5), timedelta(minutes=5)),
        (timedelta(minutes=-5), timedelta(minutes=-5)),
    ],
)
def test_the_sooner_the_job_the_shorter_the_thought(lead: timedelta, thinking: timedelta) -> None:
    made = answer_by(NOW, NOW + lead)

    assert (made.instant, made.rule) == (NOW + thinking, TimeToAnswer(int(thinking / timedelta(minutes=1))))


@pytest.mark.parametrize(
    ("lead", "derivation"),
    [
        (
            timedelta(days=3),
            Text(
                "4 timer efter tilbuddet tirsdag 10/3 kl. 08.00 = tirsdag 10/3 kl. 12.00",
                "4 hours after the offer Tuesday 10 March 08:00 = Tuesday 10 March 12:00",
            ),
        ),
        (
            timedelta(hours=5),
            Text(
                "30 minutter efter tilbuddet tirsdag 10/3 kl. 08.00 = tirsdag 10/3 kl. 08.30",
                "30 minutes after the offer Tuesday 10 March 08:00 = Tuesday 10 March 08:30",
            ),
        ),
        (
            timedelta(minutes=5),
            Text(
                "når opgaven begynder tirsdag 10/3 kl. 08.05 = tirsdag 10/3 kl. 08.05",
                "when the job begins Tuesday 10 March 08:05 = Tuesday 10 March 08:05",
            ),
        ),
    ],
)
def test_the_time_to_answer_says_where_it_comes_from(lead: timedelta, derivation: Text) -> None:
    assert answer_by(NOW, NOW + lead).derivation == derivation


def test_an_offer_that_was_made_keeps_its_time_to_answer() -> None:
    assert deadline_of(OFFER, NOW + timedelta(days=1)).lead.da == "1 time efter tilbuddet tirsdag 10/3 kl. 08.00"


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
    ],
)
def test_whoever_comes_too_late_is_told_why(state: OfferState, now: datetime, says: str) -> None:
    with pytest.raises(Conflict, match=says):
        check_open(replace(OFFER, state=state), now=now)
