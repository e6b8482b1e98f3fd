"""The letters of a short message (3GPP TS 23.038), and how many parts a text is sent in."""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("^{}\\[~]|€\f")
ONE, EACH = 160, 153
WIDE_ONE, WIDE_EACH = 70, 67
_INSTEAD = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "»": '"', "«": '"', "…": "...", "\u00a0": " ",
     "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "œ": "oe", "Œ": "OE"}
)  # fmt: skip


def plain(text: str) -> str:
    """The text in letters that a short message has: marks it lacks are dropped from theirs, the rest become '?'."""
    return "".join(_letter(sign) for sign in text.translate(_INSTEAD))


def _letter(sign: str) -> str:
    if sign in BASIC or sign in ESCAPED:
        return sign
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    return bare if bare and all(one in BASIC for one in bare) else "?"


def septets(text: str) -> int | None:
    """How many of the 7-bit letters the text takes; None when it has others."""
    if not all(sign in BASIC or sign in ESCAPED for sign in text):
        return None
    return sum(2 if sign in ESCAPED else 1 for sign in text)


def segments(text: str) -> int:
    """In how many parts the text is sent and paid for; an escaped letter is never split between two."""
    count = septets(text)
    if count is None:
        units = [len(sign.encode("utf-16-be")) // 2 for sign in text]
        return _packed(units, whole=WIDE_ONE, each=WIDE_EACH)
    return _packed([2 if sign in ESCAPED else 1 for sign in text], whole=ONE, each=EACH)


def _packed(units: list[int], *, whole: int, each: int) -> int:
    if sum(units) <= whole:
        return 1
    parts, room = 1, each
    for unit in units:
        if unit > room:
            parts, room = parts + 1, each
        room -= unit
    return parts
