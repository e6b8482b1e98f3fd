"""Mail that comes in: what was read of it, what the office knows, and the table that says what it means."""

from booking.domain.inbound.judging import Known, Lot, Outcome, Rule, Verdict, answered_at, answered_seq
from booking.domain.inbound.mails import Bounce, Head, Mail, Message, Reply, Unreadable
from booking.domain.inbound.table import RULES, judge

__all__ = [
    "RULES",
    "Bounce",
    "Head",
    "Known",
    "Lot",
    "Mail",
    "Message",
    "Outcome",
    "Reply",
    "Rule",
    "Unreadable",
    "Verdict",
    "answered_at",
    "answered_seq",
    "judge",
]
