"""R14: what each unit has spent and committed of its year's budget, and where the year ends."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Uuid,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy import Text as Words
from sqlalchemy import literal_column as sql

from booking.domain.budgets import forecast_ore
from booking.domain.reports import BREAKDOWNS, Column, Question, Report, Span
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.domain.workdays import Workdays
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape, bounds
from booking.persistence.reports.sources import Listed, Part, Source, Sums, Total
from booking.persistence.tables.base import Instant
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.units import units

_COLUMNS = (
    column("id", Uuid),
    column("booking_id", Uuid),
    column("starts_at", Instant),
    column("day", Date),
    column("unit_id", Uuid),
    column("what", Words),
    column("spent_ore", BigInteger),
    column("committed_ore", BigInteger),
    column("budget_ore", BigInteger),
)
# Every part says its amounts in the same types, or PostgreSQL would work out each column of each row.
_SPENT = """
    SELECT CAST(md5('entry ' || e.n) AS uuid) AS id, e.booking_id,
           CAST(e.held_on AS timestamp) AT TIME ZONE 'Europe/Copenhagen' AS starts_at, e.held_on AS day, e.unit_id,
           CAST('spent' AS text) AS what, e.amount_ore AS spent_ore, CAST(0 AS bigint) AS committed_ore,
           CAST(0 AS bigint) AS budget_ore
    FROM ledger_entries e
    WHERE e.kind = 'cost' AND e.at <= :at AND e.held_on BETWEEN :year_since AND :span_until
"""
_BUDGETS = """
    SELECT CAST(md5('budget ' || g.unit_id) AS uuid) AS id, CAST(NULL AS uuid) AS booking_id,
           CAST(:year_since AS timestamp) AT TIME ZONE 'Europe/Copenhagen' AS starts_at,
           CAST(:year_since AS date) AS day, g.unit_id, CAST('budget' AS text) AS what, CAST(0 AS bigint) AS spent_ore,
           CAST(0 AS bigint) AS committed_ore,
           CAST(g.amount_ore AS bigint) AS budget_ore
    FROM (SELECT year, unit_id, amount_ore FROM budgets WHERE set_at <= :at
          UNION ALL
          SELECT year, unit_id, amount_ore FROM past_budgets WHERE set_at <= :at AND known_to > :at) g
    WHERE g.year = extract(year FROM CAST(:year_since AS date))
"""


def _year(question: Question) -> Span:
    """The whole of the year that the period ends in."""
    year = question.span.until.year
    return Span(date(year, 1, 1), date(year, 12, 31), question.span.as_of)


def _money(shape: Shape) -> Select[Any]:
    """Every amount with its unit: what is posted until the as-of day, what is ahead in the year, and the budgets."""
    first, (_, as_of) = bounds("year")[0], shape.days
    spent = text(_SPENT.replace(":at", f":{shape.reading}")).bindparams(shape.known_at, first, as_of)
    kept = (text(_BUDGETS.replace(":at", f":{shape.reading}")).bindparams(shape.known_at, first), spent)
    every = union_all(
        *(select(one.columns(*_COLUMNS).subquery(name)) for name, one in zip(("budgeted", "spent"), kept, strict=True)),
        _committed(shape),
    ).subquery("money")
    # Outside of the union, where PostgreSQL leaves the bookings alone unless their numbers are asked for.
    number = func.coalesce(bookings.c.number, "Budget").label("number")
    query = (
        select(every, number, units.c.code.label("unit"))
        .join(units, units.c.id == every.c.unit_id)
        .outerjoin(bookings, bookings.c.id == every.c.booking_id)
    )
    if "unit_ids" in shape.narrowed:
        query = query.where(every.c.unit_id.in_(bindparam("unit_ids", expanding=True)))
    return query


def _committed(shape: Shape) -> Select[Any]:
    """What has somebody and no price yet, at the price that was worked out when they were found."""
    ahead = facts(shape, days=bounds("year"), outcomes=("confirmed", "delivered", "aborted"))
    known, at = ahead.subquery("ahead"), shape.known_at
    job = assignments.alias("job")
    cost = select(func.sum(job.c.cost_ore)).where(
        job.c.booking_id == known.c.id,
        job.c.assigned_at <= at,
        or_(job.c.released_at.is_(None), job.c.released_at > at),
    )
    amount = cast(func.coalesce(cost.scalar_subquery(), 0), BigInteger).label("committed_ore")
    nothing: ColumnElement[int] = sql("CAST(0 AS bigint)")
    return select(
        known.c.id,
        known.c.id.label("booking_id"),
        known.c.starts_at,
        known.c.day,
        known.c.unit_id,
        sql("CAST('committed' AS text)").label("what"),
        nothing.label("spent_ore"),
        amount,
        nothing.label("budget_ore"),
    ).where(known.c.net_ore.is_(None))


def _working_days(workdays: Workdays, question: Question) -> Sums:
    """The year's working days until the as-of day, and those after it."""
    year = _year(question)
    days = [year.since + timedelta(days=n) for n in range((year.until - year.since).days + 1)]
    working = [day for day in days if workdays.is_workday(day)]
    gone = sum(day <= question.span.until for day in working)
    return {"days_gone": gone, "days_left": len(working) - gone}


