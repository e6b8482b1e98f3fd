"""Outgoing mail as it left, shown in local mode where the sink keeps it."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class MailRow:
    """`method` and `sequence` are those of the calendar part, empty and None without one."""

    id: str
    at: datetime
    to: str
    subject: str
    state: Text
    tag: str = ""
    method: str = ""
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class MailList:
    rows: tuple[MailRow, ...]


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail: its headers in order, its words, and its calendar part as it went over the wire."""

    row: MailRow
    headers: tuple[tuple[str, str], ...]
    body: str
    calendar: str = ""
    raw_href: str = ""
