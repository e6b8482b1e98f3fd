"""Complaints go through a hearing, and figures of too few say nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from booking.domain.errors import Conflict, Invalid
from booking.domain.quality import (
    About,
    Complaint,
    Figures,
    Ruling,
    Stage,
    answered,
    checked_stars,
    decided,
    percent,
    said,
    sent_to_hearing,
)
from booking.domain.workdays import Workdays

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
# Maundy Thursday, Good Friday and Easter Monday of 2026.
EASTER = Workdays(frozenset({date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)}))
NEW = Complaint(
    id=UUID(int=1),
    number="K-2026-0001",
    booking_id=UUID(int=2),
    interpreter_id=UUID(int=3),
    about=About.LATE,
    text="Kom 20 minutter for sent",
    made_by=UUID(int=4),
    made_at=NOW,
)
HEARD = sent_to_hearing(NEW, EASTER, now=NOW)
ANSWERED = answered(HEARD, "Bussen kørte ikke", now=NOW)
DECIDED = decided(ANSWERED, Ruling.PARTLY, "Uden egen skyld", by=UUID(int=5), now=NOW)


def test_a_complaint_is_received_heard_answered_and_decided() -> None:
    stages = [one.stage for one in (NEW, HEARD, ANSWERED, DECIDED)]

    assert stages == [Stage.RECEIVED, Stage.HEARING, Stage.ANSWERED, Stage.DECIDED]


def test_the_interpreter_has_ten_working_days_to_answer() -> None:
    assert HEARD.answer_by == datetime(2026, 4, 10, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize("complaint", [HEARD, ANSWERED, DECIDED])
def test_a_complaint_is_sent_to_hearing_once(complaint: Complaint) -> None:
    with pytest.raises(Conflict):
        sent_to_hearing(complaint, EASTER, now=NOW)


@pytest.mark.parametrize("complaint", [NEW, ANSWERED, DECIDED])
def test_an_answer_is_given_once_and_when_it_was_asked_for(complaint: Complaint) -> None:
    with pytest.raises(Conflict):
        answered(complaint, "Nej", now=NOW)


@pytest.mark.parametrize(
    ("complaint", "ruling", "later", "message"),
    [
        (NEW, Ruling.UPHELD, 0, "was not heard"),
        (HEARD, Ruling.UPHELD, 0, "may answer until"),
        (DECIDED, Ruling.WITHDRAWN, 30, "Complaint K-2026-0001 is decided"),
    ],
)
def test_nobody_is_judged_unheard_or_twice(complaint: Complaint, ruling: Ruling, later: int, message: str) -> None:
    with pytest.raises(Conflict, match=message):
        decided(complaint, ruling, "Derfor", by=None, now=NOW + timedelta(days=later))


@pytest.mark.parametrize(
    ("complaint", "ruling", "later"),
    [(ANSWERED, Ruling.REJECTED, 0), (HEARD, Ruling.UPHELD, 30), (NEW, Ruling.WITHDRAWN, 0)],
)
def test_a_decision_needs_an_answer_the_deadline_or_a_withdrawal(
    complaint: Complaint, ruling: Ruling, later: int
) -> None:
    now = NOW + timedelta(days=later)

    after = decided(complaint, ruling, "Derfor", by=UUID(int=5), now=now)

    assert after == replace(complaint, ruling=ruling, decision="Derfor", decided_by=UUID(int=5), decided_at=now)


def test_what_is_said_hides_cpr_numbers_and_is_something() -> None:
    assert "010203-1234" not in said("Om 010203-1234", field="text")
    with pytest.raises(Invalid) as refused:
        said("  ", field="text")
    assert refused.value.field == "text"


@pytest.mark.parametrize("stars", [0, 6])
def test_stars_are_one_to_five(stars: int) -> None:
    assert checked_stars(5) == 5
    with pytest.raises(Invalid):
        checked_stars(stars)


@pytest.mark.parametrize(("part", "whole", "said"), [(2, 4, None), (1, 8, 13), (0, 5, 0), (5, 5, 100), (0, 0, None)])
def test_a_share_is_rounded_half_away_and_of_too_few_it_is_not_said(part: int, whole: int, said: int | None) -> None:
    assert percent(part, whole) == said


def test_figures_add_up_and_say_their_shares() -> None:
    one = Figures(offered=10, accepted=6, declined=1, lapsed=1, lost=2, withdrew=1, assigned=4, delivered=8, late=1)
    two = Figures(complaints=1, upheld=1, rated=4, stars=13)

    both = one + two + Figures(rated=2, stars=9)

    assert (both.accept_percent, both.withdraw_percent, both.late_percent, both.average_stars) == (75, 10, 13, 3.7)
    assert two.average_stars is None
