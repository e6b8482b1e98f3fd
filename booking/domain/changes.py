"""What a change of an order means for the interpreter who has it: keep, ask again, or release."""

from dataclasses import dataclass
from enum import StrEnum

from booking.domain.bookings import Order, Status
from booking.domain.modes import is_remote
from booking.domain.periods import local, local_date


class Kind(StrEnum):
    """What changed, the gravest first."""

    LANGUAGE = "language"
    DATE = "date"
    MODE = "mode"
    TIME = "time"
    PLACE = "place"
    LENGTH = "length"
    WISHES = "wishes"
    DETAILS = "details"


class Consequence(StrEnum):
    """For the one who has the job: nothing to do, hear of it and answer anew, or lose it to a new search."""

    KEEP = "keep"
    REOFFER = "reoffer"
    RELEASE = "release"


# What is asked of the interpreter beside language and mode: another answer may find somebody, or rule somebody out.
WISHES = ("level", "gender", "gender_required", "substitutes_ok", "preferred", "barred")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The consequence, and whether answers given before still count (`voiding` = they do not)."""

    kind: Kind | None
    consequence: Consequence
    voiding: bool


# kind → what it means for a confirmed interpreter, and whether it voids answers (CALENDAR: reset_seq)
CONFIRMED: dict[Kind, tuple[Consequence, bool]] = {
    Kind.LANGUAGE: (Consequence.RELEASE, True),
    Kind.DATE: (Consequence.REOFFER, True),
    Kind.MODE: (Consequence.REOFFER, True),
    Kind.TIME: (Consequence.KEEP, True),
    Kind.PLACE: (Consequence.KEEP, True),
    Kind.LENGTH: (Consequence.KEEP, True),
    Kind.WISHES: (Consequence.KEEP, False),
    Kind.DETAILS: (Consequence.KEEP, False),
}


def judge(before: Order, after: Order, status: Status) -> Verdict:
    """The gravest thing that changed decides; before anybody has the job, any real change searches anew."""
    kind = next((kind for kind in Kind if _changed(kind, before, after)), None)
    if kind is None:
        return Verdict(None, Consequence.KEEP, voiding=False)
    if status is Status.CONFIRMED:
        consequence, voiding = CONFIRMED[kind]
        return Verdict(kind, consequence, voiding)
    return Verdict(kind, Consequence.KEEP if kind is Kind.DETAILS else Consequence.RELEASE, kind is not Kind.DETAILS)


def _changed(kind: Kind, before: Order, after: Order) -> bool:
    match kind:
        case Kind.LANGUAGE:
            return before.language != after.language
        case Kind.DATE:
            return _half_day(before) != _half_day(after)
        case Kind.MODE:
            return is_remote(before.mode) != is_remote(after.mode)
        case Kind.TIME:
            return before.starts_at != after.starts_at
        case Kind.PLACE:
            return (before.mode, before.address) != (after.mode, after.address)
        case Kind.LENGTH:
            return before.period.minutes != after.period.minutes
        case Kind.WISHES:
            return any(getattr(before, name) != getattr(after, name) for name in WISHES)
        case Kind.DETAILS:
            return before != after


def _half_day(order: Order) -> tuple[object, bool]:
    """A move within the same morning or afternoon is a smaller thing than another day."""
    return local_date(order.starts_at), local(order.starts_at).hour >= 12
