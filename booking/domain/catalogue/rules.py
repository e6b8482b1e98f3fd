"""What speaks against an order: by the version of the catalogue in force on the day it starts, in Copenhagen."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.domain.catalogue.codes import IN_PERSON_REASONS
from booking.domain.catalogue.services import Catalogue, Service
from booking.domain.catalogue.wording import MODE_ORDER, clocks_in_words, listed
from booking.domain.deadlines import Deadline, ahead, deadline
from booking.domain.hours import covered, windows_of
from booking.domain.modes import MODES, Mode
from booking.domain.periods import Period, danish_day, danish_moment, local_date
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

OR = {"da": "eller", "en": "or"}
INSTANT, MINUTE = timedelta(microseconds=1), timedelta(minutes=1)
# A notice is counted in elapsed time, whatever day it is.
EVERY_DAY = Workdays(frozenset())


@dataclass(frozen=True, slots=True)
class Asked:
    """What of an order the catalogue has an opinion on."""

    language: str
    mode: Mode
    period: Period
    in_person_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an order is not one that the catalogue offers: its field, the rule, and what could be chosen instead."""

    field: str
    text: Text


def why_not(asked: Asked, catalogue: Catalogue, *, now: datetime) -> tuple[Objection, ...]:
    """Everything that speaks against it at once; nothing when it is offered.

    Where the mode is not to be had at all, its hours and its notice are nobody's question.
    """
    missing = _not_offered(asked, catalogue, now)
    if missing is not None:
        return (missing,)
    found = (_reason(asked, catalogue, now), _outside(asked, catalogue, now), _too_late(asked, catalogue, now))
    return tuple(one for one in found if one is not None)


def is_offered(asked: Asked, catalogue: Catalogue, *, now: datetime) -> bool:
    """Whether nothing speaks against it, without the words: for hundreds of starts at once."""
    day = local_date(asked.period.starts_at)
    notice = MINUTE * catalogue.lead_minutes(asked.language, asked.mode, day=day)
    if now + notice > asked.period.starts_at or asked.mode not in catalogue.language(asked.language, day=day).modes:
        return False
    accepted = _service(asked, catalogue).reasons if asked.mode is Mode.IN_PERSON else ()
    reason = not accepted or asked.in_person_reason in (None, *accepted)
    return reason and not is_outside(asked, catalogue)


def open_modes(asked: Asked, catalogue: Catalogue, *, now: datetime) -> tuple[Mode, ...]:
    """The other modes in which the same could be had; in person with some reason that will do."""
    others = [replace(asked, mode=mode, in_person_reason=None) for mode in MODE_ORDER if mode is not asked.mode]
    return tuple(one.mode for one in others if _is_open(one, catalogue, now))


def is_outside(asked: Asked, catalogue: Catalogue) -> bool:
    """Whether any of it lies outside the opening hours, or the mode is not offered at all."""
    service = _service(asked, catalogue)
    return not service.offered or not covered(asked.period, windows_of(service.opening, asked.period))


def _service(asked: Asked, catalogue: Catalogue) -> Service:
    return catalogue.service(asked.mode, day=local_date(asked.period.starts_at))


def _for_language(asked: Asked, catalogue: Catalogue) -> bool:
    return asked.mode in catalogue.language(asked.language, day=local_date(asked.period.starts_at)).modes


def order_by(asked: Asked, catalogue: Catalogue) -> Deadline:
    """Until when such an order is taken, by the notice that the mode or the language asks for."""
    start = asked.period.starts_at
    lead = catalogue.lead_minutes(asked.language, asked.mode, day=local_date(start))
    return deadline(ahead(lead), start, EVERY_DAY)


def _is_open(asked: Asked, catalogue: Catalogue, now: datetime) -> bool:
    in_time = order_by(asked, catalogue).in_time(now)
    return in_time and _for_language(asked, catalogue) and not is_outside(asked, catalogue)


