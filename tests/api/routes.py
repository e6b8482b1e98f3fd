"""The table of routes: what each takes, and on what; written by hand, so that a new route must be thought about."""

from dataclasses import dataclass, field
from typing import Any

from tests.builders import FARID


@dataclass(frozen=True)
class Public:
    """Open to anybody; `statuses` are what it may answer to somebody unknown."""

    statuses: frozenset[int] = frozenset({200})


@dataclass(frozen=True)
class Guarded:
    """Takes a permission; `subject` says whether it is about one booking, offer or interpreter."""

    permission: str
    subject: str = ""
    body: Any = field(default=None, hash=False)
    query: str = ""


TIMES = {"starts_at": "2026-03-12T10:00:00+01:00", "ends_at": "2026-03-12T11:00:00+01:00"}
V1 = "/api/v1"
ONE = f"{V1}/bookings/{{number:str}}"
REPAIR = f"{V1}/repairs/{{repair_id:uuid}}"
PLAN = f"{V1}/plans/{{plan_id:uuid}}"
CLAIM = f"{V1}/refund-claims/{{number:str}}"
COMPLAINT = f"{V1}/complaints/{{complaint:str}}"
PERSON = f"{V1}/interpreters/{{interpreter_id:uuid}}"
# The order names no unit that exists: whoever may order is told so (422), everybody else is refused before.
ORDER = {"language": "apc", "mode": "phone", "unit": "nowhere", "case_type": "other", **TIMES}
HELD = {"language": "apc", "mode": "phone", "unit": "nowhere"}
DAY = "?language=apc&date=2026-03-12&unit=nowhere"
SOMEBODY = {
    "name": "Nour Saleh",
    "email": "nour@tolk.example.org",
    "employment": "freelance",
    "skills": [{"language": "apc"}],
}

FACTS = {"case_type": "other", "measure": None, "person_group": None}
EXIT_GIVES = dict.fromkeys(("cancelled_late", "citizen_no_show", "interpreter_no_show", "aborted"), "review")
RULE = {
    "code": "NEW-RULE",
    "valid_from": "2027-01-01",
    "percent": 50,
    "name_da": "Ny",
    "name_en": "New",
    "legal_ref": "§ 1",
    "measures": ["BL_30"],
    "person_groups": ["any"],
    "components": ["F"],
    "evidence": "M",
}
NOW = {"language": "apc", "minutes": 30, "unit": "nowhere", "case_type": "other", "phone": "99 31 00 00"}
POLICY = {"steps": [{"lead_minutes": 0, "how": "all", "thinking_minutes": 10}]}
PHONE_SERVICE = {
    "mode": "phone",
    "valid_from": "2026-04-01",
    "opening": [{"weekday": 1, "starts": "08:00:00", "ends": "16:00:00"}],
}
DARI_SERVICE = {"language": "prs", "valid_from": "2026-04-01", "modes": ["phone"], "lead_minutes": 2880}
DRAFT = f"{V1}/tariffs/drafts/{{draft_id:uuid}}"
KM_2027 = {"scheme": "KM-HIGH", "component": "transport", "unit": "km", "amount": "4.00", "valid_from": "2027-01-01"}
GOLDEN = {
    "name": "En time",
    "scheme": "STATE-NSK",
    "category": "3",
    "mode": "phone",
    "day": "2024-03-19",
    "starts": "10:00:00",
    "booked_minutes": 60,
    "expected": "370.72",
}
SUPPLIER = {"code": "nordvej", "name": "Nordvej Sprogservice", "scheme": "MUNI-DEMO", "category": "agency"}
PHONE_TERMS = {
    "scheme": "MUNI-DEMO",
    "mode": "phone",
    "valid_from": "2026-04-01",
    "min_minutes": 60,
    "step_minutes": 30,
    "bill_basis": "actual",
    "normal_from": "08:00:00",
    "normal_to": "17:00:00",
    "offhours_factor": "2",
    "holiday_factor": "2",
    "cancel_free": {"kind": "workdays_before", "value": "1"},
    "late_cancel_bills": "60min",
    "noshow_bills": "booked",
}

USER = f"{V1}/users/{{account_id:uuid}}"
IDA = {"name": "Ida Skovgaard", "email": "ida@example.org", "roles": ["coordinator"]}
# Nobody has the address: whoever may make tokens is told so (422).
TOKEN = {"name": "Kassen", "email": "nobody@example.org", "roles": ["finance"], "days": 30}

