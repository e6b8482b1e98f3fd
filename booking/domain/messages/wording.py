"""What a text message says: one part where it can be, no citizen, no language, one link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from booking.domain.invitations import repeated
from booking.domain.messages.gsm import plain, segments
from booking.domain.modes import MODES, Mode
from booking.domain.periods import MONTHS, Period, danish_clock, danish_day, local
from booking.domain.texts import Text, Tongue

TextKind = Literal[
    "offer",
    "on_demand",
    "cancelled",
    "moved",
    "changed",
    "searching",
    "job_reminder",
    "booking_reminder",
    "alarm_soon",
    "alarm_begun",
    "day_sheet",
    "undelivered",
]


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What a text may say of a job: number, time and form; `before` is its earlier time, `count` the day's jobs."""

    number: str
    period: Period
    mode: Mode
    answer_by: datetime | None = None
    before: Period | None = None
    count: int = 1


def said(kind: TextKind, facts: TextFacts, *, link: str, tongue: Tongue) -> str:
    """The message with its link; the first wording that fits in one part, else the shortest."""
    wordings = [plain(f"{one.in_(tongue)} {link}") for one in _SAID[kind](facts)]
    return next((one for one in wordings if segments(one) == 1), wordings[-1])


def code_said(code: str, tongue: Tongue) -> str:
    text = Text(
        f"{code} er din kode til SprogTolk. Den gælder i 10 minutter. Giv den ikke videre.",
        f"{code} is your code for SprogTolk. It is valid for 10 minutes. Do not pass it on.",
    )
    return plain(text.in_(tongue))


