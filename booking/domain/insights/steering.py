"""A leader's figures of some months: month by month, unit by unit, and the whole against the time before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from booking.domain.insights.sentences import Facts, Sentence
from booking.domain.insights.sums import Counted, Sums
from booking.domain.insights.targets import Move, moves, own_move
from booking.domain.reports import Span, months_in

NOTHING = Sums()
FEWEST = 12
"""A unit or a language with fewer than this is not held up as the best or the worst of anything."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """`key` is "2026-11"; `partial` while the month goes on."""

    key: str
    sums: Sums
    target: Fraction | None
    partial: bool


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """`move` is how many talks a month the unit is short of the target by itself."""

    code: str
    name: str
    sums: Sums
    move: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """`before` is counted over as many months before the span; `sentences` are what matters most."""

    span: Span
    read_at: datetime
    unit: str | None
    place: str
    months: tuple[MonthFigures, ...]
    units: tuple[UnitFigures, ...]
    whole: Sums
    target: Fraction | None
    moves: tuple[Move, ...]
    before: Sums = NOTHING
    sentences: tuple[Sentence, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        return {one.code: one.name for one in self.units}


def month_figures(
    counted: Counted, span: Span, targets: Sequence[tuple[date, int]], *, today: date
) -> tuple[MonthFigures, ...]:
    """Every month of the span, also one in which nothing happened."""
    return tuple(
        MonthFigures(
            key=key,
            sums=counted.months.get(key, Sums()),
            target=target_on(targets, min(span.until, month_end(key))),
            partial=f"{today:%Y-%m}" == key,
        )
        for key in months_in(span)
    )


def unit_figures(
    counted: Counted, names: Mapping[str, str], target: Fraction | None, *, months: int
) -> tuple[UnitFigures, ...]:
    """Every unit that ordered anything, the highest share first, and those without any delivery last."""
    found = [
        UnitFigures(code, names.get(code, code), sums, 0 if target is None else own_move(sums, target, months=months))
        for code, sums in counted.units.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.sums.share is None, -(one.sums.share or 0), one.name)))


def target_on(targets: Iterable[tuple[date, int]], day: date) -> Fraction | None:
    """The council's target in force on a day."""
    in_force = [percent for valid_from, percent in targets if valid_from <= day]
    return Fraction(in_force[-1], 100) if in_force else None


def month_end(key: str) -> date:
    year, month = (int(part) for part in key.split("-"))
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def needed(units: Sequence[UnitFigures], target: Fraction | None, *, months: int) -> tuple[Move, ...]:
    if target is None:
        return ()
    return moves({one.code: one.sums for one in units}, target, months=months)


def furthest(units: Sequence[UnitFigures], target: Fraction | None) -> tuple[str, Fraction] | None:
    """The unit furthest below the target, where there is more than one to compare."""
    known = [(one.sums.share, one.name) for one in units if one.sums.delivered >= FEWEST]
    behind = [(share, name) for share, name in known if share is not None and target is not None and share < target]
    if len(units) < 2 or not behind:
        return None
    reached, name = min(behind)
    return name, reached


def facts_of(steering: Steering, **more: object) -> Facts:
    """What the sentences are made of; `more` are the figures that others count."""
    before = steering.before
    return Facts(
        months=len(steering.months),
        target=steering.target,
        share=steering.whole.share,
        share_before=before.share,
        moves=tuple((steering.names[one.unit], one.per_month) for one in steering.moves),
        furthest=furthest(steering.units, steering.target),
        cost_ore=steering.whole.net_ore,
        cost_before_ore=before.net_ore,
        fill=steering.whole.fill_rate,
        fill_before=before.fill_rate,
        response=steering.whole.response,
        response_before=before.response,
        no_shows=steering.whole.no_shows,
        late=steering.whole.late_cancels,
        **more,  # type: ignore[arg-type]
    )
