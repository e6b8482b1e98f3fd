"""Reports disputed, attested and corrected; vouchers, payroll, refund decisions, rules and CPR numbers."""

from dataclasses import replace
from datetime import date

from booking.domain.catalogue import CASE_TYPES
from booking.domain.modes import Mode
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text
from booking.web.views import refunds, vouchers
from booking.web.views.bookings import PriceLineRow, RefundBox
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow
from tests.web.gallery.frames import ARABIC, TODAY, at
from tests.web.gallery.lives import DELIVERED
from tests.web.gallery.papers import JOBS

NUMBER = "B-2026-001042"
LONGER = Text("Sluttede 20 min. senere end bestilt", "Ended 20 min later than booked")
BY_PHONE = Text("Telefontolkning i stedet for videotolkning", "Telephone instead of video")
WRONG = Text("Skriv, hvad der ikke passer.", "Write what is not right.")
DISPUTE = vouchers.DisputeBox(
    reason="Vi var færdige kl. 13.30 <b>",
    who="Birgitte Lund",
    at=at(14),
    answer="Samtalen fortsatte",
    answered_by="Amal",
)
FACTS = vouchers.FactsForm(
    case_type="cash_benefit",
    measure="UNSURE",
    person_group="",
    case_types=tuple(Option(one.code, one.name) for one in CASE_TYPES.values()),
    measures=tuple(Option(code, name) for code, name in MEASURES.items()),
    groups=tuple(Option(code, name) for code, name in PERSON_GROUPS.items()),
)
CPR = vouchers.CprBox(on=True, known=True, may_enter=True, may_read=True, has_case=True)
BOXES = vouchers.VoucherBoxes(
    deviations=(LONGER, BY_PHONE),
    facts=FACTS,
    may_dispute=True,
    has_voucher=True,
    refund_page=True,
    cpr=CPR,
    reported_ore=30000,
)
TO_ATTEST = replace(DELIVERED, voucher=BOXES)
DISPUTED = replace(
    DELIVERED,
    voucher=replace(
        BOXES,
        facts=None,
        may_dispute=False,
        dispute=replace(DISPUTE, may_decide=True),
        dispute_error=WRONG,
        cpr=replace(CPR, shown="310299-4242"),
    ),
)
NO_KEY = replace(
    DELIVERED,
    voucher=replace(BOXES, dispute_error=WRONG, cpr=replace(CPR, on=False, known=False)),
)
NO_NUMBER = replace(DELIVERED, voucher=replace(BOXES, cpr=replace(CPR, known=False, error=WRONG)))

