"""How many are asked at once, how long they may think, and that a night does not eat the time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.domain.errors import Invalid
from booking.domain.offering import (
    USUAL,
    How,
    OfferPolicy,
    Step,
    answer_by,
    check_policy,
    now_answer_by,
    open_minutes_after,
)
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

# Tuesday, 10 March 2026, 08.00 in Copenhagen, as the office opens.
NOW = datetime(2026, 3, 10, 7, tzinfo=UTC)
DAYS = Workdays(frozenset({date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)}))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time of March 2026 before the clocks change."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("lead", "how", "thinking"),
    [
        (timedelta(days=8), How.NEXT, timedelta(hours=8)),
        (timedelta(days=7), How.NEXT, timedelta(hours=8)),
        (timedelta(days=3), How.NEXT, timedelta(hours=4)),
        (timedelta(hours=30), How.NEXT, timedelta(hours=2)),
        (timedelta(hours=5), How.SEVERAL, timedelta(minutes=30)),
        (timedelta(hours=1), How.ALL, timedelta(minutes=10)),
        (timedelta(minutes=5), How.ALL, timedelta(minutes=5)),
        (timedelta(minutes=-5), How.ALL, timedelta(minutes=-5)),
    ],
)
def test_the_sooner_the_job_the_more_are_asked_and_the_shorter_the_thought(
    lead: timedelta, how: How, thinking: timedelta
) -> None:
    assert USUAL.step(lead).how is how
    assert answer_by(NOW, NOW + lead, USUAL, DAYS).instant == NOW + thinking


@pytest.mark.parametrize(
    ("asked_at", "starts_at", "instant", "lead"),
    [
        (
            local(10, 15),
            local(13, 10),
            local(11, 11),
            Text(
                "4 timer i kontorets åbningstid (hverdage 08.00–16.00) efter tilbuddet tirsdag 10/3 kl. 15.00",
                "4 hours in the office's opening hours (working days 08:00–16:00) after the offer "
                "Tuesday 10 March 15:00",
            ),
        ),
        (
            local(13, 17),
            local(16, 12),
            local(16, 10),
            Text(
                "halvdelen af åbningstiden inden opgaven mandag 16/3 kl. 12.00",
                "half of the opening hours before the job Monday 16 March 12:00",
            ),
        ),
        (
            local(13, 17),
            local(16, 8, 30),
            local(15, 0, 45),
            Text("halvvejs til opgaven mandag 16/3 kl. 08.30", "half way to the job Monday 16 March 08:30"),
        ),
        (
            local(15, 17),
            local(16, 12, 30),
            local(16, 8, 30),
            Text(
                "30 minutter i kontorets åbningstid (hverdage 08.00–16.00) efter tilbuddet søndag 15/3 kl. 17.00",
                "30 minutes in the office's opening hours (working days 08:00–16:00) after the offer "
                "Sunday 15 March 17:00",
            ),
        ),
        (
            local(14, 9),
            local(14, 12),
            local(14, 9, 10),
            Text(
                "10 minutter efter tilbuddet lørdag 14/3 kl. 09.00",
                "10 minutes after the offer Saturday 14 March 09:00",
            ),
        ),
        (
            local(10, 8),
            local(10, 8, 5),
            local(10, 8, 5),
            Text("når opgaven begynder tirsdag 10/3 kl. 08.05", "when the job begins Tuesday 10 March 08:05"),
        ),
    ],
)
def test_the_deadline_is_said_with_where_it_comes_from(
    asked_at: datetime, starts_at: datetime, instant: datetime, lead: Text
) -> None:
    found = answer_by(asked_at, starts_at, USUAL, DAYS)

    assert (found.instant, found.lead) == (instant, lead)


def test_when_the_office_asks_everybody_nobody_is_left_to_save_time_for() -> None:
    asked_at, starts_at = local(13, 17), local(16, 10)

    by_policy = answer_by(asked_at, starts_at, USUAL, DAYS)
    everybody = answer_by(asked_at, starts_at, USUAL, DAYS, how=How.ALL)

    assert by_policy.instant == local(16, 9)
    assert (everybody.instant, everybody.lead.da) == (starts_at, "når opgaven begynder mandag 16/3 kl. 10.00")


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (local(10, 8), 480, local(10, 16)),
        (local(10, 8), 481, local(11, 8, 1)),
        (local(10, 6), 60, local(10, 9)),
        (local(10, 16), 1, local(11, 8, 1)),
        (local(13, 15, 30), 60, local(16, 8, 30)),
        # Over Easter, and the night in which the clocks go forward: Copenhagen is two hours ahead from 29 March.
        (datetime(2026, 4, 1, 13, 30, tzinfo=UTC), 60, datetime(2026, 4, 7, 6, 30, tzinfo=UTC)),
        (datetime(2026, 3, 27, 14, 30, tzinfo=UTC), 60, datetime(2026, 3, 30, 6, 30, tzinfo=UTC)),
    ],
)
def test_only_the_hours_in_which_the_office_is_open_count(start: datetime, minutes: int, end: datetime) -> None:
    assert open_minutes_after(start, minutes, USUAL, DAYS) == end


def test_an_interpreter_who_is_wanted_now_has_minutes_whatever_the_clock_says() -> None:
    found = now_answer_by(local(14, 23), USUAL)

    assert found.derivation.da == "3 minutter efter opkaldet lørdag 14/3 kl. 23.00 = lørdag 14/3 kl. 23.03"


def test_the_policy_says_itself() -> None:
    assert [one.da for one in USUAL.words] == [
        "7 dage før eller mere: én ad gangen, 8 timer i kontorets åbningstid til at svare",
        "Mellem 48 timer og 7 dage før: én ad gangen, 4 timer i kontorets åbningstid til at svare",
        "Mellem 24 timer og 48 timer før: én ad gangen, 2 timer i kontorets åbningstid til at svare",
        "Mellem 4 timer og 24 timer før: 3 ad gangen, 30 minutter i kontorets åbningstid til at svare",
        "Under 4 timer før: alle på én gang, 10 minutter til at svare",
    ]
    assert OfferPolicy(steps=(Step(0, How.ALL, 60),)).words == (
        Text("Altid: alle på én gang, 1 time til at svare", "Always: all at once, 1 hour to answer"),
    )


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"steps": ()}, "steps"),
        ({"steps": (Step(60, How.ALL, 10),)}, "steps"),
        ({"steps": (Step(0, How.ALL, 10), Step(60, How.NEXT, 10))}, "steps"),
        ({"steps": (Step(0, How.ALL, 0),)}, "steps"),
        ({"closes": time(8)}, "closes"),
        ({"several": 0}, "several"),
        ({"late_hours": 0}, "late_hours"),
        ({"now_minutes": 61}, "now_minutes"),
    ],
)
def test_a_policy_with_a_gap_is_refused(different: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_policy(replace(USUAL, **different))  # type: ignore[arg-type]

    assert refused.value.field == field


def test_the_usual_policy_can_be_kept() -> None:
    check_policy(USUAL)
