"""The administration over the API: users, tokens, the office and the log, by the same rules as on the pages."""

from typing import Any

import httpx
import pytest

from booking.domain.accounts import Role
from booking.local.sink import Sink
from booking.persistence.tables.accounts import idempotency_keys
from booking.resources import Resources
from booking.services.accounts import actor_by_token
from tests.api.test_bookings_api import bearer
from tests.builders import Cast
from tests.conftest import Keep

V1 = "/api/v1"
IDA: dict[str, Any] = {"name": "Ida  Skovgaard", "email": "ida@example.org", "roles": ["requester"]}
TOKEN = {"name": "Kassen", "email": "finance@example.org", "roles": ["finance", "admin"], "days": 30}


@pytest.fixture
def admin(http: httpx.AsyncClient) -> httpx.AsyncClient:
    http.headers.update(bearer("admin"))
    return http


async def test_somebody_is_invited_changed_closed_and_let_in_again(
    admin: httpx.AsyncClient, keep: Keep, sink: Sink
) -> None:
    without = await admin.post(f"{V1}/users", json=IDA)
    made = await admin.post(f"{V1}/users", json=IDA | {"unit": "jobcenter"})
    path = f"{V1}/users/{made.json()['id']}"
    changed = await admin.patch(path, json={"roles": ["leader", "finance"], "unit": None})
    late = await admin.patch(path, json={"name": "Senere"}, headers={"If-Match": made.headers["etag"]})
    closed = await admin.post(f"{path}/close")
    link = await admin.post(f"{path}/password-link")
    opened = await admin.post(f"{path}/reopen")
    await keep()

    assert (without.status_code, without.json()["field"], made.status_code) == (422, "unit", 201)
    ida = {"id": made.json()["id"], "name": "Ida Skovgaard", "email": "ida@example.org", "interpreter": None}
    now = {"roles": ["finance", "leader"], "unit": None, "sessions": []}
    assert made.json() == ida | {"roles": ["requester"], "unit": "jobcenter", "active": True, "sessions": []}
    assert (changed.json(), closed.json()) == (ida | now | {"active": True}, ida | now | {"active": False})
    assert (late.status_code, link.status_code, opened.json()) == (412, 409, changed.json())
    assert (await admin.get(path)).headers["etag"] == opened.headers["etag"]
    assert [one["name"] for one in (await admin.get(f"{V1}/users?q=skov")).json()["items"]] == ["Ida Skovgaard"]
    assert len([one for one in sink.messages() if one.envelope_to == ("ida@example.org",)]) == 1


@pytest.mark.parametrize("way", ["close", "roles"])
async def test_the_last_administrator_cannot_be_locked_out_over_the_api(
    admin: httpx.AsyncClient, cast: Cast, way: str
) -> None:
    path = f"{V1}/users/{cast['admin'].account_id}"

    async def leave() -> httpx.Response:
        return await (admin.post(f"{path}/close") if way == "close" else admin.patch(path, json={"roles": ["auditor"]}))

    refused = await leave()
    still = (await admin.get(path)).json()
    await admin.patch(f"{V1}/users/{cast['leader'].account_id}", json={"roles": ["admin"]})
    gone = await leave()

    assert (refused.status_code, refused.json()["field"]) == (409, "roles")
    assert (still["roles"], still["active"]) == (["admin"], True)
    assert gone.status_code == 200


