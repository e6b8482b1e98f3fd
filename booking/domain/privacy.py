"""Keeps CPR numbers out of free text."""

import re

# Ten digits that begin with a possible date; the mod-11 check is not valid for all numbers, so it is not asked.
_CPR = re.compile(r"(?<!\d)(?:0[1-9]|[1-7]\d|8\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")


def mask_cpr(text: str) -> str:
    """The text with everything that looks like a CPR number replaced by dots."""
    return _CPR.sub("••••••-••••", text)


def has_cpr(text: str) -> bool:
    return _CPR.search(text) is not None
