"""The pages of saved questions, of two readings side by side, and of the council's targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.domain.texts import Text
from booking.persistence.targets import Target
from booking.web.views.figures import Heading


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A saved question: where it is asked now and as then, what it was answered, and whether it is one's own."""

    id: str
    name: str
    report: Text
    answer: str
    saved_by: str
    saved_at: datetime
    shared: bool
    mine: bool
    now_href: str


@dataclass(frozen=True, slots=True)
class KeptList:
    rows: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainPage:
    """What reading the same again proves, and the figures that differ between then and now."""

    row: KeptRow
    is_same: bool
    said: Text
    hash_then: str
    hash_again: str
    then: str
    now: str
    then_footnote: Text
    now_footnote: Text
    changes: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """Two readings: their headlines, the figures that differ (row, column, before, after), and the rows that differ.

    A touched row is its number and what it says before and after, by the list's headings; nothing where it is not
    counted.
    """

    title: Text
    back_href: str
    action: str
    typed: Mapping[str, str]
    earlier: str
    what: Text
    before: str
    before_read: Text
    after: str
    after_read: Text
    changes: tuple[tuple[str, Text, str, str], ...]
    headings: tuple[Heading, ...]
    touched: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """The council's targets, the newest first; `typed` and `errors` where one was refused."""

    rows: tuple[Target, ...]
    today: date
    may_write: bool
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)
