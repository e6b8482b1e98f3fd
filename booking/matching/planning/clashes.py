"""Clashes: why a plan leaves a job, as the fewest facts that cannot all hold, and the cheapest ways out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import numpy as np

from booking.domain.texts import Text
from booking.matching.explanation import Explanation, RuleCount, why_nobody
from booking.matching.planning.drafts import Draft, Office, office_of
from booking.matching.planning.openings import Opening
from booking.matching.planning.problem import NOBODY, Pairs, Problem
from booking.matching.planning.proposal import Line
from booking.matching.problem import Candidate, Job
from booking.matching.ranking import DEFAULT_WEIGHTS
from booking.matching.roster.arrays import Ints
from booking.matching.travel import Travel, travel
from booking.matching.weights import Weights
from booking.matching.wording import clock_span

MOST_NODES = 5_000
MOST_JOBS = 24


@dataclass(frozen=True, slots=True)
class Clash:
    """A job that is left, and why.

    `jobs` cannot all be filled by those who could do the first, whatever is given to whom; without any one of them
    the rest can. `people` are the ones they compete for. It is alone, and `people` empty, when nobody could do it even
    with a free week: then the rules in `explanation` say why. That also has the cheapest ways out.
    """

    job: UUID
    jobs: tuple[UUID, ...]
    people: tuple[UUID, ...]
    text: Text
    explanation: Explanation


def why_unfilled(
    job: UUID,
    openings: Sequence[Opening],
    lines: Sequence[Line],
    problem: Problem,
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    not_before: datetime | None = None,
    travel: Travel = travel,
) -> Clash:
    """Of a job that the plan leaves; ways out that begin before `not_before` are not proposed."""
    by_id = {one.id: one for one in openings}
    asked = _engaged(by_id[job], by_id, lines)
    explanation = why_nobody(by_id[job].wanted, asked, weights, not_before=not_before, travel=travel)
    row = problem.jobs.ids.index(job)
    rows = smallest(problem, row, _held(problem, lines))
    people = np.unique(problem.pairs.person[problem.pairs.job == row]).tolist()
    names = {one.id: one.name for one in by_id[job].candidates}
    chosen = tuple(problem.jobs.ids[n] for n in rows)
    rivals = tuple(problem.people.ids[n] for n in people)
    text = _competing(by_id, chosen, [names[one] for one in rivals]) if rivals else _ruled_out(explanation)
    return Clash(job, chosen, rivals, text, explanation)


def smallest(problem: Problem, job: int, holder: Ints) -> list[int]:
    """The job first, then as few others as cannot all be done beside it, by deletion; `holder` as the plan has it."""
    wanted = [job]
    for _ in range(3):
        able = np.unique(problem.pairs.person[np.isin(problem.pairs.job, wanted)])
        rivals = np.flatnonzero(np.isin(holder, able) & (holder != NOBODY))
        near = np.argsort(np.abs(problem.jobs.starts[rivals] - problem.jobs.starts[job]), kind="stable")
        wanted = [job, *(one for one in rivals[near].tolist() if one != job)][:MOST_JOBS]
        if not fillable(problem, wanted):
            break
    else:
        return wanted
    for one in wanted[:0:-1]:
        rest = [other for other in wanted if other != one]
        if not fillable(problem, rest):
            wanted = rest
    return [job, *sorted(wanted[1:])]


def fillable(problem: Problem, jobs: Sequence[int]) -> bool:
    """Whether these jobs can all be done if no other is; a search that grows too long says that they can."""
    pairs = problem.pairs
    kept = np.isin(pairs.job, jobs)
    fewer = Pairs(
        job=pairs.job[kept], person=pairs.person[kept], fee_ore=pairs.fee_ore[kept], soft_ore=pairs.soft_ore[kept]
    )
    office = office_of(replace(problem, pairs=fewer))
    order = sorted(jobs, key=lambda one: (int(office.begins[one + 1] - office.begins[one]), one))
    return _Search(office, order).found


class _Search:
    """Depth first, the hardest job first."""

    def __init__(self, office: Office, order: Sequence[int]) -> None:
        self._draft, self._order, self._nodes = Draft(office), order, 0
        self.found = self._deepen(0)

    def _deepen(self, depth: int) -> bool:
        self._nodes += 1
        if depth == len(self._order) or self._nodes > MOST_NODES:
            return True
        job = self._order[depth]
        for seat in self._draft.choice(job).seats.tolist():
            self._draft.put(seat)
            if self._deepen(depth + 1):
                return True
            self._draft.take(job)
        return False


def _held(problem: Problem, lines: Sequence[Line]) -> Ints:
    rows = {one: n for n, one in enumerate(problem.people.ids)}
    said = {line.job: NOBODY if line.interpreter is None else rows[line.interpreter] for line in lines}
    return np.array([said.get(one, NOBODY) for one in problem.jobs.ids], dtype=np.int64)


def _engaged(opening: Opening, by_id: dict[UUID, Opening], lines: Sequence[Line]) -> list[Candidate]:
    """Those who speak the language, busy with what the plan gives them."""
    given: dict[UUID, list[Job]] = {}
    for line in lines:
        if line.interpreter is not None:
            wanted = by_id[line.job].wanted
            job = Job(
                period=wanted.period, mode=wanted.mode, lat=wanted.lat, lon=wanted.lon, booking_id=wanted.booking_id
            )
            given.setdefault(line.interpreter, []).append(job)
    return [
        replace(one, busy=(*(job for job in one.busy if job.booking_id not in by_id), *given.get(one.id, ())))
        for one in opening.candidates
    ]


def _competing(by_id: dict[UUID, Opening], jobs: Sequence[UUID], names: Sequence[str]) -> Text:
    spans = [clock_span(by_id[one].wanted.period) for one in jobs[1:]]
    others = Text(_listed([span.da for span in spans], "og"), _listed([span.en for span in spans], "and"))
    who = Text(_listed(names, "og"), _listed(names, "and"))
    if not spans:
        return Text(f"Kun {who.da} kunne, og har ikke tid nok.", f"Only {who.en} could, and lack the time.")
    return Text(
        f"Kun {who.da} kunne, og de skal også nå {others.da}. Alt kan ikke nås.",
        f"Only {who.en} could, and they are also needed at {others.en}. Not all of it can be done.",
    )


def _ruled_out(explanation: Explanation) -> Text:
    """Rule by rule, each person counted at the first that stops them."""
    counts: list[RuleCount] = [one for one in explanation.counts if one.first]
    if not counts:
        return Text("Ingen taler sproget.", "Nobody speaks the language.")
    da = _listed([f"{one.first} {one.name.da}" for one in counts], "og")
    en = _listed([f"{one.first} {one.name.en}" for one in counts], "and")
    return Text(f"Af {explanation.asked}, der er spurgt om: {da}.", f"Of {explanation.asked} considered: {en}.")


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
