"""A leader's dashboard as its page shows it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from booking.domain.insights.months import latest
from booking.domain.insights.sentences import Sentence
from booking.domain.insights.steering import MonthFigures, Steering, UnitFigures, month_end
from booking.domain.insights.wording import said_amount, said_minutes, said_points, said_share
from booking.domain.periods import local_date
from booking.domain.permissions import may, sees_all
from booking.domain.reports import percent
from booking.domain.reports.spans import month_name
from booking.domain.texts import Text
from booking.gateways.charts import spark
from booking.gateways.charts.steering import ORDER, cost_chart, share_chart, unit_chart
from booking.services.desk import Desk
from booking.services.insights import LENGTHS
from booking.web.making.figure_links import FILL, SHARE, Within
from booking.web.views.dashboards import (
    Kpi,
    LeaderPage,
    Length,
    MonthRow,
    Point,
    ReportChoice,
    Tab,
    UnitChoice,
    UnitRow,
)

LEADER, OFFICE, FINANCE = "/overblik/ledelse", "/overblik/kontor", "/overblik/oekonomi"
_TABS = (
    (LEADER, Text("Ledelse", "Leadership"), "reports:read"),
    (OFFICE, Text("Tolkekontor", "Interpreter office"), "overview:office"),
    (FINANCE, Text("Økonomi", "Finances"), "economy:read"),
)
_LENGTHS = {3: Text("3 mdr.", "3 months"), 12: Text("12 mdr.", "12 months"), 36: Text("3 år", "3 years")}
MONTHS_BACK = 18
_SEE = Text("Se bestillingerne", "See the bookings")


def tabs(desk: Desk, here: str) -> tuple[Tab, ...]:
    return tuple(Tab(href, name, href == here) for href, name, permission in _TABS if may(desk.actor, permission))


def leader_page(desk: Desk, found: Steering) -> LeaderPage:
    tongue, months, unit = desk.actor.tongue, len(found.months), found.unit or ""
    return LeaderPage(
        tabs=tabs(desk, LEADER),
        place=found.place,
        since=found.span.since,
        until=found.span.until,
        read_at=found.read_at,
        unit=unit,
        months_shown=months,
        choices=_choices(desk),
        lengths=tuple(_length(one, months, unit) for one in sorted(LENGTHS)),
        kpis=_kpis(desk, found),
        months=tuple(month_row(one, found.span.until, unit) for one in found.months),
        units=tuple(_unit_row(one, found) for one in found.units),
        points=tuple(_point(one, found) for one in found.sentences),
        target=found.target,
        share_chart=share_chart(found.months, tongue),
        unit_chart=unit_chart(found.units, tongue, target=found.target),
        cost_chart=cost_chart(found.months, tongue),
        pdf_href="/overblik/rapport.pdf",
        reports=_reports(desk),
    )


def _choices(desk: Desk) -> list[UnitChoice]:
    actor, units = desk.actor, desk.reference.units.values()
    mine = [unit for unit in units if sees_all(actor) or unit.id in actor.unit_ids]
    return [UnitChoice(unit.code, unit.name) for unit in sorted(mine, key=lambda unit: unit.name)]


def _within(found: Steering) -> Within:
    return Within(found.span.since, found.span.until, found.unit or "")


def _reports(desk: Desk) -> tuple[ReportChoice, ...]:
    return tuple(ReportChoice(key, month_name(key)) for key in latest(local_date(desk.now), MONTHS_BACK))


def _length(months: int, here: int, unit: str) -> Length:
    asked = urlencode({"maaneder": months, **({"enhed": unit} if unit else {})})
    return Length(months, _LENGTHS[months], f"{LEADER}?{asked}", months == here)


def _kpis(desk: Desk, found: Steering) -> tuple[Kpi, ...]:
    tongue, whole, within = desk.actor.tongue, found.whole, _within(found)
    share = Kpi(
        Text("Andel fjerntolkning", "Remote share"),
        percent(whole.share, tongue),
        within.rows(SHARE),
        *_moved(whole.share, found.before.share),
        sub=_aim(found),
        spark=spark([_float(one.sums.share) for one in found.months]),
    )
    cost = Kpi(
        Text("Udgift til udførte tolkninger", "Cost of what was delivered"),
        said_amount(whole.net_ore).in_(tongue),
        within.rows(SHARE, column="cost"),
        *_dearer(whole.net_ore, found.before.net_ore),
        sub=_each(found),
        spark=spark([float(one.sums.net_ore) for one in found.months]),
    )
    fill = Kpi(
        Text("Bemandede bestillinger", "Bookings filled"),
        percent(whole.fill_rate, tongue),
        within.rows(FILL),
        *_moved(whole.fill_rate, found.before.fill_rate),
        sub=Text(f"{whole.unfilled} fik ingen tolk", f"{whole.unfilled} got no interpreter"),
        spark=spark([_float(one.sums.fill_rate) for one in found.months]),
    )
    return share, cost, fill, response_kpi(found.whole.response, found.before.response, found.months, desk, within)


def response_kpi(
    now: int | None, before: int | None, months: tuple[MonthFigures, ...], desk: Desk, within: Within
) -> Kpi:
    change, good = None, None
    if now is not None and before:
        quicker, by = now < before, said_minutes(abs(now - before))
        good = quicker
        da, en = ("hurtigere", "quicker") if quicker else ("langsommere", "slower")
        change = Text(f"{by.da} {da}", f"{by.en} {en}")
    return Kpi(
        Text("Svartid, median", "Response time, median"),
        said_minutes(now).in_(desk.actor.tongue) if now is not None else "–",
        within.rows(FILL, column="filled"),
        change,
        good,
        sub=Text("fra bestilling til tolk", "from order to interpreter"),
        spark=spark([None if (at := one.sums.response) is None else float(at) for one in months]),
    )


def _moved(now: Fraction | None, before: Fraction | None) -> tuple[Text | None, bool | None]:
    """The change against the time before, in percentage points."""
    if now is None or before is None or now == before:
        return None, None
    by, sign = said_points(now - before), "+" if now > before else "−"
    points = by.da.split()[0], by.en.split()[0]
    return Text(f"{sign}{points[0]} pp. mod perioden før", f"{sign}{points[1]} pp. on the period before"), now > before


def _dearer(now: int, before: int) -> tuple[Text | None, bool | None]:
    if not now or not before or now == before:
        return None, None
    by, sign = said_share(abs(Fraction(now, before) - 1), 1), "+" if now > before else "−"
    return Text(f"{sign}{by.da} mod perioden før", f"{sign}{by.en} on the period before"), now < before


def _aim(found: Steering) -> Text | None:
    if found.target is None:
        return None
    goal = said_share(found.target)
    return Text(f"mål {goal.da}", f"target {goal.en}")


def _each(found: Steering) -> Text | None:
    if not found.whole.delivered:
        return None
    mean = said_amount(found.whole.net_ore // found.whole.delivered)
    return Text(f"{mean.da} pr. tolkning", f"{mean.en} each")


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def month_row(one: MonthFigures, until: date, unit: str) -> MonthRow:
    first = date.fromisoformat(f"{one.key}-01")
    return MonthRow(
        month=first,
        sums=one.sums,
        target=one.target,
        costs=tuple(one.sums.cost_by_mode.get(mode.value, 0) for mode in ORDER),
        partial=one.partial,
        href=Within(first, min(month_end(one.key), until), unit).rows(SHARE),
    )


def _unit_row(one: UnitFigures, found: Steering) -> UnitRow:
    inside = urlencode({"enhed": one.code, "maaneder": len(found.months)})
    behind = _within(found).rows(SHARE, by="unit", group=one.code)
    return UnitRow(one.name, one.sums, one.move, f"{LEADER}?{inside}", behind)


def _point(one: Sentence, found: Steering) -> Point:
    within = _within(found)
    addresses: dict[str, tuple[str, Text]] = {
        "share": (within.report(SHARE), Text("Se tallene", "See the figures")),
        "furthest": (within.report(SHARE, by="unit"), Text("Se enhederne", "See the units")),
        "unfilled": (within.rows(FILL, column="unfilled"), _SEE),
        "fill": (within.bookings(status="unfilled"), _SEE),
        "no_shows": (within.bookings(status="no_show"), _SEE),
        "late": (within.bookings(status="cancelled"), _SEE),
        "response": (within.bookings(), _SEE),
        "potential": ("/overblik/omlaegning", Text("Se samtalerne", "See the conversations")),
        "cost": (within.rows(SHARE, column="cost"), _SEE),
    }
    href, link = addresses[one.key]
    return Point(one.lead, one.rest, href, link)


def refused(page: LeaderPage, error: Text) -> LeaderPage:
    return replace(page, error=error)
