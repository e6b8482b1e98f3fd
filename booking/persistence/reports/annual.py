"""R16: a year's claims summed, with the index of their vouchers and the trail behind each line."""

from typing import Any

from sqlalchemy import Select, func, select

from booking.domain.reports import Column, Report
from booking.domain.texts import Text
from booking.persistence.reports.claimed import COLUMNS, LISTED, claimed
from booking.persistence.reports.quarterly import BY, MEASURES, PARTS, SUMS
from booking.persistence.reports.shapes import Shape, years
from booking.persistence.reports.sources import Listed, Source
from booking.persistence.tables.claims import claims
from booking.persistence.tables.history import history


def _years(shape: Shape) -> Select[Any]:
    """The lines of all claims of the years that the period touches, each with how often its booking was changed."""
    lines = claimed(shape, claims.c.year.between(*years())).subquery("lines")
    logged = select(func.count()).where(history.c.subject_id == lines.c.booking_id, history.c.at <= shape.known_at)
    return select(lines, logged.scalar_subquery().label("logged"))


SOURCE = Source(
    report=Report(
        key="annual-statement",
        id="R16",
        slug="aarsopgoerelse",
        chapter="refund",
        title=Text("Årsopgørelse og revisorspor", "Annual statement and audit trail"),
        purpose=Text("Årets krav, bilagsindeks og stikprøve til revisor.", "A year's claims, vouchers, and a sample."),
        definition=Text(
            "Linjerne i alle indsendte krav for de år, perioden rører: kvartalerne og årets opgørelser, der retter "
            "dem. Rækkerne bag er bilagsindekset: hver linje med sit bilag og med, hvor mange gange noget er skrevet i "
            "bestillingens log. En stikprøve trækkes tilfældigt af rækkerne med et frø, der trykkes; det samme frø "
            "trækker de samme.",
            "The lines of all submitted claims of the years that the period touches: the quarters and the year's "
            "statements that correct them. The rows behind are the index of vouchers: each line with its voucher and "
            "with how often something was written in the booking's log. A sample is drawn of the rows at random with a "
            "seed that is printed; the same seed draws the same.",
        ),
        version=1,
        columns=(*COLUMNS, Column("logged", Text("Logposter", "Log entries"))),
        headline="refund",
        by=("claim", *BY[1:]),
        permission="claims:read",
        public=False,
        drawn="refund",
    ),
    basis=_years,
    sums=SUMS | {"logged": lambda lines: func.sum(lines.c.logged)},
    measures=MEASURES,
    parts=PARTS,
    listed=(
        *LISTED,
        Listed(Column("logged", Text("Logposter", "Log entries")), "logged"),
        Listed(Column("voucher", Text("Bilag", "Voucher"), "text"), "voucher"),
    ),
)
