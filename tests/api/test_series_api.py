"""Series and companions over HTTP."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.api.test_bookings_api import ORDER
from tests.builders import Cast
from tests.conftest import Keep

FIVE: dict[str, Any] = ORDER | {"citizen_ref": "26-04417", "series": {"times": 5}}


async def test_a_series_is_answered_with_its_numbers_and_what_was_left_out(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/bookings", json=FIVE)

    said = answer.json()
    assert (answer.status_code, answer.headers["etag"], said["number"]) == (201, '"1"', "B-2026-000001")
    assert said["series"] == {
        "id": said["series"]["id"],
        "date": "2026-03-12",
        "place": 1,
        "dates": 4,
        "numbers": [f"B-2026-00000{n}" for n in range(1, 5)],
        "skipped": [{"date": "2026-04-02", "reason": "Maundy Thursday"}],
    }
    again = (await client.get(f"/api/v1/bookings/{said['series']['numbers'][2]}")).json()
    assert again["series"] == {"id": said["series"]["id"], "date": "2026-03-26", "place": 3, "dates": 4}


async def test_the_same_key_makes_the_series_once(client: httpx.AsyncClient, office: Resources, cast: Cast) -> None:
    said = [
        (await client.post("/api/v1/bookings", json=FIVE, headers={"Idempotency-Key": "k"})).json() for _ in range(2)
    ]

    async with office.desk(cast.coordinator) as desk:
        assert (said[0] == said[1], len(await bookings.list_bookings(desk))) == (True, 4)


async def test_what_is_booked_already_is_said_for_every_date(client: httpx.AsyncClient) -> None:
    later = {"starts_at": "2026-04-09T10:30:00+02:00", "ends_at": "2026-04-09T11:30:00+02:00"}
    await client.post("/api/v1/bookings", json=ORDER | {"citizen_ref": "26-04417"} | later)

    said = (await client.post("/api/v1/bookings", json=FIVE)).json()

    assert said["series"]["conflicts"] == [
        {
            "date": "2026-04-09",
            "number": "B-2026-000001",
            "text": "The case already has an interpreter 10:30–11:30 (B-2026-000001)",
        }
    ]


async def test_a_preview_has_every_date_and_writes_nothing(
    client: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    answer = await client.post("/api/v1/series/preview", json=FIVE | {"series": {"times": 4, "holidays": "keep"}})

    said = answer.json()
    assert (answer.status_code, said["booked"], said["total"], said["refund"]) == (200, 4, "1800.00", "900.00")
    assert said["dates"][3] == {
        "date": "2026-04-02",
        "week": 14,
        "booked": True,
        "starts_at": "2026-04-02T08:00:00Z",
        "ends_at": "2026-04-02T09:00:00Z",
        "holiday": "Maundy Thursday",
        "price": "720.00",
        "refund": "360.00",
        "free_cancel_deadline": "2026-04-02T04:00:00Z",
        "free": 1,
        "conflicts": [],
        "refusal": None,
    }
    async with office.desk(cast.coordinator) as desk:
        assert await bookings.list_bookings(desk) == []


@pytest.mark.parametrize(
    ("series", "field"),
    [
        ({"times": 201}, "times"),
        ({"until": "2026-03-01"}, "until"),
        ({"until": "2036-03-01"}, "until"),
        ({}, "until"),
        ({"times": 2, "weekdays": [9]}, "series.weekdays[0]"),
        ({"times": 2, "every_weeks": 0}, "every_weeks"),
        ({"times": 2, "leave_out": ["2026-03-13"]}, "leave_out"),
        ({"times": 2, "colour": "red"}, "colour"),
    ],
)
async def test_a_rule_that_cannot_be_names_its_field(
    client: httpx.AsyncClient, series: dict[str, Any], field: str
) -> None:
    for path in ("bookings", "series/preview"):
        answer = await client.post(f"/api/v1/{path}", json=ORDER | {"series": series})

        assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_preview_needs_a_rule(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/series/preview", json=ORDER)

    assert (answer.status_code, answer.json()["field"]) == (422, "series")


async def test_a_series_is_read_and_a_date_is_taken_back(client: httpx.AsyncClient, keep: Keep) -> None:
    made = (await client.post("/api/v1/bookings", json=FIVE)).json()["series"]
    await keep()

    back = await client.post(f"/api/v1/series/{made['id']}/dates", json={"date": "2026-04-02"})
    again = await client.post(f"/api/v1/series/{made['id']}/dates", json={"date": "2026-04-02"})

    said = (await client.get(f"/api/v1/series/{made['id']}")).json()
    assert (back.status_code, back.json()["series"]["place"], again.status_code) == (201, 4, 422)
    assert (said["rule"], said["unit"], said["skipped"]) == ("every week on Thursdays, 5 times", "jobcenter", [])
    assert [(one["date"], one["week"], one["status"], one["interpreter"]) for one in said["bookings"]] == [
        (str(date(2026, 3, 12) + timedelta(weeks=n)), 11 + n, "requested" if n == 3 else "confirmed", who)
        for n, who in enumerate(["Salma Idris", "Salma Idris", "Salma Idris", "", "Salma Idris"])
    ]


async def test_a_change_reaches_as_far_as_it_is_told(client: httpx.AsyncClient) -> None:
    numbers = (await client.post("/api/v1/bookings", json=FIVE)).json()["series"]["numbers"]
    later = {"starts_at": "2026-03-19T10:15:00+01:00", "ends_at": "2026-03-19T11:15:00+01:00"}

    answer = await client.patch(
        f"/api/v1/bookings/{numbers[1]}", json=later | {"scope": "onwards"}, headers={"If-Match": '"1"'}
    )
    one = await client.patch(f"/api/v1/bookings/{numbers[3]}", json={"note": "Ring på"}, headers={"If-Match": '"2"'})

    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert [(one["number"], one["starts_at"]) for one in answer.json()["followed"]] == [
        (numbers[2], "2026-03-26T09:15:00Z"),
        (numbers[3], "2026-04-09T08:15:00Z"),
    ]
    assert (one.status_code, "followed" in one.json()) == (200, False)


async def test_cancelling_all_ends_what_is_still_to_come(client: httpx.AsyncClient) -> None:
    numbers = (await client.post("/api/v1/bookings", json=FIVE)).json()["series"]["numbers"]
    await client.post(f"/api/v1/bookings/{numbers[2]}/cancel", json={"scope": "one"})

    answer = await client.post(f"/api/v1/bookings/{numbers[0]}/cancel", json={"scope": "all"})
    alone = await client.post("/api/v1/bookings", json=ORDER)
    refused = await client.post(f"/api/v1/bookings/{alone.json()['number']}/cancel", json={"scope": "all"})

    assert (answer.json()["status"], refused.status_code) == ("cancelled", 422)
    statuses = [(await client.get(f"/api/v1/bookings/{number}")).json()["status"] for number in numbers]
    assert statuses == ["cancelled"] * 4


async def test_companions_are_two_bookings_that_know_each_other(client: httpx.AsyncClient) -> None:
    made = (await client.post("/api/v1/bookings", json=ORDER | {"interpreters": 2, "language": "prs"})).json()
    other = (await client.get(f"/api/v1/bookings/{made['companions'][0]}")).json()

    both = await client.post(f"/api/v1/bookings/{made['number']}/cancel", json={})

    assert (made["number"], other["companions"]) == (other["companions"][0], [made["number"]])
    after = (await client.get(f"/api/v1/bookings/{other['number']}")).json()
    assert (both.status_code, after["status"]) == (200, "cancelled")


async def test_one_companion_can_be_cancelled_alone(client: httpx.AsyncClient) -> None:
    made = (await client.post("/api/v1/bookings", json=ORDER | {"interpreters": 2, "language": "prs"})).json()

    await client.post(f"/api/v1/bookings/{made['number']}/cancel", json={"scope": "one"})

    other = (await client.get(f"/api/v1/bookings/{made['companions'][0]}")).json()
    assert other["status"] == "requested"


async def test_five_interpreters_are_too_many(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER | {"interpreters": 5})

    assert (answer.status_code, answer.json()["field"]) == (422, "interpreters")


async def test_a_series_in_two_modes_moves_its_other_wishes_alike(client: httpx.AsyncClient) -> None:
    other = {"mode": "skype", "starts_at": "2026-03-12T13:00:00+01:00", "ends_at": "2026-03-12T14:00:00+01:00"}
    numbers = (await client.post("/api/v1/bookings", json=FIVE | {"alternatives": [other]})).json()["series"]["numbers"]

    said = (await client.get(f"/api/v1/bookings/{numbers[3]}")).json()

    assert [(one["mode"], one["starts_at"]) for one in said["wishes"]] == [
        ("phone", "2026-04-09T08:00:00Z"),
        ("skype", "2026-04-09T11:00:00Z"),
    ]
