"""R15: what was claimed for each quarter, per person and rule, with the corrections to earlier quarters."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, distinct, func

from booking.domain.reports import Report
from booking.domain.texts import Text
from booking.persistence.reports.claimed import COLUMNS, FIRST, LISTED, claimed
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Part, Source, Total
from booking.persistence.tables.claims import claims


def _quarters(shape: Shape) -> Select[Any]:
    within = FIRST.between(*shape.days)
    return claimed(shape, (claims.c.kind == "quarter") & within)


def corrections(lines: Subquery) -> ColumnElement[bool]:
    return lines.c.line_kind == "correction"


SUMS: dict[str, Total] = {
    "lines": lambda lines: func.sum(lines.c.n),
    "eligible": lambda lines: func.sum(lines.c.eligible_ore),
    "refund": lambda lines: func.sum(lines.c.refund_ore),
    "corrections": lambda lines: func.sum(lines.c.refund_ore).filter(corrections(lines)),
}
MEASURES: dict[str, Total] = {"persons": lambda lines: func.count(distinct(lines.c.citizen))}
PARTS: dict[str, Part] = {"corrections": corrections}
BY = ("claim", "rule", "unit", "line_kind", "quarter", "person")

SOURCE = Source(
    report=Report(
        key="quarterly-claim",
        id="R15",
        slug="kvartalsopgoerelse",
        chapter="refund",
        title=Text("Kvartalsopgørelse til refusion", "Quarterly claim basis"),
        purpose=Text("Det, der er søgt hjem, pr. person og regel.", "What was claimed, per person and rule."),
        definition=Text(
            "Linjerne i de indsendte kvartalskrav, hvis kvartal begynder i perioden: kvartalets egne, dem fra "
            "tidligere kvartaler og rettelserne. Når et krav er indsendt, ændres det ikke; en rettelse kommer i det "
            "næste. Summer er i hele kroner, rækkerne i kroner og øre, før rådighedsbeløbet.",
            "The lines of the submitted quarterly claims whose quarter begins in the period: its own, those of earlier "
            "quarters, and the corrections. Once submitted a claim does not change; a correction comes in the next. "
            "Sums are in whole kroner, the rows in kroner and øre, before the cap.",
        ),
        version=1,
        columns=COLUMNS,
        headline="refund",
        by=BY,
        permission="claims:read",
        public=False,
        drawn="refund",
    ),
    basis=_quarters,
    sums=SUMS,
    measures=MEASURES,
    parts=PARTS,
    listed=LISTED,
)
