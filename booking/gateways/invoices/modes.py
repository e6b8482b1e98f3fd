"""The mode of a talk, as suppliers name it."""

import re

from booking.domain.modes import Mode

_WORDS: dict[Mode, tuple[str, ...]] = {
    Mode.IN_PERSON: ("fremmøde", "fremmoede", "in person", "personlig"),
    Mode.PHONE: ("telefon", "telefontolkning", "phone"),
    Mode.SKYPE: ("video", "videotolkning", "skype", "skærm"),
}
_FOUND = {mode: re.compile(rf"\b({'|'.join(words)})", re.IGNORECASE) for mode, words in _WORDS.items()}


def mode_in(text: str) -> Mode | None:
    """The mode that a text names; None when it names none, or several."""
    found = [mode for mode, pattern in _FOUND.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None
