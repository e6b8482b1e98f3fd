"""A line over months, with the target as steps beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from booking.domain.reports import percent
from booking.domain.texts import Tongue
from booking.gateways.charts.drawing import LINE, SOFT, TARGET, Frame, Tick, grid, svg, ticks

_AREA = Markup('<path class="c-area" d="{d}" fill="{soft}" opacity=".55"/>')
_GOAL = Markup('<path class="c-target" d="{d}" fill="none" stroke="{line}" stroke-width="1.5" stroke-dasharray="5 4"/>')
_LINE = Markup(
    '<polyline class="c-line" points="{points}" fill="none" stroke="{line}" stroke-width="2.5" '
    'stroke-linejoin="round" stroke-linecap="round"/>'
)
_DOT = Markup('<circle class="c-dot" cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{line}"><title>{said}</title></circle>')
_END = Markup('<text class="c-end" x="{x}" y="{y:.1f}" fill="{line}" font-weight="600" font-size="15">{label}</text>')
_AIM = Markup('<text x="{x}" y="{y:.1f}">{label}</text>')


@dataclass(frozen=True, slots=True)
class Point:
    """A month: its share, and the target of its last day; None where nothing was counted or none was set."""

    tick: Tick
    name: str
    share: Fraction | None
    target: Fraction | None = None


def line(key: str, points: Sequence[Point], tongue: Tongue, *, title: str, height: int = 290) -> Markup:
    """Shares in percent, scaled to what there is; a month without any breaks the line."""
    frame = _frame(points, height)
    told = "; ".join(f"{one.name} {percent(one.share, tongue)}" for one in points)
    body = grid(frame, _steps(frame, tongue)) + _drawn(frame, points, tongue) + ticks(frame, [p.tick for p in points])
    return svg(key, title=title, told=told, width=frame.width, height=frame.height, body=body)


def _frame(points: Sequence[Point], height: int) -> Frame:
    """From the ten below the lowest to the ten above the highest, at least thirty percent high."""
    values = [float(v) * 100 for one in points for v in (one.share, one.target) if v is not None] or [0.0, 100.0]
    low = max(0, int((min(values) - 3) // 10) * 10)
    high = min(100, -int(-(max(values) + 3) // 10) * 10)
    if high - low < 30:
        high = min(100, low + 30)
        low = max(0, high - 30)
    return Frame(low=low, high=high, height=height)


def _steps(frame: Frame, tongue: Tongue) -> list[tuple[float, str]]:
    step = 10 if frame.high - frame.low <= 50 else 20
    levels = range(int(frame.low), int(frame.high) + 1, step)
    return [(level, percent(Fraction(level, 100), tongue, places=0)) for level in levels]


def _drawn(frame: Frame, points: Sequence[Point], tongue: Tongue) -> Markup:
    found = [
        (frame.x(at, len(points)), frame.y(float(one.share) * 100), one)
        for at, one in enumerate(points)
        if one.share is not None
    ]
    body = _goal(frame, points, tongue)
    if not found:
        return body
    pairs = [f"{x:.1f} {y:.1f}" for x, y, _ in found]
    floor = f"{frame.floor:.1f}"
    area = f"M{found[0][0]:.1f} {floor}L{'L'.join(pairs)}L{found[-1][0]:.1f} {floor}Z"
    body = _AREA.format(d=area, soft=SOFT) + body
    body += _LINE.format(points=" ".join(pair.replace(" ", ",") for pair in pairs), line=LINE)
    for x, y, one in found:
        last = one is found[-1][2]
        body += _DOT.format(x=x, y=y, r=5 if last else 3, line=LINE, said=f"{one.name}: {percent(one.share, tongue)}")
    return body + _ending(frame, found[-1], points, tongue)


def _ending(frame: Frame, last: tuple[float, float, Point], points: Sequence[Point], tongue: Tongue) -> Markup:
    """The last figure and the target beside the line, kept apart where they would lie on each other."""
    _, y, one = last
    goal = points[-1].target
    at, aim = y + 5, None
    if goal is not None:
        aim = frame.y(float(goal) * 100) + 4
        if abs(aim - at) < 17:
            at, aim = (at + 9, aim - 9) if y >= frame.y(float(goal) * 100) else (at - 7, aim + 11)
    body = _END.format(x=frame.edge + 12, y=at, line=LINE, label=percent(one.share, tongue))
    if goal is not None and aim is not None:
        word = "Mål" if tongue == "da" else "Target"
        body += _AIM.format(x=frame.edge + 12, y=aim, label=f"{word} {percent(goal, tongue, places=0)}")
    return body


def _goal(frame: Frame, points: Sequence[Point], tongue: Tongue) -> Markup:
    """Steps from month to month, where a target was set."""
    half = (frame.edge - frame.left) / max(1, len(points)) / 2
    path, pen = [], False
    for at, one in enumerate(points):
        if one.target is None:
            pen = False
            continue
        x, y = frame.x(at, len(points)), frame.y(float(one.target) * 100)
        path.append(f"{'L' if pen else 'M'}{x - half:.1f} {y:.1f}H{x + half:.1f}")
        pen = True
    return _GOAL.format(d="".join(path), line=TARGET) if path else Markup("")
