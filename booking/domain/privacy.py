"""Keeps CPR numbers out of free text."""

import re

# What people type between the date and the rest: a hyphen of any kind, with or without spaces around it.
_BETWEEN = r"[ \u00a0\u202f]?[-\u2010-\u2015\u2212.\u200b ][ \u00a0\u202f]?"
# Ten digits that begin with a possible date; the mod-11 check is not valid for all numbers, so it is not asked.
_CPR = re.compile(r"(?<!\d)(?:0[1-9]|[1-7]\d|8\d|9[01])(?:0[1-9]|1[0-2])\d{2}(?:\d{4}|" + _BETWEEN + r"\d{4})(?!\d)")


def mask_cpr(text: str) -> str:
    """The text with everything that looks like a CPR number replaced by dots."""
    return _CPR.sub("••••••-••••", text)


def has_cpr(text: str) -> bool:
    return _CPR.search(text) is not None
