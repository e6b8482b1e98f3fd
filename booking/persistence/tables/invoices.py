"""Suppliers' invoices as they came, line by line, and what was decided of each."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, Numeric, Table, Text, Uuid

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

invoices = Table(
    "invoices",
    metadata,
    key(),
    ref("supplier_id", "suppliers.id"),
    text("number", default=None),
    Column("credit", Boolean, nullable=False),
    text("cvr"),
    text("sender"),
    Column("issued_on", Date, nullable=False),
    ore("net_ore"),
    ore("vat_ore"),
    ore("gross_ore"),
    text("file_name"),
    Column("file", LargeBinary, nullable=False),
    instant("received_at"),
    Column("received_by", Uuid),
    text("state", default=None),
    instant("decided_at", nullable=True),
    Column("decided_by", Uuid),
    text("totals_reason"),
    Column("totals_by", Uuid),
)
# A number that was sent back may be sent again.
Index(
    "uq_invoices_number",
    invoices.c.supplier_id,
    invoices.c.number,
    invoices.c.credit,
    unique=True,
    postgresql_where=invoices.c.state != "returned",
)
Index("ix_invoices_state", invoices.c.state, invoices.c.issued_on)

invoice_lines = Table(
    "invoice_lines",
    metadata,
    ref("invoice_id", "invoices.id"),
    Column("n", Integer, nullable=False),
    ref("booking_id", "bookings.id", nullable=True, index=True),
    text("reference"),
    text("text"),
    Column("day", Date),
    Column("minutes", Integer),
    Column("mode", Text),
    ore("net_ore"),
    Column("vat_percent", Numeric(5, 2), nullable=False),
    text("reason"),
    Column("accepted_by", Uuid),
)
Index("uq_invoice_lines", invoice_lines.c.invoice_id, invoice_lines.c.n, unique=True)