async def test_a_token_s_secret_is_said_once_stored_nowhere_and_opens_no_more_than_its_owner_may(
    admin: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    first, again = [await admin.post(f"{V1}/tokens", json=TOKEN, headers={"Idempotency-Key": "once"}) for _ in range(2)]
    made, secret = first.json(), first.json()["secret"]
    async with office.desk(cast["admin"]) as desk:
        lent = await actor_by_token(desk, secret)
        [kept] = (await desk.connection.execute(idempotency_keys.select())).all()
    listed = await admin.get(f"{V1}/tokens")
    [one] = [one for one in listed.json()["items"] if one["id"] == made["id"]]
    ended = [(await admin.delete(f"{V1}/tokens/{made['id']}")).status_code for _ in range(2)]
    async with office.desk(cast["admin"]) as desk:
        after = await actor_by_token(desk, secret)

    assert lent is not None
    assert (lent.roles, made["roles"], one["working"]) == (frozenset({Role.FINANCE}), ["finance"], True)
    assert (again.status_code, again.json()) == (201, made | {"secret": ""})
    assert secret not in repr(kept) + listed.text
    assert (ended, after) == ([204, 404], None)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("users", IDA | {"password": "x"}, "password"),
        ("users", IDA | {"roles": ["king"]}, "roles[0]"),
        ("users", IDA | {"unit": "nowhere"}, "unit"),
        ("tokens", TOKEN | {"roles": ["admin"]}, "roles"),
        ("tokens", TOKEN | {"days": 10**30}, "days"),
        ("tokens", TOKEN | {"email": "nobody@example.org"}, "email"),
    ],
)
async def test_what_cannot_be_is_refused_by_its_field(
    admin: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await admin.post(f"{V1}/{path}", json=body)

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_office_s_facts_and_days_off_are_set_and_what_is_left_out_stays(admin: httpx.AsyncClient) -> None:
    before = (await admin.get(f"{V1}/office")).json()

    wrong = await admin.put(f"{V1}/office", json={"phone": "1", "days_off": ["02-30"]})
    after = (await admin.put(f"{V1}/office", json={"days_off": ["06-05", "12-24"], "phone": "99 31 00 00"})).json()

    assert (wrong.status_code, wrong.json()["field"]) == (422, "days_off")
    changes = after.pop("changes")
    assert after | {"changes": []} == before | {"phone": "99 31 00 00", "days_off": ["06-05", "12-24"]}
    assert {(one["key"], one["value"]) for one in changes} == {("phone", "99 31 00 00"), ("days_off", "06-05,12-24")}
    assert (await admin.get(f"{V1}/office")).json()["phone"] == "99 31 00 00"


async def test_of_two_who_set_the_same_at_one_instant_the_second_is_told(admin: httpx.AsyncClient) -> None:
    """The clock of a test stands still."""
    answers = [await admin.put(f"{V1}/office", json={"phone": f"99 31 00 0{n}"}) for n in range(2)]

    assert [one.status_code for one in answers] == [200, 409]
    assert answers[1].json()["detail"] == "Somebody else has just set the same. Try again."
    assert (await admin.get(f"{V1}/office")).json()["phone"] == "99 31 00 00"


async def test_the_log_is_found_by_person_booking_and_day_and_read_page_by_page(
    admin: httpx.AsyncClient, cast: Cast
) -> None:
    path = f"{V1}/users/{cast['leader'].account_id}"
    for n in range(103):
        await admin.patch(path, json={"name": f"Leder {n}"})
    first = (await admin.get(f"{V1}/log", params={"person": "admin"})).json()
    rest = (await admin.get(f"{V1}/log", params={"person": "admin", "cursor": first["next"]})).json()
    day = first["items"][0]["at"][:10]
    found = [
        len((await admin.get(f"{V1}/log", params=one)).json()["items"])
        for one in ({"day": day}, {"day": "2001-01-01"}, {"booking": "B-2001-000001"}, {"person": "nobody"})
    ]
    wrong = [
        (await admin.get(f"{V1}/log", params=one)).status_code
        for one in ({"day": "0001-01-01"}, {"cursor": "x"}, {"cursor": "WyJsb2ciLCAiMCJd"}, {"person": "\x00"})
    ]

    names = [one["changes"]["name"][1] for one in first["items"] + rest["items"]]
    assert names == [f"Leder {n}" for n in reversed(range(103))]
    assert (rest["next"], first["items"][0]["what"], first["items"][0]["via"]) == (None, "account", "api")
    assert (found, wrong) == ([100, 0, 0, 0], [422, 422, 422, 422])


async def test_the_log_is_taken_as_a_sheet_and_the_table_of_roles_is_read(admin: httpx.AsyncClient, cast: Cast) -> None:
    await admin.patch(f"{V1}/users/{cast['leader'].account_id}", json={"name": "Lone Aabrink"})

    sheet = await admin.get(f"{V1}/log/sheet", params={"person": "admin"})
    roles = {one["role"]: one["may"] for one in (await admin.get(f"{V1}/roles")).json()["items"]}

    assert (sheet.status_code, sheet.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert ["Lone Aabrink" in row for row in sheet.text.splitlines()] == [False, True]
    assert ("bookings:attest" in roles["requester"], "users:write" in roles["auditor"]) == (True, False)
