"""Bookings over HTTP: the contract that others build on."""

from typing import Any

import httpx


ORDER: dict[str, Any] = {
    "language": "apc",
    "mode": "phone",
    "starts_at": "2026-03-12T10:00:00+01:00",
    "ends_at": "2026-03-12T11:00:00+01:00",
    "unit": "jobcenter",
    "case_type": "integration_benefit",
    "measure": "OFFER_23B",
    "phone": "99 31 00 00",
}


async def test_an_order_is_answered_with_number_quote_deadline_refund_and_etag(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER)

    said = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert (said["number"], said["status"]) == ("B-2026-000001", "requested")
    assert (said["quote"]["total"], said["refund_forecast"]["rule"]) == ("360.00", "INL45-PROG")
    assert said["refund_forecast"]["amount"] == "180.00"
    assert said["deadline"]["at"] == "2026-03-12T05:00:00Z"
