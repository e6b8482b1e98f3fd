"""What was mailed and what came back, told stream by stream; shown in local mode where the sink keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from booking.domain.periods import local
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """What the office made of an answer; `pending` while nobody has judged it."""

    case: Text
    effect: Text | None = None
    tag: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True)
class MailStep:
    """One mail of a story: `kind` in a few words; `incoming` for what was sent to us, which has an outcome."""

    id: str
    at: datetime
    kind: Text
    subject: str
    tag: str = ""
    incoming: bool = False
    outcome: MailOutcome | None = None


@dataclass(frozen=True, slots=True)
class MailStory:
    """All that one recipient was told under one UID (or, without a calendar, about one booking), oldest first."""

    name: str
    address: str
    number: str
    state: Text
    tag: str
    steps: tuple[MailStep, ...]

    @property
    def pending(self) -> bool:
        return any(step.outcome is not None and step.outcome.pending for step in self.steps)


@dataclass(frozen=True, slots=True)
class MailList:
    """The stories with the newest mail first, narrowed by booking and recipient; `more` to show next, 0 for no more."""

    stories: tuple[MailStory, ...]
    number: str = ""
    to: str = ""
    more: int = 0

    @property
    def narrowed(self) -> bool:
        return bool(self.number or self.to)


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """A calendar object as its reader's program shows it; `sequence` counts its versions from 0."""

    kind: Text
    tag: str
    starts_at: datetime
    ends_at: datetime
    place: str
    icon: str
    wants: Text
    uid: str
    sequence: int

    @property
    def day_of_month(self) -> int:
        return local(self.starts_at).day


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """How the recipient can answer, and what was typed: programs by key, buttons by key."""

    programs: tuple[tuple[str, str], ...]
    buttons: tuple[tuple[str, Text], ...]
    others: tuple[tuple[str, Text], ...]
    program: str
    comment: str = ""
    date: str = ""
    start: str = ""
    proposes: bool = False
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail as its reader sees it, its place in the story, and the form to answer it."""

    id: str
    at: datetime
    subject: str
    sender: tuple[str, str]
    recipient: tuple[str, str]
    number: str
    plain: str
    html_href: str
    headers: tuple[tuple[str, str], ...]
    calendar: str
    raw_href: str
    story: MailStory
    incoming: bool = False
    card: CalendarCard | None = None
    form: AnswerForm | None = None
