"""Bookings, who was asked, who has them, and what was delivered."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Float,
    Index,
    Integer,
    Numeric,
    Sequence,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, ExcludeConstraint

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

booking_numbers = Sequence("booking_numbers", metadata=metadata)

bookings = Table(
    "bookings",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),
    text("status", default=None),
    Column("version", Integer, nullable=False, server_default=sql("1")),
    text("language", default=None),
    text("mode", default=None),
    instant("starts_at"),
    instant("ends_at"),
    ref("unit_id", "units.id"),
    ref("requester_id", "accounts.id"),
    Column("entered_by", Uuid),
    text("case_type", default=None),
    Column("measure", Text),
    Column("person_group", Text),
    text("address"),
    text("postcode"),
    Column("lat", Float),
    Column("lon", Float),
    text("phone"),
    text("link"),
    Column("in_person_reason", Text),
    text("citizen_ref"),
    Column("gender", Text),
    Column("gender_required", Boolean, nullable=False, server_default=sql("false")),
    Column("level", SmallInteger, nullable=False, server_default=sql("1")),
    Column("substitutes_ok", Boolean, nullable=False, server_default=sql("false")),
    Column("preferred", ARRAY(Uuid), nullable=False, server_default=sql("'{}'")),
    Column("barred", ARRAY(Uuid), nullable=False, server_default=sql("'{}'")),
    text("contact"),
    text("note"),
    Column("parties", SmallInteger, nullable=False, server_default=sql("2")),
    Column("child_present", Boolean, nullable=False, server_default=sql("false")),
    instant("requested_at"),
    text("exit_reason"),
    text("exit_terms"),
    instant("attested_at", nullable=True),
    Column("attested_by", Uuid),
    text("attested_how"),
    text("channel"),
    Column("group_size", SmallInteger, nullable=False, server_default=sql("1")),
    Column("alternatives", JSONB, nullable=False, server_default=sql("'[]'")),
    Column("wish", SmallInteger, nullable=False, server_default=sql("0")),
    Column("job_id", Uuid),
    ref("series_id", "series.id", nullable=True),
    Column("occurrence_on", Date),
    Column("on_demand", Boolean, nullable=False, server_default=sql("false")),
    CheckConstraint("ends_at > starts_at", name="ends_after_start"),
)
Index("ix_bookings_job_id", bookings.c.job_id, postgresql_where=bookings.c.job_id.is_not(None))
Index("ix_bookings_series_id", bookings.c.series_id, postgresql_where=bookings.c.series_id.is_not(None))
Index("ix_bookings_starts_at", bookings.c.starts_at)
Index("ix_bookings_unit_starts_at", bookings.c.unit_id, bookings.c.starts_at)
Index(
    "ix_bookings_waiting",
    bookings.c.starts_at,
    postgresql_where=bookings.c.status.in_(["requested", "offered", "unfilled"]),
)
# What lies ahead is counted by language and week without reading the bookings.
Index(
    "ix_bookings_ahead",
    bookings.c.starts_at,
    postgresql_include=["language", "status", "exit_terms"],
    postgresql_where=bookings.c.status.in_(["requested", "offered", "unfilled", "confirmed"]),
)
Index("ix_bookings_citizen_ref", bookings.c.citizen_ref, postgresql_where=bookings.c.citizen_ref != "")

assignments = Table(
    "assignments",
    metadata,
    key(),
    ref("booking_id", "bookings.id", index=True),
    ref("interpreter_id", "interpreters.id"),
    Column("place", SmallInteger, nullable=False, server_default=sql("1")),
    text("status", default=None),
    instant("starts_at"),
    instant("ends_at"),
    Column("during", TSTZRANGE, Computed("tstzrange(starts_at, ends_at)", persisted=True), nullable=False),
    text("mode", default=None),
    text("language", default=None),
    ore("cost_ore"),
    Column("trip_minutes", Integer, nullable=False, server_default=sql("0")),
    Column("trip_km", Numeric(7, 1), nullable=False, server_default=sql("0")),
    instant("assigned_at"),
    instant("released_at", nullable=True),
    instant("waiting_since", nullable=True),
)
Index(
    "uq_assignments_active_place",
    assignments.c.booking_id,
    assignments.c.place,
    unique=True,
    postgresql_where=assignments.c.status == "active",
)
Index("ix_assignments_interpreter_starts_at", assignments.c.interpreter_id, assignments.c.starts_at)
assignments.append_constraint(
    ExcludeConstraint(
        (assignments.c.interpreter_id, "="),
        (assignments.c.during, "&&"),
        where=sql("status = 'active'"),
        using="gist",
        name="no_double_booking",
    )
)

offers = Table(
    "offers",
    metadata,
    key(),
    ref("booking_id", "bookings.id", index=True),
    ref("interpreter_id", "interpreters.id", index=True),
    Column("rank", Integer, nullable=False),
    text("state", default=None),
    instant("made_at"),
    instant("answer_by"),
    instant("answered_at", nullable=True),
    ore("cost_ore"),
    text("language", default=None),
    text("mode", default=None),
    instant("starts_at"),
    instant("ends_at"),
    Column("trip_minutes", Integer, nullable=False, server_default=sql("0")),
    Column("trip_km", Numeric(7, 1), nullable=False, server_default=sql("0")),
    text("order_number"),
    text("lead_da"),
    text("lead_en"),
)
Index(
    "uq_offers_open",
    offers.c.booking_id,
    offers.c.interpreter_id,
    unique=True,
    postgresql_where=offers.c.state == "open",
)

deliveries = Table(
    "deliveries",
    metadata,
    key(),
    ref("booking_id", "bookings.id"),
    Column("version", Integer, nullable=False),
    text("outcome", default=None),
    text("mode", default=None),
    instant("starts_at"),
    instant("ends_at"),
    Column("travel_minutes", Integer, nullable=False),
    Column("km", Numeric(7, 1), nullable=False),
    ref("interpreter_id", "interpreters.id", nullable=True),
    Column("reported_by", Uuid),
    text("note"),
    text("reason"),
    instant("waited_from", nullable=True),
    Column("waited_minutes", Integer, nullable=False, server_default=sql("0")),
    instant("break_from", nullable=True),
    Column("break_minutes", Integer, nullable=False, server_default=sql("0")),
    instant("recorded_at"),
    instant("superseded_at", nullable=True),
    UniqueConstraint("booking_id", "version"),
)
Index("ix_deliveries_starts_at", deliveries.c.starts_at)