ROW = vouchers.WaitingRow(
    number=NUMBER,
    starts_at=at(13),
    ends_at=at(14, 20),
    language=ARABIC,
    mode=Mode.PHONE,
    interpreter="Karim Mansour",
    unit="Jobcenter",
    measure=MEASURES["OFFER_23B"],
    deviations=(LONGER, BY_PHONE),
    note="Borgeren kom sent",
    dispute=DISPUTE,
)
PLAIN = replace(ROW, number="B-2026-001043", deviations=(), note="", dispute=None)
LIST = vouchers.AttestationList(
    odd=(ROW, replace(ROW, number="B-2026-001044", dispute=None, own_report=True)),
    plain=(PLAIN, replace(PLAIN, number="B-2026-001045")),
    silence_days=14,
    may_see_rule=True,
    refused=((NUMBER, WRONG), ("", WRONG)),
)
NOTHING = vouchers.AttestationList((), ())
RULE = vouchers.AttestationRulePage(
    "14",
    "x",
    (LogRow(at(8), "Admin", Text("Påmindelse", "Reminder"), "3"),),
    may_write=True,
    errors={"remind_days": WRONG},
)
VERSION = vouchers.VersionRow(
    version=1,
    at=at(14),
    who="Karim Mansour",
    outcome=Text("Udført", "Delivered"),
    mode=Mode.IN_PERSON,
    starts_at=at(13),
    ends_at=at(14),
    travel_minutes=40,
    km="21,4",
    waited_minutes=10,
    break_minutes=30,
    reason="",
)
SECOND = replace(VERSION, version=2, ends_at=at(14, 20), reason="Glemte de sidste 20 minutter")
TIME = vouchers.TimePage(
    form=replace(JOBS.to_report[0], mode="in_person", travel="40", km="21,4", waited="x", corrects=True, error=WRONG),
    status=Text("Udført", "Delivered"),
    editable=True,
    versions=(SECOND, VERSION),
    dispute=replace(DISPUTE, may_answer=True),
    error=WRONG,
)
TIME_OVER = replace(
    TIME,
    editable=False,
    dispute=replace(DISPUTE, ending=Text("Rettet", "Corrected"), decision="Loggen viser det"),
)
VOUCHER = vouchers.VoucherPage(
    number=NUMBER,
    municipality="Fjordby Kommune",
    status=Text("Attesteret", "Attested"),
    unit="Jobcenter",
    interpreter="Karim Mansour",
    language=ARABIC,
    booked_mode=Mode.SKYPE,
    booked=(at(13), at(14)),
    current=SECOND,
    deviations=(LONGER,),
    versions=(VERSION, SECOND),
    disputes=(replace(DISPUTE, ending=Text("Rettet", "Corrected")),),
    attested_at=at(16),
    attested_by="",
    how=Text("Attesteret af systemet", "Attested by the system"),
    case="26-04417",
    case_type=CASE_TYPES["integration_case"].name,
    measure=MEASURES["OFFER_23B"],
    person_group=PERSON_GROUPS["REFUGEE_IN_PERIOD"],
    lines=(PriceLineRow(Text("Tolkning", "Interpreting"), "2 timer", 42120, "1,00", 84240),),
    net_ore=84240,
    vat_ore=21060,
    tariff="Fjordby 2026, tolk",
    priced_at=at(16),
    refund=RefundBox(True, 50, 42120, Text("50 %: Program", "50 %: Programme"), "INL45-PROG", "1", "§ 45 stk. 5"),
    decided_by="",
    decided_at=at(16),
    printed_at=at(17),
)
OWN_VOUCHER = replace(
    VOUCHER, lines=(), refund=None, case_type=None, attested_at=None, how=None, disputes=(), net_ore=None
)
PAY = vouchers.PayrollPage(
    since="01.10.2026",
    until="31.10.2026",
    rows=(vouchers.PaySumRow("Karim Mansour", Text("Freelance", "Freelance"), 12, 720, 60, 300, "210,5", 1240000, 1),),
    count=12,
    fees_ore=1240000,
    exports=(vouchers.ExportRow("L-2026-0001", date(2026, 9, 1), date(2026, 9, 30), at(9), "Finn Olsen", 31, 2400000),),
    may_export=True,
)
NO_PAY = replace(PAY, rows=(), exports=(), since="39.1", error=WRONG)
DONE_PAY = replace(PAY, rows=(), exports=())
READS = vouchers.CprReadsPage(
    (vouchers.CprReadRow(NUMBER, at(9), "Finn Olsen", Text("Vist på siden", "Shown on the page")),), on=True
)
NO_READS = vouchers.CprReadsPage((), on=False)

