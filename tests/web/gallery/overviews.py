"""The dashboards: a leader's with everything and with nothing, the office's with its radar, and finance's."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from booking.domain.accounts import Role
from booking.domain.budgets import HOW
from booking.domain.insights.cells import Cell, Fill, Response, Sums
from booking.domain.insights.steering import Counted, month_figures, unit_figures
from booking.domain.reports import Span
from booking.domain.texts import Text
from booking.gateways.charts import Bar, hbars, spark
from booking.gateways.charts.steering import cost_chart, fill_chart, share_chart, unit_chart
from booking.web.making.dashboards import month_row
from booking.web.views.dashboards import (
    ClaimDue,
    FinancePage,
    Kpi,
    LanguageRow,
    LeaderPage,
    Length,
    OfficePage,
    Point,
    RiskRow,
    Tab,
    UnitChoice,
    UnitRow,
    WeekCell,
)
from tests.web.gallery.economy import CHILD, JOBS
from tests.web.gallery.frames import NOW, SOMALI, TODAY, Picture

SPAN = Span(date(2026, 9, 1), TODAY, TODAY)
CELLS = (
    Cell("2026-10", "familie", "in_person", 30, 1800, 3_000_000),
    Cell("2026-10", "familie", "skype", 10, 600, 500_000),
    Cell("2026-11", "ydelse", "phone", 20, 600, 700_000),
)
COUNTED = Counted(
    cells=CELLS,
    fills=(Fill("2026-10", "familie", "som", 40, 2),),
    responses=(Response("2026-10", None, 40, 25), Response(None, "familie", 40, 25)),
)
SIXTY = Fraction(3, 5)
MONTHS = month_figures(COUNTED, SPAN, ((date(2026, 1, 1), 60),), today=TODAY)
UNITS = unit_figures(COUNTED, {"familie": "Familieafdelingen"}, SIXTY, months=3)
TABS = (
    Tab("/overblik/ledelse", Text("Ledelse", "Leadership"), True),
    Tab("/overblik/kontor", Text("Tolkekontor", "Interpreter office"), False),
)
KPIS = (
    Kpi(
        Text("Andel fjerntolkning", "Remote share"),
        "54,5 %",
        "/rapporter/fjerntolkning",
        Text("+3,1 pp. mod perioden før", "+3.1 pp. on the period before"),
        True,
        Text("mål 60 %", "target 60%"),
        spark([0.4, None, 0.5]),
    ),
    Kpi(Text("Udgift", "Cost"), "4,1 mio. kr.", "/rapporter/fjerntolkning", Text("+2 %", "+2%"), False),
)
POINTS = (
    Point(
        Text("Målet på 60 % er 10,0 procentpoint væk.", "The target of 60% is 10.0 percentage points away."),
        Text("Flyt 2 samtaler om måneden.", "Move 2 talks a month."),
        "/rapporter/fjerntolkning",
        Text("Se tallene", "See the figures"),
    ),
)
LEADER = LeaderPage(
    tabs=TABS,
    place="Fjordby Kommune",
    since=SPAN.since,
    until=SPAN.until,
    read_at=NOW,
    unit="familie",
    months_shown=3,
    choices=(UnitChoice("familie", "Familieafdelingen"),),
    lengths=(Length(3, Text("3 mdr.", "3 months"), "/overblik/ledelse?maaneder=3", True),),
    kpis=KPIS,
    months=tuple(month_row(one, SPAN.until, "") for one in MONTHS),
    units=tuple(
        UnitRow(one.name, one.sums, one.response, one.move, "/overblik/ledelse", "/rapporter") for one in UNITS
    ),
    points=POINTS,
    target=SIXTY,
    share_chart=share_chart(MONTHS, "da"),
    unit_chart=unit_chart(UNITS, "da", target=SIXTY),
    cost_chart=cost_chart(MONTHS, "da"),
    pdf_href="/overblik/rapport.pdf?maaned=2026-10",
)
QUIET = replace(LEADER, tabs=(), kpis=(), units=(), points=(), pdf_href="", error=Text("Nej.", "No."))
UNTOLD = replace(LEADER, points=(), target=None)
LANGUAGES = tuple(LanguageRow(SOMALI, Sums(filled=4, unfilled=1), 2, "/bestillinger?language=som") for _ in range(9))
CELL = WeekCell(TODAY, 4, 2, 0, "bad", "/bestillinger?language=som")
RISKS = (
    RiskRow(SOMALI, (), "bad", 4, (CELL, replace(CELL, bookings=0), replace(CELL, bookings=0, present=1))),
    RiskRow(SOMALI, ("Asha",), "warn", 4, (replace(CELL, open=0, present=1, level="warn"),)),
    RiskRow(SOMALI, ("Asha", "Bile"), "ok", 4, (replace(CELL, open=0, present=2, level="ok"),)),
)
OFFICE = OfficePage(
    tabs=TABS,
    since=SPAN.since,
    until=SPAN.until,
    read_at=NOW,
    kpis=KPIS,
    months=LEADER.months,
    languages=LANGUAGES,
    risks=RISKS,
    weeks=(TODAY,),
    fill_chart=fill_chart(MONTHS, "da"),
)
CLAIM = ClaimDue(
    "R-2026-K3", Text("3. kvartal 2026", "Quarter 3 of 2026"), Text("Udkast", "Draft"), "", TODAY, -3, 3_243_994, "/a"
)
FINANCE = FinancePage(
    tabs=TABS,
    year=2026,
    as_of=TODAY,
    kpis=KPIS,
    rows=(JOBS, CHILD),
    claims=(CLAIM, replace(CLAIM, days=0, refund_ore=None), replace(CLAIM, days=9)),
    budget_chart=hbars("budget", [Bar("Jobcentret", Fraction(7, 5))], "da", title="Budget", target=SIXTY),
    may_claim=True,
    how=HOW,
)


def overview_pictures() -> tuple[Picture, ...]:
    shown = {
        "overview": ("overblik/ledelse.html", LEADER, Role.LEADER),
        "overview-untold": ("overblik/ledelse.html", UNTOLD, Role.LEADER),
        "overview-none": ("overblik/ledelse.html", QUIET, Role.AUDITOR),
        "overview-office": ("overblik/kontor.html", OFFICE, Role.COORDINATOR),
        "overview-office-calm": ("overblik/kontor.html", replace(OFFICE, languages=(), risks=()), Role.COORDINATOR),
        "overview-finance": ("overblik/oekonomi.html", FINANCE, Role.FINANCE),
        "overview-finance-none": ("overblik/oekonomi.html", replace(FINANCE, rows=(), claims=()), Role.FINANCE),
        "overview-finance-leader": ("overblik/oekonomi.html", replace(FINANCE, may_claim=False), Role.LEADER),
    }
    return tuple(Picture(name, template, view, "overblik", role) for name, (template, view, role) in shown.items())
