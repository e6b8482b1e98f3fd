"""Columns month by month, made of parts that lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from booking.domain.reports import written
from booking.domain.texts import Tongue
from booking.gateways.charts.drawing import SERIES, Frame, Tick, grid, round_top, svg, ticks

_RECT = Markup(
    '<rect class="c-{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"{faint}>'
    "<title>{said}</title></rect>"
)
_FAINT = Markup(' opacity=".5"')


@dataclass(frozen=True, slots=True)
class Stack:
    """A month: (kind, name, amount) from the bottom up; `partial` while it goes on."""

    tick: Tick
    name: str
    parts: tuple[tuple[str, str, float], ...]
    partial: bool = False

    @property
    def total(self) -> float:
        return sum(amount for _, _, amount in self.parts)


def stacked(key: str, stacks: Sequence[Stack], tongue: Tongue, *, title: str, unit: str, height: int = 250) -> Markup:
    """Amounts as they are given, on a round scale; `unit` is what they are counted in."""
    top, step = round_top(max([one.total for one in stacks] + [1]))
    frame = Frame(height=height, right=10, upper=12, high=top)
    levels = [at * step for at in range(round(top / step) + 1)]
    body = grid(frame, [(level, _number(level, tongue)) for level in levels])
    body += Markup("").join(_column(frame, at, one, len(stacks), tongue, unit) for at, one in enumerate(stacks))
    body += ticks(frame, [one.tick for one in stacks])
    told = "; ".join(f"{one.name} {_number(one.total, tongue)} {unit}" for one in stacks)
    return svg(key, title=title, told=told, width=frame.width, height=frame.height, body=body)


def _number(amount: float, tongue: Tongue) -> str:
    return written("count", round(amount), tongue)


def _column(frame: Frame, at: int, stack: Stack, count: int, tongue: Tongue, unit: str) -> Markup:
    wide = min(46.0, (frame.edge - frame.left) / max(1, count) * 0.6)
    drawn, below = Markup(""), 0.0
    for kind, name, amount in stack.parts:
        y, high = frame.y(below + amount), frame.y(below) - frame.y(below + amount)
        drawn += _RECT.format(
            kind=kind,
            x=frame.x(at, count) - wide / 2,
            y=y,
            wide=wide,
            high=max(0.0, high - 1.2),
            fill=SERIES.get(kind, SERIES["other"]),
            faint=_FAINT if stack.partial else "",
            said=f"{stack.name}, {name}: {_number(amount, tongue)} {unit}",
        )
        below += amount
    return drawn