def _figures(sums: Sums) -> Mapping[str, Value]:
    days = {name: int(sums[name]) for name in ("days_gone", "days_left")}
    forecast = forecast_ore(int(sums["spent"]), int(sums["committed"]), **days)
    return sums | {"forecast": forecast, "left": sums["budget"] - forecast if sums["budget"] else None}


def _sum(name: str) -> Total:
    return lambda money: func.sum(money.c[name])


def _of(what: str) -> Part:
    return lambda money: money.c.what == what


_KINDS = {
    "spent": Text("Brugt", "Spent"),
    "committed": Text("Bestilt", "Committed"),
    "budget": Text("Budget", "Budget"),
}

SOURCE = Source(
    report=Report(
        key="budget",
        id="R14",
        slug="budget",
        chapter="money",
        title=Text("Budgetopfølgning", "Budget follow-up"),
        purpose=Text("Brugt, bestilt og prognose mod årets budget.", "Spent, committed, forecast and budget."),
        definition=Text(
            "For det år, perioden ender i: bogført udgift uden moms efter den dag, det blev holdt, til "
            "opgørelsesdagen; "
            "det, der er bekræftet eller udført uden at være afregnet, til den pris, der blev regnet, da tolken blev "
            "fundet (fastansatte i deres arbejdstid koster dér intet, og udeblivelser tæller ikke; siden Økonomi "
            "regner begge med, til taksten i dag); og prognosen: det brugte og det største af to tal, det bestilte "
            "og det brugte pr. arbejdsdag gange de arbejdsdage, der er tilbage. Rest er budgettet uden prognosen. "
            "Summen af prognoser er enhedernes.",
            "For the year that the period ends in: posted cost without VAT by the day it was held, until the as-of "
            "day; "
            "what is confirmed or delivered and not priced, at the price worked out when the interpreter was found "
            "(salaried interpreters cost nothing there in their hours, and no-shows are not counted; the page Finances "
            "counts both, at today's tariff); and "
            "the forecast: what is spent and the larger of two figures, what is committed and what was spent per "
            "working day times the working days left. Left is the budget less the forecast. The total of the forecast "
            "is the units'.",
        ),
        version=1,
        columns=(
            Column("budget", Text("Budget", "Budget"), "kroner"),
            Column("spent", Text("Brugt", "Spent"), "kroner"),
            Column("committed", Text("Bestilt", "Committed"), "kroner"),
            Column("forecast", Text("Prognose", "Forecast"), "kroner"),
            Column("left", Text("Rest", "Left"), "kroner"),
        ),
        headline="forecast",
        by=("unit",),
        permission="economy:read",
        public=False,
        drawn="forecast",
    ),
    basis=_money,
    sums={"budget": _sum("budget_ore"), "spent": _sum("spent_ore"), "committed": _sum("committed_ore")},
    figures=_figures,
    constants=_working_days,
    summed=frozenset({"forecast", "left"}),
    parts={kind: _of(kind) for kind in _KINDS},
    listed=(
        Listed(Column("number", Text("Nummer", "Number"), "text"), "number"),
        Listed(Column("day", Text("Dato", "Date"), "date"), "day"),
        Listed(Column("unit", BREAKDOWNS["unit"], "text"), "unit"),
        *(Listed(Column(kind, name, "kroner"), f"{kind}_ore") for kind, name in _KINDS.items()),
    ),
)
