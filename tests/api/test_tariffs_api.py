"""Tariffs over the API: sheets that say every mistake, a preview of last quarter, and publishing from a day on."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Report
from tests.api.routes import PHONE_TERMS
from tests.builders import Cast, order, token_of
from tests.conftest import Clock

V1 = "/api/v1/tariffs"
HEADER = "Takst;Kategori;Ydelse;Enhed;Beløb;Gyldig fra;Gyldig til"
OWN_JULY = {
    "scheme": "MUNI-DEMO",
    "category": "own",
    "component": "interpreting",
    "unit": "hour",
    "amount": "400.00",
    "valid_from": "2026-07-01",
}
HOLDS_NOT = {
    "name": "En time i august koster 360 kr.",
    "scheme": "MUNI-DEMO",
    "category": "own",
    "mode": "phone",
    "day": "2026-08-04",
    "starts": "10:00:00",
    "booked_minutes": 60,
    "expected": "360.00",
}


def by(http: httpx.AsyncClient, name: str) -> httpx.AsyncClient:
    http.headers["Authorization"] = f"Bearer {token_of(name)}"
    return http


@pytest.fixture
def api(http: httpx.AsyncClient) -> httpx.AsyncClient:
    return by(http, "finance")


async def test_the_sheet_that_goes_out_comes_back_as_a_draft_of_what_is_new(api: httpx.AsyncClient) -> None:
    sheet = (await api.get(f"{V1}/rates.csv")).content
    same = await api.post(f"{V1}/drafts/csv", content=sheet)
    text = sheet.decode("utf-8-sig")
    edited = text.replace(
        "MUNI-DEMO;own;Tolkning;time;360,00;01.01.2022;\r\n",
        "MUNI-DEMO;own;Tolkning;time;360,00;01.01.2022;30-06-2026\r\nMUNI-DEMO;own;Tolkning;time;400,00;1/7-2026;\r\n",
    )
    made = await api.post(f"{V1}/drafts/csv?name=Sommer", content=edited.encode("cp1252"))

    assert text.splitlines()[0] == HEADER
    assert "STATE-NSK;3;Tolkning;påbegyndt time;370,72;01.07.2023;30.06.2024\r\n" in text
    assert (same.status_code, same.json()["field"]) == (422, "file")
    assert made.status_code == 201, made.text
    assert (made.json()["name"], made.json()["rates"]) == ("Sommer", [OWN_JULY | {"valid_to": None}])


async def test_every_mistake_in_a_sheet_is_told_by_row_and_column(api: httpx.AsyncClient) -> None:
    lines = [
        HEADER,
        "MUNI-DEMO;own;Tolkning;km;400,00;01.07.2026;",
        "MUNI-DEMO;agency;Tolkning;time;1.400;01.07.2026;",
        "MUNI-DEMO;own;Tolkning;time;400,00;01.07.2020;",
        "NOBODY;;Tolkning;time;400,00;01.07.2026;",
        "MUNI-DEMO;own;Rejse;time;400,00;31.06.2026;",
        "KM-HIGH;;Kørsel;km;4,01;01.01.2027;",
        "KM-HIGH;;Kørsel;km;4,02;01.01.2027;",
    ]
    refused = await api.post(f"{V1}/drafts/csv", content="\n".join(lines).encode())
    drafts = await api.get(f"{V1}/drafts")

    said = refused.json()["detail"].splitlines()
    assert [one.partition(":")[0] for one in said] == [
        "row 2, column “Enhed”",
        "row 3, column “Beløb”",
        "row 4, column “Gyldig fra”",
        "row 5, column “Takst”",
        "row 6, column “Ydelse”",
        "row 6, column “Gyldig fra”",
        "row 8, column “Gyldig fra”",
    ]
    assert drafts.json() == []


async def test_last_quarter_is_priced_again_and_a_case_that_does_not_hold_wants_a_reason(
    api: httpx.AsyncClient,
    office: Resources,
    cast: Cast,
    clock: Clock,
    keep: Callable[[], Awaitable[None]],
) -> None:
    number = await _delivered(office, cast, clock, keep)
    before = (await by(api, "requester").get(f"/api/v1/bookings/{number}")).json()["cost"]
    clock.at += timedelta(days=60)
    by(api, "finance")
    draft = (await api.post(f"{V1}/drafts", json={"name": "Juli", "rates": [OWN_JULY]})).json()
    case = (await api.post(f"{V1}/cases", json=HOLDS_NOT)).json()
    seen = (await api.get(f"{V1}/drafts/{draft['id']}/preview")).json()
    refused = await api.post(f"{V1}/drafts/{draft['id']}/publish", json={})
    done = await api.post(f"{V1}/drafts/{draft['id']}/publish", json={"reason": "Byrådet har hævet taksten."})
    twice = await api.post(f"{V1}/drafts/{draft['id']}/publish", json={"reason": "Byrådet har hævet taksten."})

    assert (case["found"], case["holds"]) == ("360.00", True)
    assert (seen["first"], seen["last"], seen["priced"], seen["unaffected"]) == ("2026-01-01", "2026-03-31", 1, 0)
    assert (seen["before"], seen["after"], seen["difference"]) == ("360.00", "400.00", "40.00")
    assert [(one["tariff"], one["mode"], one["unit"], one["count"]) for one in seen["groups"]] == [
        ("The municipality's own tariff, own interpreters", "phone", "jobcenter", 1)
    ]
    assert [(one["number"], one["difference"]) for one in seen["largest"]] == [(number, "40.00")]
    assert [one["name"] for one in seen["cases"] if not one["holds"]] == [HOLDS_NOT["name"]]
    assert (refused.status_code, refused.json()["field"]) == (409, "reason")
    assert (done.status_code, done.json()["failed"]) == (200, [HOLDS_NOT["name"]])
    assert twice.status_code == 409
    await _holds_from_july(api, number, before)


async def _holds_from_july(api: httpx.AsyncClient, number: str, before: dict[str, Any]) -> None:
    """The bill stands, June costs what it did, and July what was published."""
    in_june = (await api.get(f"{V1}?on=2026-06-30")).json()["schemes"][0]
    in_july = (await api.get(f"{V1}?on=2026-07-01")).json()["schemes"][0]
    old, new = ({(one["category"], one["amount"]) for one in found["rates"]} for found in (in_june, in_july))
    assert (("own", "360.00") in old, ("own", "400.00") in new, len(in_july["rates"])) == (True, True, 2)
    assert (await by(api, "requester").get(f"/api/v1/bookings/{number}")).json()["cost"] == before


async def _delivered(office: Resources, cast: Cast, clock: Clock, keep: Callable[[], Awaitable[None]]) -> str:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(mode=Mode.PHONE, phone="99 31 00 00"))
    await keep()
    clock.at = booked.ends_at + timedelta(hours=1)
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report())
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=booked.number)
    return booked.number


async def test_the_seeded_golden_cases_hold_and_can_be_edited(api: httpx.AsyncClient) -> None:
    seeded = (await api.get(f"{V1}/cases")).json()
    first = next(one for one in seeded if one["expected"] == "1178.66")
    given = {name: first[name] for name in HOLDS_NOT} | {"category": "3", "km": "42", "travel_minutes": 70}
    changed = await api.put(f"{V1}/cases/{first['id']}", json=given | {"expected": "1178.67", "booked_minutes": 80})
    gone = await api.delete(f"{V1}/cases/{first['id']}")

    assert (len(seeded), [one["name"] for one in seeded if not one["holds"]]) == (13, [])
    assert (changed.json()["found"], changed.json()["holds"]) == ("1178.66", False)
    assert (gone.status_code, len((await api.get(f"{V1}/cases")).json())) == (204, 12)


async def test_a_gap_behind_us_may_be_filled_but_not_where_something_is_settled(
    api: httpx.AsyncClient, office: Resources, cast: Cast, clock: Clock, keep: Callable[[], Awaitable[None]]
) -> None:
    await _delivered(office, cast, clock, keep)
    clock.at += timedelta(days=1)
    travel = {**OWN_JULY, "component": "travel_time", "unit": "started_30min", "amount": "90.00"}
    state = {**OWN_JULY, "scheme": "STATE-NSK", "category": "3", "unit": "started_hour", "valid_from": "2024-07-01"}
    rates = [travel | {"valid_from": "2026-01-01"}]
    settled = (await api.post(f"{V1}/drafts", json={"name": "Rejsetid", "rates": rates})).json()
    gap = (await api.post(f"{V1}/drafts", json={"name": "Statens takst", "rates": [state]})).json()
    refused = await api.post(f"{V1}/drafts/{settled['id']}/publish", json={})
    filled = await api.post(f"{V1}/drafts/{gap['id']}/publish", json={})
    thrown = await api.delete(f"{V1}/drafts/{settled['id']}")
    kept = await api.delete(f"{V1}/drafts/{gap['id']}")

    assert (refused.status_code, refused.json()["field"]) == (409, "valid_from")
    assert (filled.status_code, thrown.status_code, kept.status_code) == (200, 204, 409)
    assert [one["name"] for one in (await api.get(f"{V1}/drafts?published=true")).json()] == ["Statens takst"]


async def test_what_is_put_into_a_draft_can_be_taken_out(api: httpx.AsyncClient) -> None:
    draft = (await api.post(f"{V1}/drafts", json={"name": "Sommer", "rates": [OWN_JULY]})).json()
    path = f"{V1}/drafts/{draft['id']}"
    put = (await api.put(f"{path}/terms", json=PHONE_TERMS)).json()
    await api.delete(f"{path}/terms?scheme=MUNI-DEMO&mode=phone")
    await api.delete(f"{path}/rates?scheme=MUNI-DEMO&category=own&component=interpreting&valid_from=2026-07-01")
    left = (await api.get(path)).json()
    empty = await api.post(f"{path}/publish", json={})

    assert put["terms"] == ["MUNI-DEMO phone 2026-04-01"]
    assert (left["terms"], left["rates"]) == ([], [])
    assert (empty.status_code, empty.json()["field"]) == (409, "rates")


async def test_a_new_scheme_is_named_before_it_is_given_rates(api: httpx.AsyncClient) -> None:
    rate = {**OWN_JULY, "scheme": "NORD-2026", "category": ""}
    draft = (await api.post(f"{V1}/drafts", json={"name": "Nord"})).json()
    unknown = await api.put(f"{V1}/drafts/{draft['id']}/rates", json=rate)
    named = await api.patch(f"{V1}/names", json={"scheme": "NORD-2026", "name": "Bureauet Nord"})
    wrong = await api.patch(f"{V1}/names", json={"scheme": "nord", "name": "Bureauet Nord"})
    known = await api.put(f"{V1}/drafts/{draft['id']}/rates", json=rate)

    assert (unknown.status_code, named.status_code, wrong.status_code, known.status_code) == (422, 204, 422, 200)
    assert [one["amount"] for one in known.json()["rates"]] == ["400.00"]
