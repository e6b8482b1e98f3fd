"""Messages beside the calendar: what somebody hears of, by which way, when, and what a text message says."""

from booking.domain.messages.gsm import plain, segments
from booking.domain.messages.phones import mobile_of, said_number
from booking.domain.messages.preferences import KEYS, Preferences, checked, office_keys, own_keys, resolved
from booking.domain.messages.quiet import QuietHours, sending_time
from booking.domain.messages.reminders import REASONS, Reason, Verdict, due_of, judge, pointless
from booking.domain.messages.schedules import Rhythm, due_on, last_due, next_due
from booking.domain.messages.topics import TOPICS, WAYS, Breaks, Topic, Way, topics_of
from booking.domain.messages.wording import TextFacts, TextKind, said

__all__ = [
    "KEYS",
    "REASONS",
    "TOPICS",
    "WAYS",
    "Breaks",
    "Preferences",
    "QuietHours",
    "Reason",
    "Rhythm",
    "TextFacts",
    "TextKind",
    "Topic",
    "Verdict",
    "Way",
    "checked",
    "due_of",
    "due_on",
    "judge",
    "last_due",
    "mobile_of",
    "next_due",
    "office_keys",
    "own_keys",
    "plain",
    "pointless",
    "resolved",
    "said",
    "said_number",
    "segments",
    "sending_time",
    "topics_of",
]
