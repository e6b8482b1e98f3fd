"""Mobile numbers as they are typed, kept (E.164) and said."""

import re

from booking.domain.errors import Invalid
from booking.domain.texts import Text

_DANISH, _ABROAD = re.compile(r"[2-8]\d{7}|9[1-9]\d{6}", re.ASCII), re.compile(r"\+[1-9]\d{7,14}", re.ASCII)
# Satellites, international networks and shared-cost services: nobody's mobile, and dear to write to.
_DEAR = ("+808", "+870", "+878", "+881", "+882", "+883", "+979")
_FILLING = re.compile(r"[\s().\-/]+")


def mobile_of(typed: str) -> str:
    """The number as +45…: eight digits are Danish, any other needs its country; Invalid for what is no number."""
    bare = _FILLING.sub("", typed)
    bare = "+" + bare[2:] if bare.startswith("00") else bare
    number = "+45" + bare if _DANISH.fullmatch(bare) else bare
    danish = not number.startswith("+45") or _DANISH.fullmatch(number[3:])
    if not danish or not _ABROAD.fullmatch(number) or number.startswith(_DEAR):
        raise Invalid(
            Text(
                "Skriv et mobilnummer med otte cifre, eller med landekode, f.eks. +46 70 123 45 67.",
                "Write a mobile number of eight digits, or with its country code, such as +46 70 123 45 67.",
            ),
            field="phone",
        )
    return number


def said_number(number: str) -> str:
    """A Danish number in pairs, as it is read aloud; others as they are kept."""
    if number.startswith("+45") and len(number) == 11:
        return " ".join(number[at : at + 2] for at in range(3, 11, 2))
    return number
