"""What somebody has chosen, over what the office has, over what the product came with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time

from booking.domain.errors import Invalid
from booking.domain.messages.quiet import QuietHours
from booking.domain.messages.topics import TOPICS, Topic, Way
from booking.domain.texts import Text

MOST_HOURS = 72
Value = int | str


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to choose: its name in words, what is right, and the product's own choice; `office`: theirs alone."""

    name: Text
    check: Callable[[Value], Value]
    usual: Value
    office: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything chosen for one reader; the last two clocks are the office's."""

    ways: Mapping[Topic, Way]
    remind_hours: int
    day_sheet_at: time
    quiet: QuietHours
    unfilled_at: time
    tasks_at: time

    def way(self, topic: Topic, *, reachable: bool) -> Way:
        """How they hear of it; without a number that SMS can reach, what should go there goes by mail."""
        chosen = self.ways[topic]
        return chosen if reachable or not chosen.by_sms else Way.MAIL


def _hours(value: Value) -> Value:
    number = int(value) if str(value).isascii() and str(value).isdigit() else 0
    if not 1 <= number <= MOST_HOURS:
        raise Invalid(
            Text(f"Skriv et antal timer fra 1 til {MOST_HOURS}.", f"Write a number of hours from 1 to {MOST_HOURS}.")
        )
    return number


def clock_of(value: Value) -> time:
    """A clock time typed as 07.00, 7:00 or 07:00; Invalid for anything else."""
    hour, _, minute = str(value).strip().replace(".", ":").partition(":")
    try:
        if not (hour.isascii() and hour.isdigit() and len(minute) == 2):
            raise ValueError(value)
        return time(int(hour), int(minute))
    except ValueError:
        raise Invalid(Text("Skriv et klokkeslæt, f.eks. 07.00.", "Write a time of day, such as 07:00.")) from None


def _clock(value: Value) -> Value:
    return f"{clock_of(value):%H:%M}"


def _switch(value: Value) -> Value:
    if value not in ("on", "off"):
        raise Invalid(Text("Vælg til eller fra.", "Choose on or off."))
    return value


def _way(topic: Topic) -> Callable[[Value], Value]:
    def check(value: Value) -> Value:
        traits = TOPICS[topic]
        if value in traits.ways:
            return str(value)
        if value == Way.OFF and traits.always is not None:
            raise Invalid(traits.always)
        raise Invalid(Text("Vælg en af måderne.", "Choose one of the ways."))

    return check


KEYS: dict[str, Key] = {
    **{f"way.{topic}": Key(traits.name, _way(topic), traits.usual.value) for topic, traits in TOPICS.items()},
    "remind_hours": Key(Text("Timer før start", "Hours before the start"), _hours, 24),
    "day_sheet_at": Key(Text("Dagseddel klokken", "Day sheet at"), _clock, "07:00"),
    "quiet": Key(Text("Stille timer", "Quiet hours"), _switch, "on"),
    "quiet_from": Key(Text("Stille fra", "Quiet from"), _clock, "21:00"),
    "quiet_to": Key(Text("Stille til", "Quiet until"), _clock, "07:00"),
    "unfilled_at": Key(Text("Ugens liste klokken", "The week's list at"), _clock, "07:00", office=True),
    "tasks_at": Key(Text("Åbne opgaver klokken", "Open tasks at"), _clock, "07:30", office=True),
}


def own_keys(topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """What somebody with these topics chooses for themselves."""
    named = {f"way.{topic}" for topic in topics}
    reminded = {Topic.JOB_REMINDER, Topic.BOOKING_REMINDER} & set(topics)
    left_out = set() if reminded else {"remind_hours"}
    left_out |= set() if Topic.DAY_SHEET in topics else {"day_sheet_at"}
    return tuple(
        key for key, one in KEYS.items() if not one.office and key not in left_out and (key in named or "." not in key)
    )


def office_keys() -> tuple[str, ...]:
    return tuple(KEYS)


def checked(values: Mapping[str, Value], *, before: Mapping[str, Value]) -> dict[str, Value]:
    """The values in the form they are kept in; Invalid, naming the field, for one that cannot be, and for quiet hours
    that begin when they end (`before` has those that are not changed now)."""
    found: dict[str, Value] = {}
    for key, value in values.items():
        try:
            found[key] = KEYS[key].check(value)
        except Invalid as error:
            raise Invalid(error.message, field=key) from None
    merged = {**_usual(), **before, **found}
    if merged["quiet"] == "on" and merged["quiet_from"] == merged["quiet_to"]:
        raise Invalid(
            Text(
                "Stille timer kan ikke begynde og slutte samtidig. Slå dem fra, eller ret et af klokkeslættene.",
                "Quiet hours cannot begin when they end. Switch them off, or change one of the times.",
            ),
            field="quiet_to",
        )
    return found


def resolved(office: Mapping[str, Value], own: Mapping[str, Value]) -> Preferences:
    """The nearest choice of each: one's own, else the office's, else the product's."""
    found = {**_usual(), **office, **own}
    return Preferences(
        ways={topic: Way(str(found[f"way.{topic}"])) for topic in Topic},
        remind_hours=int(found["remind_hours"]),
        day_sheet_at=clock_of(found["day_sheet_at"]),
        quiet=QuietHours(found["quiet"] == "on", clock_of(found["quiet_from"]), clock_of(found["quiet_to"])),
        unfilled_at=clock_of(found["unfilled_at"]),
        tasks_at=clock_of(found["tasks_at"]),
    )


def _usual() -> dict[str, Value]:
    return {key: one.usual for key, one in KEYS.items()}
