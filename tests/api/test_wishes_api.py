"""Ranked wishes over the API."""

from typing import Any

import httpx
import pytest

from tests.api.routes import TIMES
from tests.builders import token_of
from tests.conftest import Keep

ORDER: dict[str, Any] = {
    "language": "apc",
    "mode": "phone",
    "unit": "jobcenter",
    "case_type": "other",
    "phone": "99 31 00 00",
    **TIMES,
}
VIDEO = {"mode": "skype", "starts_at": "2026-03-12T10:00:00+01:00", "ends_at": "2026-03-12T11:00:00+01:00"}
NEXT_DAY = {"mode": "phone", "starts_at": "2026-03-13T10:00:00+01:00", "ends_at": "2026-03-13T11:00:00+01:00"}


async def test_each_wish_is_shown_in_its_order_with_price_and_free_interpreters(client: httpx.AsyncClient) -> None:
    made = await client.post("/api/v1/bookings", json=ORDER | {"alternatives": [VIDEO, NEXT_DAY]})
    read = await client.get(f"/api/v1/bookings/{made.json()['number']}")

    shown = [(one["rank"], one["state"], one["mode"], one["free"]) for one in read.json()["wishes"]]
    assert made.status_code == 201
    assert shown == [(1, "present", "phone", 1), (2, "to_try", "skype", 1), (3, "to_try", "phone", 1)]
    assert made.json()["wishes"] == read.json()["wishes"]
    assert {one["quote"]["total"] for one in read.json()["wishes"]} == {read.json()["quote"]["total"]}


async def test_the_wishes_left_are_replaced_by_a_change(client: httpx.AsyncClient) -> None:
    made = await client.post("/api/v1/bookings", json=ORDER | {"alternatives": [VIDEO]})
    one = f"/api/v1/bookings/{made.json()['number']}"

    changed = await client.patch(one, json={"alternatives": [NEXT_DAY]}, headers={"If-Match": made.headers["etag"]})
    none = await client.patch(one, json={"alternatives": []}, headers={"If-Match": changed.headers["etag"]})

    read = await client.get(one)
    assert (changed.status_code, none.status_code) == (200, 200)
    assert "wishes" not in read.json()


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ([{**VIDEO, "mode": "phone"}], "alternatives.0.starts_at"),
        ([VIDEO, {**VIDEO, "mode": "in_person"}], "alternatives.1.in_person_reason"),
        ([{**VIDEO, "starts_at": "2026-03-12T10:00:00"}], "alternatives.0.starts_at"),
    ],
)
async def test_a_wish_that_cannot_be_is_named_and_nothing_is_booked(
    client: httpx.AsyncClient, wishes: list[dict[str, str]], field: str
) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER | {"alternatives": wishes})

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert (await client.get("/api/v1/bookings")).json()["items"] == []


async def test_an_interpreter_is_told_of_the_job_and_not_of_the_wishes(client: httpx.AsyncClient, keep: Keep) -> None:
    made = await client.post("/api/v1/bookings", json=ORDER | {"alternatives": [VIDEO]})
    await keep()

    hers = {"Authorization": f"Bearer {token_of('salma')}"}
    read = await client.get(f"/api/v1/bookings/{made.json()['number']}", headers=hers)

    assert read.status_code == 200
    assert "wishes" not in read.json()


async def test_a_cpr_number_is_no_phone_number_of_a_wish_either(client: httpx.AsyncClient) -> None:
    later = {"mode": "phone", "starts_at": "2026-03-13T10:00:00+01:00", "ends_at": "2026-03-13T11:00:00+01:00"}

    answer = await client.post("/api/v1/bookings", json=ORDER | {"alternatives": [later | {"phone": "010190-1234"}]})

    assert (answer.status_code, answer.json()["field"]) == (422, "alternatives.0.phone")
