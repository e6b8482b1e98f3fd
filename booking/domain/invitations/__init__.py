"""Invitations: what a recipient's calendar is told, in which order, and which answers still count."""

from booking.domain.invitations.facts import (
    FREE_UNTIL,
    NEW_INTERPRETER,
    SEE_PAGE,
    Change,
    EventFacts,
    Place,
    changes_between,
)
from booking.domain.invitations.streams import (
    Form,
    Invite,
    Method,
    Partstat,
    Role,
    Stream,
    counts,
    decline_counter,
    invite,
    uid_of,
    withdraw,
    withdraw_again,
)
from booking.domain.invitations.wording import moment, repeated, when

__all__ = [
    "FREE_UNTIL",
    "NEW_INTERPRETER",
    "SEE_PAGE",
    "Change",
    "EventFacts",
    "Form",
    "Invite",
    "Method",
    "Partstat",
    "Place",
    "Role",
    "Stream",
    "changes_between",
    "counts",
    "decline_counter",
    "invite",
    "moment",
    "repeated",
    "uid_of",
    "when",
    "withdraw",
    "withdraw_again",
]
