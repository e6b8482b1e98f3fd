"""The economy: the overview, rows behind a figure, claims on their way, the ledger, exports and the set-up."""

from dataclasses import replace
from datetime import date
from typing import Any

from booking.domain.accounts import Role
from booking.domain.budgets import HOW
from booking.domain.claims import CapLine
from booking.domain.ledger import Broken, Head
from booking.domain.texts import Text
from booking.persistence.claims import Claim, Total
from booking.persistence.claims.packs import Pack
from booking.persistence.economy import Export, Sum
from booking.services.economy.behind import FIGURES
from booking.web.views.economy import (
    STEPS,
    ClaimList,
    ClaimPage,
    ClaimRow,
    EconomyPage,
    Entry,
    ExportsPage,
    HeldLine,
    LedgerPage,
    RowsPage,
    SetUpPage,
    StepRow,
    UnitLine,
)
from tests.web.gallery.frames import ID, Picture, at

DUE, WRONG = date(2026, 10, 30), Text("Skriv det.", "Write it.")
NAMES = {figure.value: name for figure, name in FIGURES.items()}
JOBS = UnitLine("Jobcentret", "jobcenter", 120_000_000, 84_231_650, 1_250_000, 131_000_000, -11_000_000, 4, 3, 2)
CHILD = UnitLine("Familiehuset", "familie", None, 0, 36_000, 36_000, None, 0, 0, 0)
WHOLE = replace(JOBS, name="I alt", code="")
OVERVIEW = EconomyPage(2026, (2026, 2025), date(2026, 11, 12), (JOBS, CHILD), WHOLE, 900, HOW, NAMES, True)
QUIET = replace(
    OVERVIEW, rows=(), total=replace(CHILD, committed_ore=0, forecast_ore=0), reduction_ore=0, may_claim=False
)
UNDER = replace(OVERVIEW, total=replace(WHOLE, left_ore=11_000_000))
ROWS = RowsPage(
    title=FIGURES[next(iter(FIGURES))],
    place=Text("2026", "2026"),
    back_href="/oekonomi?aar=2026",
    back=Text("Økonomi", "Finances"),
    meaning=Text("Afregnet udgift.", "Settled cost."),
    headings=(Text("Bestilling", "Booking"), Text("Beløb", "Amount")),
    figures=(False, True),
    rows=(("B-2026-000123", "360,00"),),
    total=("", "1.360,00"),
    count=501,
    csv_href="/oekonomi/raekker.csv?tal=spent",
    remedy=Text("Rekvirenten skal attestere.", "The requester has to attest."),
    hrefs=("/bestillinger/B-2026-000123/bilag",) * 2,
)
NO_ROWS = replace(ROWS, rows=(), figures=(False, False), count=0, remedy=None)
DRAFT = Claim(
    id=ID,
    number="R-2026-K3",
    kind="quarter",
    year=2026,
    quarter=3,
    state="draft",
    version=1,
    made_at=at(9),
    made_by=ID,
    made_by_name="Finn Holm",
    counted_at=at(9),
)
SENT = replace(
    DRAFT,
    kind="final",
    number="R-2026-E",
    quarter=None,
    state="submitted",
    approved_at=at(10),
    approved_by_name="Anne Lund",
    submitted_at=at(11),
    submitted_by_name="Finn Holm",
    auditor="Bo Kier",
    head_n=812,
    head_hash=bytes(32),
)
LIST = ClaimList((ClaimRow(DRAFT, 4_121_000, DUE), ClaimRow(SENT, 1_800_000, DUE)), True, "k3", 2026, WRONG)
PACK = Pack(
    id=ID,
    claim_id=ID,
    state="building",
    seed="revision",
    sample=25,
    made_at=at(12),
    made_by=ID,
    made_by_name="Bo",
    done=2,
)


def claim_page(claim: Claim, **different: Any) -> ClaimPage:
    usual: dict[str, Any] = {
        "claim": claim,
        "deadline": DUE,
        "is_late": True,
        "count": 2,
        "eligible_ore": 72000,
        "before_ore": 36000,
        "reduction_ore": 9000,
        "refund_ore": 27000,
        "totals": (
            Total("new", "INL45-PROG", 1, 50, 1, 36000, 18000),
            Total("correction", "INL45-PROG", 1, 50, 1, 1, 1),
        ),
        "held": (HeldLine("cpr", 3, 108000, 54000), HeldLine("unsure", 1, 36000, 0)),
        "caps": (CapLine(2026, 54000, 36000, 36000, 9000), CapLine(2025, None, 0, 0, 0)),
        "packs": (PACK, replace(PACK, done=0, whole=0)),
        "may_make": False,
        "may_approve": False,
        "may_submit": False,
        "may_evidence": True,
        "may_numbers": True,
        "steps": (
            StepRow(STEPS["claim sent back because"], at(11), "Bo", "Se på de uden CPR"),
            StepRow(STEPS["claim drafted"], at(9), "Finn Holm"),
        ),
    }
    return ClaimPage(**usual | different)


