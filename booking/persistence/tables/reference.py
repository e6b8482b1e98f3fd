"""Dated reference data: languages, tariffs, terms, refund rules, the council's targets."""

from sqlalchemy import ARRAY, Boolean, Column, Date, Integer, Numeric, Table, Text, Time
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, metadata, ore, text

languages = Table(
    "languages",
    metadata,
    Column("code", Text, primary_key=True),
    text("tag", default=None),
    text("name_da", default=None),
    text("name_en", default=None),
    text("match_group"),
    Column("rtl", Boolean, nullable=False, server_default=sql("false")),
    text("note"),
)

substitutes = Table(
    "language_substitutes",
    metadata,
    Column("wanted", Text, primary_key=True),
    Column("spoken", Text, primary_key=True),
    Column("consent_needed", Boolean, nullable=False),
    text("note"),
)

rates = Table(
    "rates",
    metadata,
    Column("scheme", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    Column("component", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    text("unit", default=None),
    ore("amount_ore"),
    Column("valid_to", Date),
    text("evidence"),
)

terms = Table(
    "tariff_terms",
    metadata,
    Column("scheme", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("min_minutes", Integer, nullable=False),
    Column("step_minutes", Integer, nullable=False),
    text("bill_basis", default=None),
    Column("normal_from", Time, nullable=False),
    Column("normal_to", Time, nullable=False),
    Column("offhours_factor", Numeric(6, 3), nullable=False),
    Column("holiday_factor", Numeric(6, 3), nullable=False),
    Column("urgent_hours", Integer),
    Column("urgent_factor", Numeric(6, 3), nullable=False),
    Column("cancel_free_kind", Text),
    Column("cancel_free_value", Text),
    text("late_cancel_bills"),
    text("noshow_bills"),
    Column("wait_minutes", Integer),
    Column("travel_min_km", Integer),
    text("evidence"),
)

refund_rules = Table(
    "refund_rules",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    text("legal_ref", default=None),
    text("name_da", default=None),
    text("name_en", default=None),
    Column("percent", Integer, nullable=False),
    Column("person_groups", ARRAY(Text), nullable=False),
    Column("measures", ARRAY(Text), nullable=False),
    Column("components", ARRAY(Text), nullable=False),
    text("cap_type"),
    text("cap_note"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    text("account_hint"),
    Column("excludes", ARRAY(Text), nullable=False),
    text("evidence"),
    instant("published_at", nullable=True),
    text("published_by"),
    text("note"),
)

targets = Table(
    "remote_targets",
    metadata,
    Column("valid_from", Date, primary_key=True),
    Column("percent", Integer, nullable=False),
)