def _offer(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    by = _moment(facts.answer_by) if facts.answer_by is not None else Text("", "")
    until = Text(f" Svar senest {by.da}:", f" Answer by {by.en}:") if by.da else Text(" Svar her:", " Answer here:")
    return (
        Text(f"Kan du tage {at.da}, {mode.da}?{until.da}", f"Can you take {at.en}, {mode.en}?{until.en}"),
        Text(f"Kan du tage {at.da}?{until.da}", f"Can you take {at.en}?{until.en}"),
    )


def _on_demand(facts: TextFacts) -> tuple[Text, ...]:
    minutes, mode = facts.period.minutes, _mode(facts)
    return (
        Text(
            f"Tolk nu: kan du tage {minutes} min. på {mode.da}? Den første, der siger ja, får opgaven:",
            f"Interpreter now: can you take {minutes} min. by {mode.en}? The first yes has the job:",
        ),
        Text(f"Tolk nu: kan du tage {minutes} min.?", f"Interpreter now: can you take {minutes} min.?"),
    )


def _cancelled(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    return (
        Text(f"AFLYST: {at.da}, {mode.da} ({facts.number}).", f"CANCELLED: {at.en}, {mode.en} ({facts.number})."),
        Text(f"AFLYST: {at.da}.", f"CANCELLED: {at.en}."),
    )


def _moved(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    was = _when(facts.before) if facts.before is not None else at
    return (
        Text(
            f"NY TID: {at.da}, {mode.da}. Før: {was.da} ({facts.number}).",
            f"NEW TIME: {at.en}, {mode.en}. Was: {was.en} ({facts.number}).",
        ),
        Text(f"NY TID: {at.da}. Før: {was.da}.", f"NEW TIME: {at.en}. Was: {was.en}."),
        Text(f"NY TID: {at.da}.", f"NEW TIME: {at.en}."),
    )


def _changed(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    return (
        Text(
            f"ÆNDRET: {at.da}, {mode.da} ({facts.number}). Se hvad der er nyt:",
            f"CHANGED: {at.en}, {mode.en} ({facts.number}). See what is new:",
        ),
        Text(f"ÆNDRET: {at.da}. Se hvad der er nyt:", f"CHANGED: {at.en}. See what is new:"),
    )


def _searching(facts: TextFacts) -> tuple[Text, ...]:
    at = _when(facts.period)
    return (
        Text(
            f"INGEN TOLK endnu til {at.da} ({facts.number}). Se hvad du kan gøre:",
            f"NO INTERPRETER yet for {at.en} ({facts.number}). See what you can do:",
        ),
        Text(f"INGEN TOLK endnu til {at.da}.", f"NO INTERPRETER yet for {at.en}."),
    )


def _job_reminder(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    return (
        Text(
            f"Husk din tolkeopgave {at.da}, {mode.da}. Sted eller link står her:",
            f"Remember your job {at.en}, {mode.en}. How to get there:",
        ),
        Text(f"Husk din tolkeopgave {at.da}:", f"Remember your job {at.en}:"),
    )


def _booking_reminder(facts: TextFacts) -> tuple[Text, ...]:
    at, mode = _when(facts.period), _mode(facts)
    return (
        Text(f"Husk: du har tolk {at.da}, {mode.da}:", f"Remember: your interpreter is {at.en}, {mode.en}:"),
        Text(f"Husk: du har tolk {at.da}:", f"Remember: your interpreter is {at.en}:"),
    )


def _alarm_soon(facts: TextFacts) -> tuple[Text, ...]:
    at = _when(facts.period)
    return (Text(f"ALARM: {facts.number} {at.da} har ingen tolk.", f"ALARM: {facts.number} {at.en} has nobody."),)


def _alarm_begun(facts: TextFacts) -> tuple[Text, ...]:
    at = _when(facts.period)
    return (
        Text(
            f"ALARM: {facts.number} {at.da} er begyndt uden tolk.",
            f"ALARM: {facts.number} {at.en} has begun without anybody.",
        ),
    )


def _day_sheet(facts: TextFacts) -> tuple[Text, ...]:
    """The `period` and form of the first of the day."""
    clock, mode = danish_clock(local(facts.period.starts_at).time()), _mode(facts)
    jobs = Text("1 opgave", "1 job") if facts.count == 1 else Text(f"{facts.count} opgaver", f"{facts.count} jobs")
    first = Text("Kl.", "At") if facts.count == 1 else Text("Den første kl.", "The first at")
    return (
        Text(
            f"I dag har du {jobs.da}. {first.da} {clock.da}, {mode.da}:",
            f"Today you have {jobs.en}. {first.en} {clock.en}, {mode.en}:",
        ),
    )


def _undelivered(facts: TextFacts) -> tuple[Text, ...]:
    at = _when(facts.period)
    return (
        Text(
            f"En mail til dig om {facts.number}, {at.da}, kom retur. Se det her:",
            f"A mail to you about {facts.number}, {at.en}, came back. Read it here:",
        ),
        Text(f"En mail til dig om {at.da} kom retur. Se:", f"A mail to you about {at.en} came back. See:"),
    )


_SAID: dict[TextKind, Callable[[TextFacts], tuple[Text, ...]]] = {
    "offer": _offer,
    "on_demand": _on_demand,
    "cancelled": _cancelled,
    "moved": _moved,
    "changed": _changed,
    "searching": _searching,
    "job_reminder": _job_reminder,
    "booking_reminder": _booking_reminder,
    "alarm_soon": _alarm_soon,
    "alarm_begun": _alarm_begun,
    "day_sheet": _day_sheet,
    "undelivered": _undelivered,
}


def _mode(facts: TextFacts) -> Text:
    short = MODES[facts.mode].short
    return Text(short.da.lower(), short.en.lower())


def _when(period: Period) -> Text:
    """'tirsdag 24/11 kl. 10.00-11.00'; the day of the end is left to the page."""
    day, start, end = _day(period.starts_at), _clock(period.starts_at), _clock(period.ends_at)
    return Text(f"{day.da} kl. {start.da}-{end.da}", f"{day.en} {start.en}-{end.en}")


def _moment(instant: datetime) -> Text:
    day, clock = _day(instant), _clock(instant)
    return Text(f"{day.da} kl. {clock.da}", f"{day.en} {clock.en}")


def _day(instant: datetime) -> Text:
    wall, named = local(instant), danish_day(instant)
    weekday = named.en.split()[0][:3]
    return Text(named.da, f"{weekday} {wall.day} {MONTHS[wall.month - 1].en[:3]}")


def _clock(instant: datetime) -> Text:
    wall = local(instant)
    clock = danish_clock(wall.time())
    if not repeated(instant):
        return clock
    return Text(f"{clock.da} ({'normaltid' if wall.fold else 'sommertid'})",
                f"{clock.en} ({'winter' if wall.fold else 'summer'} time)")  # fmt: skip
