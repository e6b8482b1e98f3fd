"""Offers and calls over the API: asked by hand, answered for others, given back; the policy; and an interpreter now."""

from datetime import timedelta
from typing import Any

import httpx

from booking.resources import Resources
from tests.builders import Cast, token_of
from tests.conftest import Keep
from tests.services.asking import hire_six, open_offers_of, teach_bureau, wanted

V1 = "/api/v1"


async def ask(
    http: httpx.AsyncClient, who: str, method: str, path: str, body: Any = None, **headers: str
) -> httpx.Response:
    return await http.request(
        method, f"{V1}{path}", json=body, headers={"Authorization": f"Bearer {token_of(who)}"} | headers
    )


async def test_the_office_offers_to_all_and_a_second_time_there_is_nobody_left(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep
) -> None:
    await hire_six(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()

    asked = await ask(http, "coordinator", "POST", f"/bookings/{booked.number}/offers", {"how": "all"})
    again = await ask(http, "coordinator", "POST", f"/bookings/{booked.number}/offers", {"how": "all"})
    strange = await ask(http, "coordinator", "POST", f"/bookings/{booked.number}/offers", {"how": "some"})

    assert (asked.status_code, again.status_code, strange.status_code) == (200, 409, 422)
    assert [one["state"] for one in asked.json()["offers"]] == 6 * ["open"]


async def test_an_agency_is_given_an_order_number_and_the_office_answers_for_it(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep
) -> None:
    await teach_bureau(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()
    [offer] = await open_offers_of(office, cast, booked.number)

    read = await ask(http, "coordinator", "GET", f"/bookings/{booked.number}")
    yes = await ask(http, "coordinator", "POST", f"/offers/{offer.id}/answer", {"answer": "yes"})
    late = await ask(http, "coordinator", "POST", f"/offers/{offer.id}/answer", {"answer": "no"})

    assert read.json()["offers"][0]["order_number"] == "R-2026-000001"
    assert (yes.status_code, yes.json()["status"], late.status_code) == (200, "confirmed", 409)


async def test_a_job_is_given_back_once_with_a_reason(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep
) -> None:
    booked = await wanted(office, cast, timedelta(days=3), language="apc")
    await keep()
    path = f"/bookings/{booked.number}/withdraw"

    silent = await ask(http, "salma", "POST", path, {"reason": ""})
    given = await ask(http, "salma", "POST", path, {"reason": "Syg"})
    again = await ask(http, "salma", "POST", path, {"reason": "Syg"})

    assert (silent.status_code, given.status_code, again.status_code) == (422, 200, 409)
    assert given.json()["status"] == "requested"


async def test_the_policy_is_read_in_words_and_written_from_a_day_on(
    http: httpx.AsyncClient, office: Resources
) -> None:
    steps = [
        {"lead_minutes": 60, "how": "several", "thinking_minutes": 15},
        {"lead_minutes": 0, "how": "all", "thinking_minutes": 5},
    ]

    usual = (await ask(http, "leader", "GET", "/offer-policy")).json()
    past = await ask(http, "coordinator", "PUT", "/offer-policy", {"steps": steps, "valid_from": "2026-03-09"})
    ahead = await ask(http, "coordinator", "PUT", "/offer-policy", {"steps": steps, "valid_from": "2026-03-11"})
    office.forget_reference()
    today = (await ask(http, "leader", "GET", "/offer-policy")).json()

    assert usual["words"][-1] == "Less than 4 hours before: all at once, 10 minutes to answer"
    assert (past.status_code, ahead.status_code, today) == (422, 200, usual)
    assert ahead.json()["words"][0].startswith("1 hour before or more: 3 at a time")


async def test_a_call_is_made_once_followed_and_taken_back(
    http: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    await hire_six(office)
    call = {"language": "tir", "minutes": 30, "unit": "jobcenter", "case_type": "other", "phone": "99 31 00 00"}
    key = {"Idempotency-Key": "one call"}

    made = await ask(http, "requester", "POST", "/now", call, **key)
    same = await ask(http, "requester", "POST", "/now", call, **key)
    number = made.json()["number"]
    stands = (await ask(http, "requester", "GET", f"/now/{number}")).json()
    stopped = (await ask(http, "requester", "POST", f"/now/{number}/stop")).json()
    without = await ask(http, "requester", "POST", "/now", call | {"phone": ""})

    assert (made.status_code, same.json()) == (201, made.json())
    assert (stands["asked"], stands["status"], stands["until"]) == (6, "offered", "2026-03-10T07:03:00Z")
    assert stopped["status"] == "cancelled"
    assert (without.status_code, "number for the interpreter" in without.text) == (422, True)


async def test_a_call_that_nobody_took_goes_on_as_the_next_best(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep
) -> None:
    call = {"language": "pes", "minutes": 30, "unit": "jobcenter", "case_type": "other", "phone": "99 31 00 00"}
    number = (await ask(http, "requester", "POST", "/now", call)).json()["number"]
    [offer] = await open_offers_of(office, cast, number)
    await ask(http, "farid", "POST", f"/offers/{offer.id}/decline")
    await keep()

    nobody = (await ask(http, "requester", "GET", f"/now/{number}")).json()
    going_on = await ask(http, "requester", "POST", f"/now/{number}/instead", {"way": "substitute"})
    ready = await ask(http, "olena", "PUT", "/ready", {"hours": 2})

    assert [one["way"] for one in nobody["ways"]] == ["substitute", "video", "later"]
    assert (going_on.status_code, going_on.json()["asked"]) == (201, 2)
    assert ready.json() == {"until": "2026-03-10T09:00:00Z"}
