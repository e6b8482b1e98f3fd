"""The pictures of reports, vouchers, payroll, refund decisions and CPR numbers."""

from dataclasses import replace

from booking.domain.accounts import Role
from booking.web.views.jobs import ReportRow
from tests.web.gallery import vouchers as seen
from tests.web.gallery.frames import Picture, at
from tests.web.gallery.papers import JOBS

REPORTED = (
    ReportRow(seen.NUMBER, at(9), at(10), "Jobcenter", (seen.LONGER,), disputed="Ingen kom"),
    ReportRow("B-2026-001044", at(9), at(10), "Jobcenter", ()),
)


def voucher_pictures() -> tuple[Picture, ...]:
    return (
        Picture("attest", "bestillinger/side.html", seen.TO_ATTEST, "bestillinger", Role.REQUESTER),
        Picture("attest-disputed", "bestillinger/side.html", seen.DISPUTED, "bestillinger"),
        Picture("attest-no-key", "bestillinger/side.html", seen.NO_KEY, "bestillinger", Role.REQUESTER),
        Picture("attest-no-number", "bestillinger/side.html", seen.NO_NUMBER, "bestillinger", Role.REQUESTER),
        Picture("attestations", "attestation/liste.html", seen.LIST, "attestation", Role.ADMIN),
        Picture("attestations-none", "attestation/liste.html", seen.NOTHING, "attestation", Role.REQUESTER),
        Picture("attestation-rule", "indstillinger/attestation.html", seen.RULE, "attestation", Role.ADMIN),
        Picture("time", "tolk/tid.html", seen.TIME, "tolk", Role.INTERPRETER),
        Picture("time-over", "tolk/tid.html", seen.TIME_OVER, "tolk", Role.INTERPRETER),
        Picture("jobs-reported", "tolk/side.html", replace(JOBS, reported=REPORTED), "tolk", Role.INTERPRETER),
        Picture("voucher", "bilag/side.html", seen.VOUCHER, "bestillinger", Role.AUDITOR),
        Picture("voucher-own", "bilag/side.html", seen.OWN_VOUCHER, "tolk", Role.INTERPRETER),
        Picture("payroll", "loen/side.html", seen.PAY, "loen", Role.FINANCE),
        Picture("payroll-wrong", "loen/side.html", seen.NO_PAY, "loen", Role.FINANCE),
        Picture("payroll-none", "loen/side.html", seen.DONE_PAY, "loen", Role.AUDITOR),
        Picture("cpr-reads", "cpr/opslag.html", seen.READS, "cpr-opslag", Role.AUDITOR),
        Picture("cpr-reads-none", "cpr/opslag.html", seen.NO_READS, "cpr-opslag", Role.AUDITOR),
        Picture("unsure", "refusion/uafklaret.html", seen.UNSURE, "refusion", Role.FINANCE),
        Picture("unsure-pages", "refusion/uafklaret.html", seen.UNSURE_PAGES, "refusion", Role.FINANCE),
        Picture("unsure-narrow", "refusion/uafklaret.html", seen.UNSURE_NONE_MATCH, "refusion", Role.FINANCE),
        Picture("unsure-none", "refusion/uafklaret.html", seen.ALL_SURE, "refusion", Role.APPROVER),
        Picture("refund", "refusion/side.html", seen.ONE, "refusion", Role.FINANCE),
        Picture("refund-asked", "refusion/side.html", seen.TO_APPROVE, "refusion", Role.APPROVER),
        Picture("refund-overruled", "refusion/side.html", seen.LIFTED, "refusion", Role.FINANCE),
        Picture("rules", "refusion/regler.html", seen.RULES, "refusion", Role.FINANCE),
        Picture("rules-read", "refusion/regler.html", seen.READ_RULES, "refusion", Role.AUDITOR),
        Picture("rule-form", "refusion/regel.html", seen.FORM, "refusion", Role.FINANCE),
        Picture("rule-new", "refusion/regel.html", seen.NEW_RULE, "refusion", Role.FINANCE),
    )