CLASSIFIED: dict[tuple[str, str], Guarded | Public] = {
    ("GET", "/health/live"): Public(),
    ("GET", "/health/ready"): Public(),
    ("GET", "/metrics"): Public(),
    ("GET", f"{V1}/bookings"): Guarded("bookings:read"),
    ("POST", f"{V1}/bookings"): Guarded("bookings:create", body=ORDER),
    ("GET", ONE): Guarded("bookings:read", "booking"),
    ("PATCH", ONE): Guarded("bookings:change", "booking", {"note": "Ring på"}),
    ("POST", f"{ONE}/cancel"): Guarded("bookings:cancel", "booking", {}),
    ("POST", f"{ONE}/deliver"): Guarded("bookings:deliver", "booking", {}),
    ("POST", f"{ONE}/no-show"): Guarded("bookings:no_show", "booking", {"who": "citizen"}),
    ("POST", f"{ONE}/attest"): Guarded("bookings:attest", "booking"),
    ("POST", f"{ONE}/correct"): Guarded("bookings:correct", "booking", {}),
    ("POST", f"{ONE}/dispute"): Guarded("bookings:attest", "booking", {"reason": "Forkert"}),
    ("POST", f"{ONE}/dispute/answer"): Guarded("disputes:answer", "booking", {"answer": "Jo"}),
    ("POST", f"{ONE}/dispute/decision"): Guarded("disputes:decide", "booking", {"reason": "Set"}),
    ("GET", f"{ONE}/voucher"): Guarded("vouchers:read", "booking"),
    ("GET", f"{V1}/attestations"): Guarded("bookings:attest"),
    ("POST", f"{V1}/attestations"): Guarded("bookings:attest", body={"bookings": ["B-2026-000404"]}),
    ("GET", f"{V1}/settings/attestation"): Guarded("settings:read"),
    ("PUT", f"{V1}/settings/attestation"): Guarded("settings:write", body={}),
    ("POST", f"{ONE}/refund-facts"): Guarded("refunds:confirm", "booking", FACTS),
    ("POST", f"{ONE}/refund/answer"): Guarded("refunds:decide", "booking", {}),
    ("POST", f"{ONE}/refund/overrule"): Guarded("refunds:decide", "booking", {"rule": "X", "reason": "Y"}),
    ("POST", f"{ONE}/refund/overrule/decision"): Guarded("refunds:approve", "booking", {"decision": "refuse"}),
    ("POST", f"{ONE}/refund/overrule/withdrawal"): Guarded("refunds:decide", "booking"),
    ("GET", f"{V1}/refunds/unsure"): Guarded("refunds:read"),
    ("GET", f"{V1}/refunds/overrules"): Guarded("refunds:read"),
    ("GET", f"{V1}/refund-rules"): Guarded("rules:read"),
    ("POST", f"{V1}/refund-rules"): Guarded("rules:write", body=RULE),
    ("GET", f"{V1}/settings/refunds"): Guarded("rules:read"),
    ("PUT", f"{V1}/settings/refunds"): Guarded("rules:write", body=EXIT_GIVES),
    ("PUT", f"{ONE}/cpr"): Guarded("cpr:enter", "booking", {"cpr": "nonsense"}),
    ("GET", f"{ONE}/cpr"): Guarded("cpr:read", "booking without a number"),
    ("DELETE", f"{ONE}/cpr"): Guarded("cpr:enter", "booking without a number"),
    ("GET", f"{V1}/cpr-reads"): Guarded("cpr:log"),
    ("GET", f"{V1}/payroll-exports"): Guarded("payroll:read"),
    ("GET", f"{V1}/payroll-exports/preview"): Guarded("payroll:read", query="?since=2026-03-01&until=2026-03-09"),
    ("POST", f"{V1}/payroll-exports"): Guarded("payroll:write", body={"since": "2026-03-01", "until": "2026-03-09"}),
    ("GET", f"{V1}/payroll-exports/{{export:str}}/rows"): Guarded("payroll:read", "export"),
    ("GET", f"{V1}/payroll-exports/{{export:str}}/sums"): Guarded("payroll:read", "export"),
    ("POST", f"{ONE}/assign"): Guarded("bookings:assign", "booking", {"interpreter": str(FARID)}),
    ("PATCH", PERSON): Guarded("interpreters:write", body={"phone": "70 10 20 30"}),
    ("GET", f"{PERSON}/documents"): Guarded("interpreters:write"),
    ("POST", f"{PERSON}/documents"): Guarded("interpreters:write", body={"kind": "identity"}),
    ("DELETE", f"{PERSON}/documents/{{document_id:uuid}}"): Guarded("interpreters:write"),
    ("POST", f"{PERSON}/end"): Guarded("interpreters:write"),
    ("POST", f"{PERSON}/resume"): Guarded("interpreters:write"),
    ("POST", f"{V1}/tasks/{{task_id:uuid}}/take"): Guarded("tasks:settle", "task", {"give_back": False}),
    ("POST", f"{ONE}/unassign"): Guarded("bookings:assign", "booking"),
    ("GET", f"{ONE}/cancellation"): Guarded("bookings:cancel", "booking"),
    ("POST", f"{ONE}/foresight"): Guarded("bookings:change", "booking", {"note": "Ring på"}),
    ("POST", f"{ONE}/overrule"): Guarded("bookings:overrule", "booking", {"decision": "waive", "reason": "Sne"}),
    ("POST", f"{ONE}/waiting"): Guarded("bookings:wait", "booking"),
    ("POST", f"{ONE}/abort"): Guarded("bookings:abort", "booking", {"reason": "quality"}),
    ("POST", f"{ONE}/unfilled"): Guarded("bookings:close", "booking", {"reason": "Ingen kan"}),
    ("POST", f"{ONE}/replacement"): Guarded("bookings:create", "booking"),
    ("GET", f"{ONE}/history"): Guarded("bookings:history", "booking"),
    ("GET", f"{ONE}/candidates"): Guarded("candidates:read", "booking"),
    ("GET", f"{ONE}/ways-out"): Guarded("bookings:costs", "booking"),
    ("GET", f"{V1}/availability"): Guarded("bookings:create", query=DAY),
    ("GET", f"{V1}/availability/languages"): Guarded("bookings:create", query="?date=2026-03-12&unit=nowhere"),
    ("POST", f"{V1}/holds"): Guarded("bookings:create", body={**HELD, **TIMES}),
    ("DELETE", f"{V1}/holds"): Guarded("bookings:create"),
    ("POST", f"{V1}/series/preview"): Guarded("bookings:create", body=ORDER | {"series": {"times": 2}}),
    ("GET", f"{V1}/series/{{series_id:uuid}}"): Guarded("bookings:history", "series"),
    ("POST", f"{V1}/series/{{series_id:uuid}}/dates"): Guarded("bookings:create", "series", {"date": "2026-03-13"}),
    ("GET", f"{V1}/offers"): Guarded("offers:answer"),
    ("POST", f"{V1}/offers/{{offer_id:uuid}}/decline"): Guarded("offers:answer", "offer"),
    ("POST", f"{V1}/offers/{{offer_id:uuid}}/undo"): Guarded("offers:answer", "offer"),
    ("POST", f"{V1}/offers/{{offer_id:uuid}}/accept"): Guarded("offers:answer", "offer"),
    ("POST", f"{V1}/offers/{{offer_id:uuid}}/answer"): Guarded(
        "offers:answer_for", "offer of somebody", {"answer": "no"}
    ),
    ("POST", f"{ONE}/offers"): Guarded("offers:make", "booking", {"how": "all"}),
    ("POST", f"{ONE}/withdraw"): Guarded("bookings:withdraw", "booking", {"reason": "Syg"}),
    ("POST", f"{V1}/now"): Guarded("bookings:create", body=NOW),
    ("GET", f"{V1}/now/{{number:str}}"): Guarded("bookings:costs", "booking"),
    ("POST", f"{V1}/now/{{number:str}}/stop"): Guarded("bookings:cancel", "booking"),
    ("POST", f"{V1}/now/{{number:str}}/instead"): Guarded("bookings:create", "booking", {"way": "later"}),
    ("PUT", f"{V1}/ready"): Guarded("offers:answer", body={"hours": 2}),
    ("GET", f"{V1}/offer-policy"): Guarded("offering:read"),
    ("PUT", f"{V1}/offer-policy"): Guarded("offering:write", body=POLICY),
    ("GET", f"{V1}/interpreters"): Guarded("interpreters:read"),
    ("POST", f"{V1}/interpreters"): Guarded("interpreters:write", body=SOMEBODY),
    ("GET", PERSON): Guarded("interpreters:read", "interpreter"),
    ("GET", f"{PERSON}/availability"): Guarded("availability:read", "interpreter"),
    ("PUT", f"{PERSON}/availability"): Guarded("availability:write", "interpreter", {"hours": []}),
    ("GET", f"{PERSON}/conflicts"): Guarded("interpreters:write"),
    ("POST", f"{PERSON}/conflicts"): Guarded("interpreters:write", body={"citizen_ref": "26-04417"}),
    ("DELETE", f"{PERSON}/conflicts/{{conflict_id:uuid}}"): Guarded("interpreters:write"),
    ("POST", f"{PERSON}/absences"): Guarded("availability:write", "interpreter", TIMES),
    ("GET", f"{ONE}/candidates/{{interpreter_id:uuid}}"): Guarded("candidates:read", "booking"),
    ("GET", f"{V1}/settings/weights"): Guarded("settings:read"),
    ("PUT", f"{V1}/settings/weights"): Guarded("settings:write", body={}),
    ("GET", f"{V1}/settings/alarm"): Guarded("settings:read"),
    ("PUT", f"{V1}/settings/alarm"): Guarded("alarms:write", body={}),
    ("GET", f"{V1}/me/preferences"): Guarded("preferences:own"),
    ("PUT", f"{V1}/me/preferences"): Guarded("preferences:own", body={}),
    ("POST", f"{V1}/me/phone"): Guarded("preferences:own", body={"phone": "22 33 44 55"}),
    ("POST", f"{V1}/me/phone/confirmation"): Guarded("preferences:own", body={"code": "000000"}),
    ("DELETE", f"{V1}/me/phone"): Guarded("preferences:own"),
    ("GET", f"{V1}/settings/messages"): Guarded("settings:read"),
    ("PUT", f"{V1}/settings/messages"): Guarded("preferences:office", body={"choices": {}}),
    ("GET", f"{V1}/texts"): Guarded("mail:read"),
    ("GET", f"{ONE}/messages"): Guarded("messages:read", "booking"),
    ("DELETE", f"{PERSON}/absences/{{interval_id:uuid}}"): Guarded("availability:write", "interpreter"),
    ("POST", f"{PERSON}/sick"): Guarded("repairs:write", body={}),
    ("POST", f"{PERSON}/well"): Guarded("repairs:write"),
    ("GET", REPAIR): Guarded("repairs:write"),
    ("POST", f"{REPAIR}/apply"): Guarded("repairs:write", body={}),
    ("POST", f"{REPAIR}/prolong"): Guarded("repairs:write"),
    ("POST", f"{REPAIR}/renew"): Guarded("repairs:write"),
    ("POST", f"{REPAIR}/take-back"): Guarded("repairs:write", body={"line": str(FARID)}),
    ("POST", f"{V1}/plans"): Guarded("plans:make", body={"from": "2026-03-12", "to": "2026-03-12"}),
    ("GET", f"{V1}/plans"): Guarded("plans:read"),
    ("GET", PLAN): Guarded("plans:read", "task"),
    ("POST", f"{PLAN}/stop"): Guarded("plans:make", "task"),
    ("POST", f"{PLAN}/apply"): Guarded("plans:make", "task", {}),
    ("POST", f"{PLAN}/lines/{{n:int}}/reject"): Guarded("plans:make", "task"),
    ("POST", f"{V1}/quotes"): Guarded("quotes:make", body={"mode": "phone", **TIMES}),
    ("POST", f"{ONE}/complaints"): Guarded("complaints:make", "booking", {"about": "late", "text": "Kom for sent"}),
    ("POST", f"{ONE}/rating"): Guarded("ratings:give", "booking", {"stars": 4}),
    ("GET", f"{V1}/remote-advice"): Guarded("advice:read"),
    ("POST", f"{ONE}/remote-advice"): Guarded("advice:ask", "booking"),
    ("POST", f"{ONE}/remote-advice/accept"): Guarded("advice:answer", "booking", {}),
    ("POST", f"{ONE}/remote-advice/decline"): Guarded("advice:answer", "booking", {"reason": "relation"}),
    ("GET", f"{V1}/complaints"): Guarded("complaints:list"),
    ("GET", COMPLAINT): Guarded("complaints:read", "complaint"),
    ("POST", f"{COMPLAINT}/hearing"): Guarded("complaints:handle", "complaint"),
    ("POST", f"{COMPLAINT}/answer"): Guarded("complaints:answer", "complaint", {"answer": "Bussen"}),
    ("POST", f"{COMPLAINT}/decision"): Guarded(
        "complaints:handle", "complaint", {"ruling": "upheld", "decision": "Ja"}
    ),
    ("GET", f"{V1}/tasks"): Guarded("tasks:read"),
    ("POST", f"{V1}/tasks/{{task_id:uuid}}/settle"): Guarded("tasks:settle", "task", {"outcome": "seen"}),
    ("GET", f"{V1}/inbound-mails"): Guarded("inbound:read"),
    ("POST", f"{V1}/inbound-mails/{{mail_id:uuid}}/settle"): Guarded("inbound:settle", "task", {"act": "again"}),
    ("GET", f"{V1}/held-answers"): Guarded("offers:answer"),
    ("POST", f"{V1}/held-answers/{{mail_id:uuid}}"): Guarded("offers:answer", "task", {"mine": False}),
    ("GET", f"{V1}/quality"): Guarded("quality:read"),
    ("GET", f"{PERSON}/quality"): Guarded("quality:own", "interpreter"),
    ("GET", f"{V1}/reports"): Guarded("reports:read"),
    ("GET", f"{V1}/reports/{{key:str}}"): Guarded("reports:read"),
    ("GET", f"{V1}/reports/{{key:str}}/changes"): Guarded("reports:read", query="?earlier=2026-03-01T08:00:00Z"),
    ("GET", f"{V1}/reports/{{key:str}}/sample"): Guarded("reports:read"),
    ("GET", f"{V1}/saved-questions"): Guarded("reports:read"),
    ("POST", f"{V1}/saved-questions"): Guarded("reports:read", body={"name": "Andelen", "report": "remote-share"}),
    ("GET", f"{V1}/saved-questions/{{question_id:uuid}}/again"): Guarded("reports:read", "task"),
    ("PATCH", f"{V1}/saved-questions/{{question_id:uuid}}"): Guarded("reports:read", "task", body={"shared": True}),
    ("DELETE", f"{V1}/saved-questions/{{question_id:uuid}}"): Guarded("reports:read", "task"),
    ("GET", f"{V1}/remote-targets"): Guarded("reports:read"),
    ("PUT", f"{V1}/remote-targets/{{valid_from:date}}"): Guarded("settings:write", body={"percent": 20}),
    ("DELETE", f"{V1}/remote-targets/{{valid_from:date}}"): Guarded("settings:write"),
    ("GET", f"{V1}/reports/{{key:str}}/rows"): Guarded("reports:read"),
    ("GET", f"{V1}/reports/{{key:str}}/rows.csv"): Guarded("reports:read"),
    ("GET", f"{V1}/reports/{{key:str}}/rows.pdf"): Guarded("reports:read"),
    ("GET", f"{V1}/reports/{{key:str}}/rows.xlsx"): Guarded("reports:read"),
    ("GET", f"{V1}/catalogue"): Guarded("catalogue:read"),
    ("GET", f"{V1}/changes"): Guarded("catalogue:read"),
    ("GET", f"{V1}/languages"): Guarded("catalogue:read"),
    ("GET", f"{V1}/tariffs"): Guarded("tariffs:read"),
    ("GET", f"{V1}/tariffs/rates.csv"): Guarded("tariffs:read"),
    ("PATCH", f"{V1}/tariffs/names"): Guarded("tariffs:write", body={"scheme": "NORD", "name": "Nord"}),
    ("GET", f"{V1}/tariffs/drafts"): Guarded("tariffs:read"),
    ("POST", f"{V1}/tariffs/drafts"): Guarded("tariffs:write", body={"name": "Takster 2027"}),
    ("POST", f"{V1}/tariffs/drafts/csv"): Guarded("tariffs:write"),
    ("GET", DRAFT): Guarded("tariffs:read", "tariff"),
    ("PUT", f"{DRAFT}/rates"): Guarded("tariffs:write", "tariff", body=KM_2027),
    ("DELETE", f"{DRAFT}/rates"): Guarded(
        "tariffs:write", "tariff", query="?scheme=X&component=transport&valid_from=2027-01-01"
    ),
    ("PUT", f"{DRAFT}/terms"): Guarded("tariffs:write", "tariff", body=PHONE_TERMS),
    ("DELETE", f"{DRAFT}/terms"): Guarded("tariffs:write", "tariff", query="?scheme=X&mode=phone"),
    ("DELETE", DRAFT): Guarded("tariffs:write", "tariff"),
    ("GET", f"{DRAFT}/preview"): Guarded("tariffs:read", "tariff"),
    ("POST", f"{DRAFT}/publish"): Guarded("tariffs:write", "tariff", body={}),
    ("GET", f"{V1}/tariffs/cases"): Guarded("tariffs:read"),
    ("POST", f"{V1}/tariffs/cases"): Guarded("tariffs:write", body=GOLDEN),
    ("PUT", f"{V1}/tariffs/cases/{{case_id:uuid}}"): Guarded("tariffs:write", "tariff", body=GOLDEN),
    ("DELETE", f"{V1}/tariffs/cases/{{case_id:uuid}}"): Guarded("tariffs:write", "tariff"),
    ("GET", f"{V1}/invoices"): Guarded("invoices:read"),
    ("POST", f"{V1}/invoices"): Guarded("invoices:write", body={"file_name": "f.csv", "content": "eA=="}),
    ("GET", f"{V1}/invoices/{{invoice_id:uuid}}"): Guarded("invoices:read", "supplier"),
    ("POST", f"{V1}/invoices/{{invoice_id:uuid}}/lines/{{n:int}}/accept"): Guarded(
        "invoices:write", "supplier", body={"reason": "x"}
    ),
    ("POST", f"{V1}/invoices/{{invoice_id:uuid}}/release"): Guarded("invoices:release", "supplier"),
    ("POST", f"{V1}/invoices/{{invoice_id:uuid}}/send-back"): Guarded("invoices:write", "supplier"),
    ("GET", f"{V1}/suppliers"): Guarded("suppliers:read"),
    ("POST", f"{V1}/suppliers"): Guarded("suppliers:write", body=SUPPLIER),
    ("GET", f"{V1}/suppliers/{{code:str}}"): Guarded("suppliers:read", "supplier"),
    ("PATCH", f"{V1}/suppliers/{{code:str}}"): Guarded("suppliers:write", "supplier", body={"rank": 2}),
    ("GET", f"{V1}/units"): Guarded("catalogue:read"),
    ("POST", f"{V1}/units"): Guarded("units:write", body={"code": "nord", "name": "Nord"}),
    ("GET", f"{V1}/units/{{code:str}}"): Guarded("units:read"),
    ("PATCH", f"{V1}/units/{{code:str}}"): Guarded("units:write", body={"name": "Jobcenter Nord"}),
    ("GET", f"{V1}/services"): Guarded("catalogue:read"),
    ("POST", f"{V1}/services"): Guarded("catalogue:write", body=PHONE_SERVICE),
    ("POST", f"{V1}/services/languages"): Guarded("catalogue:write", body=DARI_SERVICE),
    ("POST", f"{V1}/services/terms"): Guarded("catalogue:write", body=PHONE_TERMS),
    ("GET", f"{V1}/templates"): Guarded("bookings:create"),
    ("POST", f"{V1}/templates"): Guarded("bookings:create", body={"name": "Min", "fields": {"language": "apc"}}),
    ("PUT", f"{V1}/templates/{{template_id:uuid}}"): Guarded("bookings:create", "template", {"name": "Min"}),
    ("DELETE", f"{V1}/templates/{{template_id:uuid}}"): Guarded("bookings:create", "template"),
    ("GET", f"{V1}/refund-claims"): Guarded("claims:read"),
    ("POST", f"{V1}/refund-claims"): Guarded("claims:make", body={"year": 2026, "quarter": 1}),
    ("GET", CLAIM): Guarded("claims:read", "claim"),
    ("DELETE", CLAIM): Guarded("claims:make", "claim"),
    ("POST", f"{CLAIM}/recount"): Guarded("claims:make", "claim", body={}),
    ("POST", f"{CLAIM}/approve"): Guarded("claims:approve", "claim", body={}),
    ("POST", f"{CLAIM}/send-back"): Guarded("claims:approve", "claim", body={"reason": "Mangler april"}),
    ("POST", f"{CLAIM}/submit"): Guarded("claims:make", "claim", body={}),
    ("GET", f"{CLAIM}/lines"): Guarded("claims:read", "claim"),
    ("GET", f"{CLAIM}/corrections"): Guarded("claims:read", "claim"),
    ("GET", f"{CLAIM}/held"): Guarded("claims:read", "claim"),
    ("POST", f"{CLAIM}/evidence"): Guarded("claims:evidence", "claim", body={}),
    ("GET", f"{CLAIM}/evidence"): Guarded("claims:read", "claim"),
    ("GET", f"{CLAIM}/statement.pdf"): Guarded("claims:read", "claim"),
    ("GET", f"{CLAIM}/evidence.zip"): Guarded("claims:evidence", "claim"),
    ("POST", f"{CLAIM}/evidence-with-cpr.zip"): Guarded("cpr:read", "claim"),
    ("GET", f"{CLAIM}/evidence/{{pack_id:uuid}}"): Guarded("claims:evidence", "claim"),
    ("GET", f"{V1}/economy"): Guarded("economy:read"),
    ("GET", f"{V1}/economy/{{figure:str}}"): Guarded("economy:read"),
    ("GET", f"{V1}/budgets"): Guarded("economy:read"),
    ("PUT", f"{V1}/budgets/{{year:int}}/{{unit:str}}"): Guarded("economy:write", body={"amount": "1"}),
    ("GET", f"{V1}/postings"): Guarded("economy:read"),
    ("POST", f"{V1}/postings"): Guarded("economy:write"),
    ("GET", f"{V1}/postings/{{number:str}}"): Guarded("economy:read", "claim"),
    ("GET", f"{V1}/settings/accounts"): Guarded("economy:read"),
    ("PUT", f"{V1}/settings/accounts"): Guarded("economy:write", body={"accounts": {}}),
    ("GET", f"{V1}/ledger"): Guarded("ledger:read"),
    ("GET", f"{V1}/ledger/entries"): Guarded("ledger:read"),
    ("GET", f"{V1}/ledger/verification"): Guarded("ledger:read"),
    ("GET", f"{V1}/refund-caps"): Guarded("claims:read"),
    ("PUT", f"{V1}/refund-caps/{{year:int}}"): Guarded("claims:make", body={"whole": "1"}),
    ("GET", f"{V1}/settings/claim-deadlines"): Guarded("claims:read"),
    ("PUT", f"{V1}/settings/claim-deadlines"): Guarded("claims:make", body={}),
    ("GET", f"{V1}/users"): Guarded("users:read"),
    ("POST", f"{V1}/users"): Guarded("users:write", body=IDA),
    ("GET", USER): Guarded("users:read"),
    ("PATCH", USER): Guarded("users:write", body={"name": "Nord"}),
    ("POST", f"{USER}/close"): Guarded("users:write"),
    ("POST", f"{USER}/reopen"): Guarded("users:write"),
    ("POST", f"{USER}/password-link"): Guarded("users:write"),
    ("POST", f"{USER}/sessions/end"): Guarded("users:write"),
    ("GET", f"{V1}/tokens"): Guarded("tokens:write"),
    ("POST", f"{V1}/tokens"): Guarded("tokens:write", body=TOKEN),
    ("DELETE", f"{V1}/tokens/{{key:str}}"): Guarded("tokens:write", "task"),
    ("GET", f"{V1}/office"): Guarded("office:write"),
    ("PUT", f"{V1}/office"): Guarded("office:write", body={}),
    ("GET", f"{V1}/log"): Guarded("log:read"),
    ("GET", f"{V1}/log/sheet"): Guarded("log:read"),
    ("GET", f"{V1}/roles"): Guarded("roles:read"),
    ("GET", f"{V1}/mails"): Guarded("mail:read"),
    ("GET", f"{V1}/calendar"): Guarded("calendar:subscribe"),
    ("PUT", f"{V1}/calendar"): Guarded("calendar:subscribe", body={"choice": "invitations"}),
    ("PUT", f"{PERSON}/email"): Guarded("interpreters:write", body={"email": "nour@tolk.example.org"}),
    ("POST", f"{V1}/mails/{{file:str}}/answers"): Guarded("mail:answer", "mail", {"answer": "accept"}),
    ("GET", f"{V1}/calendars/{{token:str}}/tolk.ics"): Public(frozenset({404})),
    ("GET", "/f/{token:str}/tolk.ics"): Public(frozenset({404})),
}
