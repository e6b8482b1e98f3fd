"""What a new version would change: in words, and for the bookings that lie ahead. Nothing is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.domain.bookings import FURTHEST
from booking.domain.catalogue import Asked, Catalogue, Fact, LanguageService, Service
from booking.domain.catalogue.publishing import check_first_day
from booking.domain.catalogue.rules import is_outside
from booking.domain.catalogue.wording import differences, facts_of, facts_of_language
from booking.domain.costs.conditions import conditions
from booking.domain.costs.tariffs import Terms, free_cancel_deadline, in_force
from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.upcoming import Ahead, bookings_ahead
from booking.services.costs import OWN_SCHEME
from booking.services.desk import Desk

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What differs from the version that holds on the first day now, and the numbers of the bookings it touches.

    They fall outside what is offered, or, for terms, get another free-cancel deadline. `until` is the last day where
    another version is waiting; `replaces` says that this one takes the place of one that has not begun.
    """

    valid_from: date
    changes: tuple[tuple[Fact, Fact], ...]
    touched: tuple[str, ...]
    until: date | None = None
    replaces: bool = False


async def preview_service(desk: Desk, service: Service) -> Preview:
    """Raises Invalid for a day that is over, Conflict for the version of today that has begun."""
    require_permission(desk.actor, "catalogue:write")
    catalogue = await desk.catalogues.read()
    others = [one for one in catalogue.services if one.mode is service.mode]
    before = catalogue.service(service.mode, day=service.valid_from)
    after = replace(catalogue, services=(*_without(service, catalogue.services), service))
    later = _begun_or_later(desk, service.valid_from, [one.valid_from for one in others])
    found = await bookings_ahead(desk.connection, within=_span(desk, service.valid_from, later), mode=service.mode)
    return Preview(
        valid_from=service.valid_from,
        changes=differences(facts_of(before), facts_of(service)),
        touched=_touched(found, lambda one: _outside(one, after) and not _outside(one, catalogue)),
        until=later - ONE_DAY if later is not None else None,
        replaces=service.valid_from in [one.valid_from for one in others],
    )


async def preview_language(desk: Desk, language: LanguageService) -> Preview:
    """Raises as `preview_service`, and Invalid for an unknown language."""
    require_permission(desk.actor, "catalogue:write")
    desk.reference.language(language.language)
    catalogue = await desk.catalogues.read()
    others = [one.valid_from for one in catalogue.languages if one.language == language.language]
    before = catalogue.language(language.language, day=language.valid_from)
    later = _begun_or_later(desk, language.valid_from, others)
    within = _span(desk, language.valid_from, later)
    found = await bookings_ahead(desk.connection, within=within, language=language.language)
    return Preview(
        valid_from=language.valid_from,
        changes=differences(facts_of_language(before), facts_of_language(language)),
        touched=_touched(found, lambda one: one.mode in before.modes - language.modes),
        until=later - ONE_DAY if later is not None else None,
        replaces=language.valid_from in others,
    )


async def preview_terms(desk: Desk, terms: Terms) -> Preview:
    """Raises as `preview_service`, and Invalid for a scheme that the tariff does not know."""
    require_permission(desk.actor, "catalogue:write")
    check_scheme(desk, terms.scheme)
    versions = await desk.catalogues.terms(terms.scheme, terms.mode)
    before = next((one for one in versions if in_force(one, terms.valid_from)), None)
    later = _begun_or_later(desk, terms.valid_from, [one.valid_from for one in versions])
    found = await bookings_ahead(desk.connection, within=_span(desk, terms.valid_from, later), mode=terms.mode)
    mine = [one for one in found if (one.scheme or OWN_SCHEME) == terms.scheme]
    return Preview(
        valid_from=terms.valid_from,
        changes=differences(conditions(before), conditions(terms)) if before is not None else new_facts(terms),
        touched=_touched(mine, lambda one: before is None or _until(desk, before, one) != _until(desk, terms, one)),
        until=later - ONE_DAY if later is not None else None,
        replaces=terms.valid_from in [one.valid_from for one in versions],
    )


def check_scheme(desk: Desk, scheme: str) -> None:
    """Invalid, with the schemes there are, for one without rates."""
    known = sorted({rate.scheme for rate in desk.reference.tariffs.rates if rate.component == "interpreting"})
    if scheme not in known:
        raise Invalid(
            Text(
                f"Takstordningen {scheme!r} kendes ikke. Mulighederne er: {', '.join(known)}.",
                f"The tariff scheme {scheme!r} is unknown. The choices are: {', '.join(known)}.",
            ),
            field="scheme",
        )


def check_changes(preview: Preview) -> None:
    """Conflict for a version that says nothing new."""
    if not preview.changes:
        raise Conflict(
            Text(
                "Versionen siger det samme som den, der gælder den dag. Ret noget, eller lad den være.",
                "The version says the same as the one that applies on that day. Change something, or leave it.",
            ),
            field="valid_from",
        )


def new_facts(terms: Terms) -> tuple[tuple[Fact, Fact], ...]:
    """Everything is new where there were no terms."""
    return tuple((Fact(fact.key, fact.name, Text("", "")), fact) for fact in conditions(terms))


def _begun_or_later(desk: Desk, day: date, there: Iterable[date]) -> date | None:
    """The first day of the next version, after checking that this one may begin on its day."""
    days = sorted(there)
    check_first_day(day, today=local_date(desk.now), there=days)
    return next((one for one in days if one > day), None)


def _span(desk: Desk, day: date, later: date | None) -> Period:
    """Until the next version begins, or until nobody can book."""
    ends_at = day_bounds(later).starts_at if later is not None else desk.now + 10 * FURTHEST
    return Period(max(day_bounds(day).starts_at, desk.now), ends_at)


def _without(service: Service, services: Iterable[Service]) -> list[Service]:
    return [one for one in services if (one.mode, one.valid_from) != (service.mode, service.valid_from)]


def _touched(found: Iterable[Ahead], is_touched: Callable[[Ahead], bool]) -> tuple[str, ...]:
    return tuple(one.number for one in found if is_touched(one))


def _outside(one: Ahead, catalogue: Catalogue) -> bool:
    return is_outside(Asked(one.language, one.mode, Period(one.starts_at, one.ends_at)), catalogue)


def _until(desk: Desk, terms: Terms, one: Ahead) -> datetime | None:
    found = free_cancel_deadline(terms, one.starts_at, desk.reference.workdays)
    return found.instant if found is not None else None
