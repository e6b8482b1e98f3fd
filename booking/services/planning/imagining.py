"""Imagining: the same office with one thing or several different, of which nothing is written anywhere."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, time
from uuid import UUID, uuid5

from booking.domain.bookings import Booking
from booking.domain.catalogue import Asked, is_offered
from booking.domain.conversions import Talk, fits
from booking.domain.costs.drafts import supposed
from booking.domain.hours import Hours
from booking.domain.interpreters import Employment, Interpreter, Skill
from booking.domain.modes import Mode, is_remote
from booking.domain.texts import Text
from booking.persistence.plans.horizon import Held
from booking.persistence.pool import Known
from booking.services.costs import OWN_CATEGORY, OWN_SCHEME
from booking.services.desk import Desk
from booking.services.planning.gathering import Around

WORKDAYS = tuple(Hours(day, time(8), time(16)) for day in range(1, 6))
LEVEL, KNOWN_SINCE = 4, date(2018, 1, 1)
NEW = Text("Ny tolk", "New interpreter")
_SPACE = UUID("6f1c1d1e-0000-4000-8000-0000000018a7")


async def imagined(desk: Desk, around: Around) -> Around:
    """The horizon as it would be; whoever is away is left out where everybody is asked."""
    scenario = around.ask.scenario
    if scenario.draft_id is not None:
        draft = await desk.tariff_book.draft(scenario.draft_id)
        around = replace(around, tariffs=supposed(around.tariffs, draft))
    if scenario.extra:
        around = replace(around, people=around.people | {one.interpreter.id: one for one in _extra(desk, around)})
    if scenario.remote_percent:
        around = replace(around, held=_remote(desk, around))
    return replace(around, imagining=True)


def _extra(desk: Desk, around: Around) -> list[Known]:
    """Freelancers who live where the office is, with ordinary hours and every mode."""
    scenario = around.ask.scenario
    home = next((unit for unit in desk.reference.units.values() if unit.parent_id is None), None)
    lat, lon = (home.lat, home.lon) if home is not None else (None, None)
    return [_newcomer(scenario.extra_language, n, lat, lon) for n in range(1, scenario.extra + 1)]


def _newcomer(language: str, n: int, lat: float | None, lon: float | None) -> Known:
    one = Interpreter(
        id=uuid5(_SPACE, f"{language} {n}"),
        name=f"{NEW.da} {n}",
        email="",
        employment=Employment.FREELANCE,
        scheme=OWN_SCHEME,
        category=OWN_CATEGORY,
        lat=lat,
        lon=lon,
        skills=(Skill(language, LEVEL, KNOWN_SINCE),),
        hours=WORKDAYS,
    )
    return Known(
        interpreter=one,
        intervals=[],
        jobs=[],
        refused=False,
        barred_by_unit=False,
        barred_by_citizen=False,
        met_citizen=0,
        asked_month=0,
        answered_month=0,
        accepted_month=0,
        worked_minutes_month=0,
    )


def _remote(desk: Desk, around: Around) -> list[Held]:
    """Of the suitable talks a share, chosen by the seed alone; the first ones stay so as the share grows."""
    speakers = _speakers(around)
    modes = {one.booking.id: _mode(desk, around, one.booking, speakers) for one in around.held}
    suitable = [one for one, mode in modes.items() if mode is not None]
    chosen = sorted(suitable, key=lambda one: _lot(around.ask.seed, one))
    ids = frozenset(chosen[: -(-len(chosen) * around.ask.scenario.remote_percent // 100)])
    return [_held_as(one, modes[one.booking.id]) if one.booking.id in ids else one for one in around.held]


def _speakers(around: Around) -> Counter[str]:
    """How many of each language take phone or video."""
    able = (one.interpreter for one in around.people.values() if any(is_remote(mode) for mode in one.interpreter.modes))
    return Counter(language for one in able for language in {skill.language for skill in one.skills})


def _mode(desk: Desk, around: Around, booking: Booking, speakers: Counter[str]) -> Mode | None:
    """How it could be held instead: video where the catalogue offers it then, else phone; None where it does not fit.

    By the rule that requesters are asked by (R12).
    """
    if booking.mode is not Mode.IN_PERSON or booking.starts_at <= around.now:
        return None
    offered = (
        mode
        for mode in (Mode.SKYPE, Mode.PHONE)
        if is_offered(Asked(booking.language, mode, booking.period), desk.reference.catalogue, now=around.now)
    )
    mode = next(offered, None)
    talk = Talk(
        minutes=booking.period.minutes,
        parties=booking.parties,
        child=booking.child_present,
        group=booking.group_size,
        reason=booking.in_person_reason,
        speakers=speakers[booking.language],
        offered=mode is not None,
    )
    return mode if fits(talk) else None


def _lot(seed: int, booking_id: UUID) -> bytes:
    return hashlib.sha256(f"{seed} {booking_id}".encode()).digest()


def _held_as(held: Held, mode: Mode | None) -> Held:
    return held if mode is None else replace(held, booking=replace(held.booking, mode=mode))
