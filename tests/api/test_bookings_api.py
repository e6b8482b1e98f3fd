"""Bookings over HTTP: the contract that others build on."""

import asyncio
from typing import Any

import httpx
import pytest

from booking.resources import Resources
from tests.builders import Cast, token_of
from tests.conftest import Clock, Keep

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


def bearer(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(name)}"}


async def test_an_order_is_answered_with_number_quote_deadline_refund_and_etag(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER)

    said = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert (said["number"], said["status"]) == ("B-2026-000001", "requested")
    assert (said["quote"]["total"], said["refund_forecast"]["rule"]) == ("360.00", "INL45-PROG")
    assert said["refund_forecast"]["amount"] == "180.00"
    assert said["deadline"] == {
        "at": "2026-03-12T05:00:00Z",
        "words": "4 hours before Thursday 12 March 10:00 = Thursday 12 March 06:00",
    }


@pytest.mark.parametrize(
    ("different", "field", "says"),
    [
        ({"colour": "red"}, "colour", "unknown here"),
        ({"language": "xxx"}, "language", "unknown"),
        ({"language": 7}, "language", "Expected"),
        ({"mode": "pigeon"}, "mode", "Invalid enum value"),
        ({"starts_at": "tomorrow"}, "starts_at", "Invalid RFC3339"),
        ({"starts_at": "2026-03-12T10:00:00"}, "starts_at", "offset"),
        ({"starts_at": "2026-03-29T02:30:00+01:00", "ends_at": "2026-03-29T04:00:00+02:00"}, "starts_at", "forward"),
        ({"ends_at": "2026-03-12T09:00:00+01:00"}, "ends_at", "after the start"),
        ({"starts_at": "2026-03-09T10:00:00+01:00"}, "starts_at", "has passed"),
        ({"unit": "moon"}, "unit", "no unit"),
        ({"case_type": "weather"}, "case_type", "The choices are"),
        ({"measure": "GP"}, "measure", "region"),
        ({"mode": "in_person"}, "in_person_reason", "reason"),
        ({"level": 9}, "level", "<= 4"),
        ({"citizen_ref": "0101901234"}, "citizen_ref", "CPR"),
    ],
)
async def test_bad_input_is_a_problem_that_names_the_field_and_leaves_no_trace(
    client: httpx.AsyncClient, different: dict[str, Any], field: str, says: str
) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER | different)

    said = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert (said["field"], said["status"]) == (field, 422)
    assert says in said["detail"]
    assert said["messages"]["da"] != said["messages"]["en"]
    assert (await client.get("/api/v1/bookings")).json()["items"] == []


async def test_a_problem_speaks_danish_to_who_reads_danish(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER | {"measure": "GP"}, headers={"Accept-Language": "da-DK"})

    assert answer.json()["detail"].startswith("Tolkning på hospital og hos læge")


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/api/v1/bookings", b"{", 400),
        ("POST", "/api/v1/bookings", b"x" * 1_100_000, 413),
        ("GET", "/api/v1/bookings/B-1999-000001", None, 404),
        ("GET", "/api/v1/nothing", None, 404),
        ("DELETE", "/api/v1/bookings", None, 405),
        ("GET", "/api/v1/bookings?cursor=nonsense", None, 422),
        ("GET", "/api/v1/bookings?limit=9999", None, 422),
        ("GET", "/api/v1/bookings?status=lost", None, 422),
    ],
)
async def test_every_refusal_is_a_problem(
    client: httpx.AsyncClient, method: str, path: str, content: bytes | None, status: int
) -> None:
    answer = await client.request(method, path, content=content, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_without_a_token_the_answer_says_how_to_get_in(http: httpx.AsyncClient) -> None:
    answer = await http.get("/api/v1/bookings")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_the_same_key_gives_the_same_answer_and_one_booking(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "double click"}

    first, second = [await client.post("/api/v1/bookings", json=ORDER, headers=key) for _ in range(2)]

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert len((await client.get("/api/v1/bookings")).json()["items"]) == 1


async def test_the_same_key_at_the_same_time_makes_one_booking(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "impatient"}

    answers = await asyncio.gather(*(client.post("/api/v1/bookings", json=ORDER, headers=key) for _ in range(4)))

    assert {(answer.status_code, answer.json()["number"]) for answer in answers} == {(201, "B-2026-000001")}


async def test_the_same_key_for_something_else_is_refused(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "reused"}
    await client.post("/api/v1/bookings", json=ORDER, headers=key)

    answer = await client.post("/api/v1/bookings", json=ORDER | {"language": "prs"}, headers=key)

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


async def test_a_refused_request_leaves_its_key_free(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "second thoughts"}
    await client.post("/api/v1/bookings", json=ORDER | {"measure": "GP"}, headers=key)

    assert (await client.post("/api/v1/bookings", json=ORDER, headers=key)).status_code == 201


async def test_a_change_needs_the_etag_that_was_read(client: httpx.AsyncClient) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER)).json()["number"]
    path, change = f"/api/v1/bookings/{number}", {"note": "Ring på ved porten"}

    without = await client.patch(path, json=change)
    changed = await client.patch(path, json=change, headers={"If-Match": '"1"'})
    too_late = await client.patch(path, json={"note": "Andet"}, headers={"If-Match": '"1"'})

    assert [answer.status_code for answer in (without, changed, too_late)] == [422, 200, 412]
    assert (changed.headers["etag"], changed.json()["note"]) == ('"2"', "Ring på ved porten")


