"""Claims over the API: drafted, approved, submitted and packed, with amounts as decimal strings."""

import httpx

from booking.resources import Resources
from tests.api.routes import V1
from tests.builders import Cast, token_of
from tests.conftest import Clock, Keep
from tests.services.claiming import at, day, ready, taken_place


async def test_a_claim_goes_its_way_over_the_api(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, http: httpx.AsyncClient
) -> None:
    clock.at = day(4)
    number = await ready(office, cast, day(1))
    await at(office, cast.coordinator, lambda desk: taken_place(desk, cast, day(2)))

    async def ask(who: str, method: str, path: str, body: object = None, **headers: str) -> httpx.Response:
        sent = {"Authorization": f"Bearer {token_of(who)}"} | headers
        return await http.request(method, f"{V1}/{path}", json=body, headers=sent)

    wanted = {"kind": "quarter", "year": 2026, "quarter": 1}
    key = {"Idempotency-Key": "a"}
    await ask("finance", "PUT", "refund-caps/2026", {"whole": "200.00", "other": "20"})
    drafted = await ask("finance", "POST", "refund-claims", wanted, **key)
    again = await ask("finance", "POST", "refund-claims", wanted, **key)
    held = (await ask("auditor", "GET", "refund-claims/R-2026-K1/held?reason=attestation")).json()["items"]
    approved = await ask("approver", "POST", "refund-claims/R-2026-K1/approve", {"version": 1})
    late = await ask("finance", "POST", "refund-claims/R-2026-K1/recount", {"version": 1})
    submitted = (await ask("finance", "POST", "refund-claims/R-2026-K1/submit", {})).json()
    lines = (await ask("auditor", "GET", "refund-claims/R-2026-K1/lines")).json()["items"]
    none = await ask("auditor", "GET", "refund-claims/R-2026-K1/evidence.zip")
    paper = await ask("auditor", "GET", "refund-claims/R-2026-K1/statement.pdf")
    assert (paper.headers["content-type"], paper.content[:4]) == ("application/pdf", b"%PDF")
    asked = await ask("auditor", "POST", "refund-claims/R-2026-K1/evidence", {"seed": "a", "sample": 1})
    await keep()
    made = (await ask("auditor", "GET", f"refund-claims/R-2026-K1/evidence/{asked.json()['id']}")).json()
    pack = await ask("auditor", "GET", "refund-claims/R-2026-K1/evidence.zip")

    assert (drafted.status_code, drafted.json()) == (201, again.json())
    assert [(one["reason"], one["cost"], one["refund"]) for one in held] == [("attestation", "360.00", "180.00")]
    assert (approved.status_code, late.status_code, none.status_code, asked.status_code) == (200, 409, 404, 202)
    assert [submitted[name] for name in ("before_cap", "reduction", "refund")] == ["180.00", "90.00", "90.00"]
    assert [(one["booking"], one["refund"]) for one in lines] == [(number, "180.00")]
    assert (made["state"], made["done"], made["whole"]) == ("ready", 3, 3)
    assert pack.content.startswith(b"PK")
    assert (await ask("finance", "GET", "ledger/verification")).json()["sound"] is True
