"""How facts become sums: what is told apart, what is added up, and at which levels the sums are kept."""

from booking.persistence.tables.facts import report_deltas, report_rollups

ALWAYS = ("month", "outcome", "mode", "mode_booked")
DIMENSIONS = ("unit_id", "language", "case_type", "measure", "citizen_group", "supplier_id")
GRAIN = (*ALWAYS, *DIMENSIONS)
_MONEY = ("fee_ore", "travel_ore", "transport_ore", "late_cancel_ore", "no_show_ore", "eligible_ore", "refund_ore")

# Sum → what one fact f adds to it.
ADDS: dict[str, str] = {
    "n": "1",
    "confirmed": "CAST(f.confirmed AS integer)",
    "citizens": "f.citizens",
    "priced": "CASE WHEN f.net_ore IS NULL THEN 0 ELSE 1 END",
    "late_orders": "CASE WHEN f.lead_minutes < 1440 THEN 1 ELSE 0 END",
    "responses": "CASE WHEN f.response_minutes IS NULL THEN 0 ELSE 1 END",
    "minutes": "coalesce(f.minutes, 0)",
    "booked_minutes": "f.booked_minutes",
    "lead_minutes": "f.lead_minutes",
    "response_minutes": "coalesce(f.response_minutes, 0)",
    "net_ore": "coalesce(f.net_ore, 0)",
} | {name: f"f.{name}" for name in _MONEY}
SUMS = tuple(ADDS)
assert {"known_from", *GRAIN, *SUMS} == set(report_deltas.c.keys())
assert {"level", *GRAIN, *SUMS} == set(report_rollups.c.keys())

# Level → what is told apart there beside month, outcome and modes: each by itself, and each within a unit.
LEVELS: dict[int, tuple[str, ...]] = dict(
    enumerate([(), *((name,) for name in DIMENSIONS), *(("unit_id", name) for name in DIMENSIONS if name != "unit_id")])
)


def level_of(told_apart: set[str]) -> int | None:
    """The lowest level at which these are told apart, if there is one."""
    return next((level for level, names in LEVELS.items() if told_apart <= {*names, *ALWAYS}), None)


def added(since: str, *, sign: str = "") -> str:
    """A fact f as the columns of a change known since then, in order."""
    sums = (f"{sign}({adds}) AS {name}" for name, adds in ADDS.items())
    return ", ".join([f"{since} AS known_from", *(f"f.{name}" for name in GRAIN), *sums])
