"""A report's chart as SVG, for the page and for paper: attributes carry light colours, classes let a page recolour."""

from fractions import Fraction
from html import escape

from booking.domain.reports.drawing import Bar, Drawing
from booking.domain.reports.figures import written
from booking.domain.texts import Tongue

LINE, TARGET, GRID, INK, WORDS = "#0A5566", "#5F6B72", "#E3E8EA", "#1F2D35", "#54616A"
_WIDE, _HIGH, _LEFT, _RIGHT, _UPPER, _LOWER = 760, 280, 64, 16, 18, 40
_NAMES, _FIGURES, _STEP, _THICK, _LETTER = 210, 110, 26, 16, 8
_STEPS = (1, 2, 2.5, 5, 10)


def chart(drawing: Drawing, tongue: Tongue, *, key: str = "rapport") -> str:
    """The drawing as one picture with its title and its words; `key` makes their ids."""
    body, high = _upright(drawing, tongue) if drawing.upright else _lying(drawing)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {_WIDE} {high}" role="img" '
        f'aria-labelledby="{key}-t {key}-d" font-family="IBM Plex Sans, sans-serif" font-size="12" fill="{WORDS}">'
        f'<title id="{key}-t">{escape(drawing.title)}</title><desc id="{key}-d">{escape(drawing.told(tongue))}</desc>'
        f"{body}</svg>"
    )


def _top(drawing: Drawing) -> float:
    """A round number above the highest bar and the target; a share goes no higher than 100."""
    highest = max([bar.value or 0 for bar in drawing.bars] + [drawing.target or 0, 1e-9])
    if drawing.kind == "share":
        return next(top for top in (20, 40, 60, 80, 100) if highest <= top * 0.95 or top == 100)
    power = 10.0 ** (len(str(int(highest))) - 1) if highest >= 1 else 0.1
    return next(power * step for step in (*_STEPS, 20) if highest <= power * step)


def _upright(drawing: Drawing, tongue: Tongue) -> tuple[str, int]:
    top, count = _top(drawing), len(drawing.bars)
    across = (_WIDE - _LEFT - _RIGHT) / count
    parts = [_grid(top, drawing, tongue)]
    for place, bar in enumerate(drawing.bars):
        wide, line = min(56.0, across * 0.6), None if drawing.target is None else _y(drawing.target, top)
        parts.append(_column(bar, _LEFT + across * (place + 0.5), wide, top, line, figures=count <= 13))
        if count <= 13 or place % 2 == 0:
            parts.append(_under(bar.name, _LEFT + across * (place + 0.5)))
    if drawing.target is not None:
        y = _y(drawing.target, top)
        parts.append(
            f'<path class="c-target" d="M{_LEFT} {y:.1f}H{_WIDE - _RIGHT}" stroke="{TARGET}" stroke-width="1.5" '
            f'stroke-dasharray="5 4"/>'
        )
    return "".join(parts), _HIGH


def _y(value: float, top: float) -> float:
    return _UPPER + (_HIGH - _UPPER - _LOWER) * (1 - value / top)


def _grid(top: float, drawing: Drawing, tongue: Tongue) -> str:
    parts, sign = [], " %" if tongue == "da" else "%"
    for quarter in range(5):
        value = top * quarter / 4
        places = 0 if value == int(value) else 1
        label = written("decimal", Fraction(value), tongue, places=places) + (sign if drawing.kind == "share" else "")
        parts.append(
            f'<path class="c-grid" d="M{_LEFT} {_y(value, top):.1f}H{_WIDE - _RIGHT}" stroke="{GRID}"/>'
            f'<text x="{_LEFT - 8}" y="{_y(value, top) + 4:.1f}" text-anchor="end">{escape(label)}</text>'
        )
    return "".join(parts)


def _column(bar: Bar, middle: float, wide: float, top: float, line: float | None, *, figures: bool) -> str:
    """A bar with its figure over it, and over the target's line where that would strike it through."""
    if bar.value is None:
        return ""
    y, base = _y(max(bar.value, 0), top), _y(0, top)
    above = line - 5 if line is not None and y - 18 <= line <= y - 2 else y - 6
    shape = (
        f'<rect class="c-bar" x="{middle - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{base - y:.1f}" '
        f'rx="2" fill="{LINE}"/>'
    )
    said = (
        f'<text class="c-ink" x="{middle:.1f}" y="{above:.1f}" text-anchor="middle" font-weight="600" fill="{INK}">'
        f"{escape(bar.said)}</text>"
    )
    return shape + (said if figures else "")


def _under(name: str, middle: float) -> str:
    """A month's first letters, with its year beneath."""
    first, _, year = name.rpartition(" ")
    short = first[:3] if first[:1].isalpha() else first.split(".")[0] + "."
    return (
        f'<text x="{middle:.1f}" y="{_HIGH - _LOWER + 17}" text-anchor="middle">{escape(short)}</text>'
        f'<text x="{middle:.1f}" y="{_HIGH - _LOWER + 32}" text-anchor="middle" font-size="10">{escape(year)}</text>'
    )


def _lying(drawing: Drawing) -> tuple[str, int]:
    top = max([bar.value or 0 for bar in drawing.bars] + [drawing.target or 0, 1e-9])
    room = _WIDE - _NAMES - _FIGURES
    x = None if drawing.target is None else _NAMES + drawing.target * room / top
    parts = [_row(bar, place, room / top, x) for place, bar in enumerate(drawing.bars)]
    high = _STEP * len(drawing.bars) + 12
    if x is not None:
        parts.append(
            f'<path class="c-target" d="M{x:.1f} 2V{high - 4}" stroke="{TARGET}" stroke-width="1.5" '
            f'stroke-dasharray="5 4"/>'
        )
    return "".join(parts), high


def _row(bar: Bar, place: int, unit: float, line: float | None) -> str:
    """A bar with its figure after it, and after the target's line where that would strike it through."""
    y, wide = 6 + place * _STEP, max((bar.value or 0) * unit, 1)
    after = _NAMES + wide + 8
    if line is not None and after - 4 <= line <= after + _LETTER * len(bar.said):
        after = line + 6
    name = bar.name if len(bar.name) <= 32 else f"{bar.name[:31]}…"
    return (
        f'<text x="{_NAMES - 10}" y="{y + 12}" text-anchor="end">{escape(name)}</text>'
        f'<rect class="c-bar" x="{_NAMES}" y="{y}" width="{wide:.1f}" height="{_THICK}" rx="2" fill="{LINE}"/>'
        f'<text class="c-ink" x="{after:.1f}" y="{y + 12}" font-weight="600" fill="{INK}">'
        f"{escape(bar.said)}</text>"
    )
