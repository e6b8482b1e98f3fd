"""The lines of the refund claims that were submitted: frozen, so that a reading of them never changes."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, cast, func, literal_column, select
from sqlalchemy import String as Words

from booking.domain.reports import BREAKDOWNS, Column
from booking.domain.texts import Text
from booking.persistence.reports.shapes import NARROWING, Shape
from booking.persistence.reports.sources import Listed
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.claims import claim_lines, claims
from booking.persistence.tables.units import units

# The first day of the quarter, or of the year, that a claim is for.
FIRST: ColumnElement[Any] = literal_column("make_date(claims.year, coalesce((claims.quarter - 1) * 3 + 1, 1), 1)")
_MIDNIGHT: ColumnElement[Any] = literal_column(
    "CAST(claim_lines.held_on AS timestamp) AT TIME ZONE 'Europe/Copenhagen'"
)
_HELD_IN: ColumnElement[Any] = literal_column("to_char(claim_lines.held_on, 'YYYY-\"K\"Q')")


def claimed(shape: Shape, which: ColumnElement[bool]) -> Select[Any]:
    """One row per line of such claims submitted before the reading, narrowed to units, language, case type and measure.

    Columns: `id booking_id number starts_at day quarter claim claim_kind year unit rule line_kind person citizen n
    percent eligible_ore refund_ore voucher`. A booking and a unit are joined so that they are left out where nothing
    of them is asked for: a year has half a million lines.
    """
    submitted = (claims.c.submitted_at <= shape.known_at) & which
    # Asked first, so that their lines are found by them and not among the lines of all years.
    those = select(claims.c.id).where(submitted).correlate(None).scalar_subquery()
    person = func.coalesce(func.nullif(bookings.c.citizen_ref, ""), bookings.c.number)
    return (
        select(
            cast(func.md5(func.concat(claim_lines.c.claim_id, claim_lines.c.n)), Uuid).label("id"),
            claim_lines.c.booking_id,
            bookings.c.number,
            _MIDNIGHT.label("starts_at"),
            claim_lines.c.held_on.label("day"),
            _HELD_IN.label("quarter"),
            claims.c.number.label("claim"),
            claims.c.kind.label("claim_kind"),
            cast(claims.c.year, Words).label("year"),
            units.c.code.label("unit"),
            claim_lines.c.rule_code.label("rule"),
            claim_lines.c.kind.label("line_kind"),
            person.label("person"),
            claim_lines.c.citizen,
            literal_column("1").label("n"),
            claim_lines.c.percent,
            claim_lines.c.eligible_ore,
            claim_lines.c.refund_ore,
            func.concat("/bestillinger/", bookings.c.number, "/bilag").label("voucher"),
        )
        .join(claims, claims.c.id == claim_lines.c.claim_id)
        .outerjoin(bookings, bookings.c.id == claim_lines.c.booking_id)
        .outerjoin(units, units.c.id == claim_lines.c.unit_id)
        .where(claim_lines.c.claim_id == func.any(func.array(those)), *_narrowed(shape))
    )


def _narrowed(shape: Shape) -> list[ColumnElement[bool]]:
    wheres = [bookings.c[name] == bindparam(name) for name in NARROWING if name in shape.narrowed]
    if "unit_ids" in shape.narrowed:
        wheres.append(claim_lines.c.unit_id.in_(bindparam("unit_ids", expanding=True)))
    return wheres


LISTED = (
    Listed(Column("number", Text("Nummer", "Number"), "text"), "number"),
    Listed(Column("day", Text("Dato", "Date"), "date"), "day"),
    Listed(Column("claim", BREAKDOWNS["claim"], "text"), "claim"),
    Listed(Column("person", BREAKDOWNS["person"], "text"), "person"),
    *(Listed(Column(key, BREAKDOWNS[key], "text"), key) for key in ("unit", "rule", "line_kind")),
    Listed(Column("lines", Text("Linjer", "Lines")), "n"),
    Listed(Column("eligible", Text("Kan hjemtages af", "Eligible"), "kroner"), "eligible_ore"),
    Listed(Column("refund", Text("Refusion", "Refund"), "kroner"), "refund_ore"),
)
COLUMNS = (
    Column("lines", Text("Linjer", "Lines")),
    Column("persons", Text("Personer", "Persons")),
    Column("eligible", Text("Kan hjemtages af", "Eligible"), "whole_kroner"),
    Column("refund", Text("Refusion", "Refund"), "whole_kroner"),
    Column("corrections", Text("Heraf rettelser", "Of these corrections"), "whole_kroner"),
)