READY = replace(PACK, state="ready", done=4, whole=4, size=1_234_567, sha256="ab" * 32)
APPROVED = replace(DRAFT, state="approved", kind="final", number="R-2026-E", quarter=None)
EMPTY: dict[str, Any] = {"totals": (), "held": (), "caps": (), "packs": (), "count": 0, "may_evidence": False}
LEDGER = LedgerPage(Head(2, bytes(32)), (Sum(2026, "cost", "interpreting", 812, 4, 84_231_650),), False, None, 0)
EXPORT = Export(ID, "E-2026-0001", 1, 812, 1624, 84_231_650, at(9), ID, "Finn Holm")
FIELDS = [Entry("cost", "Udgift", "5.46.60-001.1.{art}")]
CAP, DAYS = [Entry("whole", "Rådighedsbeløb", "800,00")], [Entry("quarter_days", "Dage", "30")]
BUDGETS = [Entry("budget-jobcenter", "Jobcentret", "")]
SET_UP = SetUpPage(2026, BUDGETS, CAP, DAYS, FIELDS, True, {"whole": WRONG})


def economy_pictures() -> tuple[Picture, ...]:
    finance, approver = Role.FINANCE, Role.APPROVER
    pages: dict[str, tuple[str, object, Role]] = {
        "economy": ("oekonomi/side.html", OVERVIEW, finance),
        "economy-under": ("oekonomi/side.html", UNDER, finance),
        "economy-none": ("oekonomi/side.html", QUIET, Role.LEADER),
        "economy-rows": ("oekonomi/raekker.html", ROWS, finance),
        "economy-rows-one": ("oekonomi/raekker.html", replace(ROWS, count=1), finance),
        "economy-rows-two": ("oekonomi/raekker.html", replace(ROWS, rows=ROWS.rows * 2, count=2), finance),
        "economy-rows-none": ("oekonomi/raekker.html", NO_ROWS, finance),
        "claims": ("refusionskrav/liste.html", LIST, finance),
        "claims-none": ("refusionskrav/liste.html", ClaimList((), False, "f", 2026), Role.AUDITOR),
        "claim-draft": ("refusionskrav/side.html", claim_page(DRAFT, may_make=True), finance),
        "claim-approving": (
            "refusionskrav/side.html",
            claim_page(DRAFT, may_approve=True, errors={"": WRONG}),
            approver,
        ),
        "claim-approved": (
            "refusionskrav/side.html",
            claim_page(APPROVED, may_approve=True, may_submit=True),
            approver,
        ),
        "claim-submitted": ("refusionskrav/side.html", claim_page(SENT, packs=(READY,), is_late=False), finance),
        "claim-empty": ("refusionskrav/side.html", claim_page(DRAFT, **EMPTY), approver),
        "ledger": ("oekonomi/regnskabsbog.html", LEDGER, finance),
        "ledger-whole": ("oekonomi/regnskabsbog.html", replace(LEDGER, checked=True), finance),
        "ledger-broken": (
            "oekonomi/regnskabsbog.html",
            replace(LEDGER, checked=True, broken=Broken(2, WRONG)),
            finance,
        ),
        "ledger-wrong-sums": ("oekonomi/regnskabsbog.html", replace(LEDGER, checked=True, wrong_sums=3), finance),
        "ledger-unposted": ("oekonomi/regnskabsbog.html", replace(LEDGER, checked=True, unposted=2, sums=()), finance),
        "exports": ("oekonomi/posteringer.html", ExportsPage((EXPORT,), 12, True), finance),
        "exports-none": ("oekonomi/posteringer.html", ExportsPage((), 0, True), finance),
        "set-up": ("oekonomi/opsaetning.html", SET_UP, finance),
        "set-up-read": ("oekonomi/opsaetning.html", replace(SET_UP, may_write=False, errors={}), Role.AUDITOR),
    }
    return tuple(Picture(name, template, view, "oekonomi", role) for name, (template, view, role) in pages.items())
