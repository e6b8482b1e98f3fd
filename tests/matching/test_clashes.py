"""Clashes: why a plan leaves a job, in the fewest facts, and what would help."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from booking.domain.modes import Mode
from booking.matching.planning import clashes
from booking.matching.planning.clashes import Clash, fillable, smallest, why_unfilled
from booking.matching.planning.openings import Opening, problem_of
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.problem import NOBODY
from tests.matching.horizons import opening, rates
from tests.matching.instances import AMIRA

BILAL = replace(AMIRA, id=UUID(int=104), name="Bilal Krogh")
BOTH = (AMIRA, BILAL)


def why(openings: Sequence[Opening], left: int) -> Clash:
    problem = problem_of(openings, rates)
    *_, made = plan(problem, Limits(), lambda: 0.0)
    assert [line.job.int for line in made.lines if line.interpreter is None] == [left]
    return why_unfilled(UUID(int=left), openings, made.lines, problem)


def test_three_jobs_at_once_are_too_many_for_two_and_the_fourth_has_nothing_to_do_with_it() -> None:
    openings = [
        opening(1, "10:00", people=BOTH, weight=2),
        opening(2, "10:15", people=BOTH, weight=2),
        opening(3, "10:30", people=BOTH),
        opening(4, "13:00", people=BOTH),
    ]

    found = why(openings, 3)

    assert (found.job, {one.int for one in found.jobs}) == (UUID(int=3), {1, 2, 3})
    assert set(found.people) == {AMIRA.id, BILAL.id}
    assert found.text.da == (
        "Kun Amira Holm og Bilal Krogh kunne, og de skal også nå 10.00–11.00 og 10.15–11.15. Alt kan ikke nås."
    )
    assert found.explanation.changes[0].text.da.startswith("1 time senere")


def test_who_could_make_way_is_followed_to_who_could_not() -> None:
    """The third is Bilal's alone, who is needed for the second because Amira has the first."""
    openings = [
        opening(1, "10:00", people=(AMIRA,), weight=5),
        opening(2, "10:15", people=BOTH, weight=5),
        opening(3, "10:30", people=(BILAL,)),
    ]

    found = why(openings, 3)

    assert {one.int for one in found.jobs} == {1, 2, 3}
    assert found.text.en == "Only Bilal Krogh could, and they are also needed at 10:00–11:00 and 10:15–11:15. " + (
        "Not all of it can be done."
    )


def test_a_day_that_is_too_short_stands_alone() -> None:
    short = replace(AMIRA, daily_limit=90, weekly_limit=90)
    far = replace(AMIRA, id=UUID(int=107), max_trip=5)
    openings = [opening(1, "10:00", people=(far,), mode=Mode.IN_PERSON)]

    assert why(openings, 1).text.da == "Kun Amira Holm kunne, og har ikke tid nok."
    assert why([opening(2, "09:00", people=(short,), minutes=120)], 2).text.da == (
        "Af 1, der er spurgt om: 1 har nået dagens grænse."
    )


def test_nobody_who_may_is_said_by_rule() -> None:
    absent = replace(AMIRA, availability=replace(AMIRA.availability, weekly=()))
    refused = replace(BILAL, declined=True)

    found = why([opening(1, "10:00", people=(absent, refused))], 1)

    assert (found.jobs, found.people) == ((UUID(int=1),), ())
    assert found.text.en == "Of 2 considered: 1 have declined or not answered and 1 do not work at that time."
    assert why([opening(1, "10:00")], 1).text.da == "Ingen taler sproget."


def test_a_search_that_grows_too_long_says_nothing_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of([opening(n, "10:00", people=BOTH) for n in (1, 2, 3)], rates)

    assert not fillable(problem, [0, 1, 2])
    monkeypatch.setattr(clashes, "MOST_NODES", 1)
    assert fillable(problem, [0, 1, 2])
    assert smallest(problem, 2, np.array([0, 1, NOBODY])) == [2, 0, 1]
