"""How facts become sums: what is told apart, what is added up, and at which levels the sums are kept."""

from collections.abc import Collection

from booking.domain.insights.bands import BANDS
from booking.persistence.tables.facts import report_deltas, report_rollups

ALWAYS = ("month", "outcome", "mode", "mode_booked")
DIMENSIONS = ("unit_id", "language", "case_type", "measure", "citizen_group", "supplier_id")
BAND = "response_band"
GRAIN = (*ALWAYS, *DIMENSIONS, BAND, "day")
_BANDS = f"CAST(width_bucket(f.response_minutes, ARRAY[{', '.join(map(str, BANDS))}]) AS smallint)"
_MONEY = ("fee_ore", "travel_ore", "transport_ore", "late_cancel_ore", "no_show_ore", "eligible_ore", "refund_ore")

# Sum → what one fact f adds to it.
ADDS: dict[str, str] = {
    "n": "1",
    "confirmed": "CAST(f.confirmed AS integer)",
    "citizens": "f.citizens",
    "priced": "CASE WHEN f.net_ore IS NULL THEN 0 ELSE 1 END",
    "late_orders": "CASE WHEN f.lead_minutes < 1440 THEN 1 ELSE 0 END",
    "responses": "CASE WHEN f.response_minutes IS NULL THEN 0 ELSE 1 END",
    "late_cancels": "CASE WHEN f.outcome = 'cancelled' AND f.net_ore IS NOT NULL THEN 1 ELSE 0 END",
    "paid_no_shows": "CASE WHEN f.ended_by = 'citizen' AND f.net_ore IS NOT NULL THEN 1 ELSE 0 END",
    "minutes": "coalesce(f.minutes, 0)",
    "booked_minutes": "f.booked_minutes",
    "lead_minutes": "f.lead_minutes",
    "response_minutes": "coalesce(f.response_minutes, 0)",
    "net_ore": "coalesce(f.net_ore, 0)",
} | {name: f"f.{name}" for name in _MONEY}
SUMS = tuple(ADDS)
assert {"known_from", *GRAIN, *SUMS} == set(report_deltas.c.keys())
assert {"level", *GRAIN, *SUMS} == set(report_rollups.c.keys())

# Level → what is told apart there: each by itself, and each within a unit; how soon somebody was found; and the days of
# what dashboards show, since their last month has not ended.
LEVELS: dict[int, tuple[str, ...]] = dict(
    enumerate(
        [
            ALWAYS,
            *((*ALWAYS, name) for name in DIMENSIONS),
            *((*ALWAYS, "unit_id", name) for name in DIMENSIONS if name != "unit_id"),
            ("month", "unit_id", BAND),
            ("day", "month", "outcome", "mode", "unit_id"),
            ("day", "month", "outcome", "language"),
            ("day", "month", "unit_id", BAND),
        ]
    )
)


def level_of(told_apart: Collection[str]) -> int | None:
    """The level at which these are told apart with the least beside them, if there is one."""
    fit = [(len(names), number) for number, names in LEVELS.items() if {*told_apart} <= {*names}]
    return min(fit)[1] if fit else None


def grain_of(name: str) -> str:
    """A column of the grain, from a fact f."""
    return _BANDS if name == BAND else f"f.{name}"


def added(since: str, *, sign: str = "") -> str:
    """A fact f as the columns of a change known since then, in order."""
    sums = (f"{sign}({adds}) AS {name}" for name, adds in ADDS.items())
    return ", ".join([f"{since} AS known_from", *(f"{grain_of(name)} AS {name}" for name in GRAIN), *sums])
