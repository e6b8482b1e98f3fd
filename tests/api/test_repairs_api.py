"""Ill, approved, well and taken back over the API."""

from datetime import timedelta

import httpx

from booking.domain.bookings import Status
from booking.resources import Resources
from tests.builders import SALMA, Cast, token_of
from tests.conftest import Clock
from tests.services.test_repairs import ANNA, hire, job_of, stands, today

SICK = f"/api/v1/interpreters/{SALMA}/sick"


async def test_a_repair_goes_its_whole_way_over_the_api(
    http: httpx.AsyncClient, office: Resources, cast: Cast, clock: Clock
) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    number = await job_of(office, cast, SALMA, starts_at=today(9))
    await job_of(office, cast, SALMA, starts_at=today(9) + timedelta(days=1))

    made = (await http.post(SICK, json={"further_notice": True}, headers={"Idempotency-Key": "ill-1"})).json()
    same = (await http.post(SICK, json={"further_notice": True}, headers={"Idempotency-Key": "ill-1"})).json()
    here = f"/api/v1/repairs/{made['id']}"
    [line] = made["lines"]
    done = await http.post(f"{here}/apply", json={"lines": [line["id"]]})
    longer = await http.post(f"{here}/prolong")
    anew = await http.post(f"{here}/renew")
    clock.at += timedelta(minutes=30)
    well = await http.post(f"/api/v1/interpreters/{SALMA}/well")
    back = await http.post(f"{here}/take-back", json={"line": line["id"]})
    seen = await http.get(here)

    assert same == made
    assert (line["number"], line["kind"], line["state"], line["cost"]) == (number, "give", "proposed", "0.00")
    assert [(move["number"], move["taker_name"]) for move in line["moves"]] == [(number, "Anna Lund")]
    assert len(line["tells"]) == 3
    assert done.json()["lines"][0]["state"] == "done"
    assert [len(answer.json()["lines"]) for answer in (longer, anew)] == [2, 2]
    assert [one["state"] for one in well.json()["lines"]] == ["done", "gone"]
    assert well.json()["lines"][0]["may_take_back"]
    assert (back.status_code, seen.json()["lines"][0]["state"]) == (200, "taken_back")
    assert await stands(office, cast, number) == (Status.CONFIRMED, "Salma Idris")


async def test_what_is_not_understood_is_refused(http: httpx.AsyncClient) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"

    unknown = await http.post(SICK, json={"because": "flu"})
    past = await http.post(SICK, json={"until": "2026-03-01"})
    nobody = await http.post(f"/api/v1/interpreters/{ANNA}/sick", json={})

    assert (unknown.status_code, past.status_code, nobody.status_code) == (422, 422, 404)


async def test_an_absence_is_taken_away_and_an_illness_is_not(http: httpx.AsyncClient) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    times = {"starts_at": "2026-03-12T10:00:00+01:00", "ends_at": "2026-03-12T11:00:00+01:00"}
    absences = f"/api/v1/interpreters/{SALMA}/absences"
    added = (await http.post(absences, json=times)).json()

    gone = [(await http.delete(f"{absences}/{added['id']}")).status_code for _ in range(2)]
    await http.post(SICK, json={})
    there = (await http.get(f"/api/v1/interpreters/{SALMA}/availability")).json()["exceptions"]
    refused = await http.delete(f"{absences}/{there[0]['id']}")

    assert (gone, len(there), refused.status_code) == ([204, 204], 1, 409)
