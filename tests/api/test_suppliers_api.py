"""Suppliers over the API: their order numbers and their VAT reach the bill, and keep what was billed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx

from booking.resources import Resources
from booking.services import answers, bookings
from booking.services.bookings import Report
from tests.builders import BUREAU, Cast, order, token_of
from tests.conftest import Clock

V1 = "/api/v1"
NORD = {
    "code": "nord",
    "name": "Tolkebureauet Nord",
    "scheme": "MUNI-DEMO",
    "category": "agency",
    "order_prefix": "NORD",
    "invoice_email": "faktura@nord.example.org",
    "rank": 2,
    "interpreters": [str(BUREAU)],
}


def by(http: httpx.AsyncClient, name: str) -> httpx.AsyncClient:
    http.headers["Authorization"] = f"Bearer {token_of(name)}"
    return http


async def test_a_supplier_is_entered_changed_once_and_never_overwritten(http: httpx.AsyncClient) -> None:
    api = by(http, "finance")
    made = await api.post(f"{V1}/suppliers", json=NORD)
    twice = await api.post(f"{V1}/suppliers", json=NORD)
    changed = await api.patch(
        f"{V1}/suppliers/nord", json={"vat_registered": False}, headers={"If-Match": made.headers["etag"]}
    )
    late = await api.patch(f"{V1}/suppliers/nord", json={"rank": 1}, headers={"If-Match": made.headers["etag"]})
    strange = await api.patch(f"{V1}/suppliers/nord", json={"scheme": "NOBODY"})

    assert (made.status_code, twice.status_code, changed.status_code, late.status_code) == (201, 409, 200, 412)
    assert (strange.status_code, strange.json()["field"]) == (422, "scheme")
    whole = NORD | {"cvr": "", "contact": "", "phone": "", "active": True, "vat_registered": False, "vat_percent": "25"}
    assert (await api.get(f"{V1}/suppliers/nord")).json() == whole | {"tariff": "The municipality's own tariff, agency"}
    assert [one["code"] for one in (await api.get(f"{V1}/suppliers")).json()] == ["nord"]


async def test_the_order_number_and_the_vat_of_a_bill_come_from_the_supplier(
    http: httpx.AsyncClient,
    office: Resources,
    cast: Cast,
    clock: Clock,
    keep: Callable[[], Awaitable[None]],
) -> None:
    assert (await by(http, "finance").post(f"{V1}/suppliers", json=NORD)).status_code == 201
    office.forget_reference()
    bill, offered = await _delivered(http, office, cast, clock, keep)
    assert offered.startswith("NORD-2026-")
    assert (bill["supplier"], bill["vat_percent"]) == ("nord", "25")
    assert (bill["total"], bill["vat"], bill["gross"]) == ("520.00", "130.00", "650.00")
    assert bill["lines"][0]["why"][-1] == "10:00–11:00: the normal rate."

    await by(http, "finance").patch(f"{V1}/suppliers/nord", json={"vat_percent": "12.5"})
    assert (await by(http, "requester").get(f"{V1}/bookings/{bill['number']}")).json()["cost"]["vat"] == "130.00"


async def _delivered(
    http: httpx.AsyncClient,
    office: Resources,
    cast: Cast,
    clock: Clock,
    keep: Callable[[], Awaitable[None]],
) -> tuple[dict[str, Any], str]:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="pus", citizen_ref=""))
    await keep()
    async with office.desk(cast.coordinator) as desk:
        (offer,) = (await bookings.read(desk, booked.number)).offers
    async with office.desk(cast["bureau"]) as desk:
        await answers.accept(desk, offer_id=offer.id)
    clock.at = booked.ends_at + timedelta(hours=1)
    async with office.desk(cast["bureau"]) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report())
    attested = await by(http, "requester").post(f"{V1}/bookings/{booked.number}/attest")
    assert attested.status_code == 200, attested.text
    found = (await http.get(f"{V1}/bookings/{booked.number}")).json()
    return found["cost"] | {"number": booked.number}, offer.order_number
