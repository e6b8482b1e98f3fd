"""R11: what is interpreted in person, and for what reason."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from booking.domain.modes import Mode
from booking.domain.reports import BREAKDOWNS, NONE, Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH, delivered
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Source, Sums


def _in_person(shape: Shape) -> Select[Any]:
    known = delivered(shape).subquery("held")
    return select(known).where(known.c.mode == Mode.IN_PERSON.value)


def _without(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.in_person_reason == NONE


def _figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {"without_share": share(sums["without"], sums["in_person"])}


SOURCE = Source(
    report=Report(
        key="in-person",
        id="R11",
        slug="fremmoede",
        chapter="remote",
        title=Text("Fremmøde med begrundelse", "In person with reason"),
        purpose=Text("Hvorfor tolken skulle være i lokalet.", "Why the interpreter had to be in the room."),
        definition=Text(
            "Tolkninger udført ved fremmøde med bestilt start i perioden, efter den begrundelse, der er givet; og hvor "
            "stor en del der ingen har.",
            "Interpretings delivered in person with their booked start in the period, by the reason given; and how "
            "many have none.",
        ),
        version=1,
        columns=(
            Column("in_person", Text("Fremmøde", "In person")),
            Column("without", Text("Uden begrundelse", "Without a reason")),
            Column("without_share", Text("Andel uden", "Share without"), "share"),
        ),
        headline="without_share",
        by=("in_person_reason", "month", "quarter", "unit", "language", "case_type", "measure", "supplier"),
        drawn="in_person",
    ),
    basis=_in_person,
    sums={
        "in_person": lambda jobs: func.sum(jobs.c.n),
        "without": lambda jobs: func.sum(jobs.c.n).filter(_without(jobs)),
    },
    figures=_figures,
    parts={"without": _without},
    listed=(
        *WHICH,
        Listed(Column("in_person_reason", BREAKDOWNS["in_person_reason"], "text"), "in_person_reason"),
        Listed(Column("in_person", Text("Fremmøde", "In person")), "n"),
    ),
)
