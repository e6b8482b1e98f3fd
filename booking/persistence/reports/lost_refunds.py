"""R07: refund at risk: what was held, could be refunded, and lacks something."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, exists, func, or_, select

from booking.domain.reports import BREAKDOWNS, NO_MEASURE, Column, Report
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Source
from booking.persistence.tables.bookings import assignments
from booking.persistence.tables.history import history


def _lacking(shape: Shape) -> Select[Any]:
    """What is lacking of each, the first of: a voucher, the attestation, the decision, the CPR number."""
    known = facts(shape, outcomes=("delivered", "aborted", "confirmed")).subquery("held")
    at = shape.known_at
    entered = _entered(at)
    expected = (
        select(func.max(assignments.c.cost_ore))
        .where(assignments.c.booking_id == known.c.id, assignments.c.assigned_at <= at)
        .scalar_subquery()
    )
    undecided = case((known.c.measure.in_((NO_MEASURE, "UNSURE")), "measure"), else_="unsure")
    lacking = case(
        (known.c.outcome == "confirmed", "voucher"),
        (known.c.net_ore.is_(None), "attestation"),
        (known.c.refund_state == "unsure", undecided),
        else_="cpr",
    ).label("lacking")
    lacks = or_(
        known.c.outcome == "confirmed",
        known.c.net_ore.is_(None),
        known.c.refund_state == "unsure",
        func.coalesce(entered.c.known, False).is_(False),
    )
    over = or_(known.c.outcome != "confirmed", known.c.starts_at < at)
    worth = or_(known.c.net_ore.is_(None), known.c.refund_state == "unsure", known.c.refund_ore != 0)
    measured = or_(known.c.measure != NO_MEASURE, known.c.refund_state == "unsure", known.c.refund_ore != 0)
    cost = func.coalesce(known.c.net_ore, expected, 0).label("cost_ore")
    looked_up = known.outerjoin(entered, entered.c.subject_id == known.c.id)
    return select(known, lacking, cost).select_from(looked_up).where(over, worth, measured, lacks)


def _entered(at: ColumnElement[Any]) -> Subquery:
    """Of each booking whether its number was known, by the last that the log says of it: a join, for many at once."""
    later = history.alias("later")
    ours, theirs = (
        (one.c.subject_kind == "citizen_number", one.c.changes.has_key("cpr"), one.c.at <= at)
        for one in (history, later)
    )
    overtaken = exists().where(later.c.subject_id == history.c.subject_id, later.c.id > history.c.id, *theirs)
    known = history.c.changes["cpr"][1].as_string().is_not(None).label("known")
    return select(history.c.subject_id, known).where(*ours, ~overtaken).subquery("entered")


SOURCE = Source(
    report=Report(
        key="refund-at-risk",
        id="R07",
        slug="mistet-refusion",
        chapter="refund",
        title=Text("Mistet refusion", "Refund at risk"),
        purpose=Text("Arbejdsliste: hvad der mangler, før refusion kan søges.", "Work list: what claims lack."),
        definition=Text(
            "Holdte tolkninger med bestilt start i perioden og en foranstaltning, der kan give refusion, hvor noget "
            "mangler: bilaget, attestationen, afgørelsen af foranstaltningen eller CPR-nummeret; hver tæller ved det "
            "første, der mangler. Udgiften er den afregnede, ellers den forventede, uden moms. Listen er til arbejdet "
            "og ikke til kommunalbestyrelsen.",
            "Interpretings held with their booked start in the period and a measure that may be refunded, where "
            "something is missing: the voucher, the attestation, the decision on the measure, or the CPR number; each "
            "counts at the first that is missing. The cost is the priced one, else the expected one, without VAT. The "
            "list is for the work and not for the council.",
        ),
        version=1,
        columns=(
            Column("at_risk", Text("Tolkninger", "Interpretings")),
            Column("cost", Text("Udgift", "Cost"), "kroner"),
            Column("refund", Text("Refusion, hvor den er regnet", "Refund where it is worked out"), "kroner"),
        ),
        headline="at_risk",
        by=("lacking", "unit", "month", "quarter", "measure", "case_type"),
        permission="refunds:read",
        public=False,
        drawn="at_risk",
    ),
    basis=_lacking,
    sums={
        "at_risk": lambda jobs: func.sum(jobs.c.n),
        "cost": lambda jobs: func.sum(jobs.c.cost_ore),
        "refund": lambda jobs: func.sum(jobs.c.refund_ore),
    },
    listed=(
        *WHICH[:6],
        Listed(Column("lacking", BREAKDOWNS["lacking"], "text"), "lacking"),
        Listed(Column("at_risk", Text("Tolkninger", "Interpretings")), "n"),
        Listed(Column("cost", Text("Udgift", "Cost"), "kroner"), "cost_ore"),
        Listed(Column("refund", Text("Refusion", "Refund"), "kroner"), "refund_ore"),
    ),
)
