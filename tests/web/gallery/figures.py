"""The reports: the index, one with its chart, one for the public, one that is refused, and the rows behind a number."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from booking.domain.accounts import Role
from booking.domain.reports.drawing import Bar, Drawing
from booking.domain.texts import Text
from booking.gateways.report_charts import chart
from booking.persistence.targets import Target
from booking.web.questions_in import NAMES
from booking.web.views import figures, kept
from booking.web.views.orders import Option
from tests.web.gallery.frames import NOW, TODAY, Picture

SHARE = Drawing(
    "Andel efter måned",
    (Bar("januar 2018", 14.2, "14,2 %"), Bar("februar 2018", None, "–"), Bar("marts 2018", 16.0, "16,0 %")),
    "share",
    upright=True,
    target=20.0,
    target_said="20 %",
)
LANGUAGES = replace(SHARE, bars=(Bar("Arabisk", 36, "36"), Bar("Tigrinya", 12, "12")), kind="count", upright=False)
ALL = (Option("a", Text("Den ene", "The one")), Option("b", "Jobcentret"))
ASKING = figures.Asking(
    action="/rapporter/fjerntolkning",
    typed=dict.fromkeys(NAMES, "") | {"language": "a", "public": "true"},
    since="01.01.2018",
    until="30.04.2018",
    by=ALL,
    units=ALL,
    languages=ALL,
    modes=ALL,
    case_types=ALL,
    measures=ALL,
    suppliers=ALL,
    may_public=True,
)
COLUMNS = (("Måned", False), ("Udførte", True), ("Andel", True))
HEADINGS = tuple(figures.Heading(Text(name, name), number) for name, number in COLUMNS)
DOWNLOADS = tuple(figures.Download(Text(name, name), f"/rapporter/x.{name}") for name in ("Excel", "CSV", "PDF"))
LINE = (figures.Cell("januar 2018"), figures.Cell("871", "/rapporter/x"), figures.Cell("4,1 %", "/rapporter/x"))
REPORT = figures.ReportPage(
    title=Text("Fjerntolkningsandel", "Remote share"),
    purpose=Text("Andelen på telefon og video.", "The share by phone and video."),
    id="R02",
    version=2,
    definition=Text("Udført på telefon eller video.", "Delivered by phone or video."),
    footnote=Text("Periode 01.01.2018–30.04.2018.", "Period 1 January 2018–30 April 2018."),
    asking=ASKING,
    figures=(
        figures.Figure(Text("Andel", "Share"), "16 %", "mål 20 %", "/rapporter/x"),
        figures.Figure(Text("Udførte", "Delivered"), "871"),
    ),
    chart=Markup(chart(SHARE, "da")),
    left_out=2,
    headings=HEADINGS,
    rows=(LINE,),
    total=LINE,
    is_empty=False,
    is_public=False,
    downloads=DOWNLOADS,
    rows_href="/rapporter/fjerntolkning/bestillinger",
    whole_href="/rapporter/fjerntolkning?columns=all",
    compare_href="/rapporter/fjerntolkning/sammenlign?by=month",
    key="remote-share",
)
WRONG = replace(
    REPORT,
    asking=replace(ASKING, errors={name: Text("Det kan ikke læses.", "It cannot be read.") for name in NAMES}),
    is_empty=True,
    chart=Markup(""),
)
LYING = replace(REPORT, chart=Markup(chart(LANGUAGES, "da")), is_public=True, rows_href="", fewer_href="/rapporter/x")
BEHIND = figures.BehindPage(
    title=REPORT.title,
    back_href="/rapporter/fjerntolkning",
    number="16 %",
    what="Andel, januar 2018",
    headings=HEADINGS,
    rows=(("B-2026-000123", "1", "1.178,66"), ("B-2026-000124", "1", "–")),
    links=("/bestillinger/B-2026-000123", "/bestillinger/B-2026-000124"),
    total=("2", "1.178,66"),
    footnote=REPORT.footnote,
    downloads=DOWNLOADS,
    next_href="/rapporter/fjerntolkning/bestillinger?efter=1",
    sample_href="/rapporter/fjerntolkning/stikproeve",
    typed={"by": "month"},
)
ENTRY = figures.Entry("/rapporter/fjerntolkning", "R02", REPORT.title, REPORT.purpose)
INDEX = figures.IndexPage(((Text("Fjerntolkning", "Remote interpreting"), (ENTRY, ENTRY)),))


KEPT = kept.KeptRow("1", "Andelen i 2018", REPORT.title, "16 %", "Lone Leder", NOW, True, True, "/rapporter/x")
SHARED = replace(KEPT, name="Udgift", shared=False, mine=True, saved_by="Finn")
AGAIN = kept.AgainPage(
    row=KEPT,
    is_same=True,
    said=Text("Samme data som dengang.", "The same data as then."),
    hash_then="ab" * 32,
    hash_again="ab" * 32,
    then="16 %",
    now="17 %",
    then_footnote=REPORT.footnote,
    now_footnote=REPORT.footnote,
    changes=(("april 2018", "Andel", "16 %", "17 %"),),
)
COMPARED = kept.ComparisonPage(
    title=REPORT.title,
    back_href="/rapporter/fjerntolkning",
    action="/rapporter/fjerntolkning/sammenlign",
    typed=dict.fromkeys(NAMES, "") | {"language": "a"},
    earlier="30.04.2018",
    what=Text("Andel", "Share"),
    before="16 %",
    before_read=Text("30.04.2018 kl. 09.00.00", "30 April 2018 09:00:00"),
    after="17 %",
    after_read=Text("01.05.2018 kl. 09.00.00", "1 May 2018 09:00:00"),
    changes=(("april 2018", Text("Andel", "Share"), "16 %", "17 %"),),
    headings=HEADINGS[1:],
    touched=(("B-2018-000001", ("Fremmøde", "1"), ("Video", "1")),),
)
TOLD = {name: Text("Det kan ikke læses.", "It cannot be read.") for name in ("earlier", "known_at", "by")}
TARGETS = kept.TargetsPage((Target(date(2018, 1, 1), 20),), TODAY, True)


def kept_pictures() -> tuple[Picture, ...]:
    compared, targets = "rapporter/sammenlign.html", "rapporter/maal.html"
    differs, same = replace(AGAIN, is_same=False, changes=()), replace(COMPARED, changes=(), touched=(), errors=TOLD)
    wrong = replace(TARGETS, rows=(), typed={"percent": "200"}, errors={"percent": Text("Fra 0 til 100.", "0 to 100.")})
    return (
        Picture("kept", "rapporter/gemte.html", kept.KeptList((KEPT, SHARED)), "rapporter", Role.LEADER),
        Picture("kept-none", "rapporter/gemte.html", kept.KeptList(()), "rapporter", Role.LEADER),
        Picture("kept-again", "rapporter/igen.html", AGAIN, "rapporter", Role.LEADER),
        Picture("kept-differs", "rapporter/igen.html", differs, "rapporter", Role.LEADER),
        Picture("compared", compared, COMPARED, "rapporter", Role.LEADER),
        Picture("compared-same", compared, same, "rapporter", Role.LEADER),
        Picture("targets", targets, TARGETS, "rapporter", Role.ADMIN),
        Picture("targets-wrong", targets, wrong, "rapporter", Role.ADMIN),
        Picture("targets-read", targets, replace(TARGETS, may_write=False), "rapporter", Role.LEADER),
    )


def report_pictures() -> tuple[Picture, ...]:
    page, behind = "rapporter/rapport.html", "rapporter/bestillinger.html"
    return (
        Picture("reports", "rapporter/index.html", INDEX, "rapporter", Role.LEADER),
        Picture("share", page, REPORT, "rapporter", Role.LEADER),
        Picture("share-wrong", page, WRONG, "rapporter", Role.LEADER),
        Picture("share-public", page, LYING, "rapporter", Role.LEADER),
        Picture("share-behind", behind, BEHIND, "rapporter", Role.AUDITOR),
        *kept_pictures(),
        Picture("share-behind-none", behind, replace(BEHIND, rows=(), next_href=""), "rapporter", Role.AUDITOR),
    )
