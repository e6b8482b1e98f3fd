"""Money as whole øre: the one rounding, and how amounts are written and read."""

import re
from decimal import Decimal
from fractions import Fraction

from booking.domain.errors import Invalid
from booking.domain.texts import Text

# 1178 · 1178.66 · 1178,66 · 1.178,66 - but not 1.178, which is a thousand to some and one to others.
_AMOUNT = re.compile(r"-?(?:[0-9]+(?:[.,][0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2})")


def round_half_away(amount: Fraction | Decimal | int) -> int:
    """The nearest whole number, a half going away from zero; the only rounding of money in the product."""
    above, below = amount.as_integer_ratio()
    whole = (abs(above) * 2 + below) // (below * 2)
    return whole if above >= 0 else -whole


def kroner(ore: int) -> str:
    """Øre as a decimal string in DKK for the API and for sheets: 117866 → "1178.66"."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def kroner_da(ore: int) -> str:
    """Øre as people in Denmark write kroner: 117866 → "1.178,66"."""
    sign = "-" if ore < 0 else ""
    thousands = f"{abs(ore) // 100:,}".replace(",", ".")
    return f"{sign}{thousands},{abs(ore) % 100:02d}"


def kroner_en(ore: int) -> str:
    """Øre as kroner are read in English: 117866 → "1,178.66"."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100:,}.{abs(ore) % 100:02d}"


def ore_from(text: str, *, field: str | None = None) -> int:
    """Kroner as typed ("1178.66", "1.178,66", "1178") in whole øre; raises Invalid for anything else."""
    written = text.strip()
    if not _AMOUNT.fullmatch(written):
        raise Invalid(
            Text(
                f"»{text}« er ikke et beløb. Skriv kroner med højst to decimaler, f.eks. 1178,66.",
                f"“{text}” is not an amount. Write kroner with at most two decimals, such as 1178.66.",
            ),
            field=field,
        )
    plain = written.replace(".", "").replace(",", ".") if "," in written else written
    return int(Decimal(plain) * 100)


def said_kroner(ore: int) -> Text:
    """An amount as a letter says it: "1.178,66 kr." and "DKK 1,178.66"."""
    return Text(f"{kroner_da(ore)} kr.", f"DKK {kroner_en(ore)}")
