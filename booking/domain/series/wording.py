"""A series in words."""

from datetime import date

from booking.domain.series.rules import Rule
from booking.domain.texts import Text

_DAYS = ("mandage", "tirsdage", "onsdage", "torsdage", "fredage", "lørdage", "søndage")
_DAYS_EN = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def rule_said(rule: Rule, first: date) -> Text:
    """The rule as people say it: "hver 2. uge på mandage og onsdage, 12 gange"."""
    days = sorted(set(rule.weekdays)) or [first.isoweekday()]
    each = "hver uge" if rule.every_weeks == 1 else f"hver {rule.every_weeks}. uge"
    every = "every week" if rule.every_weeks == 1 else f"every {rule.every_weeks} weeks"
    til, to = f"{rule.times} gange", f"{rule.times} times"
    if rule.until is not None:
        til, to = f"til {rule.until.day}.{rule.until.month}.{rule.until.year}", f"until {rule.until.isoformat()}"
    return Text(
        f"{each} på {_joined([_DAYS[day - 1] for day in days], 'og')}, {til}",
        f"{every} on {_joined([_DAYS_EN[day - 1] for day in days], 'and')}, {to}",
    )


def _joined(words: list[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