def _not_offered(asked: Asked, catalogue: Catalogue, now: datetime) -> Objection | None:
    name, day = MODES[asked.mode].name, danish_day(local_date(asked.period.starts_at))
    if not _service(asked, catalogue).offered:
        said = Text(f"{name.da} tilbydes ikke {day.da}.", f"{name.en} is not offered on {day.en}.")
    elif not _for_language(asked, catalogue):
        said = Text(f"{name.da} tilbydes ikke på dette sprog.", f"{name.en} is not offered in this language.")
    else:
        return None
    return Objection("mode", _with(said, _instead(asked, catalogue, now, move=False)))


def _reason(asked: Asked, catalogue: Catalogue, now: datetime) -> Objection | None:
    accepted = _service(asked, catalogue).reasons
    if asked.mode is not Mode.IN_PERSON or not accepted or asked.in_person_reason in (None, *accepted):
        return None
    names = listed((IN_PERSON_REASONS[one] for one in accepted), last=OR)
    said = Text(
        f"Fremmøde gives ved: {names.da}.",
        f"In person is given for: {names.en}.",
    )
    return Objection("in_person_reason", _with(said, _instead(asked, catalogue, now, move=False)))


def _outside(asked: Asked, catalogue: Catalogue, now: datetime) -> Objection | None:
    if not is_outside(asked, catalogue):
        return None
    service, name = _service(asked, catalogue), MODES[asked.mode].name
    start, day = asked.period.starts_at, local_date(asked.period.starts_at)
    hours = clocks_in_words([part for part in service.opening if part.weekday == day.isoweekday()])
    on = danish_day(day)
    said = Text(
        f"{name.da} har {on.da} {hours.da if hours.da == 'lukket' else 'åbent ' + hours.da}.",
        f"{name.en} is {hours.en if hours.en == 'closed' else 'open ' + hours.en} on {on.en}.",
    )
    moment = Period(start, start + INSTANT)
    field = "ends_at" if covered(moment, windows_of(service.opening, moment)) else "starts_at"
    return Objection(field, _with(said, _instead(asked, catalogue, now, move=True)))


def _too_late(asked: Asked, catalogue: Catalogue, now: datetime) -> Objection | None:
    until, name = order_by(asked, catalogue), MODES[asked.mode].name
    if until.in_time(now):
        return None
    earliest = danish_moment(_whole_minute(now + (asked.period.starts_at - until.instant)))
    said = Text(
        f"{name.da} skulle være bestilt senest {until.said.da}. Nu kan du tidligst få {earliest.da}.",
        f"{name.en} had to be ordered by {until.said.en}. The earliest now is {earliest.en}.",
    )
    return Objection("starts_at", _with(said, _instead(asked, catalogue, now, move=True)))


def _instead(asked: Asked, catalogue: Catalogue, now: datetime, *, move: bool) -> Text:
    """The remedy: the modes that are open then, with `move` another time, and the office, which may book anyway."""
    modes = listed((_small(MODES[mode].short) for mode in open_modes(asked, catalogue, now=now)), last=OR)
    choices = [Text(f"{modes.da}, som er åben da", f"{modes.en}, open at that time")] if modes.da else []
    choices += [Text("et andet tidspunkt", "another time")] if move else []
    if not choices:
        return Text("Ring til tolkekontoret.", "Call the interpreter office.")
    return Text(
        f"Vælg {', eller '.join(one.da for one in choices)}, eller ring til tolkekontoret.",
        f"Choose {', or '.join(one.en for one in choices)}, or call the interpreter office.",
    )


def _with(said: Text, remedy: Text) -> Text:
    return Text(f"{said.da} {remedy.da}", f"{said.en} {remedy.en}")


def _small(name: Text) -> Text:
    return Text(name.da.lower(), name.en.lower())


def _whole_minute(at: datetime) -> datetime:
    over = timedelta(seconds=at.second, microseconds=at.microsecond)
    return at + (MINUTE - over) if over else at
