"""Deviations: what a reported delivery says that the booking did not, each named in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from booking.domain.modes import MODES, Mode
from booking.domain.periods import Period, local_date
from booking.domain.texts import Text

DeviationKind = Literal["outcome", "day", "start", "end", "mode", "km", "travel", "waited", "break", "corrected"]

# Beyond what was expected; below that it is the way round a road works.
KM_SHARE, KM_MORE = Decimal("1.2"), Decimal(5)
TRAVEL_SHARE, TRAVEL_MORE = Decimal("1.25"), 15
MINUTE = timedelta(minutes=1)

OUTCOMES: dict[str, Text] = {
    "aborted": Text("Samtalen blev afbrudt", "The conversation was broken off"),
    "citizen_no_show": Text("Borgeren udeblev", "The citizen did not come"),
    "interpreter_no_show": Text("Tolken udeblev", "The interpreter did not come"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What was booked; travel in minutes and kilometres there and back, as expected for the delivered mode."""

    mode: Mode
    period: Period
    travel_minutes: int = 0
    km: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody says took place; `version` counts the corrections."""

    outcome: str
    mode: Mode
    period: Period
    travel_minutes: int = 0
    km: Decimal = Decimal(0)
    waited_minutes: int = 0
    version: int = 1
    break_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Deviation:
    kind: DeviationKind
    text: Text


def deviations(expected: Expected, reported: Reported) -> tuple[Deviation, ...]:
    """Everything that is not as booked, the gravest first; empty for what can be attested unseen."""
    if reported.outcome != "delivered":
        said = OUTCOMES.get(reported.outcome, Text(reported.outcome, reported.outcome))
        rest = _way(expected, reported) if reported.outcome == "aborted" else ()
        return Deviation("outcome", said), *rest, *_corrected(reported)
    return (*_times(expected, reported), *_way(expected, reported), *_corrected(reported))


def _times(expected: Expected, reported: Reported) -> Iterator[Deviation]:
    booked, actual = expected.period, reported.period
    if local_date(booked.starts_at) != local_date(actual.starts_at):
        yield Deviation("day", Text("Holdt en anden dag end bestilt", "Held on another day than booked"))
        return
    moved = _minutes(booked.starts_at, actual.starts_at)
    if moved:
        yield Deviation("start", _shifted(moved, Text("Begyndte", "Began")))
    over = _minutes(booked.ends_at, actual.ends_at)
    if over:
        yield Deviation("end", _shifted(over, Text("Sluttede", "Ended")))


def _minutes(booked: datetime, actual: datetime) -> int:
    return round((actual - booked) / MINUTE)


def _shifted(minutes: int, verb: Text) -> Text:
    later = minutes > 0
    return Text(
        f"{verb.da} {abs(minutes)} min. {'senere' if later else 'tidligere'} end bestilt",
        f"{verb.en} {abs(minutes)} min {'later' if later else 'earlier'} than booked",
    )


def _way(expected: Expected, reported: Reported) -> Iterator[Deviation]:
    if reported.mode is not expected.mode:
        done, booked = MODES[reported.mode].name, MODES[expected.mode].name
        yield Deviation(
            "mode", Text(f"{done.da} i stedet for {booked.da.lower()}", f"{done.en}, booked as {booked.en}")
        )
    if reported.km > expected.km * KM_SHARE + KM_MORE:
        yield Deviation("km", _more(reported.km, expected.km, "km", Text("Kørsel", "Driving")))
    if reported.travel_minutes > expected.travel_minutes * TRAVEL_SHARE + TRAVEL_MORE:
        travelled = Decimal(reported.travel_minutes), Decimal(expected.travel_minutes)
        yield Deviation("travel", _more(*travelled, "min.", Text("Rejsetid", "Travel")))
    if reported.waited_minutes:
        said = reported.waited_minutes
        yield Deviation("waited", Text(f"Ventetid: {said} min.", f"Waiting: {said} min"))
    if reported.break_minutes:
        said = reported.break_minutes
        yield Deviation("break", Text(f"Pause: {said} min.", f"Break: {said} min"))


def _more(said: Decimal, expected: Decimal, unit: str, what: Text) -> Text:
    now, then = _plain(said), _plain(expected)
    return Text(
        f"{what.da}: {now.replace('.', ',')} {unit}, forventet {then.replace('.', ',')}",
        f"{what.en}: {now} {unit}, expected {then}",
    )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _corrected(reported: Reported) -> Iterator[Deviation]:
    if reported.version > 1:
        said = reported.version
        yield Deviation("corrected", Text(f"Rettet: version {said}", f"Corrected: version {said}"))
