"""A small line beside a figure: how it came to be what it is. The figure and the table say it; nobody must see it."""

from collections.abc import Sequence

from markupsafe import Markup

from booking.gateways.charts.drawing import LINE

_WIDE, _HIGH = 120, 30
_SPARK = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="spark" '
    'viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">'
    '<polyline class="c-line" points="{points}" fill="none" stroke="{line}" stroke-width="1.75"/>'
    '<circle class="c-dot" cx="{x}" cy="{y}" r="2.75" fill="{line}"/></svg>'
)


def spark(values: Sequence[float | None]) -> Markup:
    """What is not known is left out; of fewer than two there is nothing to draw."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return Markup("")
    low, high = min(value for _, value in known), max(value for _, value in known)
    across = max(1, len(values) - 1)
    pairs = [
        (f"{3 + (_WIDE - 8) * at / across:.1f}", f"{3 + (_HIGH - 6) * (1 - (value - low) / ((high - low) or 1)):.1f}")
        for at, value in known
    ]
    x, y = pairs[-1]
    points = " ".join(",".join(pair) for pair in pairs)
    return _SPARK.format(w=_WIDE, h=_HIGH, points=points, line=LINE, x=x, y=y)
