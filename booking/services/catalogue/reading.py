"""The catalogue on a day: each mode with its terms and its price, and everything that is coming."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.domain.catalogue import Fact, LanguageService, Service
from booking.domain.catalogue.wording import MODE_ORDER, differences, facts_of, facts_of_language
from booking.domain.costs.conditions import conditions, rate_in_words
from booking.domain.costs.tariffs import Terms
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.catalogue.foreseeing import new_facts
from booking.services.costs import OWN_CATEGORY, OWN_SCHEME
from booking.services.desk import Desk

NO_PRICE = Text("Der er ingen takst for dagen", "There is no rate for the day")


@dataclass(frozen=True, slots=True)
class Offered:
    """A mode on a day; `terms` is None where the municipality's own scheme has none."""

    service: Service
    terms: Terms | None
    price: Text


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that has not begun, and how it differs from the one that holds the day before."""

    version: Service | LanguageService | Terms
    changes: tuple[tuple[Fact, Fact], ...]


@dataclass(frozen=True, slots=True)
class OfferedOn:
    """The whole catalogue on a day; `languages` has only those with a version of their own."""

    day: date
    services: tuple[Offered, ...]
    languages: tuple[LanguageService, ...]
    coming: tuple[Coming, ...]


def catalogue_on(desk: Desk, day: date | None = None) -> OfferedOn:
    """What is offered on a day, today unless said."""
    require_permission(desk.actor, "catalogue:read")
    on = day or local_date(desk.now)
    catalogue = desk.reference.catalogue
    own = {one.language: catalogue.language(one.language, day=on) for one in catalogue.languages}
    return OfferedOn(
        day=on,
        services=tuple(_offered(desk, mode, on) for mode in MODE_ORDER),
        languages=tuple(one for one in own.values() if one.valid_from <= on and is_special(one)),
        coming=_coming(desk, on),
    )


def is_special(one: LanguageService) -> bool:
    """Whether it says anything that the modes do not say."""
    return one.lead_minutes is not None or one.modes != frozenset(Mode)


def _offered(desk: Desk, mode: Mode, on: date) -> Offered:
    tariffs = desk.reference.tariffs
    try:
        price = rate_in_words(tariffs.rate(OWN_SCHEME, category=OWN_CATEGORY, component="interpreting", day=on))
    except Invalid:
        price = NO_PRICE
    return Offered(desk.reference.catalogue.service(mode, day=on), terms_on(desk, OWN_SCHEME, mode, on), price)


def terms_on(desk: Desk, scheme: str, mode: Mode, on: date) -> Terms | None:
    try:
        return desk.reference.tariffs.terms(scheme, mode=mode, day=on)
    except Invalid:
        return None


def _coming(desk: Desk, on: date) -> tuple[Coming, ...]:
    catalogue, versions = desk.reference.catalogue, desk.reference.tariffs.all_terms
    found = [_coming_version(desk, one) for one in catalogue.coming(after=on)]
    found += [_coming_terms(versions, one) for one in versions if one.scheme == OWN_SCHEME and one.valid_from > on]
    return tuple(sorted(found, key=lambda one: one.version.valid_from))


def _coming_terms(versions: Iterable[Terms], one: Terms) -> Coming:
    """Against the newest of its kind before it."""
    kind = (one.scheme, one.mode)
    earlier = (old for old in versions if (old.scheme, old.mode) == kind and old.valid_from < one.valid_from)
    before = max(earlier, key=lambda old: old.valid_from, default=None)
    return Coming(one, differences(conditions(before), conditions(one)) if before is not None else new_facts(one))


def _coming_version(desk: Desk, one: Service | LanguageService) -> Coming:
    catalogue, eve = desk.reference.catalogue, date.fromordinal(one.valid_from.toordinal() - 1)
    if isinstance(one, Service):
        return Coming(one, differences(facts_of(catalogue.service(one.mode, day=eve)), facts_of(one)))
    before = catalogue.language(one.language, day=eve)
    return Coming(one, differences(facts_of_language(before), facts_of_language(one)))
