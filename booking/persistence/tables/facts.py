"""What reports count: each booking as it is known now and as it was known before, and its monthly sums."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

from booking.persistence.tables.base import instant, metadata, ore


def _fact(*beside: Column[Any]) -> list[Column[Any]]:
    return [
        Column("booking_id", Uuid, primary_key=not beside, nullable=False),
        instant("known_from"),
        *beside,
        Column("number", Text, nullable=False),
        instant("starts_at"),
        Column("day", Date, nullable=False),
        *_told_apart(),
        Column("in_person_reason", Text, nullable=False),
        Column("interpreter_id", Uuid),
        Column("confirmed", Boolean, nullable=False),
        Column("ended_by", Text, nullable=False),
        Column("end_terms", Text, nullable=False),
        Column("end_reason", Text, nullable=False),
        Column("lead_minutes", Integer, nullable=False),
        Column("response_minutes", Integer),
        Column("citizens", SmallInteger, nullable=False),
        Column("citizen", BigInteger, nullable=False),
        Column("minutes", Numeric(9, 2)),
        Column("booked_minutes", Integer, nullable=False),
        Column("net_ore", BigInteger),
        *_money(),
        Column("refund_rule", Text, nullable=False),
        Column("refund_percent", SmallInteger),
        Column("refund_state", Text, nullable=False),
    ]


def _grain(*, every: bool = True) -> list[Column[Any]]:
    """What the monthly sums are told apart by, with how soon somebody was found; `every` row is of one unit and day."""
    return [
        *_told_apart(every=every),
        Column("response_band", SmallInteger),
        Column("day", Date, nullable=not every),
    ]


def _told_apart(*, every: bool = True) -> list[Column[Any]]:
    return [
        Column("month", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("mode", Text, nullable=False),
        Column("mode_booked", Text, nullable=False),
        Column("unit_id", Uuid, nullable=not every),
        Column("language", Text, nullable=False),
        Column("case_type", Text, nullable=False),
        Column("measure", Text, nullable=False),
        Column("citizen_group", Text, nullable=False),
        Column("supplier_id", Uuid),
    ]


def _money() -> list[Column[Any]]:
    names = ("fee_ore", "travel_ore", "transport_ore", "late_cancel_ore", "no_show_ore", "eligible_ore", "refund_ore")
    return [ore(name) for name in names]


def _sums() -> list[Column[Any]]:
    counts = ("n", "confirmed", "citizens", "priced", "late_orders", "responses", "late_cancels", "paid_no_shows")
    minutes = ("booked_minutes", "lead_minutes", "response_minutes")
    return [
        *(Column(name, BigInteger, nullable=False) for name in counts),
        Column("minutes", Numeric, nullable=False),
        *(Column(name, BigInteger, nullable=False) for name in minutes),
        ore("net_ore"),
        *_money(),
    ]


report_facts = Table("report_facts", metadata, *_fact(), postgresql_with={"fillfactor": 80})
Index(
    "ix_report_facts_day",
    report_facts.c.day,
    postgresql_using="brin",
    postgresql_with={"pages_per_range": 32, "autosummarize": True},
)
# The days at the ends of a unit's period, which are in no monthly sum.
Index(
    "ix_report_facts_unit_day",
    report_facts.c.unit_id,
    report_facts.c.day,
    postgresql_include=["language", "outcome", "confirmed"],
)

report_past_facts = Table("report_past_facts", metadata, *_fact(instant("known_to")))
Index("ix_report_past_facts_booking", report_past_facts.c.booking_id)
# Versions are appended as they end, so both are in the order of the pages.
Index(
    "ix_report_past_facts_known",
    report_past_facts.c.known_to,
    report_past_facts.c.day,
    postgresql_using="brin",
    postgresql_with={"pages_per_range": 32, "autosummarize": True},
)

report_deltas = Table("report_deltas", metadata, instant("known_from"), *_grain(), *_sums())

# Of each level only some of the columns are told apart: the others hold '' or nothing.
report_rollups = Table(
    "report_rollups",
    metadata,
    Column("level", SmallInteger, nullable=False),
    *_grain(every=False),
    *_sums(),
)
Index(
    "uq_report_rollups",
    report_rollups.c.level,
    *(report_rollups.c[column.name] for column in _grain()),
    unique=True,
    postgresql_nulls_not_distinct=True,
)
# The levels of how soon somebody was found: dashboards read their many rows, and nothing else of them.
Index(
    "ix_report_rollups_bands",
    *(report_rollups.c[name] for name in ("level", "month", "day", "unit_id", "response_band")),
    postgresql_include=["responses"],
    postgresql_where=report_rollups.c.level.in_([12, 15]),
)

# Until when the changes are folded into the sums: what is read of an earlier instant is counted again.
report_folded = Table(
    "report_folded",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    instant("upto"),
)
