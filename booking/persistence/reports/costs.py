"""R05: what interpreting costs, in all and for each that was delivered, and what the cost is made of."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func

from booking.domain.reports import Column, Report
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import BY, WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Source, Sums

EVERY = ("open", "confirmed", "delivered", "cancelled", "no_show", "unfilled", "aborted")
_PARTS = (
    Column("fee", Text("Tolkning", "Interpreting"), "kroner"),
    Column("travel", Text("Rejsetid", "Travel time"), "kroner"),
    Column("transport", Text("Kørsel", "Transport"), "kroner"),
    Column("late_cancel", Text("Sene afbestillinger", "Late cancellations"), "kroner"),
    Column("no_show", Text("Udeblivelser", "No-shows"), "kroner"),
)


def costing(shape: Shape) -> Select[Any]:
    """Every booking with its booked start in the span, whatever became of it: columns as of `facts`."""
    return facts(shape, outcomes=EVERY)


def _costs(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.net_ore != 0


def _delivered(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.outcome == "delivered"


def _figures(sums: Sums) -> Mapping[str, Value]:
    count = sums["delivered"]
    return sums | {"mean": Fraction(sums["cost"]) / count if count else None}


SOURCE = Source(
    report=Report(
        key="cost",
        id="R05",
        slug="udgift",
        chapter="money",
        title=Text("Udgift i alt og pr. tolkning", "Total and mean cost"),
        purpose=Text("Hvad tolkning koster, og hvad prisen består af.", "What interpreting costs, and its parts."),
        definition=Text(
            "Nettoudgiften uden moms til afregnede bestillinger med bestilt start i perioden, også dem, der blev "
            "afbestilt for sent eller udeblevet fra. Udgiften pr. tolkning er hele udgiften delt med de udførte "
            "tolkninger. Delene lægger sammen til udgiften.",
            "The net cost without VAT of the priced bookings with their booked start in the period, also of those that "
            "were cancelled late or not shown up for. The mean is the whole cost divided by the interpretings "
            "delivered. The parts add up to the cost.",
        ),
        version=1,
        columns=(
            Column("cost", Text("Udgift", "Cost"), "kroner"),
            Column("delivered", Text("Udførte", "Delivered")),
            Column("mean", Text("Pr. tolkning", "Per interpreting"), "kroner"),
            *_PARTS,
        ),
        headline="cost",
        by=BY,
        drawn="cost",
    ),
    basis=costing,
    rolled=EVERY,
    sums={
        "cost": lambda jobs: func.sum(jobs.c.net_ore),
        "delivered": lambda jobs: func.sum(jobs.c.n).filter(_delivered(jobs)),
    }
    | {part.key: (lambda name: lambda jobs: func.sum(jobs.c[name]))(f"{part.key}_ore") for part in _PARTS},
    figures=_figures,
    parts=dict.fromkeys(("cost", "mean"), _costs)
    | {"delivered": _delivered}
    | {part.key: (lambda name: lambda jobs: jobs.c[name] != 0)(f"{part.key}_ore") for part in _PARTS},
    listed=(
        *WHICH,
        *(Listed(part, f"{part.key}_ore") for part in _PARTS),
        Listed(Column("cost", Text("Udgift", "Cost"), "kroner"), "net_ore"),
    ),
)
