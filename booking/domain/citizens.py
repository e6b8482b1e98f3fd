"""CPR numbers: what can be one, and what is said of one that looks odd; none is refused for its check digit."""

import re

from booking.domain.errors import Invalid
from booking.domain.texts import Text

# Six digits of a birthday, its day raised by 60 in a replacement number, and four signs; real ones have digits only.
_CPR = re.compile(r"((?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2})[ -]?([0-9A-Z]{4})", re.ASCII)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

HIDDEN = "••••••-••••"
MOD_11 = Text(
    "Kontrolcifferet passer ikke. Det gør det heller ikke for alle rigtige numre: se efter, om du har tastet rigtigt.",
    "The check digit does not fit. It does not for every true number either: see whether it was typed right.",
)
REPLACEMENT = Text("Det er et erstatningsnummer.", "It is a replacement number.")


def cpr_in(typed: str) -> str:
    """Ten signs without a hyphen; Invalid, without saying what was typed, for anything that cannot be a number."""
    found = _CPR.fullmatch(typed.strip().upper())
    if found is None:
        raise Invalid(
            Text(
                "Skriv CPR-nummeret med ti cifre, f.eks. ddmmåå-xxxx. Et erstatningsnummer er også godt nok.",
                "Write the CPR number with ten digits, such as ddmmyy-xxxx. A replacement number will do too.",
            ),
            field="cpr",
        )
    return found[1] + found[2]


def warnings(cpr: str) -> tuple[Text, ...]:
    """What somebody should look at again; a replacement number has no check digit."""
    if int(cpr[:2]) > 60 or not cpr.isdigit():
        return (REPLACEMENT,)
    checked = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, cpr, strict=True))
    return (MOD_11,) if checked % 11 else ()


def shown(cpr: str) -> str:
    return f"{cpr[:6]}-{cpr[6:]}"