async def test_lists_are_paged_by_cursor_without_gap_or_repeat(client: httpx.AsyncClient) -> None:
    numbers = [(await client.post("/api/v1/bookings", json=ORDER)).json()["number"] for _ in range(5)]

    pages: list[list[str]] = []
    query: dict[str, Any] = {"limit": 2}
    while query.get("cursor", "") is not None:
        page = (await client.get("/api/v1/bookings", params=query)).json()
        pages.append([one["number"] for one in page["items"]])
        query["cursor"] = page["next"]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [number for page in pages for number in page] == numbers


async def test_an_interpreter_sees_neither_the_case_nor_the_cost(
    client: httpx.AsyncClient, keep: Keep, office: Resources
) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER | {"citizen_ref": "26-04417"})).json()["number"]
    await keep()

    said = (await client.get(f"/api/v1/bookings/{number}", headers=bearer("salma"))).json()

    assert said["status"] == "confirmed"
    assert said.keys().isdisjoint({"citizen_ref", "case_type", "measure", "cost", "quote", "refund", "mails"})


async def test_the_whole_life_over_the_api(client: httpx.AsyncClient, keep: Keep, clock: Clock, cast: Cast) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER | {"language": "prs"})).json()["number"]
    await keep()
    path = f"/api/v1/bookings/{number}"
    asked = (await client.get(path, headers=bearer("coordinator"))).json()["offers"][0]
    names = {str(cast[name].interpreter_id): name for name in ("farid", "olena")}
    interpreter = bearer(names[asked["interpreter"]])
    offered = (await client.get("/api/v1/offers", headers=interpreter)).json()["items"]

    accepted = await client.post(f"/api/v1/offers/{asked['id']}/accept", headers=interpreter)
    clock.at = clock.at.replace(day=12, hour=10)
    delivered = await client.post(f"{path}/deliver", json={"mode": "skype"}, headers=interpreter)
    attested = await client.post(f"{path}/attest")

    assert [one["number"] for one in offered] == [number]
    assert [answer.json()["status"] for answer in (accepted, delivered, attested)] == [
        "confirmed",
        "delivered",
        "attested",
    ]
    said = attested.json()
    assert said["delivery"]["mode"] == "skype"
    assert sum(float(line["amount"]) for line in said["cost"]["lines"]) == float(said["cost"]["total"]) == 360.0
    assert (said["refund"]["rule"], said["refund"]["amount"]) == ("INL45-PROG", "180.00")
    actions = [entry["action"] for entry in (await client.get(f"{path}/history")).json()["items"]]
    assert actions[0] == "requested"
    assert {"offered", "confirmed", "delivered", "attested", "priced", "refund decided"} <= set(actions)


async def test_candidates_say_why_this_one_and_why_not_the_others(client: httpx.AsyncClient) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER | {"language": "prs"})).json()["number"]

    said = (await client.get(f"/api/v1/bookings/{number}/candidates", headers=bearer("coordinator"))).json()

    assert [one["rank"] for one in said["candidates"]] == [1, 2]
    assert all(one["reasons"] for one in said["candidates"])


async def test_a_quote_is_made_by_the_engine_that_makes_the_bill(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/v1/quotes",
        json={
            "mode": "in_person",
            "starts_at": "2024-03-19T10:00:00+01:00",
            "ends_at": "2024-03-19T11:20:00+01:00",
            "scheme": "STATE-NSK",
            "category": "3",
            "travel_minutes": 70,
            "km": "42",
            "case_type": "integration_benefit",
            "measure": "DANISH_21",
        },
    )

    said = answer.json()
    assert (said["total"], said["refund"]["amount"]) == ("1178.66", "589.33")
    assert [line["amount"] for line in said["lines"]] == ["741.44", "278.04", "159.18"]
