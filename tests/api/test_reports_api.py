"""Reports over HTTP: the remote share with its definition, and as a sheet a Danish office opens."""

import httpx
import pytest

from tests.api.test_bookings_api import ORDER, bearer
from tests.conftest import Clock, Keep


@pytest.fixture
async def one_by_phone(client: httpx.AsyncClient, keep: Keep, clock: Clock) -> str:
    """One interpreting delivered by phone and attested in March 2026."""
    number: str = (await client.post("/api/v1/bookings", json=ORDER)).json()["number"]
    await keep()
    clock.at = clock.at.replace(day=12, hour=10)
    await client.post(f"/api/v1/bookings/{number}/deliver", json={}, headers=bearer("salma"))
    await client.post(f"/api/v1/bookings/{number}/attest")
    return number


async def test_the_remote_share_says_what_it_is_and_how_it_was_counted(
    client: httpx.AsyncClient, one_by_phone: str
) -> None:
    said = (await client.get("/api/v1/reports/remote-share", headers=bearer("leader"))).json()

    assert (said["headline"]["text"], said["report"]["id"], said["as_of"]) == ("100%", "R02", "2026-03-12")
    assert [row["key"] for row in said["rows"]] == ["2026-01", "2026-02", "2026-03"]
    assert "delivered" in said["report"]["definition"]


async def test_the_rows_behind_the_number_are_the_bookings(client: httpx.AsyncClient, one_by_phone: str) -> None:
    said = (await client.get("/api/v1/reports/remote-share/rows", headers=bearer("finance"))).json()

    assert [row["key"] for row in said["rows"]] == [one_by_phone]


async def test_a_sheet_has_bom_semicolons_and_decimal_commas(client: httpx.AsyncClient, one_by_phone: str) -> None:
    headers = bearer("finance") | {"Accept": "text/csv"}
    answer = await client.get("/api/v1/reports/remote-share", headers=headers)

    lines = answer.content.decode("utf-8").split("\r\n")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert lines[0].startswith("\ufeffMåned;")
    assert "I alt;1;1;0;1;0;100,0" in answer.text


@pytest.mark.parametrize(
    ("path", "accept", "media_type", "begins"),
    [
        ("remote-share.xlsx", "*/*", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("remote-share.pdf", "*/*", "application/pdf", b"%PDF"),
        ("remote-share.csv", "*/*", "text/csv; charset=utf-8", "\ufeff".encode()),
        ("remote-share", "application/pdf", "application/pdf", b"%PDF"),
        ("remote-share/rows.xlsx", "*/*", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
async def test_the_address_or_accept_says_which_form(
    client: httpx.AsyncClient, one_by_phone: str, path: str, accept: str, media_type: str, begins: bytes
) -> None:
    answer = await client.get(f"/api/v1/reports/{path}", headers=bearer("finance") | {"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.content.startswith(begins)


async def test_only_the_reports_one_may_read_are_listed(client: httpx.AsyncClient) -> None:
    said = (await client.get("/api/v1/reports", headers=bearer("coordinator"))).json()

    assert "R02" in {one["id"] for one in said["items"]}


async def test_an_unknown_report_lists_those_there_are(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/reports/weather", headers=bearer("leader"))

    assert (answer.status_code, "remote-share" in answer.json()["detail"]) == (404, True)


async def test_a_period_that_cannot_be_names_its_field(client: httpx.AsyncClient) -> None:
    query = {"from": "2026-03-01", "to": "2026-02-01"}
    answer = await client.get("/api/v1/reports/remote-share", params=query, headers=bearer("leader"))

    assert (answer.status_code, answer.json()["field"]) == (422, "from")
