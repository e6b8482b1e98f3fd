"""Repair: who takes over the jobs of somebody who fell ill, with the fewest changes and then the least cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from booking.domain.interpreters import Employment
from booking.matching.cases import Case
from booking.matching.feasibility import first_obstacle
from booking.matching.problem import Candidate, Job, Wanted, occasion_of
from booking.matching.ranking import DEFAULT_WEIGHTS, Ranked, rank
from booking.matching.travel import Travel, travel
from booking.matching.weights import Weights

MOST_NODES = 20_000
# Of a job that makes way for another only the first few who could take it are tried.
MOST_SUBSTITUTES = 5


@dataclass(frozen=True, slots=True)
class Affected:
    """A job, who has it now, and everybody who speaks its language, each with the price of this job, in øre."""

    wanted: Wanted
    holder: UUID
    candidates: tuple[Candidate, ...]

    @property
    def id(self) -> UUID:
        return self.wanted.booking_id


@dataclass(frozen=True, slots=True)
class Move:
    """One job that goes from somebody to somebody else; salaried staff are given it, others are asked."""

    job: Affected
    taker: Ranked

    @property
    def giver_id(self) -> UUID:
        return self.job.holder

    @property
    def taker_id(self) -> UUID:
        return self.taker.candidate.id


Option = tuple[Move, ...]
"""One way to have a job done: its own move, and behind it the move of another's job that makes room."""


class Worth(NamedTuple):
    """What a repair costs, less is better, the first that differs decides: jobs left without anybody, jobs of others
    that are moved, jobs that agencies get, øre, and the ranking's score."""

    unfilled: int
    moved: int
    agencies: int
    cost_ore: int
    score_ore: int

    def plus(self, other: "Worth") -> "Worth":
        return Worth(*(a + b for a, b in zip(self, other, strict=True)))


