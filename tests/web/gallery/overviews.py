"""The dashboards: a leader's with everything and with nothing, the office's with its radar, and finance's."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from booking.domain.accounts import Role
from booking.domain.budgets import HOW
from booking.domain.conversions import DECLINES, STATES, Advice, Outcomes, State
from booking.domain.insights.steering import month_figures, unit_figures
from booking.domain.insights.sums import Counted, Sums
from booking.domain.modes import Mode
from booking.domain.reports import Span
from booking.domain.texts import Text
from booking.gateways.charts import Bar, hbars, spark
from booking.gateways.charts.steering import cost_chart, fill_chart, share_chart, unit_chart
from booking.web.making.dashboards import month_row
from booking.web.views.conversions import AdviceCard, AdvicePage, AskedRow, SuggestionRow
from booking.web.views.dashboards import (
    ClaimDue,
    CommitteePage,
    CommitteeRow,
    FinancePage,
    Kpi,
    LanguageRow,
    LeaderPage,
    Length,
    OfficePage,
    Point,
    ReportChoice,
    RiskRow,
    Tab,
    UnitChoice,
    UnitRow,
    WeekCell,
)
from tests.web.gallery.economy import CHILD, JOBS
from tests.web.gallery.frames import ID, NOW, SOMALI, TODAY, Picture

SPAN = Span(date(2026, 9, 1), TODAY, TODAY)
OCTOBER = Sums(40, 10, 2400, 3_500_000, 40, 2, {"in_person": 3_000_000, "skype": 500_000}, response=25)
NOVEMBER = Sums(20, 20, 600, 700_000, cost_by_mode={"phone": 700_000})
COUNTED = Counted(
    months={"2026-10": OCTOBER, "2026-11": NOVEMBER}, units={"familie": OCTOBER, "ydelse": NOVEMBER}, whole=OCTOBER
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
    units=tuple(UnitRow(one.name, one.sums, one.move, "/overblik/ledelse", "/rapporter") for one in UNITS),
    points=POINTS,
    target=SIXTY,
    share_chart=share_chart(MONTHS, "da"),
    unit_chart=unit_chart(UNITS, "da", target=SIXTY),
    cost_chart=cost_chart(MONTHS, "da"),
    pdf_href="/overblik/rapport.pdf",
    reports=(ReportChoice("2026-10", Text("oktober 2026", "October 2026")),),
)
QUIET = replace(LEADER, tabs=(), kpis=(), units=(), points=(), pdf_href="", reports=(), error=Text("Nej.", "No."))
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


ADVICE = Advice(
    id=ID,
    booking_id=ID,
    case_ref="26-7",
    mode=Mode.SKYPE,
    in_person_ore=67_000,
    remote_ore=36_000,
    freed_minutes=52,
    asked_at=NOW,
    asked_by=None,
    asked_by_name="Hanne Birkmose",
)
YES = replace(ADVICE, state=State.ACCEPTED, answered_at=NOW, answered_by_name="Nanna Engbæk")
NO = replace(YES, state=State.DECLINED, reason="other", words="Vi mødes.", never=True)
CARDS = {
    "asked": AdviceCard(ADVICE, True, error=Text("Vælg en grund.", "Choose a reason."), typed={"never": "1"}),
    "asked-near": AdviceCard(replace(ADVICE, in_person_ore=0, remote_ore=0), True),
    "asked-waits": AdviceCard(ADVICE, False),
    "asked-yes": AdviceCard(YES, False),
    "asked-no": AdviceCard(NO, False),
}
TALK = SuggestionRow(
    number="B-2026-000123",
    starts_at=NOW,
    ends_at=NOW,
    language=SOMALI,
    unit="Jobcentret",
    mode=Mode.SKYPE,
    interpreter="Asha",
    reasons=(Text("Kort samtale", "A short conversation"),),
    against=(Text("Et barn deltager", "A child takes part"),),
    in_person_ore=67_000,
    remote_ore=36_000,
    freed=52,
    guessed=True,
)
ASKED = AskedRow(
    "B-2026-000124",
    NOW,
    "Jobcentret",
    STATES[State.DECLINED],
    "",
    DECLINES["other"],
    "Vi mødes.",
    True,
    "Nanna",
    NOW,
    1,
)
MOVING = AdvicePage(
    sentence=(POINTS[0].lead, POINTS[0].rest),
    rows=(TALK, replace(TALK, number="B-2026-000125", guessed=False, freed=0, interpreter="")),
    others=(TALK,),
    saving_ore=31_000,
    freed=52,
    outcomes=Outcomes(3, 1, 1, 31_000, 1, 30_000, 52),
    acceptance=Fraction(1, 2),
    asked=(ASKED, replace(ASKED, reason=None, words="", never=False)),
    may_ask=True,
    place="Fjordby Kommune",
    moves=(("familie", "Familieafdelingen", 14, Fraction(38, 100)),),
    target=SIXTY,
)
STILL = replace(MOVING, sentence=None, rows=(), others=(), asked=(), moves=(), may_ask=False)


PAPER = CommitteePage(
    title=Text("Fjerntolkning, status pr. 30.04.2018", "Remote interpreting, as of 30 April 2018"),
    headings=(Text("Måletidspunkt", "Measured"), Text("Antal tolkninger", "Talks"), Text("Andel", "Share")),
    rows=(CommitteeRow(("1. kvartal 2018", "1.940", "14,2 %"), "/rapporter/fjerntolkning/bestillinger"),),
    total=CommitteeRow(("1.1.–30.04.2018", "2.500", "16,0 %"), "/rapporter/fjerntolkning/bestillinger"),
    footnote=Text("Læst nu.", "Read now."),
    definition=HOW,
    as_of=TODAY,
    typed="",
    forms=((Text("Excel", "Excel"), "/overblik/udvalg/tabel.xlsx"),),
    error=Text("Dagen er ikke kommet.", "The day has not come."),
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
        "moving": ("overblik/omlaegning.html", MOVING, Role.COORDINATOR),
        "committee": ("overblik/udvalg.html", PAPER, Role.LEADER),
        "moving-none": ("overblik/omlaegning.html", STILL, Role.AUDITOR),
    }
    return tuple(Picture(name, template, view, "overblik", role) for name, (template, view, role) in shown.items())
