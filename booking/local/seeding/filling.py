"""An empty database becomes Fjordby: reference data, people, the spring of 2018, this year, and these days."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import monotonic

from booking.domain.accounts import SYSTEM
from booking.domain.periods import day_bounds, local_date
from booking.gateways.reference import load_languages, load_refund_rules, load_substitutes, load_tariffs
from booking.local.seeding.advising import advise
from booking.local.seeding.billing import bill
from booking.local.seeding.claiming import claim
from booking.local.seeding.diaries import Diaries
from booking.local.seeding.eras import PRESENT, YEAR_2018
from booking.local.seeding.inbox import fill_inbox
from booking.local.seeding.municipality import Municipality, settle_in, write_places
from booking.local.seeding.numbers import write_numbers
from booking.local.seeding.offering import write_catalogue
from booking.local.seeding.papers import file_papers
from booking.local.seeding.telling import Chapter, Teller, months
from booking.local.seeding.week import live
from booking.persistence.bulk import gather_statistics
from booking.persistence.reference import read_reference, write_reference
from booking.resources import Resources
from booking.services.administration.office import OFFICE
from booking.services.choices import keep_choices
from booking.services.desk import Desk
from booking.services.economy import keep_stakes
from booking.services.past import remember
from booking.settings import Settings

Say = Callable[[str], None]
NAME = "Fjordby Kommune"

# The seed document's figure: 16 % on 30 April 2018, reached month by month. Delivered, and by phone or video.
REMOTE_2018 = ((690, 76), (630, 88), (620, 112), (560, 124))
PER_WORKDAY = 6.5
PER_BUSY_WORKDAY = 36


async def fill_reference(settings: Settings, say: Say) -> None:
    """Languages, tariffs, terms and refund rules, and nobody who uses them."""
    async with Resources(settings) as resources, resources.desk(SYSTEM) as desk:
        await _write_reference(desk)
    say("The reference data is there: languages, tariffs, terms and refund rules.")


async def fill(settings: Settings, say: Say, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Everything in one transaction; on the same day the same people meet again."""
    started = monotonic()
    named = replace(settings, municipality=settings.municipality or NAME)
    with _no_garbage():
        async with Resources(named, clock=clock) as resources, resources.desk(SYSTEM) as desk:
            await _fill(desk, say)
            # The worker finds the mails by itself; nobody is listening yet.
            desk.promised.clear()
            desk.events.clear()
    say(f"{named.municipality} is ready ({monotonic() - started:.1f} s)")


@contextmanager
def _no_garbage() -> Iterator[None]:
    """A hundred thousand rows live until they are written; looking for garbage among them takes seconds."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _fill(desk: Desk, say: Say) -> None:
    rng = Random(2018)  # noqa: S311  dice for a story, not for a secret
    await _write_reference(desk)
    await write_places(desk)
    desk.reference = await read_reference(desk.connection, workdays=desk.reference.workdays)
    await keep_choices(desk, OFFICE, {"municipality": desk.identity.municipality}, before={})
    municipality = await settle_in(desk, rng)
    say(f"  {len(municipality.units)} units and {len(municipality.interpreters)} interpreters")
    diaries = Diaries(municipality.interpreters)
    first = await _tell_2018(desk, rng, municipality, diaries)
    say(f"  {first} bookings of January to April 2018")
    rng = Random(local_date(desk.now).toordinal())  # noqa: S311
    january = datetime.combine(date(local_date(desk.now).year, 1, 1), datetime.min.time(), UTC)
    teller = Teller(desk, rng, PRESENT, municipality, diaries, begins=january - timedelta(days=14))
    say(f"  {await _tell_present(desk, teller)} bookings of this year")
    await write_numbers(desk)
    await gather_statistics(desk.connection)
    say(f"  {await live(desk, rng, teller, municipality)} bookings of these days, with their invitations")
    await fill_inbox(desk, municipality)
    await file_papers(desk, municipality.interpreters)
    say(f"  {await claim(desk)} refund claims of this year, and its budgets")
    say(f"  {await bill(desk)} lines of an agency's invoice")
    # Last of all: what was ordered before was ordered when there were no rules of this kind.
    await write_catalogue(desk)
    while await keep_stakes(desk):
        pass
    say(f"  {await advise(desk)} talks whose requesters were asked about phone or video")


async def _write_reference(desk: Desk) -> None:
    await write_reference(
        desk.connection,
        languages=list(load_languages()),
        substitutes=list(load_substitutes()),
        tariffs=load_tariffs(),
        refund_rules=list(load_refund_rules()),
    )


async def _tell_2018(desk: Desk, rng: Random, municipality: Municipality, diaries: Diaries) -> int:
    """SprogTolk was taken into use on 1 January 2018; whatever was held then had been ordered in it."""
    teller = Teller(desk, rng, YEAR_2018, municipality, diaries, begins=datetime(2018, 1, 1, 7, tzinfo=UTC))
    spring = months(date(2018, 1, 1), date(2018, 4, 30))
    chapters = [
        Chapter(_open_days(desk, days), delivered, remote)
        for days, (delivered, remote) in zip(spring, REMOTE_2018, strict=True)
    ]
    return len(await remember(desk, teller.tell(chapters)))


async def _tell_present(desk: Desk, teller: Teller) -> int:
    """A light year up to last week, more of it remote every month, and the days of this week that are over."""
    today = local_date(desk.now)
    monday = today - timedelta(days=today.weekday())
    first = date(today.year, 1, 1)
    year = months(first, monday - timedelta(days=1)) if first < monday else []
    chapters = [_chapter(desk, days, PER_WORKDAY, 0.49 + 0.01 * n) for n, days in enumerate(year)]
    chapters.append(_chapter(desk, _days(monday, today), PER_BUSY_WORKDAY, 0.6))
    return len(await remember(desk, teller.tell([chapter for chapter in chapters if chapter.days])))


def _days(first: date, before: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((before - first).days))


def _chapter(desk: Desk, days: Iterable[date], per_day: float, share: float) -> Chapter:
    opened = _open_days(desk, days)
    delivered = round(per_day * sum(desk.reference.workdays.is_workday(day) for day in opened))
    return Chapter(opened, delivered, round(delivered * share))


def _open_days(desk: Desk, days: Iterable[date]) -> tuple[date, ...]:
    """Working days and weekends, but no holidays; days that are over."""
    is_workday = desk.reference.workdays.is_workday
    return tuple(day for day in days if (is_workday(day) or day.weekday() > 4) and day_bounds(day).ends_at <= desk.now)
