"""The list of shortcuts, the statement on accessibility, and the choice of a password."""

from dataclasses import dataclass, field
from datetime import date

from booking.domain.texts import Text
from booking.web.views.chrome import PLACES
from booking.web.views.menu import KEYS


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """The pages of the menu by the keys that lead to them."""

    keys: tuple[tuple[str, str, Text], ...] = field(
        default_factory=lambda: tuple((KEYS[one.key], one.key, one.name) for one in PLACES if one.key in KEYS)
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """Whose pages they are, and how to complain; when they were gone through last."""

    municipality: str
    email: str
    phone: str
    reviewed: date = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """Whose password is chosen, by a link that lets in once."""

    name: str
    token: str
    error: Text | None = None
