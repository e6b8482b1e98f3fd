"""The search of large plans: what it finds is sound, its loops reckon as drafts do, and they are kept ready."""

import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from booking.domain.modes import Mode
from booking.matching.checking import check
from booking.matching.planning import bounds
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.greedy import greedy
from booking.matching.planning.guided import guide_of
from booking.matching.planning.openings import problem_of
from booking.matching.planning.plans import COMPILED, Limits, plan
from booking.matching.planning.search import compiled, rotas
from booking.matching.planning.search.__main__ import main
from booking.matching.planning.search.annealing import Search
from tests.matching.horizons import best_plan, opening, random_horizon, rates, with_pins
from tests.matching.instances import AMIRA

HOME = (57.0, 10.0)


def searched(draft: Draft, rounds: int) -> Search:
    search = Search(draft, guide_of(draft.office, np.zeros(len(draft.office.seats))), seed=1)
    for n in range(rounds):
        search.round(n / rounds)
    return search


@pytest.mark.parametrize("seed", range(60, 80))
def test_what_is_found_is_never_worse_and_costs_what_the_draft_says(seed: int) -> None:
    draft = greedy(office_of(problem_of(with_pins(random_horizon(seed), seed), rates)))

    found = searched(draft, 10).best

    before, after = draft.worth, found.worth
    assert (after.unfilled, after.score_ore) <= (before.unfilled, before.score_ore)


def test_who_lives_too_far_away_comes_from_the_job_before_or_not_at_all() -> None:
    near, beyond = (HOME[0] + 0.22, HOME[1]), (HOME[0] + 0.44, HOME[1])
    far = replace(AMIRA, max_trip=45, lat=HOME[0], lon=HOME[1], cost_ore=500_00)
    cheap = replace(AMIRA, id=UUID(int=102), lat=near[0], lon=near[1], max_trip=15, cost_ore=0)
    openings = [
        opening(1, "10:00", mode=Mode.IN_PERSON, place=near, people=(far, cheap)),
        opening(2, "12:00", mode=Mode.IN_PERSON, place=beyond, people=(far, cheap)),
    ]

    *_, last = plan(problem_of(openings, rates), Limits(seconds=100, steps=20, whole_seats=0), lambda: 0.0)

    best = best_plan(openings)
    assert (best.unfilled, last.worth.unfilled, last.worth.score_ore) == (0, 0, best.score_ore)
    assert check(openings, last.lines, last.worth, rates) == ()
    assert {line.interpreter for line in last.lines} == {far.id}


@pytest.mark.parametrize("seed", range(40, 50))
def test_a_day_with_too_many_ways_for_prices_is_searched_without(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_PAIRS", 0)
    openings = with_pins(random_horizon(seed), seed)

    *_, last = plan(problem_of(openings, rates), Limits(seconds=100, steps=20, whole_seats=0), lambda: 0.0)

    best = best_plan(openings)
    assert (last.worth.unfilled, last.worth.score_ore) == (best.unfilled, best.score_ore)
    assert check(openings, last.lines, last.worth, rates) == ()


def test_a_shift_as_full_as_can_be_stays_as_it_is() -> None:
    openings = [opening(n + 1, f"{8 + n // 2:02}:{30 * (n % 2):02}", minutes=20, people=(AMIRA,)) for n in range(17)]
    draft = greedy(office_of(problem_of(openings, rates)))

    found = searched(draft, 2).best

    assert found.seat.tolist() == draft.seat.tolist()
    assert (found.seat >= 0).sum() >= rotas.SLOTS


def test_loops_are_kept_where_that_is_allowed_and_else_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main()
    (tmp_path / "a file").write_text("", encoding="utf-8")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "loop.nbi").write_text("ready", encoding="utf-8")

    written, nothing = compiled.folder_for(tmp_path / "new")
    lost, elsewhere = compiled.folder_for(tmp_path / "a file" / "below")
    monkeypatch.setattr(os, "access", lambda *_: False)
    copied, own = compiled.folder_for(tmp_path / "kept")

    assert (written, nothing) == (tmp_path / "new", None)
    assert elsewhere is not None
    assert own is not None
    assert list(lost.iterdir()) == []
    assert (copied / "loop.nbi").read_text(encoding="utf-8") == "ready"
    assert compiled.ready()
    for one in (elsewhere, own):
        one.cleanup()


def test_whoever_waits_for_the_loops_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "FOLDER", Path("nowhere"))

    shown = list(plan(problem_of(random_horizon(3), rates), Limits(seconds=100, steps=1, whole_seats=0), lambda: 0.0))

    assert COMPILED in shown[-1].remarks
