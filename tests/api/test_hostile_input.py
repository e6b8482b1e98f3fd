"""What no client of good will sends: each is refused with a reason, and none breaks anything."""

import asyncio
import base64
import json
from typing import Any

import httpx
import pytest

from booking.resources import Resources
from tests.api.routes import PHONE_TERMS
from tests.api.test_bookings_api import ORDER, bearer
from tests.builders import FARID
from tests.conftest import Clock, Keep

V1 = "/api/v1"
TIMES = {"starts_at": "2026-03-12T10:00:00+01:00", "ends_at": "2026-03-12T11:00:00+01:00"}
QUOTE: dict[str, Any] = {"mode": "in_person", **TIMES}
SOMEBODY: dict[str, Any] = {
    "name": "Nour Saleh",
    "email": "nour@tolk.example.org",
    "employment": "freelance",
    "skills": [{"language": "apc"}],
}
FIRST, LAST = "0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"note": "a\x00b"}, "note"),
        ({"contact": "Anne\r\nBcc: all@example.org"}, "contact"),
        ({"citizen_ref": "\u2028"}, "citizen_ref"),
        ({"language": "\x00"}, "language"),
        ({"starts_at": FIRST}, "starts_at"),
        ({"ends_at": LAST}, "ends_at"),
    ],
)
async def test_an_order_with_what_no_field_can_hold_is_refused_by_its_field(
    client: httpx.AsyncClient, different: dict[str, str], field: str
) -> None:
    answer = await client.post(f"{V1}/bookings", json=ORDER | different)

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert set(answer.json()["messages"]) == {"da", "en"}


async def test_a_note_may_have_lines_and_signs_of_every_script(client: httpx.AsyncClient) -> None:
    note = "Første linje\n\tanden 👩‍👧 مرحبا <b>"

    answer = await client.post(f"{V1}/bookings", json=ORDER | {"note": note})

    assert (answer.status_code, answer.json()["note"]) == (201, note)


@pytest.mark.parametrize("km", ["NaN", "sNaN", "Infinity", "-5", "1e400", "1e999999999", "1e-999999999", 5001])
async def test_nobody_drives_so_many_kilometres(client: httpx.AsyncClient, km: object) -> None:
    answer = await client.post(f"{V1}/quotes", json=QUOTE | {"km": km})

    assert (answer.status_code, answer.json()["field"]) == (422, "km")


@pytest.mark.parametrize("ends_at", ["2026-03-13T10:00:00+01:00", "2199-03-12T10:00:00+01:00", LAST])
async def test_a_quote_for_years_is_refused_before_it_is_reckoned(client: httpx.AsyncClient, ends_at: str) -> None:
    answer = await client.post(f"{V1}/quotes", json=QUOTE | {"ends_at": ends_at})

    assert (answer.status_code, answer.json()["field"]) == (422, "ends_at")


async def _number(http: httpx.AsyncClient) -> str:
    answer = await http.post(f"{V1}/bookings", json=ORDER, headers=bearer("requester"))
    return str(answer.json()["number"])


