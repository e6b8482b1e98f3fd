"""Every POST of the API answers the same twice with the same key: the table of routes is walked, none is left out."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from booking.persistence.idempotency import KEPT
from booking.resources import Resources
from tests.api.routes import CLASSIFIED, Guarded
from tests.api.test_bookings_api import ORDER, bearer
from tests.api.test_permissions_matrix import Things, things
from tests.builders import Cast
from tests.conftest import Clock

__all__ = ["things"]

POSTS = {path: rule for (method, path), rule in CLASSIFIED.items() if method == "POST" and isinstance(rule, Guarded)}
# Of those that would be refused as the table sends them, a body that does something.
SENT: dict[str, Any] = {"/api/v1/bookings": ORDER}


def asked_by(rule: Guarded) -> list[str]:
    """Who might be let in: tried one after the other until one is."""
    return ["coordinator", "requester", "admin", "salma", "farid"]


@pytest.mark.parametrize("path", sorted(POSTS))
async def test_every_post_answers_the_same_twice_and_refuses_its_key_for_another_body(
    http: httpx.AsyncClient, office: Resources, things: Things, cast: Cast, path: str
) -> None:
    rule, address = POSTS[path], things.path(path, foreign=POSTS[path].subject == "offer")
    body = SENT.get(path, rule.body)
    for who in asked_by(rule):
        headers = bearer(who) | {"Idempotency-Key": "twice"}
        first = await http.post(address, json=body, headers=headers)
        if first.is_success:
            break
    if not first.is_success:
        # Refused, it leaves no trace of the key: sent again it is judged again, alike.
        again = await http.post(address, json=body, headers=headers)
        assert (again.status_code, await keys_of(office, cast, who)) == (first.status_code, 0)
        return

    again = await http.post(address, json=body, headers=headers)
    other = await http.post(address, content=json.dumps(body).encode() + b" ", headers=headers | JSON)
    elsewhere = await http.post(things.path(path, foreign=False) + "?x=1", json=body, headers=headers)

    assert (again.status_code, again.content, again.headers.get("etag")) == (
        first.status_code,
        first.content,
        first.headers.get("etag"),
    )
    assert (other.status_code, other.json()["field"]) == (422, "Idempotency-Key")
    assert elsewhere.status_code in (first.status_code, 422, 404)
    assert await keys_of(office, cast, who) == 1


JSON = {"Content-Type": "application/json"}


async def keys_of(office: Resources, cast: Cast, who: str) -> int:
    async with office.desk(cast[who]) as desk:
        return await desk.idempotency_keys.sweep(now=desk.now + 10 * KEPT)


async def test_a_key_is_its_account_s_own_lasts_a_day_and_is_waited_for(
    http: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    key = {"Idempotency-Key": "shared"}

    mine, again = await asyncio.gather(
        *(http.post("/api/v1/bookings", json=ORDER, headers=bearer("requester") | key) for _ in range(2))
    )
    others = await http.post("/api/v1/bookings", json=ORDER, headers=bearer("coordinator") | key)
    clock.at += KEPT - timedelta(minutes=1)
    kept = await http.post("/api/v1/bookings", json=ORDER, headers=bearer("requester") | key)
    clock.at += timedelta(minutes=2)
    anew = await http.post("/api/v1/bookings", json=ORDER, headers=bearer("requester") | key)

    first = mine.json()["number"]
    assert (again.json()["number"], kept.json()["number"]) == (first, first)
    assert len({first, others.json()["number"], anew.json()["number"]}) == 3


async def test_a_change_whose_answer_was_lost_is_answered_again_and_not_made_twice(client: httpx.AsyncClient) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER)).json()["number"]
    path, headers = f"/api/v1/bookings/{number}", {"If-Match": '"1"', "Idempotency-Key": "lost"}

    first, again = [await client.patch(path, json={"note": "Ring på"}, headers=headers) for _ in range(2)]
    without = await client.patch(path, json={"note": "Ring på"}, headers={"If-Match": '"1"'})

    assert (first.status_code, again.content, again.headers["etag"]) == (200, first.content, '"2"')
    assert without.status_code == 412
