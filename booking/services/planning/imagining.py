"""Imagining: the same office with one thing or several different, of which nothing is written anywhere."""

import hashlib
from dataclasses import replace
from datetime import date, time
from uuid import UUID, uuid5

from booking.domain.costs.drafts import supposed
from booking.domain.hours import Hours
from booking.domain.interpreters import Employment, Interpreter, Skill
from booking.domain.modes import Mode
from booking.domain.plans.imagined import may_be_remote
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
        around = replace(around, held=_remote(around))
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


def _remote(around: Around) -> list[Held]:
    """Of the suitable talks a share by phone, chosen by the seed alone; the first ones stay so as the share grows."""
    suitable = [one for one in around.held if one.booking.starts_at > around.now and may_be_remote(one.booking)]
    chosen = sorted(suitable, key=lambda one: _lot(around.ask.seed, one.booking.id))
    count = -(-len(suitable) * around.ask.scenario.remote_percent // 100)
    ids = {one.booking.id for one in chosen[:count]}
    return [_by_phone(one) if one.booking.id in ids else one for one in around.held]


def _lot(seed: int, booking_id: UUID) -> bytes:
    return hashlib.sha256(f"{seed} {booking_id}".encode()).digest()


def _by_phone(held: Held) -> Held:
    return replace(held, booking=replace(held.booking, mode=Mode.PHONE))
