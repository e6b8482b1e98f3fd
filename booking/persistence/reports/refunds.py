"""R06: what the State refunds of what was held, by rule, before and after the year's cap."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.claims.caps import Cap, Capped, cap_lines
from booking.domain.reports import BREAKDOWNS, Column, Question, Report
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.office_settings import settings_known
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Source, Sums
from booking.persistence.tables.reference import refund_rules


def _priced(shape: Shape) -> Select[Any]:
    known = facts(shape).subquery("priced_ones")
    capped = select(refund_rules.c.code).where(refund_rules.c.cap_type == "municipal_year")
    rest = (known.c.net_ore - known.c.eligible_ore).label("rest_ore")
    under_cap = known.c.refund_rule.in_(capped).label("under_cap")
    return select(known, known.c.refund_rule.label("rule"), rest, under_cap).where(known.c.net_ore.is_not(None))


def _claimable(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.eligible_ore != 0


def _nothing(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.eligible_ore == 0


def _figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {"cap_room": None, "taken": None, "after_cap": None}


async def _capped(connection: AsyncConnection, question: Question, sums: Sums) -> Mapping[str, Value]:
    """The year's cap as it was entered at the reading; of several years, or of some units, there is none."""
    refund, year = int(sums["refund"]), question.span.since.year
    entered = await settings_known(connection, question.known_at)
    if f"claims.cap.{year}" not in entered or year != question.span.until.year or question.unit_ids is not None:
        return {"cap_room": None, "taken": None, "after_cap": refund}
    cap = Cap(year, int(entered[f"claims.cap.{year}"]), int(entered.get(f"claims.cap_other.{year}", 0)))
    lines = cap_lines({}, {year: Capped(int(sums["capped_eligible"]), int(sums["capped_refund"]))}, [cap])
    taken = lines[0].reduction_ore
    return {
        "cap_room": max(0, cap.room_ore - int(sums["capped_eligible"])),
        "taken": taken,
        "after_cap": refund - taken,
    }


SOURCE = Source(
    report=Report(
        key="refunds",
        id="R06",
        slug="refusion",
        chapter="refund",
        title=Text("Refusionsgrundlag og refusion", "Refund basis and refund"),
        purpose=Text("Hvad staten refunderer, regel for regel.", "What the State refunds, rule by rule."),
        definition=Text(
            "Af de afregnede bestillinger med bestilt start i perioden: det beløb, der kan hjemtages efter den regel, "
            "der gælder for hver, refusionen af det, og det, der ikke kan hjemtages, med sin grund på hver række. "
            "Rådighedsbeløbet er årets, som det var indtastet; plads er, hvad der er tilbage af det, og refusionen "
            "efter det vises for hele året og hele kommunen.",
            "Of the priced bookings with their booked start in the period: the amount that can be claimed by the rule "
            "that holds for each, the refund of it, and what cannot be claimed, with its reason on each row. The cap "
            "is the year's, as it was entered; room is what is left of it, and the refund after it is shown for the "
            "whole year and municipality.",
        ),
        version=1,
        columns=(
            Column("priced", Text("Afregnede", "Priced")),
            Column("cost", Text("Udgift", "Cost"), "kroner"),
            Column("eligible", Text("Kan hjemtages af", "Eligible"), "kroner"),
            Column("refund", Text("Refusion før loftet", "Refund before the cap"), "kroner"),
            Column("cap_room", Text("Plads under loftet", "Room under the cap"), "kroner"),
            Column("taken", Text("Loftet tager", "The cap takes"), "kroner"),
            Column("after_cap", Text("Refusion efter loftet", "Refund after the cap"), "kroner"),
            Column("not_claimable", Text("Kan ikke hjemtages", "Not claimable")),
            Column("rest", Text("Udgift uden refusion", "Cost without refund"), "kroner"),
        ),
        headline="refund",
        by=("rule", "quarter", "month", "unit", "refund_state", "measure", "citizen_group"),
        permission="economy:read",
        drawn="refund",
    ),
    basis=_priced,
    sums={
        "priced": lambda jobs: func.sum(jobs.c.n),
        "cost": lambda jobs: func.sum(jobs.c.net_ore),
        "eligible": lambda jobs: func.sum(jobs.c.eligible_ore),
        "refund": lambda jobs: func.sum(jobs.c.refund_ore),
        "not_claimable": lambda jobs: func.sum(jobs.c.n).filter(_nothing(jobs)),
        "rest": lambda jobs: func.sum(jobs.c.rest_ore),
        "capped_eligible": lambda jobs: func.sum(jobs.c.eligible_ore).filter(jobs.c.under_cap),
        "capped_refund": lambda jobs: func.sum(jobs.c.refund_ore).filter(jobs.c.under_cap),
    },
    figures=_figures,
    whole=_capped,
    parts=dict.fromkeys(("eligible", "refund", "after_cap", "taken", "cap_room"), _claimable)
    | {"not_claimable": _nothing, "rest": lambda jobs: jobs.c.rest_ore != 0},
    listed=(
        *WHICH[:6],
        Listed(Column("rule", BREAKDOWNS["rule"], "text"), "rule"),
        Listed(Column("refund_state", BREAKDOWNS["refund_state"], "text"), "refund_state"),
        Listed(Column("cost", Text("Udgift", "Cost"), "kroner"), "net_ore"),
        Listed(Column("eligible", Text("Kan hjemtages af", "Eligible"), "kroner"), "eligible_ore"),
        Listed(Column("refund", Text("Refusion", "Refund"), "kroner"), "refund_ore"),
        Listed(Column("rest", Text("Uden refusion", "Without refund"), "kroner"), "rest_ore"),
    ),
)