OVERRULE = refunds.OverruleRow(
    NUMBER, "LAB202 v1", "NONE-GEN v1", "Tilbud efter LAB", "Finn Olsen", at(9), Text("Venter", "Waits"), note="Set"
)
UNSURE = refunds.UnsureList(
    rows=(
        refunds.UnsureRow(
            NUMBER,
            TODAY,
            "Jobcenter",
            Text("Udført", "Delivered"),
            Text("Foranstaltningen er ikke oplyst endnu", "The measure is not known yet"),
            (Text("foranstaltning", "measure"),),
            84240,
        ),
    ),
    count=1,
    sum_ore=84240,
    asked=(OVERRULE, replace(OVERRULE, own=True, instead_of="")),
    may_decide=True,
    may_approve=True,
)
UNSURE_PAGES = replace(
    UNSURE, count=120, page=2, pages=3, newer="/refusion/uafklaret", older="/refusion/uafklaret?side=3"
)
UNSURE_NONE_MATCH = replace(UNSURE, rows=(), count=0, sum_ore=0, lacking="outcome")
ALL_SURE = refunds.UnsureList((), 0, 0, (), may_decide=False, may_approve=False)
ONE = refunds.RefundPage(
    number=NUMBER,
    title=Text("Borgerens udeblivelse", "The citizen's no-show"),
    held_on=TODAY,
    net_ore=84240,
    refund=RefundBox(False, 0, 0, Text("Skal vurderes", "Is judged"), missing=(Text("vurdering", "judgement"),)),
    decided_at=at(9),
    decided_by="Finn Olsen",
    facts=replace(FACTS, errors={"measure": WRONG}),
    judge=True,
    because="Skyldtes sygdom",
    rules=(Option("LAB202", Text("100 %: Uledsagede", "100 %: Unaccompanied")),),
    overrules=(OVERRULE,),
    may_decide=True,
    may_approve=True,
    typed={"reason": "<b>", "because": "x"},
    errors={"reason": WRONG, "because": WRONG},
)
TO_APPROVE = replace(ONE, standing=OVERRULE)
LIFTED = replace(ONE, standing=replace(OVERRULE, open=False), lifts=True)
V1 = refunds.RuleVersion(
    version=1,
    name=Text("Program", "Programme"),
    percent=50,
    legal_ref="integrationsloven § 45 stk. 5",
    measures=(MEASURES["OFFER_23B"], "ukendt"),
    groups=(PERSON_GROUPS["REFUGEE_IN_PERIOD"],),
    costs=(Text("tolkning", "interpreting"),),
    cap="rådighedsbeløb",
    evidence=Text("Delvis læst", "Partly read"),
    evidence_tag="warn",
    valid_from=date(2018, 1, 1),
    valid_to=date(2026, 12, 31),
)
V2 = replace(
    V1,
    version=2,
    percent=40,
    valid_from=date(2027, 1, 1),
    valid_to=None,
    published_by="Finn",
    published_at=at(9),
    note="Ny lov",
)
RULES = refunds.RulesPage(
    rules=(
        refunds.RuleRow("INL45-PROG", V1, True, (V2, V1)),
        refunds.RuleRow("REGION", replace(V1, costs=(), cap="", percent=0), False, (V1,)),
    ),
    exits=(refunds.ExitChoice("cancelled_late", Text("Sen afbestilling", "Late cancellation"), "review"),),
    choices=(Option("review", Text("Vurderes", "Judged")),),
    case_types=FACTS.case_types,
    expected=frozenset({"cash_benefit"}),
    log=RULE.log,
    may_write=True,
)
READ_RULES = replace(RULES, may_write=False, log=())
FORM = refunds.RuleForm(
    code="INL45-PROG",
    version=3,
    typed=dict.fromkeys(
        (
            "valid_from",
            "valid_to",
            "percent",
            "legal_ref",
            "name_da",
            "name_en",
            "evidence",
            "account_hint",
            "cap_note",
            "note",
        ),
        "x",
    ),
    measures=FACTS.measures,
    groups=FACTS.groups,
    costs=(Option("F", Text("tolkning", "interpreting")),),
    evidences=(Option("V", Text("Læst i loven", "Read in the law")),),
    chosen=frozenset({"m-OFFER_23B"}),
    errors={"valid_from": WRONG, "measures": WRONG},
)
NEW_RULE = replace(
    FORM,
    code="ny",
    version=1,
    typed={**FORM.typed, "code": "INL", "cap_type": "none"},
    caps=(Option("none", Text("Intet loft", "No cap")),),
    errors={"code": WRONG},
)
