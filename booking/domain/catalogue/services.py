"""What is offered by mode and by language, as dated versions; the newest that has begun is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from booking.domain.catalogue.codes import IN_PERSON_REASONS
from booking.domain.errors import Invalid
from booking.domain.hours import ALWAYS, Hours
from booking.domain.modes import Mode
from booking.domain.periods import YEARS
from booking.domain.texts import Text

BEGINNING = date(YEARS[0], 1, 1)
LONGEST_LEAD = 90 * 24 * 60
NOTHING_SAID = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One mode from a day on: `opening` in Copenhagen wall time, `lead_minutes` elapsed minutes before the start.

    `reasons` are the keys of IN_PERSON_REASONS that will do; none means all of them. `join` says how to take part.
    """

    mode: Mode
    valid_from: date
    offered: bool = True
    opening: tuple[Hours, ...] = ALWAYS
    lead_minutes: int = 0
    reasons: tuple[str, ...] = ()
    join: Text = NOTHING_SAID

    def __post_init__(self) -> None:
        _check_lead(self.lead_minutes)
        if self.offered and not self.opening:
            raise Invalid(
                Text(
                    "Skriv åbningstid for mindst én ugedag, eller tag tolkeformen af kataloget.",
                    "Give opening hours for at least one day of the week, or take the mode off the catalogue.",
                ),
                field="opening",
            )
        unknown = [reason for reason in self.reasons if reason not in IN_PERSON_REASONS]
        if unknown:
            codes = ", ".join(IN_PERSON_REASONS)
            raise Invalid(
                Text(
                    f"{unknown[0]!r} kendes ikke. Mulighederne er: {codes}.",
                    f"{unknown[0]!r} is unknown. The choices are: {codes}.",
                ),
                field="reasons",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageService:
    """One language from a day on: the modes it is offered in; `lead_minutes` None is what the mode says."""

    language: str
    valid_from: date
    modes: frozenset[Mode] = frozenset(Mode)
    lead_minutes: int | None = None

    def __post_init__(self) -> None:
        _check_lead(self.lead_minutes or 0)
        if not self.modes:
            raise Invalid(
                Text(
                    "Vælg mindst én tolkeform. Kan ingen tolke sproget, siger søgningen det selv.",
                    "Choose at least one mode. If nobody speaks the language, the search says so itself.",
                ),
                field="modes",
            )


class Dated(Protocol):
    """A version that holds from a day on."""

    @property
    def valid_from(self) -> date: ...


_Version = TypeVar("_Version", bound=Dated)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All versions of all services; a mode that no version is about is open at all hours and without notice."""

    services: tuple[Service, ...] = ()
    languages: tuple[LanguageService, ...] = ()

    def service(self, mode: Mode, *, day: date) -> Service:
        """The version of a mode in force on a day."""
        mine = (one for one in self.services if one.mode is mode)
        return _in_force(mine, day) or Service(mode=mode, valid_from=BEGINNING)

    def language(self, code: str, *, day: date) -> LanguageService:
        """The version of a language in force on a day."""
        mine = (one for one in self.languages if one.language == code)
        return _in_force(mine, day) or LanguageService(language=code, valid_from=BEGINNING)

    def lead_minutes(self, language: str, mode: Mode, *, day: date) -> int:
        """How long before the start it must be ordered: what the language says, else the mode."""
        own = self.language(language, day=day).lead_minutes
        return self.service(mode, day=day).lead_minutes if own is None else own

    def coming(self, *, after: date) -> tuple[Service | LanguageService, ...]:
        """The versions that have not begun, in order of their first day."""
        every: tuple[Service | LanguageService, ...] = (*self.services, *self.languages)
        return tuple(sorted((one for one in every if one.valid_from > after), key=lambda one: one.valid_from))


def _in_force(versions: Iterable[_Version], day: date) -> _Version | None:
    begun = (one for one in versions if one.valid_from <= day)
    return max(begun, key=lambda one: one.valid_from, default=None)


def _check_lead(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST_LEAD:
        raise Invalid(
            Text("Varslet er fra 0 minutter til 90 døgn.", "The notice is from 0 minutes to 90 days."),
            field="lead_minutes",
        )
