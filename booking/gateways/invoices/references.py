"""The number a line refers to, wherever its sender has put it."""

import re
from collections.abc import Iterable

# R-2026-000123 as we give it, and B-2026-000123 of the booking itself; people write them with blanks and in any case.
_NUMBER = re.compile(r"\b([A-Z][A-Z0-9]{0,7})\s?-\s?(20\d\d)\s?-\s?(\d{4,8})\b")


def reference_in(*texts: str) -> str:
    """The first order or booking number in these texts, as we write it; empty when there is none."""
    for text in texts:
        found = _NUMBER.search(text.upper())
        if found is not None:
            return "-".join(found.groups())
    return ""


def first_of(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
