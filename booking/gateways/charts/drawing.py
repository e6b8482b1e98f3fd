"""What every chart is drawn with: its colours, its frame in user units, and the picture around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

LINE, TARGET, GRID, INK, WORDS, SOFT, TRACK, LOW = (
    "#0A5566", "#5F6B72", "#E3E8EA", "#1F2D35", "#54616A", "#DCE9EC", "#EEF2F3", "#7FA6AF",
)  # fmt: skip
SERIES = {"skype": "#5B54B0", "phone": "#3F9C82", "in_person": "#E0B272", "other": "#8A979E"}

_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {w} {h}" role="img" '
    'aria-labelledby="{key}-t {key}-d" font-family="IBM Plex Sans, sans-serif" font-size="12" fill="{words}">'
    '<title id="{key}-t">{title}</title><desc id="{key}-d">{told}</desc>{body}</svg>'
)
_GRID = Markup(
    '<path class="c-grid" d="M{left} {y:.1f}H{edge}" stroke="{grid}"/>'
    '<text x="{text}" y="{base:.1f}" text-anchor="end">{label}</text>'
)
_MONTH = Markup('<text x="{x:.1f}" y="{y}" text-anchor="middle">{name}</text>')
_YEAR = Markup(
    '<text class="c-ink" x="{x:.1f}" y="{y}" text-anchor="middle" font-weight="600" fill="{ink}">{year}</text>'
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area, and the values from `low` to `high` that it spans from bottom to top."""

    width: int = 760
    height: int = 290
    left: int = 52
    right: int = 96
    upper: int = 18
    lower: int = 44
    low: float = 0
    high: float = 100

    @property
    def edge(self) -> int:
        return self.width - self.right

    @property
    def floor(self) -> int:
        return self.height - self.lower

    def x(self, place: int, count: int) -> float:
        """The middle of the place's share of the width."""
        return self.left + (self.edge - self.left) * (place + 0.5) / max(1, count)

    def y(self, value: float) -> float:
        return self.upper + (self.floor - self.upper) * (1 - (value - self.low) / ((self.high - self.low) or 1))


@dataclass(frozen=True, slots=True)
class Tick:
    """What stands under a point: the month, and its year where a year begins."""

    name: str
    year: str = ""


def svg(key: str, *, title: str, told: str, width: int, height: int, body: Markup) -> Markup:
    """The picture with its name and what it shows in words, for those who hear it."""
    return _SVG.format(w=width, h=height, key=key, words=WORDS, title=title, told=told, body=body)


def grid(frame: Frame, steps: Sequence[tuple[float, str]]) -> Markup:
    return Markup("").join(
        _GRID.format(
            left=frame.left,
            y=frame.y(at),
            edge=frame.edge,
            grid=GRID,
            text=frame.left - 8,
            base=frame.y(at) + 4,
            label=label,
        )
        for at, label in steps
    )


def ticks(frame: Frame, names: Sequence[Tick]) -> Markup:
    """Every month, or so many of them that they do not run into each other."""
    every = 1 + (len(names) - 1) // 13
    parts = []
    for place, tick in enumerate(names):
        x = frame.x(place, len(names))
        if place % every == 0:
            parts.append(_MONTH.format(x=x, y=frame.floor + 19, name=tick.name))
        if tick.year:
            parts.append(_YEAR.format(x=x, y=frame.floor + 36, ink=INK, year=tick.year))
    return Markup("").join(parts)


def round_top(highest: float) -> tuple[float, float]:
    """(top, step): a round number not below the highest, and a step that divides it in four or five."""
    size = 1.0
    while size * 10 <= highest:
        size *= 10
    for factor, parts in ((1, 4), (2, 4), (3, 3), (4, 4), (5, 5), (6, 3), (8, 4), (10, 5)):
        if highest <= size * factor:
            return size * factor, size * factor / parts
    return size * 10, size * 2
