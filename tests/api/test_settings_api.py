"""Weights and alarm over the API, and why a booking is not shown to somebody."""

from datetime import timedelta

import httpx

from tests.api.subscribing import Book
from tests.builders import FARID, SALMA, token_of
from tests.conftest import Clock

V1 = "/api/v1"


async def test_weights_are_read_set_and_logged(http: httpx.AsyncClient) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('admin')}"

    before = (await http.get(f"{V1}/settings/weights")).json()
    after = (await http.put(f"{V1}/settings/weights", json={"asked_ore": 300})).json()
    wrong = await http.put(f"{V1}/settings/weights", json={"asked_ore": -1})
    unknown = await http.put(f"{V1}/settings/weights", json={"luck_ore": 1})

    values = [{one["key"]: one["value"] for one in found["weights"]}["asked_ore"] for found in (before, after)]
    assert (values, before["changes"]) == ([200, 300], [])
    assert [(one["key"], one["value"], one["set_by"]) for one in after["changes"]] == [("asked_ore", 300, "Admin")]
    assert (wrong.status_code, unknown.status_code) == (422, 422)


async def test_the_alarm_is_read_and_set(http: httpx.AsyncClient) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    rule = {"hours": 6, "email": "kontor@fjordby.example"}

    assert (await http.get(f"{V1}/settings/alarm")).json() == {"hours": 2, "email": ""}
    assert (await http.put(f"{V1}/settings/alarm", json=rule)).json() == rule
    assert (await http.get(f"{V1}/settings/alarm")).json() == rule


async def test_a_substitute_is_foreseen_set_and_removed(http: httpx.AsyncClient, clock: Clock) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    everything, one = f"{V1}/settings/substitutes", f"{V1}/settings/substitutes/som/apc"

    before = len((await http.get(everything)).json())
    foreseen = (await http.get(one, params={"consent_needed": "false"})).json()
    made = (await http.put(one, json={"consent_needed": False, "note": "Efter aftale"})).json()
    kept = (await http.get(everything)).json()
    wrong = await http.put(f"{everything}/som/som", json={})
    clock.at += timedelta(seconds=1)
    gone = [(await http.delete(one)).status_code for _ in range(2)]
    after = len((await http.get(everything)).json())

    assert made == foreseen | {"note": "Efter aftale"}
    assert (made["interpreters"], made in kept, len(kept)) == (1, True, before + 1)
    assert (wrong.status_code, wrong.json()["field"]) == (422, "spoken")
    assert (gone, after) == ([204, 204], before)


async def test_every_rule_in_ones_way_is_told(http: httpx.AsyncClient, book: Book) -> None:
    number = (await book(language="pes", gender="male", gender_required=True)).number
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"

    salma, farid = [(await http.get(f"{V1}/bookings/{number}/candidates/{one}")).json() for one in (SALMA, FARID)]

    assert [one["rule"] for one in salma["obstacles"]] == ["language", "gender"]
    assert (farid["interpreter"]["name"], farid["obstacles"]) == ("Farid Nazari", [])