NOTHING, UNFILLED = Worth(0, 0, 0, 0, 0), Worth(1, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Repair:
    """For each job the option chosen, None where there is nobody; `proved` when no better one exists."""

    chosen: Mapping[UUID, Option | None]
    worth: Worth
    proved: bool


def repair(
    affected: Sequence[Affected],
    movable: Mapping[UUID, Affected] | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    travel: Travel = travel,
    most_nodes: int = MOST_NODES,
) -> Repair:
    """The best combination, the same for the same input.

    `movable` are jobs of others that may make way, by booking; without them nobody else's day is touched. The search
    is exact over the options that are possible each by itself, unless it is cut at `most_nodes`.
    """
    options = {job.id: _options(job, movable or {}, weights, travel) for job in affected}
    search = _Search(options, travel, most_nodes)
    search.deepen(0, (), NOTHING)
    return Repair({job.id: search.best.get(job.id) for job in affected}, search.worth, search.nodes <= most_nodes)


def blockers(affected: Sequence[Affected], *, travel: Travel = travel) -> dict[UUID, UUID]:
    """Jobs of salaried staff that are all that keeps their interpreter from one of these: booking → interpreter."""
    own = {job.id for job in affected}
    found = {
        taken: candidate.id
        for job in affected
        for candidate in job.candidates
        for taken in _in_the_way(job, candidate, travel)
    }
    return {taken: holder for taken, holder in found.items() if taken not in own}


def _in_the_way(job: Affected, candidate: Candidate, travel: Travel) -> Iterator[UUID]:
    """Confirmed jobs without any single one of which a salaried candidate could take the job."""
    if candidate.employment is not Employment.SALARIED:
        return
    occasion = occasion_of(job.wanted, travel=travel)
    if first_obstacle(Case(occasion, candidate)) is None:
        return
    for taken in candidate.busy:
        if taken.open_offer or taken.booking_id is None or taken.booking_id == job.id:
            continue
        without = replace(candidate, busy=tuple(one for one in candidate.busy if one is not taken))
        if first_obstacle(Case(occasion, without)) is None:
            yield taken.booking_id


def _options(job: Affected, movable: Mapping[UUID, Affected], weights: Weights, travel: Travel) -> tuple[Option, ...]:
    """Everybody who can, then everybody who could if a job of theirs went to somebody else; the best first."""
    able = rank(job.wanted, job.candidates, weights, travel=travel).ranked
    found: list[Option] = [(Move(job, one),) for one in able]
    found.extend(_swaps(job, movable, weights, travel))
    return tuple(sorted(found, key=lambda option: (worth_of(option), [move.taker_id.int for move in option])))


def _swaps(job: Affected, movable: Mapping[UUID, Affected], weights: Weights, travel: Travel) -> Iterator[Option]:
    for candidate in job.candidates:
        for taken in _in_the_way(job, candidate, travel):
            if taken not in movable or movable[taken].holder != candidate.id:
                continue
            other = movable[taken]
            free = replace(candidate, busy=tuple(one for one in candidate.busy if one.booking_id != taken))
            taker = rank(job.wanted, [free], weights, travel=travel).ranked[0]
            others = rank(other.wanted, other.candidates, weights, travel=travel).ranked
            salaried = [one for one in others if one.candidate.employment is Employment.SALARIED]
            for one in salaried[:MOST_SUBSTITUTES]:
                if one.candidate.id != candidate.id:
                    yield Move(job, taker), Move(other, one)


def worth_of(moves: Sequence[Move], *, own: int = 1) -> Worth:
    """Of moves that are all made; the first `own` of them are the jobs that had to move."""
    return Worth(
        unfilled=0,
        moved=len(moves) - own,
        agencies=sum(move.taker.candidate.is_agency for move in moves),
        cost_ore=sum(move.taker.cost_ore for move in moves),
        score_ore=sum(move.taker.score_ore for move in moves),
    )


class _Search:
    """Depth first, the job with the fewest options first, cut where even the best of the rest would not do."""

    def __init__(self, options: Mapping[UUID, tuple[Option, ...]], travel: Travel, most_nodes: int) -> None:
        self._options = sorted(options.items(), key=lambda item: (len(item[1]), item[0].int))
        self._travel, self._most = travel, most_nodes
        # A job of another that makes way for two is counted once, so a bound counts none.
        bounds = [worth_of(found[0][:1]) if found else UNFILLED for _, found in self._least_first()]
        self._rest = [NOTHING]
        for bound in reversed(bounds):
            self._rest.append(self._rest[-1].plus(bound))
        self._rest.reverse()
        self.nodes = 0
        self.best: dict[UUID, Option | None] = {}
        self.worth = Worth(len(options) + 1, 0, 0, 0, 0)
        self._chosen: dict[UUID, Option | None] = {}
        self._known: dict[tuple[UUID, frozenset[UUID], frozenset[UUID]], bool] = {}

    def _least_first(self) -> Iterator[tuple[UUID, list[Option]]]:
        for job, found in self._options:
            yield job, sorted(found, key=lambda option: worth_of(option[:1]))

    def deepen(self, depth: int, moves: tuple[Move, ...], worth: Worth) -> None:
        self.nodes += 1
        if self.nodes > self._most or worth.plus(self._rest[depth]) >= self.worth:
            return
        if depth == len(self._options):
            self.best, self.worth = dict(self._chosen), worth
            return
        job, options = self._options[depth]
        for option in options:
            more = tuple(move for move in option if not any(_is_same(move, made) for made in moves))
            if self._agrees(moves, more):
                self._chosen[job] = option
                self.deepen(depth + 1, moves + more, worth.plus(worth_of(more)))
        self._chosen[job] = None
        self.deepen(depth + 1, moves, worth.plus(UNFILLED))

    def _agrees(self, moves: tuple[Move, ...], more: tuple[Move, ...]) -> bool:
        """Nothing is moved twice, and everybody touched can do all they have got."""
        made = moves + more
        if len({move.job.id for move in made}) < len(made):
            return False
        touched = {person for move in more for person in (move.giver_id, move.taker_id)}
        return all(self._can(person, made) for person in touched)

    def _can(self, person: UUID, moves: tuple[Move, ...]) -> bool:
        gained = [move for move in moves if move.taker_id == person]
        if not gained:
            return True
        key = person, frozenset(m.job.id for m in gained), frozenset(m.job.id for m in moves if m.giver_id == person)
        if key not in self._known:
            self._known[key] = fits(gained, lost=key[2], travel=self._travel)
        return self._known[key]


def _is_same(one: Move, other: Move) -> bool:
    return one.job.id == other.job.id and one.taker_id == other.taker_id


def fits(gained: Sequence[Move], *, lost: frozenset[UUID], travel: Travel = travel) -> bool:
    """Whether one person can do all of these, beside what they have and without what they lose."""
    return all(_fits(move, [one for one in gained if one is not move], lost, travel) for move in gained)


def _fits(move: Move, others: Sequence[Move], lost: frozenset[UUID], travel: Travel) -> bool:
    candidate = move.taker.candidate
    taken = lost | {one.job.id for one in others}
    busy = [job for job in candidate.busy if job.booking_id not in taken] + [_job(one.job.wanted) for one in others]
    case = Case(occasion_of(move.job.wanted, travel=travel), replace(candidate, busy=tuple(busy)))
    return first_obstacle(case) is None


def _job(wanted: Wanted) -> Job:
    return Job(period=wanted.period, mode=wanted.mode, lat=wanted.lat, lon=wanted.lon, booking_id=wanted.booking_id)
