"""Costs: what a plan comes to, reckoned anew from the bill's own journeys and rates."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from booking.domain.costs.chains import Leg, Stop, journeys
from booking.domain.costs.journey_rates import JourneyRate
from booking.domain.money import kroner, kroner_da
from booking.domain.texts import Text
from booking.matching.checking.days import Broken, Said, Sheet, Sums, Task
from booking.matching.problem import Candidate
from booking.matching.travel import Place, Travel

Rates = Callable[[UUID, date], JourneyRate]
Borne = dict[UUID, tuple[int, int, int]]
"""By job: minutes and tenths of kilometres on the road, and what is paid for them in øre."""


def wrong(sheet: Sheet, sums: Sums, rates: Rates, travel: Travel) -> Iterator[Broken]:
    """Lines and sums that differ from what the price engine would bill."""
    people = {person.id: person for _, person in sheet.given()}
    roads: Borne = {}
    for person in people.values():
        roads.update(borne(sheet, person, rates, travel))
    fees = {line.job: _fee(sheet, line) for line in sheet.lines}
    for line in sheet.lines:
        yield from _line(line, fees[line.job], roads.get(line.job, (0, 0, 0)))
    filled = {line.job for line in sheet.lines if line.interpreter is not None}
    left = sum(entry.weight for entry in sheet.entries if entry.wanted.booking_id not in filled)
    journey_ore = sum(paid for _, _, paid in roads.values())
    for said, found in ((sums.fee_ore, sum(fees.values())), (sums.journey_ore, journey_ore), (sums.unfilled, left)):
        if said != found:
            text = Text(f"Planen siger {said}, men det er {found}.", f"The plan says {said}, but it is {found}.")
            yield Broken("sum", None, None, text)


def _fee(sheet: Sheet, line: Said) -> int:
    if line.interpreter is None or line.job not in sheet.by_job:
        return 0
    person = sheet.candidate(line.job, line.interpreter)
    return 0 if person is None else person.cost_ore


def _line(line: Said, fee_ore: int, borne: tuple[int, int, int]) -> Iterator[Broken]:
    if line.fee_ore != fee_ore:
        yield Broken("fee", line.job, line.interpreter, _differs(line.fee_ore, fee_ore))
    if (line.minutes, line.tenths, line.journey_ore) != borne:
        yield Broken("journey", line.job, line.interpreter, _differs(line.journey_ore, borne[2]))


def _differs(said: int, found: int) -> Text:
    return Text(
        f"Planen siger {kroner_da(said)} kr., regningen bliver {kroner_da(found)} kr.",
        f"The plan says DKK {kroner(said)}, the bill will be DKK {kroner(found)}",
    )


def borne(sheet: Sheet, person: Candidate, rates: Rates, travel: Travel) -> Borne:
    """Each day of the person's by itself; an agency sends somebody, and bills no road."""
    tasks = sheet.tasks(person)
    if person.is_agency:
        return dict.fromkeys((job for job, _ in tasks), (0, 0, 0))
    found: Borne = {}
    for day in {task.day for _, task in tasks}:
        mine = [(job, task) for job, task in tasks if task.day == day]
        stops = [_stop(task) for _, task in mine]
        for (job, _), journey in zip(mine, journeys(stops, person.home, _road(travel)), strict=True):
            tenths = int(10 * journey.km)
            found[job] = (journey.minutes, tenths, rates(person.id, day).ore(journey.minutes, tenths))
    return found


def _stop(task: Task) -> Stop[Place | None]:
    return Stop(task.period, task.place, task.remote)


def _road(travel: Travel) -> Callable[[Place | None, Place | None], Leg]:
    def leg(start: Place | None, end: Place | None) -> Leg:
        trip = travel(start, end)
        return trip.minutes, Decimal(str(trip.km))

    return leg
