"""R10: how long before the start interpreters are ordered."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func

from booking.domain.reports import Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.sources import Listed, Source, Sums

_DAY = 24 * 60


def _late(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.lead_minutes < _DAY


def _lead(part: float) -> Callable[[Subquery], ColumnElement[Any]]:
    return lambda jobs: func.percentile_disc(part).within_group(jobs.c.lead_minutes)


def _figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {"late_share": share(sums["late"], sums["ordered"])}


SOURCE = Source(
    report=Report(
        key="lead-time",
        id="R10",
        slug="bestillingsfrist",
        chapter="office",
        title=Text("Bestillingsfrist", "Lead time"),
        purpose=Text("Hvor lang tid i forvejen der bestilles.", "How long before the start orders are made."),
        definition=Text(
            "Tiden fra bestilling til bestilt start, for alle bestillinger med bestilt start i perioden, uanset hvad "
            "der blev af dem. Medianen er den bestilling, som halvdelen ligger under; ni af ti ligger under det andet "
            "tal. Begge findes af bestillingerne selv, for hver række og for det hele.",
            "The time from order to booked start, of all bookings with their booked start in the period, whatever "
            "became of them. Half of the bookings lie below the median, nine in ten below the other figure. Both are "
            "found among the bookings themselves, for each row and for the whole.",
        ),
        version=1,
        columns=(
            Column("ordered", Text("Bestillinger", "Bookings")),
            Column("median", Text("Median", "Median"), "hours"),
            Column("p90", Text("Ni af ti under", "Nine in ten below"), "hours"),
            Column("late", Text("Under 24 timer", "Under 24 hours")),
            Column("late_share", Text("Andel under 24 timer", "Share under 24 hours"), "share"),
        ),
        headline="median",
        by=("month", "quarter", "unit", "language", "case_type", "mode_booked", "lead_band"),
        drawn="late_share",
    ),
    basis=facts,
    sums={
        "ordered": lambda jobs: func.sum(jobs.c.n),
        "late": lambda jobs: func.sum(jobs.c.n).filter(_late(jobs)),
    },
    measures={"median": _lead(0.5), "p90": _lead(0.9)},
    figures=_figures,
    parts={"late": _late},
    listed=(
        *WHICH,
        Listed(Column("lead", Text("Frist", "Lead time"), "hours"), "lead_minutes"),
        Listed(Column("ordered", Text("Bestillinger", "Bookings")), "n"),
    ),
)
