"""Drafts of a tariff: rates and terms proposed from a day on, and what stands against them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from booking.domain.costs.succession import joined
from booking.domain.costs.tariffs import COMPONENTS, FIRST_DAY, Component, Rate, Tariffs, Terms, Unit
from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.periods import check_day
from booking.domain.texts import Text

FURTHEST = timedelta(days=5 * 366)
LARGEST_ORE = 10_000_00
RateKey = tuple[str, str, Component]
TermsKey = tuple[str, Mode]

UNITS_OF: dict[Component, tuple[Unit, ...]] = {
    "interpreting": ("started_hour", "hour"),
    "travel_time": ("started_30min", "started_hour", "hour"),
    "transport": ("km",),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is proposed; `reason` is why it was published although some of the `failed` cases did not hold."""

    id: UUID
    name: str
    rates: tuple[Rate, ...]
    terms: tuple[Terms, ...]
    made_at: datetime
    made_by: UUID | None = None
    version: int = 1
    published_at: datetime | None = None
    published_by: UUID | None = None
    reason: str = ""
    failed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.rates and not self.terms

    @property
    def first_day(self) -> date | None:
        days = [one.valid_from for one in self.rates] + [one.valid_from for one in self.terms]
        return min(days, default=None)


def key_of(rate: Rate) -> RateKey:
    return rate.scheme, rate.category, rate.component


def check_rate(rate: Rate) -> Rate:
    """Invalid, by field, for what no rate can be."""
    if rate.unit not in UNITS_OF[rate.component]:
        said = COMPONENTS[rate.component]
        raise Invalid(
            Text(f"{said.da} regnes ikke i den enhed.", f"{said.en} is not counted in that unit."), field="unit"
        )
    if not 0 <= rate.amount_ore <= LARGEST_ORE:
        raise Invalid(
            Text("Beløbet er fra 0 til 10.000 kr.", "The amount is from DKK 0 to 10,000."), field="amount_ore"
        )
    check_day(rate.valid_from, field="valid_from")
    check_day(rate.valid_to, field="valid_to")
    if rate.valid_to is not None and rate.valid_to < rate.valid_from:
        raise Invalid(
            Text("Den sidste dag ligger før den første.", "The last day is before the first."), field="valid_to"
        )
    return rate


def check_days(rate: Rate, tariffs: Tariffs, *, today: date) -> None:
    """Invalid for a first day too far off, or before today on days that have a rate: what was held stands.

    Days that are over and had no rate may be given one; nothing can have been settled on them.
    """
    if rate.valid_from > today + FURTHEST:
        raise Invalid(
            Text("Vælg en dag inden for de næste fem år.", "Choose a day within the next five years."),
            field="valid_from",
        )
    past = [one for one in tariffs.rates if key_of(one) == key_of(rate) and _covers(one, rate, before=today)]
    if past:
        raise Invalid(
            Text(
                "Fortiden ligger fast: der er en takst før i dag. Vælg i dag eller en senere dag.",
                "The past is not changed: there is a rate before today. Choose today or a later day.",
            ),
            field="valid_from",
        )


def _covers(there: Rate, new: Rate, *, before: date) -> bool:
    """Whether a rate holds on a day that is over, which the new one would take."""
    first, eve = max(there.valid_from, new.valid_from), before - timedelta(days=1)
    last = min(day for day in (there.valid_to, new.valid_to, eve) if day is not None)
    return first <= last


def with_rate(draft: Draft, rate: Rate) -> Draft:
    """With this rate in it, in the place of the one of the same key and first day."""
    kept = [one for one in draft.rates if (key_of(one), one.valid_from) != (key_of(rate), rate.valid_from)]
    return replace(draft, rates=_ordered([*kept, rate]))


def without_rate(draft: Draft, key: RateKey, valid_from: date) -> Draft:
    kept = [one for one in draft.rates if (key_of(one), one.valid_from) != (key, valid_from)]
    return replace(draft, rates=_ordered(kept))


def with_terms(draft: Draft, terms: Terms) -> Draft:
    """With these terms in it, in the place of those of the same scheme and mode."""
    return replace(draft, terms=(*without_terms(draft, (terms.scheme, terms.mode)).terms, terms))


def without_terms(draft: Draft, key: TermsKey) -> Draft:
    return replace(draft, terms=tuple(one for one in draft.terms if (one.scheme, one.mode) != key))


def _ordered(rates: Iterable[Rate]) -> tuple[Rate, ...]:
    return tuple(sorted(rates, key=lambda one: (*key_of(one), one.valid_from)))


def published(tariffs: Tariffs, draft: Draft) -> Tariffs:
    """The tariffs as they stand once the draft is in force from its days on."""
    rates, terms = tariffs.rates, tariffs.all_terms
    for rate in draft.rates:
        key = key_of(rate)
        own = [one for one in rates if key_of(one) == key]
        rates = (*(one for one in rates if key_of(one) != key), *joined(own, rate))
    for new in draft.terms:
        of = new.scheme, new.mode
        mine = [one for one in terms if (one.scheme, one.mode) == of]
        terms = (*(one for one in terms if (one.scheme, one.mode) != of), *joined(mine, new))
    return Tariffs(tuple(rates), tuple(terms))


def supposed(tariffs: Tariffs, draft: Draft) -> Tariffs:
    """The tariffs as if the draft had held always, to price again what lies behind."""
    rates = {key_of(one): replace(one, valid_from=FIRST_DAY, valid_to=None) for one in reversed(draft.rates)}
    terms = {(one.scheme, one.mode): replace(one, valid_from=FIRST_DAY, valid_to=None) for one in draft.terms}
    return Tariffs(
        (*(one for one in tariffs.rates if key_of(one) not in rates), *rates.values()),
        (*(one for one in tariffs.all_terms if (one.scheme, one.mode) not in terms), *terms.values()),
    )


def check_news(draft: Draft, tariffs: Tariffs) -> None:
    """Conflict for a draft that says nothing new."""
    if draft.is_empty or not (set(draft.rates) - set(tariffs.rates) or set(draft.terms) - set(tariffs.all_terms)):
        raise Conflict(
            Text(
                "Kladden er tom. Tilføj en takst, eller læs et regneark ind.",
                "The draft is empty. Add a rate, or read in a spreadsheet.",
            ),
            field="rates",
        )
