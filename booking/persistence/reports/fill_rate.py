"""R08: how many of the bookings got an interpreter."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select

from booking.domain.reports import Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Source, Sums


def _decided(shape: Shape) -> Select[Any]:
    """The bookings that got somebody, and those that nobody was found for."""
    known = facts(shape).subquery("ordered")
    return select(known).where(or_(known.c.confirmed, known.c.outcome == "unfilled"))


def _unfilled(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.outcome == "unfilled"


def _filled(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.outcome != "unfilled"


def _figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {"rate": share(sums["filled"], sums["decided"])}


SOURCE = Source(
    report=Report(
        key="fill-rate",
        id="R08",
        slug="daekningsgrad",
        chapter="office",
        title=Text("Dækningsgrad", "Fill rate"),
        purpose=Text("Hvor ofte kontoret finder en tolk.", "How often the office finds an interpreter."),
        definition=Text(
            "Bestillinger med bestilt start i perioden, der er blevet bekræftet, i forhold til dem og de ubemandede. "
            "En bestilling, der var bekræftet og endte uden tolk, er ubemandet. Dem, der blev afbestilt, før nogen "
            "var fundet, tæller ikke med. Fristen er tiden fra bestilling til start.",
            "Bookings with their booked start in the period that were confirmed, as a share of these and the unfilled. "
            "One that was confirmed and ended without an interpreter is unfilled. Those cancelled before anybody was "
            "found do not count. The lead time is from order to start.",
        ),
        version=1,
        columns=(
            Column("decided", Text("Bestillinger", "Bookings")),
            Column("filled", Text("Med tolk", "Filled")),
            Column("unfilled", Text("Ubemandede", "Unfilled")),
            Column("rate", Text("Dækningsgrad", "Fill rate"), "share"),
        ),
        headline="rate",
        by=("language", "lead_band", "month", "quarter", "unit", "case_type", "mode_booked", "citizen_group"),
        drawn="unfilled",
    ),
    basis=_decided,
    sums={
        "decided": lambda jobs: func.sum(jobs.c.n),
        "filled": lambda jobs: func.sum(jobs.c.n).filter(_filled(jobs)),
        "unfilled": lambda jobs: func.sum(jobs.c.n).filter(_unfilled(jobs)),
    },
    figures=_figures,
    parts={"filled": _filled, "unfilled": _unfilled},
    listed=(
        *WHICH,
        Listed(Column("lead", Text("Frist", "Lead time"), "hours"), "lead_minutes"),
        Listed(Column("decided", Text("Bestillinger", "Bookings")), "n"),
    ),
)
