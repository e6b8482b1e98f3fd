"""What a change of an order means for the interpreter who has it: keep, ask again, or release."""

from dataclasses import dataclass, replace
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
    """For the one who has the job: keep it, be asked anew before all others, or lose it to a new search."""

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


class Stage(StrEnum):
    """Where the booking stands: somebody is looked for or asked, or somebody has the job."""

    SEARCHED = "searched"
    HELD = "held"


class Message(StrEnum):
    """Who is told what; a calendar is told only of what stands in it."""

    INTERPRETER_UPDATE = "interpreter_update"
    REQUESTER_UPDATE = "requester_update"
    INTERPRETER_CANCELLED = "interpreter_cancelled"
    OFFER_ANEW = "offer_anew"
    OFFER_CLOSED = "offer_closed"


class Cost(StrEnum):
    """What it costs after the deadline; before it, and while nobody has the job, no change costs anything."""

    NOTHING = "nothing"
    LOST_PART = "lost_part"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table: what it means, who is told, whether answers given before still count, and what it costs."""

    consequence: Consequence
    messages: tuple[Message, ...]
    voiding: bool
    cost: Cost


_M = Message
_TOLD = (_M.INTERPRETER_UPDATE, _M.REQUESTER_UPDATE)
_ASKED = (_M.INTERPRETER_CANCELLED, _M.OFFER_ANEW, _M.REQUESTER_UPDATE)
_LOST = (_M.INTERPRETER_CANCELLED, _M.REQUESTER_UPDATE)
_ANEW = Rule(Consequence.RELEASE, (_M.OFFER_CLOSED,), True, Cost.NOTHING)

TABLE: dict[tuple[Kind, Stage], Rule] = {
    (Kind.LANGUAGE, Stage.HELD): Rule(Consequence.RELEASE, _LOST, True, Cost.ALL),
    (Kind.DATE, Stage.HELD): Rule(Consequence.REOFFER, _ASKED, True, Cost.ALL),
    (Kind.MODE, Stage.HELD): Rule(Consequence.REOFFER, _ASKED, True, Cost.ALL),
    (Kind.TIME, Stage.HELD): Rule(Consequence.KEEP, _TOLD, True, Cost.LOST_PART),
    (Kind.PLACE, Stage.HELD): Rule(Consequence.KEEP, _TOLD, True, Cost.NOTHING),
    (Kind.LENGTH, Stage.HELD): Rule(Consequence.KEEP, _TOLD, True, Cost.LOST_PART),
    (Kind.WISHES, Stage.HELD): Rule(Consequence.KEEP, (), False, Cost.NOTHING),
    (Kind.DETAILS, Stage.HELD): Rule(Consequence.KEEP, (), False, Cost.NOTHING),
    (Kind.LANGUAGE, Stage.SEARCHED): _ANEW,
    (Kind.DATE, Stage.SEARCHED): _ANEW,
    (Kind.MODE, Stage.SEARCHED): _ANEW,
    (Kind.TIME, Stage.SEARCHED): _ANEW,
    (Kind.PLACE, Stage.SEARCHED): _ANEW,
    (Kind.LENGTH, Stage.SEARCHED): _ANEW,
    (Kind.WISHES, Stage.SEARCHED): _ANEW,
    (Kind.DETAILS, Stage.SEARCHED): Rule(Consequence.KEEP, (), False, Cost.NOTHING),
}


def stage_of(status: Status) -> Stage:
    return Stage.HELD if status is Status.CONFIRMED else Stage.SEARCHED


def settled_for(verdict: Verdict, *, salaried: bool, can: bool) -> Verdict:
    """The verdict for the one who has the job, when their day (`can`) and their employment are known.

    Whoever cannot loses it. Salaried staff are told and not asked; everybody else is asked anew, first of all.
    """
    if verdict.kind is None or verdict.consequence is Consequence.RELEASE or not can:
        consequence = verdict.consequence if verdict.kind is None else Consequence.RELEASE
    elif verdict.consequence is Consequence.REOFFER and salaried:
        consequence = Consequence.KEEP
    else:
        consequence = verdict.consequence
    return replace(verdict, consequence=consequence)


def judge(before: Order, after: Order, status: Status) -> Verdict:
    """The gravest thing that changed decides; before anybody has the job, any real change searches anew."""
    kind = next((kind for kind in Kind if _changed(kind, before, after)), None)
    if kind is None:
        return Verdict(None, Consequence.KEEP, voiding=False)
    rule = TABLE[kind, stage_of(status)]
    return Verdict(kind, rule.consequence, rule.voiding)


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
