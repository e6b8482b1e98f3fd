"""R09: how confirmed bookings ended other than as planned, by whom, and what it cost."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, select

from booking.domain.reports import BREAKDOWNS, Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Part, Source, Sums


def _confirmed(shape: Shape) -> Select[Any]:
    known = facts(shape).subquery("ordered")
    spent = (known.c.late_cancel_ore + known.c.no_show_ore).label("spent_ore")
    return select(known, spent).where(known.c.confirmed)


def _ended(outcome: str, *, by: str = "") -> Part:
    def part(jobs: Subquery) -> ColumnElement[bool]:
        return and_(jobs.c.outcome == outcome, jobs.c.ended_by == by) if by else jobs.c.outcome == outcome

    return part


def _exits(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.outcome.in_(("cancelled", "no_show", "aborted", "unfilled"))


def _late(jobs: Subquery) -> ColumnElement[bool]:
    return and_(jobs.c.outcome == "cancelled", jobs.c.end_terms.in_(("late", "charged", "waived")))


PARTS: dict[str, Part] = {
    "exits": _exits,
    "cancelled": _ended("cancelled"),
    "late": _late,
    "citizen_no_show": _ended("no_show", by="citizen"),
    "interpreter_no_show": _ended("no_show", by="interpreter"),
    "aborted": _ended("aborted"),
    "lost": _ended("unfilled"),
    "share": _exits,
    "spent": lambda jobs: jobs.c.spent_ore != 0,
}
_COUNTS = tuple(name for name in PARTS if name not in ("share", "spent"))


def _figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {"share": share(sums["exits"], sums["confirmed"])}


SOURCE = Source(
    report=Report(
        key="exits",
        id="R09",
        slug="afbestillinger",
        chapter="office",
        title=Text("Aflysninger og udeblivelser", "Cancellations and no-shows"),
        purpose=Text(
            "Hvor meget der falder bort, af hvem, og hvad det koster.", "What falls away, by whom, and the cost."
        ),
        definition=Text(
            "Bestillinger med bestilt start i perioden, der nåede at blive bekræftet: hvor mange der blev afbestilt, "
            "afbrudt eller mistede deres tolk, og hvor borger eller tolk udeblev; andelen er af alle bekræftede. "
            "Kronerne er, hvad sene afbestillinger og udeblivelser har kostet uden moms.",
            "Bookings with their booked start in the period that were confirmed: how many were cancelled, broken off "
            "or lost their interpreter, and where the citizen or the interpreter did not come; the share is of all "
            "confirmed. The cost is what late cancellations and no-shows have cost without VAT.",
        ),
        version=1,
        columns=(
            Column("confirmed", Text("Bekræftede", "Confirmed")),
            Column("exits", Text("Faldt bort", "Fell away")),
            Column("share", Text("Andel", "Share"), "share"),
            Column("cancelled", Text("Afbestilt", "Cancelled")),
            Column("late", Text("Heraf for sent", "Of these too late")),
            Column("citizen_no_show", Text("Borger udeblev", "Citizen no-show")),
            Column("interpreter_no_show", Text("Tolk udeblev", "Interpreter no-show")),
            Column("aborted", Text("Afbrudt", "Broken off")),
            Column("lost", Text("Mistede tolken", "Lost the interpreter")),
            Column("spent", Text("Udgift", "Cost"), "kroner"),
        ),
        headline="share",
        by=(
            "month",
            "quarter",
            "unit",
            "ended_by",
            "end_terms",
            "end_reason",
            "language",
            "case_type",
            "mode_booked",
            "supplier",
        ),
        drawn="share",
    ),
    basis=_confirmed,
    sums={
        "confirmed": lambda jobs: func.sum(jobs.c.n),
        "spent": lambda jobs: func.sum(jobs.c.spent_ore),
    }
    | {name: (lambda part: lambda jobs: func.sum(jobs.c.n).filter(part(jobs)))(PARTS[name]) for name in _COUNTS},
    figures=_figures,
    parts=PARTS,
    listed=(
        *WHICH[:4],
        *(Listed(Column(key, BREAKDOWNS[key], "text"), key) for key in ("mode_booked", "ended_by", "end_terms")),
        Listed(Column("end_reason", BREAKDOWNS["end_reason"], "text"), "end_reason"),
        Listed(Column("confirmed", Text("Bekræftede", "Confirmed")), "n"),
        Listed(Column("spent", Text("Udgift", "Cost"), "kroner"), "spent_ore"),
    ),
)