@pytest.mark.parametrize(
    ("report", "field"),
    [
        ({"km": "NaN"}, "km"),
        ({"starts_at": "1990-01-01T00:00:00Z"}, "starts_at"),
        ({"starts_at": FIRST}, "starts_at"),
        ({"ends_at": "2090-01-01T00:00:00Z"}, "ends_at"),
    ],
)
async def test_a_delivery_is_about_the_day_of_its_booking(
    http: httpx.AsyncClient, keep: Keep, clock: Clock, report: dict[str, str], field: str
) -> None:
    number = await _number(http)
    await keep()
    clock.at = clock.at.replace(day=13)

    answer = await http.post(f"{V1}/bookings/{number}/deliver", json=report, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("if_match", [b"\xb2", b'"\xb2"', b"9" * 5000, b"*", b"-1", b'"1", "2"'])
async def test_only_an_etag_of_ours_is_a_version(http: httpx.AsyncClient, if_match: bytes) -> None:
    number, (name, value) = await _number(http), next(iter(bearer("requester").items()))
    headers = [(name.encode(), value.encode()), (b"If-Match", if_match)]

    answer = await http.patch(f"{V1}/bookings/{number}", json={"note": "x"}, headers=headers)

    assert (answer.status_code, answer.json()["field"]) == (422, "If-Match header")


def _cursor(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


KEY = "0" * 32
TAMPERED = [[FIRST, KEY], [LAST, KEY], ["\x00", KEY], ["\ud800", KEY], [1, KEY], [["a"], KEY], ["a"], {"a": 1, "b": 2}]


@pytest.mark.parametrize("path", ["bookings", "interpreters", "reports/remote-share/rows"])
@pytest.mark.parametrize("cursor", [*map(_cursor, TAMPERED), base64.urlsafe_b64encode(b"[" * 40_000).decode(), "é"])
async def test_a_cursor_that_was_tampered_with_is_refused(http: httpx.AsyncClient, path: str, cursor: str) -> None:
    if path == "interpreters" and cursor in (_cursor([FIRST, KEY]), _cursor([LAST, KEY])):
        return  # a name like any other

    answer = await http.get(f"{V1}/{path}", params={"cursor": cursor}, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("bookings/%00", 404),
        ("bookings/%00/history", 404),
        ("bookings/B-2026-%D9%A0", 404),
        ("bookings?language=%00", 422),
        ("interpreters?language=%00", 422),
        ("reports/remote-share?known_at=0001-01-01T00:00:00%2B23:00", 422),
        ("reports/remote-share/rows?group=%00", 200),
    ],
)
async def test_an_address_with_what_no_database_takes_is_answered(
    http: httpx.AsyncClient, path: str, status: int
) -> None:
    answer = await http.get(f"{V1}/{path}", headers=bearer("coordinator"))

    assert answer.status_code == status


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 50_000, b'{"language":"\xff\xfe"}', b'{"a":"\\ud800"}', b"{}x"]
)
async def test_what_is_no_json_is_said_to_be_none(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post(f"{V1}/bookings", content=body)

    assert (answer.status_code, set(answer.json()["messages"])) == (400, {"da", "en"})


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"name": "Nour\nBcc: all@example.org"}, "name"),
        ({"name": "=?utf-8?q?Nour=0aBcc:_all?="}, "name"),
        ({"name": "  "}, "name"),
        ({"email": "nour"}, "email"),
        ({"email": "nour@tolk.example.org\nx"}, "email"),
        ({"phone": "\x00"}, "phone"),
        ({"scheme": "moon"}, "scheme"),
        ({"category": "moon"}, "scheme"),
        ({"born": "0001-01-01"}, "born"),
        # asyncpg takes the outermost days for infinity, and one such skill stopped every search in its language.
        ({"skills": [{"language": "apc", "valid_from": "0001-01-01"}]}, "valid_from"),
        ({"skills": [{"language": "apc", "valid_to": "9999-12-31"}]}, "valid_to"),
    ],
)
async def test_nobody_comes_into_the_register_who_cannot_be_written_to_or_paid(
    http: httpx.AsyncClient, different: dict[str, object], field: str
) -> None:
    answer = await http.post(f"{V1}/interpreters", json=SOMEBODY | different, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"].split("[")[0]) == (422, field)


async def test_an_absence_lies_within_the_calendar(http: httpx.AsyncClient) -> None:
    away = {"starts_at": "2026-01-01T00:00:00Z", "ends_at": "9999-12-31T23:59:59Z"}

    answer = await http.post(f"{V1}/interpreters/{FARID}/absences", json=away, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, "ends_at")


async def test_weekly_hours_are_wall_time_and_take_no_offset(http: httpx.AsyncClient) -> None:
    weekly = {"hours": [{"weekday": 1, "starts": "08:00:00+02:00", "ends": "16:00:00"}]}

    answer = await http.put(f"{V1}/interpreters/{FARID}/availability", json=weekly, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, "hours[0].starts")


async def test_a_requester_does_not_learn_who_was_asked(http: httpx.AsyncClient, keep: Keep) -> None:
    number = await _dari(http)
    await keep()
    office, requester = [
        (await http.get(f"{V1}/bookings/{number}", headers=bearer(name))).json()
        for name in ("coordinator", "requester")
    ]

    assert ([mail["to"] for mail in office["mails"]], len(office["offers"])) == (["farid@tolk.example.org"], 1)
    assert "farid" not in str(requester)


async def test_a_seal_that_is_not_ascii_fits_nothing(http: httpx.AsyncClient) -> None:
    headers = [(b"Cookie", b"session=ss_x"), (b"X-CSRF-Token", b"\xe9")]

    answer = await http.post(f"{V1}/quotes", json=QUOTE, headers=headers)

    assert (answer.status_code, answer.json()["field"]) == (403, "X-CSRF-Token")


async def test_an_interpreter_who_is_taken_meanwhile_is_told_so(http: httpx.AsyncClient, keep: Keep) -> None:
    first, second = await _dari(http), await _dari(http)
    await keep()
    for number in (first, second):
        assigned = await http.post(
            f"{V1}/bookings/{number}/assign", json={"interpreter": str(FARID)}, headers=bearer("coordinator")
        )

    assert (assigned.status_code, assigned.json()["type"]) == (409, "/problems/conflict")


async def _dari(http: httpx.AsyncClient) -> str:
    answer = await http.post(f"{V1}/bookings", json=ORDER | {"language": "prs"}, headers=bearer("requester"))
    return str(answer.json()["number"])


async def test_a_slow_body_holds_no_transaction_open(http: httpx.AsyncClient, office: Resources) -> None:
    number, waiting, go_on = await _number(http), asyncio.Event(), asyncio.Event()

    async def body() -> Any:
        yield b"{"
        waiting.set()
        await go_on.wait()
        yield b"}"

    headers = bearer("coordinator") | {"Idempotency-Key": "slowly"}
    asking = asyncio.create_task(http.post(f"{V1}/bookings/{number}/attest", content=body(), headers=headers))
    await waiting.wait()
    await asyncio.sleep(0.05)

    assert office.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    go_on.set()
    assert (await asking).status_code == 403


@pytest.mark.parametrize("factor", ["NaN", "sNaN", "Infinity", "-1", "1e999", "1e-999999", "1.0005"])
async def test_no_factor_is_published_that_nothing_can_be_multiplied_by(http: httpx.AsyncClient, factor: str) -> None:
    terms = {**PHONE_TERMS, "holiday_factor": factor}

    answer = await http.post(f"{V1}/services/terms", json=terms, headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, "holiday_factor")


@pytest.mark.parametrize(("name", "day"), [("from", "0001-01-01"), ("to", "9999-12-31")])
async def test_figures_are_of_days_within_the_calendar(http: httpx.AsyncClient, name: str, day: str) -> None:
    answer = await http.get(f"{V1}/quality?{name}={day}", headers=bearer("coordinator"))

    assert (answer.status_code, answer.json()["field"]) == (422, name)
