"""The catalogue in words: notice, opening hours, and the facts of a service as people read and compare them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from booking.domain.catalogue.codes import IN_PERSON_REASONS
from booking.domain.catalogue.services import LanguageService, Service
from booking.domain.hours import Hours
from booking.domain.modes import MODES, Mode
from booking.domain.periods import WEEKDAYS, danish_clock
from booking.domain.texts import Text

MODE_ORDER = (Mode.SKYPE, Mode.PHONE, Mode.IN_PERSON)
HOUR, DAY = 60, 24 * 60
ALL_DAY = Text("hele døgnet", "around the clock")
CLOSED = Text("lukket", "closed")
AS_MODE = Text("som tolkeformen", "as the mode")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said of a service or of terms: what it is called, and how it stands."""

    key: str
    name: Text
    value: Text


def differences(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    """Pairs of the facts that read differently; both sides say the same facts."""
    earlier = {fact.key: fact for fact in before}
    return tuple((earlier[fact.key], fact) for fact in after if fact.value != earlier[fact.key].value)


def notice_in_words(minutes: int) -> Text:
    """How long before: "2 timer før", "3 døgn før", "uden varsel"."""
    if minutes == 0:
        return Text("uden varsel", "without notice")
    days, rest = divmod(minutes, DAY)
    if days > 1 and rest == 0:
        return Text(f"{days} døgn før", f"{days} days before")
    hours, rest = divmod(minutes, HOUR)
    parts = [_counted(hours, "time", "timer", "hour", "hours")] if hours else []
    parts += [_counted(rest, "minut", "minutter", "minute", "minutes")] if rest else []
    return Text(" ".join(one.da for one in parts) + " før", " ".join(one.en for one in parts) + " before")


def _counted(n: int, one_da: str, many_da: str, one_en: str, many_en: str) -> Text:
    return Text(f"{n} {one_da if n == 1 else many_da}", f"{n} {one_en if n == 1 else many_en}")


def clocks_in_words(parts: Sequence[Hours]) -> Text:
    """The hours of one weekday: "kl. 08.00–12.00 og 13.00–16.00", "hele døgnet", "lukket"."""
    if not parts:
        return CLOSED
    if any(part.starts == part.ends for part in parts):
        return ALL_DAY
    said = [_span(part) for part in sorted(parts, key=lambda part: part.starts)]
    return Text("kl. " + " og ".join(one.da for one in said), " and ".join(one.en for one in said))


def opening_in_words(opening: Iterable[Hours]) -> tuple[tuple[Text, Text], ...]:
    """Days and their hours, neighbouring days with the same hours together, closed days last of all left out."""
    hours = tuple(opening)
    week = [(day, clocks_in_words([part for part in hours if part.weekday == day])) for day in range(1, 8)]
    runs = [(said, [day for day, _ in run]) for said, run in groupby(week, key=lambda one: one[1])]
    return tuple((_days(days), said) for said, days in runs if said != CLOSED)


def opening_in_a_line(opening: Iterable[Hours]) -> Text:
    """The same as one sentence: "mandag–fredag kl. 07.00–20.00, lørdag kl. 08.00–16.00"."""
    return listed(Text(f"{days.da} {said.da}", f"{days.en} {said.en}") for days, said in opening_in_words(opening))


def facts_of(service: Service) -> tuple[Fact, ...]:
    """What a version of a service says, in the order it is read."""
    reasons = service.reasons or tuple(IN_PERSON_REASONS)
    everything = service.mode is Mode.IN_PERSON
    offered = Text("Ja", "Yes") if service.offered else Text("Nej", "No")
    return (
        Fact("offered", Text("Tilbydes", "Offered"), offered),
        Fact("opening", Text("Åbningstid", "Opening hours"), capital(opening_in_a_line(service.opening))),
        Fact("lead_minutes", Text("Bestilles", "Book"), capital(at_least(service.lead_minutes))),
        *(
            [Fact("reasons", Text("Gives ved", "Given for"), listed(IN_PERSON_REASONS[one] for one in reasons))]
            if everything
            else []
        ),
        Fact("join", Text("Sådan deltager du", "How to join"), service.join),
    )


def facts_of_language(one: LanguageService) -> tuple[Fact, ...]:
    """What a version of a language's service says."""
    lead = AS_MODE if one.lead_minutes is None else at_least(one.lead_minutes)
    return (
        Fact("modes", Text("Tolkeformer", "Modes"), modes_in_words(one.modes)),
        Fact("lead_minutes", Text("Bestilles", "Book"), capital(lead)),
    )


def modes_in_words(modes: Iterable[Mode]) -> Text:
    chosen = frozenset(modes)
    return listed(MODES[mode].short for mode in MODE_ORDER if mode in chosen)


def at_least(minutes: int) -> Text:
    said = notice_in_words(minutes)
    return said if minutes == 0 else Text(f"mindst {said.da}", f"at least {said.en}")


def listed(texts: Iterable[Text], *, last: Mapping[str, str] | None = None) -> Text:
    """Commas between; with `last` the word before the last one, by tongue."""
    every = list(texts)
    if last is None or len(every) < 2:
        return Text(", ".join(one.da for one in every), ", ".join(one.en for one in every))
    head = listed(every[:-1])
    return Text(f"{head.da} {last['da']} {every[-1].da}", f"{head.en} {last['en']} {every[-1].en}")


def _span(part: Hours) -> Text:
    from_, to = danish_clock(part.starts), danish_clock(part.ends)
    if part.ends == time(0):
        to = Text("24.00", "24:00")
    elif part.ends < part.starts:
        return Text(f"{from_.da}–{to.da} næste dag", f"{from_.en}–{to.en} the next day")
    return Text(f"{from_.da}–{to.da}", f"{from_.en}–{to.en}")


def _days(days: Sequence[int]) -> Text:
    if len(days) == 7:
        return Text("alle dage", "every day")
    first, last = WEEKDAYS[days[0] - 1], WEEKDAYS[days[-1] - 1]
    return first if len(days) == 1 else Text(f"{first.da}–{last.da}", f"{first.en}–{last.en}")


def capital(text: Text) -> Text:
    """The same with a capital first letter, to stand by itself."""
    return Text(text.da[:1].upper() + text.da[1:], text.en[:1].upper() + text.en[1:])
