"""The tariffs on a day: each scheme with its rates, what is coming, what was, and where they end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.domain.costs.drafts import RateKey, key_of
from booking.domain.costs.endings import Ending, endings, missing_from
from booking.domain.costs.tariffs import KM_SCHEME, Component, Rate, Terms, in_force
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.repricing import used_schemes
from booking.services.costs import OWN_SCHEME
from booking.services.desk import Desk

_COMPONENTS: tuple[Component, ...] = ("interpreting", "travel_time", "transport")


@dataclass(frozen=True, slots=True)
class RateRow:
    """One thing that is paid for: what it costs now, what is coming and what was, both in order."""

    category: str
    component: Component
    now: Rate | None
    coming: tuple[Rate, ...]
    past: tuple[Rate, ...]
    missing_from: date | None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme with its rates and the terms in force; `used` when anybody who can be given a job is paid by it."""

    code: str
    name: Text
    rows: tuple[RateRow, ...]
    terms: tuple[Terms, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class TariffsOn:
    """All schemes on a day, the municipality's own first, and what is missing or soon will be."""

    day: date
    schemes: tuple[Scheme, ...]
    endings: tuple[Ending, ...]


async def tariffs_on(desk: Desk, day: date | None = None) -> TariffsOn:
    """What holds on a day, today unless said."""
    require_permission(desk.actor, "tariffs:read")
    today = local_date(desk.now)
    tariffs, used = desk.reference.tariffs, await used_schemes(desk.connection)
    codes = {one.scheme for one in tariffs.rates} | {one.scheme for one in tariffs.all_terms}
    mine = {scheme for scheme, _ in used} | {KM_SCHEME}
    ordered = sorted(codes, key=lambda code: (code != OWN_SCHEME, code not in mine, code))
    return TariffsOn(
        day=day or today,
        schemes=tuple(_scheme(desk, code, day or today, used=code in mine) for code in ordered),
        endings=endings(tariffs, today=today, used=used),
    )


def _scheme(desk: Desk, code: str, day: date, *, used: bool) -> Scheme:
    tariffs = desk.reference.tariffs
    own = [one for one in tariffs.rates if one.scheme == code]
    keys = sorted({key_of(one) for one in own}, key=lambda key: (key[1], _COMPONENTS.index(key[2])))
    return Scheme(
        code=code,
        name=desk.reference.scheme_names.scheme(code),
        rows=tuple(_row(own, key, day) for key in keys),
        terms=tuple(one for one in tariffs.all_terms if one.scheme == code and in_force(one, day)),
        used=used,
    )


def _row(rates: Iterable[Rate], key: RateKey, day: date) -> RateRow:
    own = sorted((one for one in rates if key_of(one) == key), key=lambda one: one.valid_from)
    return RateRow(
        category=key[1],
        component=key[2],
        now=next((one for one in own if in_force(one, day)), None),
        coming=tuple(one for one in own if one.valid_from > day),
        past=tuple(one for one in own if one.valid_to is not None and one.valid_to < day),
        missing_from=missing_from(own, day),
    )
