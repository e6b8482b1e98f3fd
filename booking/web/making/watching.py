"""The office's dashboard and finance's, as their pages show them."""

from datetime import date, timedelta
from fractions import Fraction

from markupsafe import Markup

from booking.domain.claims import STATES
from booking.domain.claims.periods import next_to_claim
from booking.domain.insights.risks import Risk, WeekRisk
from booking.domain.insights.wording import said_amount
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.reports import percent
from booking.domain.texts import Text
from booking.gateways.charts import Bar, hbars, spark
from booking.gateways.charts.steering import fill_chart
from booking.services import claims
from booking.services.desk import Desk
from booking.services.insights import Watch
from booking.services.insights.watching import LanguageFill
from booking.web.making.dashboards import FINANCE, OFFICE, month_row, response_kpi, tabs
from booking.web.making.economy import economy_page
from booking.web.making.figure_links import FILL, Within
from booking.web.views.dashboards import ClaimDue, FinancePage, Kpi, LanguageRow, OfficePage, RiskRow, WeekCell
from booking.web.views.economy import STATE_TAGS, EconomyPage

_SPENT = Text("Brugt og bestilt i forhold til budgettet", "Spent and committed against the budget")


def office_page(desk: Desk, found: Watch) -> OfficePage:
    tongue, span = desk.actor.tongue, found.span
    within = Within(span.since, span.until)
    filled = Kpi(
        Text("Bemandede bestillinger", "Bookings filled"),
        percent(found.whole.fill_rate, tongue),
        within.rows(FILL),
        sub=Text(f"{found.whole.unfilled} fik ingen tolk", f"{found.whole.unfilled} got no interpreter"),
        spark=spark([None if (rate := one.sums.fill_rate) is None else float(rate) for one in found.months]),
    )
    fragile = sum(risk.level != "ok" for risk in found.risks)
    return OfficePage(
        tabs=tabs(desk, OFFICE),
        since=span.since,
        until=span.until,
        read_at=desk.now,
        kpis=(
            Kpi(
                Text("Uden tolk de næste 8 uger", "Without interpreter, next 8 weeks"),
                str(found.open),
                "/tavle",
                sub=Text(f"af {found.ahead} bestillinger", f"of {found.ahead} bookings"),
            ),
            filled,
            response_kpi(found.whole.response, None, found.months, desk, within),
            Kpi(
                Text("Sårbare sprog", "Fragile languages"),
                str(fragile),
                "#radar",
                sub=Text("bestilt, med højst to tolke", "booked, with two interpreters at most"),
            ),
        ),
        months=tuple(month_row(one, span.until, "") for one in found.months),
        languages=tuple(_language(one, span.since, span.until) for one in found.languages),
        risks=tuple(_risk(desk, one) for one in found.risks),
        weeks=found.weeks,
        fill_chart=fill_chart(found.months, tongue),
    )


def _language(one: LanguageFill, since: date, until: date) -> LanguageRow:
    return LanguageRow(
        one.name, one.sums, one.people, Within(since, until).rows(FILL, language=one.code, column="unfilled")
    )


def _risk(desk: Desk, one: Risk) -> RiskRow:
    cells = tuple(_week(one.language, week) for week in one.weeks)
    return RiskRow(desk.reference.languages[one.language].name, one.people, one.level, one.bookings, cells)


def _week(language: str, one: WeekRisk) -> WeekCell:
    href = Within(one.week, one.week + timedelta(days=6)).bookings(language=language)
    return WeekCell(one.week, one.bookings, one.open, one.present, one.level, href)


async def finance_page(desk: Desk, year: int | None = None) -> FinancePage:
    page = await economy_page(desk, year)
    may_claim = may(desk.actor, "claims:read")
    return FinancePage(
        tabs=tabs(desk, FINANCE),
        year=page.year,
        as_of=page.as_of,
        kpis=_finance_kpis(desk, page),
        rows=page.rows,
        claims=await _claims(desk) if may_claim else (),
        budget_chart=_budgets(desk, page),
        may_claim=may_claim,
        how=page.how,
    )


def _finance_kpis(desk: Desk, page: EconomyPage) -> tuple[Kpi, ...]:
    tongue, total = desk.actor.tongue, page.total

    def of(figure: str, name: Text, ore: int, sub: Text | None) -> Kpi:
        href = f"/oekonomi/raekker?tal={figure}&aar={page.year}"
        return Kpi(name, said_amount(ore).in_(tongue), href, sub=sub)

    of_it, unsettled = said_amount(total.refundable_ore), total.refundable_ore - total.claimed_ore
    budget = said_amount(total.budget_ore) if total.budget_ore is not None else None
    return (
        of("claimed", Text("Refusion hjemtaget", "Refund claimed"), total.claimed_ore,
           Text(f"af {of_it.da}, der kan hjemtages", f"of {of_it.en} that can be claimed")),
        of("refundable", Text("Endnu ikke hjemtaget", "Not claimed yet"), unsettled,
           Text("af det, der er afregnet", "of what is settled")),
        of("at_risk", Text("Refusion i fare", "Refund at risk"), total.at_risk_ore,
           Text("udgift, der mangler noget", "cost that lacks something")),
        of("spent", Text("Brugt i år", "Spent this year"), total.spent_ore,
           Text(f"af budgettet på {budget.da}", f"of the budget of {budget.en}") if budget else
           Text("intet budget indtastet", "no budget entered")),
    )  # fmt: skip


def _budgets(desk: Desk, page: EconomyPage) -> Markup:
    """How much of each unit's budget is gone or promised; the line is how much of the year is gone."""
    bars = [
        Bar(row.name, Fraction(row.spent_ore + row.committed_ore, row.budget_ore))
        for row in page.rows
        if row.budget_ore
    ]
    gone = page.as_of.timetuple().tm_yday if page.year == page.as_of.year else 365
    word = "Året" if desk.actor.tongue == "da" else "The year"
    target = Fraction(min(gone, 365), 365)
    return hbars("budget", bars, desk.actor.tongue, title=_SPENT.in_(desk.actor.tongue), target=target, word=word)


async def _claims(desk: Desk) -> tuple[ClaimDue, ...]:
    """Those on their way, and the one that is to be made next, by their last day."""
    found, deadlines, today = await claims.list_claims(desk), claims.read_deadlines(desk), local_date(desk.now)
    due = [
        ClaimDue(
            claim.number, claim.period.title, STATES[claim.state], STATE_TAGS[claim.state],
            deadlines.of(claim.period), (deadlines.of(claim.period) - today).days, refund,
            f"/refusionskrav/{claim.number}",
        )
        for claim, refund in found
        if claim.state != "submitted"
    ]  # fmt: skip
    coming = next_to_claim([claim.number for claim, _ in found], today)
    if coming.number not in {claim.number for claim, _ in found}:
        last = deadlines.of(coming)
        due.append(
            ClaimDue(
                coming.number, coming.title, Text("Ikke begyndt", "Not begun"), "warn", last,
                (last - today).days, None, "/refusionskrav",
            )
        )  # fmt: skip
    return tuple(sorted(due, key=lambda one: one.deadline))
