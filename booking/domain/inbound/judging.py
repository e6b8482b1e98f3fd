"""What mail that came in is judged by: what the office knows, the outcomes there are, and what a rule of the table is.

Trust is three things: T, the reply address names a person; U, the UID is of a stream of theirs; A, the attendee is the
address that stream was sent to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from booking.domain.inbound.mails import Mail, Reply
from booking.domain.invitations import Stream
from booking.domain.texts import Text

MOST_REFRESHES = 3
ANSWERS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE"})
HEARD = frozenset({"REPLY", "COUNTER", "REFRESH"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the office knows when a mail is judged, its booking's row locked.

    `person` is T; `owner` and `stream` are U, whoever's it is; `free` whether the job could still go to the one who
    had it, `late` and `begun` how near it is; `before` whether the same message was judged before; `vouched` whether
    the office, or the person themselves, stands in for the sender.
    """

    received_at: datetime
    today: date
    person: UUID | None = None
    stream: Stream | None = None
    owner: UUID | None = None
    free: bool = False
    late: bool = False
    begun: bool = False
    before: bool = False
    vouched: bool = False


class Outcome(StrEnum):
    """What became of a mail."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    DECLINED_LATE = "declined_late"
    TENTATIVE = "tentative"
    DUPLICATE = "duplicate"
    STALE = "stale"
    FUTURE = "future"
    OUT_OF_ORDER = "out_of_order"
    ACCEPTED_AFTER_ALL = "accepted_after_all"
    FILLED = "filled"
    ENDED = "ended"
    BEGUN = "begun"
    REQUESTER_DECLINED = "requester_declined"
    STRANGER = "stranger"
    NO_TOKEN = "no_token"  # noqa: S105  an outcome, not a secret
    UNKNOWN_EVENT = "unknown_event"
    WRONG_PERSON = "wrong_person"
    HELD = "held"
    DISOWNED = "disowned"
    DELEGATED = "delegated"
    COUNTER = "counter"
    REFRESHED = "refreshed"
    REFRESH_REFUSED = "refresh_refused"
    FOREIGN = "foreign"
    NO_ANSWER = "no_answer"
    MESSAGE = "message"
    UNKNOWN_SENDER = "unknown_sender"
    BOUNCED = "bounced"
    DELAYED = "delayed"
    BOUNCE_FORGED = "bounce_forged"
    REPORT = "report"
    UNREADABLE = "unreadable"


class Lot(StrEnum):
    """Where a mail stays: done with, in quarantine until the office has looked, or held for its sender to confirm."""

    DONE = "done"
    QUARANTINED = "quarantined"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table: the number of the case it answers, its words, and what follows."""

    row: str
    outcome: Outcome
    case: Text
    effect: Text
    fits: Callable[[Mail, Known], bool] = field(repr=False)
    lot: Lot = Lot.DONE


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that fits; `via` is the sender of a calendar's answer where that is not its attendee."""

    rule: Rule
    via: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.rule.outcome


def answered_at(reply: Reply, known: Known) -> datetime:
    """When the answer was given: by its own stamp, and not later than it came in, or it would outrank all others."""
    return min(reply.dtstamp or known.received_at, known.received_at)


def answered_seq(reply: Reply, stream: Stream) -> int:
    """The SEQUENCE it answers: left out means 0; what the office vouches for answers at most what we have sent."""
    return min(reply.sequence or 0, stream.seq)


Asked = Callable[[Reply, Stream, Known], bool]


def of_ours(asked: Asked) -> Callable[[Mail, Known], bool]:
    """A condition on a calendar's answer to a stream that we know; by then nothing else is left."""

    def fits(mail: Mail, known: Known) -> bool:
        return isinstance(mail, Reply) and known.stream is not None and asked(mail, known.stream, known)

    return fits


def strange(reply: Reply, stream: Stream, known: Known) -> bool:
    return stream.address.lower() not in reply.attendees and not known.vouched


def disowned_answer(reply: Reply, stream: Stream, known: Known) -> bool:
    answer = reply.method == "REPLY" and reply.partstat in ("ACCEPTED", "DECLINED")
    wants = answer and stream.recipient_role == "interpreter"
    return reply.head.disowned and not known.vouched and wants


def refreshes_left(reply: Reply, stream: Stream, known: Known) -> bool:
    today = stream.refreshes if stream.refreshed_on == known.today else 0
    return reply.method == "REFRESH" and stream.state == "live" and today < MOST_REFRESHES


def repeated(reply: Reply, stream: Stream, known: Known) -> bool:
    """The same content, or the same answer to what the booking still is."""
    if reply.method != "REPLY" or not stream.answer or reply.partstat != stream.answer:
        return False
    seq = answered_seq(reply, stream)
    if (seq, answered_at(reply, known)) == (stream.answered_seq, stream.answered_dtstamp):
        return True
    standing = stream.state == "live" or reply.partstat == "DECLINED"
    return standing and stream.answered_seq is not None and stream.answered_seq >= stream.reset_seq


def overtaken(reply: Reply, stream: Stream, known: Known) -> bool:
    """Older than the answer that was applied last, and not to a newer version."""
    if stream.answered_dtstamp is None or stream.answered_seq is None or reply.method != "REPLY":
        return False
    older = answered_at(reply, known) < stream.answered_dtstamp
    return older and answered_seq(reply, stream) <= stream.answered_seq


def repenting(reply: Reply, stream: Stream, _: Known) -> bool:
    """A yes from whoever has said no to what the booking still is."""
    ended_by_no = stream.state == "ended" and stream.answer == "DECLINED" and stream.recipient_role == "interpreter"
    return ended_by_no and reply.partstat == "ACCEPTED" and answered_seq(reply, stream) >= stream.reset_seq


def is_no(reply: Reply, stream: Stream, _: Known) -> bool:
    return reply.partstat == "DECLINED" and stream.recipient_role == "interpreter"
