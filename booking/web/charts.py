"""Charts drawn on the server as SVG: attributes carry the light colours, classes let the page recolour them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from booking.domain.texts import Tongue
from booking.web import formats
from booking.web.views.reports import ShareMonth

LINE, TARGET, GRID, INK, WORDS, SOFT = "#0A5566", "#5F6B72", "#E3E8EA", "#1F2D35", "#54616A", "#DCE9EC"


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area in user units, and the share from 0 to `top` percent that it spans."""

    width: int = 760
    height: int = 290
    left: int = 48
    right: int = 92
    upper: int = 18
    lower: int = 44
    top: int = 100

    def x(self, place: int, count: int) -> float:
        across = self.width - self.left - self.right
        return self.left + across * (place + 0.5) / count

    def y(self, percent: float) -> float:
        return self.upper + (self.height - self.upper - self.lower) * (1 - percent / self.top)

    @property
    def edge(self) -> int:
        return self.width - self.right


def share_by_month(months: Sequence[ShareMonth], tongue: Tongue, *, target: int | None = None) -> Markup:
    """The remote share month by month as bars with their figures; months without jobs stand empty."""
    frame = Frame(top=_top(months, target), right=16 if target is None else 92)
    title = "Fjerntolkningsandel pr. måned" if tongue == "da" else "Remote share by month"
    body = _grid(frame, tongue) + _bars(frame, months, tongue, target) + _months(frame, months, tongue)
    body += _target(frame, target, tongue) if target is not None else Markup("")
    return _svg(frame, "share", title, _told(months, tongue), body)


def _top(months: Sequence[ShareMonth], target: int | None) -> int:
    highest = max([float(row.share or 0) * 100 for row in months] + [float(target or 0), 1.0])
    return next(top for top in (20, 40, 60, 80, 100) if highest <= top * 0.95 or top == 100)


def _told(months: Sequence[ShareMonth], tongue: Tongue) -> str:
    said = (f"{formats.month(row.month, tongue)} {formats.percent(row.share, tongue)}" for row in months)
    return "; ".join(said)


def _grid(frame: Frame, tongue: Tongue) -> Markup:
    shape = Markup(
        '<path class="c-grid" d="M{left} {y:.1f}H{edge}" stroke="{grid}"/>'
        '<text x="{text}" y="{base:.1f}" text-anchor="end">{label}</text>'
    )
    steps = range(0, frame.top + 1, frame.top // 4)
    return Markup("").join(
        shape.format(
            left=frame.left,
            y=frame.y(step),
            edge=frame.edge,
            grid=GRID,
            text=frame.left - 8,
            base=frame.y(step) + 4,
            label=formats.percent(Fraction(step, 100), tongue, 0),
        )
        for step in steps
    )


def _bars(frame: Frame, months: Sequence[ShareMonth], tongue: Tongue, target: int | None) -> Markup:
    wide = min(56.0, (frame.edge - frame.left) / max(1, len(months)) * 0.56)
    shape = Markup(
        '<rect class="c-bar" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="2" fill="{fill}"/>'
        '<text class="c-ink" x="{mid:.1f}" y="{base:.1f}" text-anchor="middle" font-weight="600" fill="{ink}">'
        "{label}</text>"
    )
    return Markup("").join(
        shape.format(
            x=frame.x(place, len(months)) - wide / 2,
            y=frame.y(float(row.share) * 100),
            wide=wide,
            high=frame.y(0) - frame.y(float(row.share) * 100),
            fill=LINE,
            mid=frame.x(place, len(months)),
            base=_above(frame, float(row.share) * 100, target),
            ink=INK,
            label=formats.percent(row.share, tongue, 1 if len(months) < 13 else 0),
        )
        for place, row in enumerate(months)
        if row.share is not None
    )


def _above(frame: Frame, percent: float, target: int | None) -> float:
    """Where a bar's figure stands: over the bar, and over the target's line where it would be struck through."""
    base = frame.y(percent) - 7
    line = frame.y(target) if target is not None else None
    return line - 5 if line is not None and base - 12 <= line <= base + 4 else base


def _months(frame: Frame, months: Sequence[ShareMonth], tongue: Tongue) -> Markup:
    label = Markup('<text x="{x:.1f}" y="{y}" text-anchor="middle">{name}</text>')
    year = Markup(
        '<text class="c-ink" x="{x:.1f}" y="{y}" text-anchor="middle" font-weight="600" fill="{ink}">{year}</text>'
    )
    parts: list[Markup] = []
    for place, row in enumerate(months):
        x = frame.x(place, len(months))
        parts.append(label.format(x=x, y=frame.height - frame.lower + 19, name=formats.month_short(row.month, tongue)))
        if place == 0 or row.month.month == 1:
            parts.append(year.format(x=x, y=frame.height - frame.lower + 36, ink=INK, year=row.month.year))
    return Markup("").join(parts)


def _target(frame: Frame, target: int, tongue: Tongue) -> Markup:
    word = "Mål" if tongue == "da" else "Target"
    shape = Markup(
        '<path class="c-target" d="M{left} {y:.1f}H{edge}" stroke="{line}" stroke-width="1.5" stroke-dasharray="5 4"/>'
        '<text x="{text}" y="{base:.1f}">{word} {label}</text>'
    )
    return shape.format(
        left=frame.left,
        y=frame.y(target),
        edge=frame.edge,
        line=TARGET,
        text=frame.edge + 10,
        base=frame.y(target) + 4,
        word=word,
        label=formats.percent(Fraction(target, 100), tongue, 0),
    )


def _svg(frame: Frame, key: str, title: str, description: str, body: Markup) -> Markup:
    shape = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {w} {h}" role="img" '
        'aria-labelledby="{key}-t {key}-d" font-family="IBM Plex Sans, sans-serif" font-size="12" fill="{words}">'
        '<title id="{key}-t">{title}</title><desc id="{key}-d">{description}</desc>{body}</svg>'
    )
    return shape.format(
        w=frame.width, h=frame.height, key=key, words=WORDS, title=escape(title), description=description, body=body
    )
