"""A leader's charts, of the same figures for the page and for the PDF."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from booking.domain.insights.steering import MonthFigures, UnitFigures
from booking.domain.modes import MODES, Mode
from booking.domain.periods import MONTHS
from booking.domain.reports.spans import month_name
from booking.domain.texts import Text, Tongue
from booking.gateways.charts.bars import Bar, hbars
from booking.gateways.charts.drawing import Tick
from booking.gateways.charts.lines import Point, line
from booking.gateways.charts.stacks import Stack, stacked

SHARE_TITLE = Text("Andel fjerntolkning mod mål, måned for måned", "Remote share against target, month by month")
UNIT_TITLE = Text("Andel fjerntolkning pr. enhed", "Remote share by unit")
COST_TITLE = Text("Udgift pr. måned i 1.000 kr.", "Cost by month in DKK thousand")
FILL_TITLE = Text("Bemandede bestillinger, måned for måned", "Bookings filled, month by month")
MOST_UNITS = 10
# From the bottom up: what the council wants more of stands on the ground.
ORDER = (Mode.SKYPE, Mode.PHONE, Mode.IN_PERSON)


def share_chart(months: Sequence[MonthFigures], tongue: Tongue) -> Markup:
    points = [
        Point(tick, month_name(one.key).in_(tongue), one.sums.share, one.target)
        for tick, one in zip(_ticks(months, tongue), months, strict=True)
    ]
    return line("share", points, tongue, title=SHARE_TITLE.in_(tongue))


def fill_chart(months: Sequence[MonthFigures], tongue: Tongue) -> Markup:
    points = [
        Point(tick, month_name(one.key).in_(tongue), one.sums.fill_rate)
        for tick, one in zip(_ticks(months, tongue), months, strict=True)
    ]
    return line("fill", points, tongue, title=FILL_TITLE.in_(tongue), height=330)


def unit_chart(units: Sequence[UnitFigures], tongue: Tongue, *, target: Fraction | None = None) -> Markup:
    """The largest units, in the order of their share."""
    known = [one for one in units if one.sums.share is not None]
    largest = sorted(known, key=lambda one: -one.sums.delivered)[:MOST_UNITS]
    bars = [Bar(one.name, one.sums.share) for one in known if one in largest and one.sums.share is not None]
    return hbars("units", bars, tongue, title=UNIT_TITLE.in_(tongue), target=target)


def cost_chart(months: Sequence[MonthFigures], tongue: Tongue) -> Markup:
    stacks = [
        Stack(
            tick,
            month_name(one.key).in_(tongue),
            tuple(
                (mode.value, MODES[mode].short.in_(tongue), one.sums.cost_by_mode.get(mode.value, 0) / 100_000)
                for mode in ORDER
            ),
            partial=one.partial,
        )
        for tick, one in zip(_ticks(months, tongue), months, strict=True)
    ]
    unit = "t.kr." if tongue == "da" else "DKK k"
    return stacked("cost", stacks, tongue, title=COST_TITLE.in_(tongue), unit=unit)


def _ticks(months: Sequence[MonthFigures], tongue: Tongue) -> list[Tick]:
    ticks = []
    for at, one in enumerate(months):
        day = date.fromisoformat(f"{one.key}-01")
        year = str(day.year) if at == 0 or day.month == 1 else ""
        ticks.append(Tick(MONTHS[day.month - 1].in_(tongue)[:3], year))
    return ticks
