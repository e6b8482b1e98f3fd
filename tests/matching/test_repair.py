"""The fewest changes, then the least cost: by hand, and against every combination there is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from uuid import UUID

import pytest

from booking.domain.interpreters import Employment
from booking.domain.modes import Mode
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.ranking import rank
from booking.matching.repair import Affected, Repair, Worth, blockers, repair
from tests.matching.checker import broken_rules
from tests.matching.instances import AGENCY, AMIRA, PHONE, at

ILL = UUID(int=100)
STAFF = replace(AMIRA, employment=Employment.SALARIED)


def wanted(n: int, clock: str, *, minutes: int = 60) -> Wanted:
    return replace(PHONE, booking_id=UUID(int=n), period=at(clock, minutes=minutes), citizen_ref="")


def somebody(n: int, *jobs: Job, cost: int = 0, employment: Employment = Employment.SALARIED) -> Candidate:
    return replace(STAFF, id=UUID(int=n), name=f"Tolk {n}", busy=jobs, cost_ore=cost, employment=employment)


def busy_with(one: Wanted) -> Job:
    return Job(period=one.period, mode=one.mode, booking_id=one.booking_id)


def affected(one: Wanted, *people: Candidate, holder: UUID = ILL) -> Affected:
    return Affected(one, holder, people)


def takers(found: Repair) -> dict[int, list[int]]:
    """By job, who takes it, and behind it who takes the job that makes way."""
    return {job.int: [move.taker_id.int for move in option or ()] for job, option in found.chosen.items()}


def test_the_cheapest_who_is_free_takes_the_job() -> None:
    job = affected(wanted(1, "10:00"), somebody(101, cost=500), somebody(102, cost=300))

    found = repair([job])

    assert (takers(found), found.worth[:4], found.proved) == ({1: [102]}, (0, 0, 0, 300), True)


def test_two_jobs_at_once_go_to_two_people_even_when_one_is_dearer() -> None:
    people = somebody(101, cost=100), somebody(102, cost=900)

    found = repair([affected(wanted(n, "10:00"), *people) for n in (1, 2)])

    assert (sorted(takers(found).values()), found.worth[:4]) == ([[101], [102]], (0, 0, 0, 1000))


def test_the_one_who_speaks_more_is_kept_for_the_job_that_only_they_can_take() -> None:
    both, one = somebody(101), somebody(102, cost=900)

    found = repair([affected(wanted(1, "10:00"), both, one), affected(wanted(2, "10:00"), both)])

    assert takers(found) == {1: [102], 2: [101]}


def test_an_agency_comes_after_a_dearer_freelancer() -> None:
    freelance = somebody(101, cost=200_000, employment=Employment.FREELANCE)
    job = affected(wanted(1, "10:00"), replace(AGENCY, cost_ore=10), freelance)

    assert takers(repair([job])) == {1: [101]}


def test_a_job_of_another_is_moved_only_when_nobody_is_free() -> None:
    other = wanted(9, "10:15")
    blocked, spare = somebody(101, busy_with(other)), somebody(102, cost=0)
    movable = {other.booking_id: affected(other, somebody(103), holder=blocked.id)}
    job = wanted(1, "10:00")

    with_spare = repair([affected(job, blocked, spare)], movable)
    without = repair([affected(job, blocked)], movable)
    untouched = repair([affected(job, blocked)])

    assert (takers(with_spare), with_spare.worth.moved) == ({1: [102]}, 0)
    assert (takers(without), without.worth.moved) == ({1: [101, 103]}, 1)
    assert (takers(untouched), untouched.worth.unfilled) == ({1: []}, 1)


def test_one_job_that_makes_way_for_two_counts_once() -> None:
    long = wanted(9, "10:00", minutes=180)
    blocked = somebody(101, busy_with(long))
    movable = {long.booking_id: affected(long, somebody(103), holder=blocked.id)}

    found = repair([affected(wanted(n, clock), blocked) for n, clock in ((1, "10:00"), (2, "11:30"))], movable)

    assert (takers(found), found.worth.moved) == ({1: [101, 103], 2: [101, 103]}, 1)


def test_whoever_makes_way_may_not_be_given_what_they_cannot_do() -> None:
    other = wanted(9, "10:15")
    blocked = somebody(101, busy_with(other))
    movable = {other.booking_id: affected(other, somebody(103), holder=blocked.id)}
    jobs = [affected(wanted(1, "10:00"), blocked), affected(wanted(2, "10:00"), somebody(103))]

    found = repair(jobs, movable)

    assert found.worth[:2] == (1, 0)


def test_only_confirmed_jobs_of_salaried_staff_that_stand_alone_in_the_way_make_room() -> None:
    one, two = wanted(8, "10:00"), wanted(9, "10:30")
    job = affected(
        wanted(1, "10:00"),
        somebody(101, busy_with(one)),
        somebody(102, busy_with(one), busy_with(two)),
        somebody(103, busy_with(two), employment=Employment.FREELANCE),
        somebody(104, replace(busy_with(two), open_offer=True)),
        somebody(105),
        replace(somebody(106, busy_with(two)), modes=frozenset({Mode.SKYPE})),
    )

    assert blockers([job]) == {one.booking_id: UUID(int=101)}


def test_a_search_that_is_cut_says_so_and_still_has_an_answer() -> None:
    people = [somebody(101 + n, cost=n) for n in range(6)]
    jobs = [affected(wanted(n, "10:00"), *people) for n in range(1, 6)]

    found = repair(jobs, most_nodes=7)

    assert (found.proved, found.worth.unfilled) == (False, 0)


def random_day(random: Random) -> tuple[list[Affected], dict[UUID, Affected]]:
    """Up to three jobs of somebody ill, four colleagues, and some jobs of theirs that may make way."""
    clocks = ("09:00", "09:30", "10:00", "11:00", "11:30")
    others = [wanted(20 + n, random.choice(clocks)) for n in range(3)]
    holders = {one.booking_id: 101 + n for n, one in enumerate(others)}
    employments = [random.choice((Employment.SALARIED, Employment.SALARIED, Employment.FREELANCE)) for _ in range(4)]

    def people() -> tuple[Candidate, ...]:
        return tuple(
            somebody(
                101 + n,
                *(busy_with(one) for one in others if holders[one.booking_id] == 101 + n),
                cost=random.choice((0, 100, 250, 400)),
                employment=employments[n],
            )
            for n in range(4)
            if random.random() < 0.7
        )

    jobs = [affected(wanted(n, random.choice(clocks)), *people()) for n in range(1, random.choice((2, 3, 4)))]
    movable = {
        one.booking_id: affected(one, *people(), holder=UUID(int=holders[one.booking_id]))
        for one in others
        if employments[holders[one.booking_id] - 101] is Employment.SALARIED
    }
    return jobs, movable


Plan = tuple[tuple[Affected, Candidate], ...]


def plans(job: Affected, movable: dict[UUID, Affected]) -> Iterator[Plan]:
    """Nobody, anybody who can, and anybody salaried who could if one job of theirs went to somebody salaried."""
    yield ()
    for one in job.candidates:
        if not broken_rules(job.wanted, one):
            yield ((job, one),)
        elif one.employment is Employment.SALARIED:
            for other in movable.values():
                freed = replace(one, busy=tuple(b for b in one.busy if b.booking_id != other.id))
                if len(freed.busy) == len(one.busy) or broken_rules(job.wanted, freed):
                    continue
                for taker in other.candidates:
                    salaried = taker.employment is Employment.SALARIED and taker.id != one.id
                    if salaried and not broken_rules(other.wanted, taker):
                        yield ((job, one), (other, taker))


def best_of_all(jobs: Sequence[Affected], movable: dict[UUID, Affected]) -> Worth:
    found = [worth for plan in product(*(list(plans(job, movable)) for job in jobs)) if (worth := judged(plan))]
    return min(found)


def judged(plan: Sequence[Plan]) -> Worth | None:
    """The worth of a whole plan, None when a job is moved twice or somebody cannot do all they get."""
    made = {(job.id, one.id): (job, one) for part in plan for job, one in part}
    if len({job for job, _ in made}) < len(made):
        return None
    for job, one in made.values():
        gained = [other for other, taker in made.values() if taker.id == one.id and other is not job]
        moved = {other.id for other, _ in made.values()}
        kept = [taken for taken in one.busy if taken.booking_id not in moved]
        day = replace(one, busy=(*kept, *(busy_with(other.wanted) for other in gained)))
        if broken_rules(job.wanted, day):
            return None
    own = sum(1 for part in plan if part)
    ranked = [rank(job.wanted, [replace(one, busy=())]).ranked[0] for job, one in made.values()]
    score = sum(one.score_ore for one in ranked)
    return Worth(len(plan) - own, len(made) - own, 0, sum(one.cost_ore for one in ranked), score)


@pytest.mark.parametrize("seed", range(60))
def test_no_combination_is_better_than_the_one_found(seed: int) -> None:
    jobs, movable = random_day(Random(seed))

    found = repair(jobs, movable)

    assert found.proved
    assert found.worth == best_of_all(jobs, movable)
