"""What people decide of a delivery: disputes, refund decisions overruled, payroll, reminders, CPR numbers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    Sequence,
    Table,
    Text,
    Uuid,
)

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

payroll_numbers = Sequence("payroll_numbers", metadata=metadata)

disputes = Table(
    "disputes",
    metadata,
    key(),
    ref("booking_id", "bookings.id"),
    Column("delivery_version", Integer, nullable=False),
    text("reason", default=None),
    Column("raised_by", Uuid),
    instant("raised_at"),
    text("answer"),
    Column("answered_by", Uuid),
    instant("answered_at", nullable=True),
    text("ending"),
    text("decision"),
    Column("ended_by", Uuid),
    instant("ended_at", nullable=True),
)
Index("uq_disputes_open", disputes.c.booking_id, unique=True, postgresql_where=disputes.c.ended_at.is_(None))

refund_overrules = Table(
    "refund_overrules",
    metadata,
    key(),
    ref("booking_id", "bookings.id"),
    text("rule_code", default=None),
    Column("rule_version", Integer, nullable=False),
    Column("instead_of_code", Text),
    Column("instead_of_version", Integer),
    text("reason", default=None),
    Column("asked_by", Uuid),
    instant("asked_at"),
    text("state", default=None),
    Column("ended_by", Uuid),
    instant("ended_at", nullable=True),
    text("note"),
)
Index(
    "uq_refund_overrules_standing",
    refund_overrules.c.booking_id,
    unique=True,
    postgresql_where=refund_overrules.c.state.in_(["asked", "approved"]),
)

payroll_exports = Table(
    "payroll_exports",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    instant("made_at"),
    Column("made_by", Uuid),
    text("made_by_name", default=None),
)
payroll_lines = Table(
    "payroll_lines",
    metadata,
    Column("export_id", Uuid, ForeignKey("payroll_exports.id"), primary_key=True),
    Column("booking_id", Uuid, ForeignKey("bookings.id"), primary_key=True, index=True),
    Column("interpreter_id", Uuid, ForeignKey("interpreters.id"), primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("correction", Boolean, nullable=False),
    Column("normal_minutes", Integer, nullable=False),
    Column("offhours_minutes", Integer, nullable=False),
    Column("travel_minutes", Integer, nullable=False),
    Column("km", Numeric(9, 3), nullable=False),
    ore("fee_ore"),
)

attestation_reminders = Table(
    "attestation_reminders",
    metadata,
    Column("account_id", Uuid, ForeignKey("accounts.id"), primary_key=True),
    instant("reminded_at"),
)

citizen_numbers = Table(
    "citizen_numbers",
    metadata,
    Column("booking_id", Uuid, ForeignKey("bookings.id"), primary_key=True),
    text("key_id", default=None),
    Column("sealed", LargeBinary, nullable=False),
    instant("entered_at"),
    Column("entered_by", Uuid),
)
citizen_number_reads = Table(
    "citizen_number_reads",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    ref("booking_id", "bookings.id", index=True),
    instant("read_at"),
    Column("read_by", Uuid),
    text("read_by_name", default=None),
    text("purpose", default=None),
)
