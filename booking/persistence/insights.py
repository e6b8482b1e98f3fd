"""What dashboards count, as it stands now: by month, unit and language, and how soon somebody was found."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.insights.bands import median_of
from booking.domain.insights.sums import Counted, Sums
from booking.domain.modes import MODES, is_remote
from booking.domain.reports import Question
from booking.persistence.facts.summing import ALWAYS, BAND, LEVELS
from booking.persistence.reports.readings import read_widely
from booking.persistence.reports.shapes import split

_LEVEL = {names: number for number, names in LEVELS.items()}
_DAY = timedelta(days=1)
_MINE = "(CAST(:units AS uuid[]) IS NULL OR unit_id = ANY(:units))"
_WHOLE = "month BETWEEN :first AND :last"
_CUT_DAYS = "(day BETWEEN :since AND :head OR day BETWEEN :tail AND :until)"
_CUT = f"month = ANY(:cut) AND {_CUT_DAYS}"
_REMOTE = ", ".join(f"'{mode}'" for mode in MODES if is_remote(mode))
_HELD = "FILTER (WHERE outcome = 'delivered'"
_FILLS = {
    "filled": "sum(confirmed) FILTER (WHERE outcome <> 'unfilled')",
    "unfilled": "sum(n) FILTER (WHERE outcome = 'unfilled')",
}
_SUMS = {
    "delivered": f"sum(n) {_HELD})",
    "remote": f"sum(n) {_HELD} AND mode IN ({_REMOTE}))",
    "minutes": f"sum(minutes) {_HELD})",
    "net_ore": f"sum(net_ore) {_HELD})",
    **{mode.value: f"sum(net_ore) {_HELD} AND mode = '{mode}')" for mode in MODES},
    **_FILLS,
    **{name: f"sum({name})" for name in ("late_cancels", "late_cancel_ore", "paid_no_shows", "no_show_ore")},
}
_ADDED = "n, confirmed, minutes, net_ore, late_cancels, late_cancel_ore, paid_no_shows, no_show_ore"


def _told(columns: str, *, months: tuple[str, ...], days: tuple[str, ...]) -> str:
    """The sums of whole months, of the days of the months that are cut, and of what is not folded yet."""
    kept = f"SELECT {columns} FROM report_rollups WHERE {_MINE} AND level ="
    fresh = f"SELECT {columns} FROM report_deltas WHERE {_MINE} AND day BETWEEN :since AND :until"
    return f"{kept} {_LEVEL[months]} AND {_WHOLE} UNION ALL {kept} {_LEVEL[days]} AND {_CUT} UNION ALL {fresh}"


def _whole_numbers(sums: dict[str, str]) -> str:
    return ", ".join(f"CAST(coalesce({says}, 0) AS bigint) AS {name}" for name, says in sums.items())


_COUNTED = text(
    f"""
    WITH told AS ({
        _told(
            f"month, unit_id, outcome, mode, {_ADDED}",
            months=(*ALWAYS, "unit_id"),
            days=("day", "month", "outcome", "mode", "unit_id"),
        )
    }),
    each AS (SELECT month, unit_id, {_whole_numbers(_SUMS)} FROM told GROUP BY 1, 2),
    sums AS (SELECT month, unit_id, {_whole_numbers({name: f"sum({name})" for name in _SUMS})}
             FROM each GROUP BY GROUPING SETS ((month), (unit_id), ()))
    SELECT u.code AS unit, s.* FROM sums s LEFT JOIN units u ON u.id = s.unit_id
    """
)
# Those of whom nobody was found have no band, and none is before its order.
_BANDS = text(
    f"""
    WITH told AS ({
        _told(
            f"month, unit_id, {BAND}, responses",
            months=("month", "unit_id", BAND),
            days=("day", "month", "unit_id", BAND),
        )
    }),
    sums AS (SELECT month, unit_id, {BAND}, sum(responses) AS times FROM told WHERE {BAND} > 0
             GROUP BY GROUPING SETS ((month, {BAND}), (unit_id, {BAND}), ({BAND})) HAVING sum(responses) > 0)
    SELECT s.month, u.code AS unit, array_agg({BAND}) AS bands, array_agg(CAST(times AS bigint)) AS times
    FROM sums s LEFT JOIN units u ON u.id = s.unit_id GROUP BY 1, 2
    """
)
_LANGUAGES = text(
    f"""
    SELECT language, {_whole_numbers(_FILLS)} FROM ({
        _told(
            "language, outcome, n, confirmed",
            months=(*ALWAYS, "language"),
            days=("day", "month", "outcome", "language"),
        )
    }) told GROUP BY language
    """
)
# The days of a unit's languages are too many to be summed up beforehand.
_ITS_LANGUAGES = text(
    f"""
    SELECT language, {_whole_numbers(_FILLS)} FROM (
      SELECT language, outcome, n, confirmed FROM report_rollups
      WHERE level = {_LEVEL[*ALWAYS, "unit_id", "language"]} AND {_WHOLE} AND unit_id = ANY(:units)
      UNION ALL SELECT language, outcome, n, confirmed FROM report_deltas
      WHERE {_WHOLE} AND unit_id = ANY(:units)
      UNION ALL SELECT language, outcome, 1, CAST(confirmed AS integer) FROM report_facts
      WHERE {_CUT_DAYS} AND unit_id = ANY(:units)) told
    GROUP BY language
    """
)


async def counted(connection: AsyncConnection, question: Question) -> Counted:
    """By month, by the unit's code, and of all, whatever is known by the time it is read."""
    await read_widely(connection)
    asked = _asked(question)
    quick = {
        (row.month, row.unit): median_of(dict(zip(row.bands, row.times, strict=True)))
        for row in await connection.execute(_BANDS, asked)
    }
    months, units, whole = {}, {}, Sums()
    for row in await connection.execute(_COUNTED, asked):
        sums = _sums(row, quick.get((row.month, row.unit)))
        if row.month is not None:
            months[row.month] = sums
        elif row.unit is None:
            whole = sums
        elif sums.delivered or sums.filled or sums.unfilled:
            units[row.unit] = sums
    return Counted(months, units, whole)


async def fills(connection: AsyncConnection, question: Question) -> dict[str, Sums]:
    """Bookings that somebody had, and those that nobody had, by language."""
    query = _LANGUAGES if question.unit_ids is None else _ITS_LANGUAGES
    found = await connection.execute(query, _asked(question))
    return {row.language: Sums(filled=row.filled, unfilled=row.unfilled) for row in found}


def _asked(question: Question) -> dict[str, Any]:
    span, units = question.span, question.unit_ids
    whole, cut = split(span.since, span.until)
    first, last = (f"{day:%Y-%m}" for day in whole[0]) if whole else ("", "")
    return {
        "first": first,
        "last": last,
        "cut": sorted({f"{day:%Y-%m}" for days in cut for day in days}),
        "head": next((days[1] for days in cut if days[0] == span.since), span.since - _DAY),
        "tail": next((days[0] for days in cut if days[1] == span.until), span.until + _DAY),
        "since": span.since,
        "until": span.until,
        "units": None if units is None else sorted(units),
    }


def _sums(row: Row[Any], response: int | None) -> Sums:
    return Sums(
        delivered=row.delivered,
        remote=row.remote,
        minutes=row.minutes,
        net_ore=row.net_ore,
        filled=row.filled,
        unfilled=row.unfilled,
        cost_by_mode={mode.value: ore for mode in MODES if (ore := getattr(row, mode.value))},
        late_cancels=(row.late_cancels, row.late_cancel_ore),
        no_shows=(row.paid_no_shows, row.no_show_ore),
        response=response,
    )
