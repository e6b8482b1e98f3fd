"""The four ways the office says no, each in the user's words and naming what it is about."""

from booking.domain.texts import Text


class OfficeError(Exception):
    """A refusal: `message` says what is wrong and what to do; `field` and `subject` say where."""

    def __init__(self, message: Text, *, field: str | None = None, subject: str | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.field = field
        self.subject = subject


class NotFound(OfficeError):
    """There is no such thing, or the asker may not know that there is."""


class Denied(OfficeError):
    """The asker may know of the thing but not do this to it."""


class Conflict(OfficeError):
    """It was possible a moment ago; somebody or something came first."""


class Invalid(OfficeError):
    """What was sent cannot be right; the message names the field, the rule and the remedy."""
