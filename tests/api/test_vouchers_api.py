"""Reports, vouchers, refund decisions, payroll and CPR numbers over the API."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from booking.domain.bookings import Booking
from booking.resources import Resources
from tests.builders import Cast, token_of
from tests.conftest import Clock, Keep
from tests.services.lives import booked

V1 = "/api/v1"
CPR = "310299-4242"
RULE = {
    "code": "INL45-PROG",
    "valid_from": "2027-01-01",
    "percent": 40,
    "name_da": "Program",
    "name_en": "Programme",
    "legal_ref": "integrationsloven § 45 stk. 5",
    "measures": ["OFFER_23B"],
    "person_groups": ["REFUGEE_IN_PERIOD"],
    "components": ["F"],
    "evidence": "V",
    "note": "Ny lov",
}


@pytest.fixture
async def job(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> Booking:
    made = await booked(office, cast, keep)
    clock.at = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
    return made


def by(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(name)}"}


async def test_from_a_disputed_report_to_the_voucher(http: httpx.AsyncClient, job: Booking) -> None:
    one = f"{V1}/bookings/{job.number}"
    body = {"waited_minutes": 10, "ends_at": "2026-03-12T11:20:00+01:00"}
    reported = await http.post(f"{one}/deliver", json=body, headers=by("farid"))
    waiting = (await http.get(f"{V1}/attestations", headers=by("requester"))).json()["items"]
    disputed = await http.post(f"{one}/dispute", json={"reason": "For længe"}, headers=by("requester"))
    answered = await http.post(f"{one}/dispute/answer", json={"answer": "Vi ventede"}, headers=by("farid"))
    unreasoned = await http.post(f"{one}/deliver", json={}, headers=by("farid"))
    corrected = await http.post(f"{one}/deliver", json={"reason": "Enige"}, headers=by("farid"))
    many = {"bookings": [job.number, "B-2026-999999"]}
    attested = (await http.post(f"{V1}/attestations", json=many, headers=by("requester"))).json()
    voucher = (await http.get(f"{one}/voucher", headers=by("auditor"))).json()
    own = (await http.get(f"{one}/voucher", headers=by("farid"))).json()

    assert (reported.status_code, disputed.status_code, answered.status_code) == (200, 201, 200)
    assert [(item["booking"], [said["kind"] for said in item["deviations"]]) for item in waiting] == [
        (job.number, ["end", "waited"])
    ]
    assert (unreasoned.status_code, unreasoned.json()["field"]) == (422, "reason")
    assert corrected.json()["delivery"]["version"] == 2
    assert (attested["attested"], [one["booking"] for one in attested["refused"]]) == ([job.number], ["B-2026-999999"])
    assert [one["delivery"]["reason"] for one in voucher["versions"]] == ["", "Enige"]
    assert (voucher["attested_by"], voucher["attested_how"]) == ("Requester", "requester")
    assert voucher["cost"]["total"] == f"{sum(float(line['amount']) for line in voucher['cost']['lines']):.2f}"
    assert (voucher["refund"]["rule"], voucher["disputes"][0]["ending"]) == ("INL45-PROG", "corrected")
    assert (own["cost"], own["refund"], own["measure"]) == (None, None, None)


async def test_a_refund_is_overruled_by_two_and_a_rule_published(http: httpx.AsyncClient, job: Booking) -> None:
    one = f"{V1}/bookings/{job.number}"
    await http.post(f"{one}/deliver", json={}, headers=by("farid"))
    await http.post(f"{one}/attest", headers=by("requester"))
    facts = {"case_type": "cash_benefit", "measure": None, "person_group": None}
    await http.post(f"{one}/refund-facts", json=facts, headers=by("requester"))
    asked = await http.post(
        f"{one}/refund/overrule", json={"rule": "LAB202", "reason": "Tilbud"}, headers=by("finance")
    )
    own = await http.post(f"{one}/refund/overrule/decision", json={"decision": "approve"}, headers=by("finance"))
    approved = await http.post(f"{one}/refund/overrule/decision", json={"decision": "approve"}, headers=by("approver"))
    lifted = await http.post(f"{one}/refund/overrule/withdrawal", headers=by("finance"))
    unsure = (await http.get(f"{V1}/refunds/unsure", headers=by("finance"))).json()
    published = await http.post(f"{V1}/refund-rules", json=RULE, headers=by("finance"))
    too_early = await http.post(f"{V1}/refund-rules", json=RULE | {"valid_from": "2026-01-01"}, headers=by("finance"))
    rules = (await http.get(f"{V1}/refund-rules", headers=by("leader"))).json()["items"]

    assert (asked.status_code, own.status_code) == (201, 403)
    assert approved.json()["refund"]["percent"] == 100
    assert lifted.json()["refund"]["rule"] == "NONE-GEN"
    assert (unsure["count"], unsure["total"]) == (0, "0.00")
    assert (published.status_code, published.json()["version"], too_early.status_code) == (201, 2, 409)
    versions = [(one["version"], one["valid_to"]) for one in rules if one["code"] == "INL45-PROG"]
    assert versions == [(1, "2026-12-31"), (2, None)]


async def test_a_number_is_entered_blind_read_by_finance_and_in_no_refusal(
    http: httpx.AsyncClient, job: Booking
) -> None:
    one = f"{V1}/bookings/{job.number}"
    wrong = await http.put(f"{one}/cpr", json={"cpr": "3102-994242"}, headers=by("requester"))
    kept = await http.put(f"{one}/cpr", json={"cpr": CPR}, headers=by("requester"))
    refused = await http.get(f"{one}/cpr", headers=by("coordinator"))
    shown = await http.get(f"{one}/cpr", headers=by("finance"))
    reads = (await http.get(f"{V1}/cpr-reads", headers=by("auditor"))).json()["items"]
    history = await http.get(f"{one}/history", headers=by("auditor"))
    gone = await http.delete(f"{one}/cpr", headers=by("requester"))

    assert (wrong.status_code, wrong.json()["field"]) == (422, "cpr")
    assert (kept.json()["kept"], len(kept.json()["warnings"])) == (True, 1)
    assert (refused.status_code, shown.json()["cpr"], shown.headers["cache-control"]) == (403, CPR, "no-store")
    assert [(one["booking"], one["read_by"]) for one in reads] == [(job.number, "Finance")]
    assert gone.json()["kept"] is False
    for answer in (wrong, kept, refused, history, gone):
        assert "4242" not in answer.text


async def test_payroll_is_foreseen_made_listed_and_fetched(http: httpx.AsyncClient, job: Booking, clock: Clock) -> None:
    one, exports = f"{V1}/bookings/{job.number}", f"{V1}/payroll-exports"
    await http.post(f"{one}/deliver", json={}, headers=by("farid"))
    await http.post(f"{one}/attest", headers=by("requester"))
    clock.at += timedelta(days=30)
    march = {"since": "2026-03-01", "until": "2026-03-31"}
    foreseen = await http.get(f"{exports}/preview", params=march, headers=by("finance"))
    made = await http.post(exports, json=march, headers=by("finance"))
    again = await http.post(exports, json=march, headers=by("finance"))
    number = made.json()["number"]
    listed = (await http.get(exports, headers=by("auditor"))).json()["items"]
    rows = await http.get(f"{exports}/{number}/rows", headers=by("finance"))
    sums = await http.get(f"{exports}/{number}/sums", headers=by("finance"))

    assert foreseen.json() == made.json()["lines"]
    assert (made.status_code, again.status_code) == (201, 422)
    assert [(item["number"], item["count"]) for item in listed] == [(number, 1)]
    assert rows.content.startswith(b"\xef\xbb\xbf")
    assert job.number in rows.text
    assert "Farid Nazari" in sums.text


async def test_the_offices_choices_are_read_and_set(http: httpx.AsyncClient) -> None:
    rule = await http.put(
        f"{V1}/settings/attestation", json={"silence_days": 14, "remind_days": 4}, headers=by("admin")
    )
    policy = (await http.get(f"{V1}/settings/refunds", headers=by("finance"))).json()
    chosen = policy | {"cancelled_late": "review", "measure_expected": ["family"]}
    changed = await http.put(f"{V1}/settings/refunds", json=chosen, headers=by("finance"))
    wrong = await http.put(
        f"{V1}/settings/refunds", json=chosen | {"measure_expected": ["nonsense"]}, headers=by("finance")
    )

    assert rule.json() == (await http.get(f"{V1}/settings/attestation", headers=by("leader"))).json()
    assert changed.json() == (await http.get(f"{V1}/settings/refunds", headers=by("auditor"))).json() == chosen
    assert (wrong.status_code, wrong.json()["field"]) == (422, "measure_expected")


async def test_a_meal_break_is_reported_priced_and_named(http: httpx.AsyncClient, job: Booking) -> None:
    one = f"{V1}/bookings/{job.number}"
    outside = {"break_from": "2026-03-12T18:00:00+01:00", "break_minutes": 30}
    refused = [
        (await http.post(f"{one}/deliver", json=body, headers=by("farid"))).json()["field"]
        for body in (outside, {"break_minutes": 30})
    ]
    inside = {"break_from": job.starts_at.isoformat(), "break_minutes": 30}
    reported = await http.post(f"{one}/deliver", json=inside, headers=by("farid"))
    waiting = (await http.get(f"{V1}/attestations", headers=by("requester"))).json()["items"]
    await http.post(f"{V1}/attestations", json={"bookings": [job.number]}, headers=by("requester"))
    voucher = (await http.get(f"{one}/voucher", headers=by("auditor"))).text

    assert refused == ["break_from", "break_from"]
    assert reported.json()["delivery"]["break_minutes"] == 30
    assert [said["kind"] for said in waiting[0]["deviations"]] == ["break"]
    assert "30 minutters pause er trukket fra" in voucher or "30 minutes of break" in voucher
