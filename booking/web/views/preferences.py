"""What one hears of and how: one's own choices, the number, and the office's choices for everybody."""

from dataclasses import dataclass, field
from datetime import datetime

from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic with the ways to choose among; `always` says why it cannot be switched off, where it cannot."""

    key: str
    name: Text
    text: Text
    at_night: Text
    role: Text
    ways: tuple[Option, ...]
    value: str
    always: Text | None = None
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was typed or stands, and what is wrong with it."""

    value: str
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """The topics, and the other fields by key; a key that does not concern the reader is not there."""

    topics: tuple[TopicRow, ...]
    fields: dict[str, Typed]
    quiet: bool
    error: Text | None = None

    @property
    def clocks(self) -> bool:
        """Whether there is a time of day or a number of hours to choose beside quiet hours."""
        return any(not key.startswith("quiet") for key in self.fields)

    @property
    def several(self) -> bool:
        """Whether the topics are those of more than one role."""
        return len({row.role for row in self.topics}) > 1


@dataclass(frozen=True, slots=True)
class PhoneBox:
    """The confirmed number, or the one that waits for its code; `typed` and `code` as they came back."""

    sms: bool
    number: str = ""
    waiting: str = ""
    typed: str = ""
    code: str = ""
    error_phone: Text | None = None
    error_code: Text | None = None


@dataclass(frozen=True, slots=True)
class PreferencesPage:
    email: str
    tongue_now: str
    form: ChoiceForm
    phone: PhoneBox
    undelivered: bool = False


@dataclass(frozen=True, slots=True)
class OfficeMessagesPage:
    form: ChoiceForm
    log: tuple[LogRow, ...] = ()
    may_write: bool = False
    sms: bool = False


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text message as the local sink received it; `parts` is how many it was paid for as."""

    at: datetime
    to: str
    text: str
    parts: int
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class TextList:
    rows: tuple[TextRow, ...] = field(default=())
