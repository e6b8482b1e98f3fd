"""Drift: where the calendar object that was sent last says something else than the booking does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from booking.domain.invitations.facts import EventFacts
from booking.domain.invitations.streams import Stream
from booking.domain.invitations.wording import when
from booking.domain.modes import MODES
from booking.domain.periods import Period
from booking.domain.texts import Text

Field = Literal["status", "recipient", "time", "mode", "place", "deadline"]

FIELDS: dict[Field, Text] = {
    "status": Text("Status", "Status"),
    "recipient": Text("Modtager", "Recipient"),
    "time": Text("Tid", "Time"),
    "mode": Text("Form", "How"),
    "place": Text("Sted", "Place"),
    "deadline": Text("Frist for gratis afbestilling", "Deadline for free cancellation"),
}
STANDS = Text("står i kalenderen", "is in the calendar")
OFF = Text("er ude af kalenderen", "is out of the calendar")
NOTHING = Text("ingenting", "nothing")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a calendar has of a booking; `mode` and `deadline` as words, empty where it says nothing of them."""

    stands: bool
    address: str
    period: Period | None = None
    mode: str = ""
    place: str = ""
    deadline: str = ""


def shown_by(stream: Stream, facts: EventFacts, *, due: bool) -> Shown:
    """What the calendar of a stream should have; nothing but its absence when the booking is not `due` in it."""
    if not due:
        return Shown(False, stream.address)
    tongue = stream.tongue
    return Shown(
        stands=True,
        address=stream.address,
        period=facts.period,
        mode=MODES[facts.mode].name.in_(tongue),
        place=facts.place.shown(facts.mode).in_(tongue),
        deadline=facts.free_until.said.in_(tongue).partition(" (")[0] if facts.free_until is not None else "",
    )


def drifted(has: Shown, should: Shown) -> dict[Field, tuple[Text, Text]]:
    """By field what the calendar has and what it should have; empty when they agree."""
    if has.stands != should.stands:
        return {"status": (_standing(has), _standing(should))}
    found: dict[Field, tuple[Text, Text]] = {}
    if has.address.lower() != should.address.lower():
        found["recipient"] = _same(has.address), _same(should.address)
    if not should.stands:
        return found
    if has.period != should.period:
        found["time"] = _time(has.period), _time(should.period)
    pairs: dict[Field, tuple[str, str]] = {
        "mode": (has.mode, should.mode),
        "place": (has.place, should.place),
        "deadline": (has.deadline, should.deadline),
    }
    return found | {name: (_same(one), _same(other)) for name, (one, other) in pairs.items() if one != other}


def facts_of(found: Mapping[Field, tuple[Text, Text]]) -> dict[str, str]:
    """The differences as the facts of a task."""
    facts = {"differs": ",".join(found)}
    for name, (has, should) in found.items():
        facts |= {f"{name}_da": f"{has.da}, skal være {should.da}", f"{name}_en": f"{has.en}, should be {should.en}"}
    return facts


def said_of(facts: Mapping[str, str | int | bool | None]) -> Text:
    """'Tid: tirsdag …, skal være onsdag …' for each field that differs."""
    differs = str(facts.get("differs", "")).split(",")
    lines = [
        Text(f"{label.da}: {facts.get(f'{name}_da')}", f"{label.en}: {facts.get(f'{name}_en')}")
        for name, label in FIELDS.items()
        if name in differs
    ]
    return Text("\n".join(line.da for line in lines), "\n".join(line.en for line in lines))


def _standing(shown: Shown) -> Text:
    return STANDS if shown.stands else OFF


def _time(period: Period | None) -> Text:
    return when(period, year=True) if period is not None else NOTHING


def _same(text: str) -> Text:
    return Text(text, text) if text else NOTHING
