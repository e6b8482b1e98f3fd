"""Free times and holds over the API."""

from datetime import datetime

import httpx

from booking.domain.periods import local
from tests.api.routes import TIMES
from tests.builders import token_of
from tests.conftest import Keep

HELD = {"language": "apc", "mode": "phone", "unit": "radhus", **TIMES}
LEADER = {"Authorization": f"Bearer {token_of('coordinator')}"}


async def test_a_held_time_is_refused_to_others_with_the_nearest_starts(client: httpx.AsyncClient) -> None:
    mine = await client.post("/api/v1/holds", json=HELD | {"unit": "jobcenter"})
    theirs = await client.post("/api/v1/holds", json=HELD, headers=LEADER)
    gone = await client.delete("/api/v1/holds")
    again = await client.post("/api/v1/holds", json=HELD, headers=LEADER)

    assert (mine.status_code, theirs.status_code, gone.status_code, again.status_code) == (201, 409, 204, 201)
    assert mine.json().keys() == {"language", "mode", "starts_at", "ends_at", "expires_at"}
    assert theirs.json()["field"] == "starts_at"
    assert len(theirs.json()["next_starts"]) == 5
    assert "2026-03-12T10:30:00+00:00" in theirs.json()["next_starts"]


async def test_a_hold_sent_twice_with_one_key_is_one_hold(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "h1"}

    first = await client.post("/api/v1/holds", json=HELD | {"unit": "jobcenter"}, headers=key)
    second = await client.post("/api/v1/holds", json=HELD | {"unit": "jobcenter"}, headers=key)

    assert (first.status_code, second.json()) == (201, first.json())


async def test_a_week_is_counted_by_start_and_mode_without_names(client: httpx.AsyncClient) -> None:
    asked = "/api/v1/availability?language=apc&unit=jobcenter&minutes=45&postcode=9902"

    day = await client.get(f"{asked}&date=2026-03-12&mode=phone&step=15")
    week = await client.get(f"{asked}&date=2026-03-12&span=week")

    [thursday] = day.json()["days"]
    assert (thursday["date"], thursday["lamp"], len(thursday["starts"])) == ("2026-03-12", "few", 44)
    assert thursday["starts"][0] == {"starts_at": "2026-03-12T06:00:00Z", "free": {"phone": 1}}
    assert [one["date"][-2:] for one in week.json()["days"]] == ["12", "13", "14", "15", "16", "17", "18"]
    assert week.json()["days"][0]["starts"][0]["free"].keys() == {"phone", "skype", "in_person"}
    assert "Salma" not in week.text


async def test_each_language_has_a_lamp_and_what_somebody_holds_is_not_free(client: httpx.AsyncClient) -> None:
    asked = "/api/v1/availability/languages?date=2026-03-12&unit=jobcenter&minutes=45&mode=phone"
    before = (await client.get(asked)).json()
    day = {"starts_at": "2026-03-12T07:00:00+01:00", "ends_at": "2026-03-12T18:30:00+01:00"}
    held = await client.post("/api/v1/holds", json=HELD | day, headers=LEADER)
    after = (await client.get(asked)).json()

    lamps = {one["language"]: (one["name"], one["lamp"], one["free"]) for one in before["languages"]}
    assert held.status_code == 201
    assert (before["date"], before["mode"], before["minutes"]) == ("2026-03-12", "phone", 45)
    assert lamps["apc"][1:] == ("few", 1)
    assert lamps["prs"] == ("Dari", "few", 2)
    assert {one["language"]: one["lamp"] for one in after["languages"]}["apc"] == "none"


async def test_what_is_unknown_is_refused_by_its_field(client: httpx.AsyncClient) -> None:
    answers = [
        await client.get(f"/api/v1/availability?date=2026-03-12&{rest}")
        for rest in ("language=xxx&unit=jobcenter", "language=apc&unit=nowhere", "language=apc&unit=familie")
    ]

    assert [(one.status_code, one.json()["field"]) for one in answers] == [
        (422, "language"),
        (422, "unit"),
        (403, "unit"),
    ]


async def test_the_times_are_instants(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/availability?language=apc&unit=jobcenter&date=2026-03-29")

    first = datetime.fromisoformat(answer.json()["days"][0]["starts"][0]["starts_at"])
    assert local(first).hour == 7


async def test_a_way_out_is_the_body_of_a_change_that_gives_somebody(client: httpx.AsyncClient, keep: Keep) -> None:
    order = {"language": "apc", "mode": "phone", "unit": "jobcenter", "case_type": "other", **TIMES}
    first = await client.post("/api/v1/bookings", json=order)
    second = await client.post("/api/v1/bookings", json=order | {"mode": "skype"})
    await keep()
    one = f"/api/v1/bookings/{second.json()['number']}"
    etag = (await client.get(one)).headers["etag"]

    ways = (await client.get(f"{one}/ways-out")).json()["items"]
    changed = await client.patch(one, json=ways[0]["changes"], headers={"If-Match": etag})
    await keep()

    assert (await client.get(f"/api/v1/bookings/{first.json()['number']}/ways-out")).json() == {"items": []}
    assert [way["kind"] for way in ways] == ["time", "time", "office"]
    assert [(way["first"], way["cost"]) for way in ways] == [(None, "360.00"), (None, "360.00"), (None, None)]
    assert changed.status_code == 200
    assert (await client.get(one)).json()["status"] == "confirmed"
