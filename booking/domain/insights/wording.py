"""Figures as a sentence says them: rounded so that they can be read aloud."""

from fractions import Fraction

from booking.domain.money import round_half_away
from booking.domain.reports import percent
from booking.domain.texts import Text

MILLION = 1_000_000


def said_share(value: Fraction | None, places: int = 0) -> Text:
    """ "58,8 %" and "58.8%" """
    return Text(percent(value, "da", places=places), percent(value, "en", places=places))


def said_points(gap: Fraction) -> Text:
    """A difference of shares in percentage points: "1,2 procentpoint"."""
    points = percent(abs(gap), "en").rstrip("%")
    return Text(f"{points.replace('.', ',')} procentpoint", f"{points} percentage points")


def said_amount(ore: int) -> Text:
    """Kroner without øre; from a million with one decimal: "9.340 kr.", "4,1 mio. kr."."""
    whole = round_half_away(Fraction(ore, 100))
    if abs(whole) < MILLION:
        return Text(f"{_grouped(whole, '.')} kr.", f"DKK {_grouped(whole, ',')}")
    tenths = round_half_away(Fraction(whole, MILLION // 10))
    sign, tenths = ("-" if tenths < 0 else ""), abs(tenths)
    return Text(f"{sign}{tenths // 10},{tenths % 10} mio. kr.", f"DKK {sign}{tenths // 10}.{tenths % 10} million")


def said_minutes(minutes: int) -> Text:
    """ "18 min.", "2 t. 5 min." and, from two days, "3 dage" """
    if minutes >= 2 * 24 * 60:
        days = round_half_away(Fraction(minutes, 24 * 60))
        return Text(f"{days} dage", f"{days} days")
    hours, rest = divmod(minutes, 60)
    parts = [(f"{hours} t.", f"{hours} h")] if hours else []
    parts += [(f"{rest} min.", f"{rest} min")] if rest or not hours else []
    return Text(" ".join(one[0] for one in parts), " ".join(one[1] for one in parts))


def counted(number: int, one: Text, many: Text) -> Text:
    """ "1 samtale", "14 samtaler" """
    name = one if number == 1 else many
    return Text(f"{_grouped(number, '.')} {name.da}", f"{_grouped(number, ',')} {name.en}")


def _grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)
