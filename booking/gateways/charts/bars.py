"""Bars that lie down, one a unit, against a line that all of them are measured by."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from booking.domain.reports import percent
from booking.domain.texts import Tongue
from booking.gateways.charts.drawing import INK, LINE, LOW, TRACK, svg

_WIDTH, _LEFT, _RIGHT, _ROW = 400, 152, 50, 31
_LONGEST = 21
_BAR = Markup(
    '<text class="c-ink" x="{label}" y="{base}" text-anchor="end" fill="{ink}" font-size="13">{name}</text>'
    '<rect class="c-track" x="{left}" y="{top}" width="{wide}" height="15" rx="2" fill="{track}"/>'
    '<rect class="{kind}" x="{left}" y="{top}" width="{long:.1f}" height="15" rx="2" fill="{fill}">'
    "<title>{name}: {said}</title></rect>"
    '<text class="c-ink" x="{end}" y="{base}" fill="{ink}" font-weight="{weight}" font-size="13">{said}</text>'
)
_GOAL = Markup(
    '<path class="c-goal" d="M{x:.1f} 18V{bottom}" stroke="{ink}" stroke-width="1.5" stroke-dasharray="4 3"/>'
    '<text x="{x:.1f}" y="11" text-anchor="middle">{label}</text>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its name and its share of one."""

    name: str
    share: Fraction


def hbars(
    key: str, bars: Sequence[Bar], tongue: Tongue, *, title: str, target: Fraction | None = None, word: str = ""
) -> Markup:
    """Shares from 0 to 100 % (more are cut there); those below the target are paler and not bold."""
    height = _ROW * len(bars) + 26
    body = Markup("").join(_bar(at, one, tongue, target) for at, one in enumerate(bars))
    if target is not None:
        named = word or ("Mål" if tongue == "da" else "Target")
        label = f"{named} {percent(target, tongue, places=0)}"
        body += _GOAL.format(x=_x(target), bottom=height - 4, ink=INK, label=label)
    told = "; ".join(f"{one.name} {percent(one.share, tongue)}" for one in bars)
    return svg(key, title=title, told=told, width=_WIDTH, height=height, body=body)


def _x(share: Fraction) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min(1.0, max(0.0, float(share)))


def _bar(at: int, one: Bar, tongue: Tongue, target: Fraction | None) -> Markup:
    low = target is not None and one.share < target
    top = 20 + at * _ROW + 4
    return _BAR.format(
        label=_LEFT - 10,
        base=top + 12,
        ink=INK,
        name=one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1].rstrip()}…",
        left=_LEFT,
        top=top,
        wide=_WIDTH - _LEFT - _RIGHT,
        track=TRACK,
        kind="c-low" if low else "c-bar",
        long=_x(one.share) - _LEFT,
        fill=LOW if low else LINE,
        end=_WIDTH - _RIGHT + 8,
        weight=400 if low else 600,
        said=percent(one.share, tongue, places=0),
    )
