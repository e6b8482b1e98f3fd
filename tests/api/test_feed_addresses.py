"""The address of a feed: how its answers are cached, and that it is a secret."""

import asyncio
from datetime import timedelta

import httpx
import pytest
import structlog
from prometheus_client import generate_latest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Conflict, Denied
from booking.resources import Resources
from booking.services import bookings, feeds
from tests.api.subscribing import Book, address_of
from tests.builders import TOWN_HALL, Cast
from tests.conftest import NOW, Clock


async def test_a_calendar_that_knows_the_newest_gets_304_until_something_changes(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book, clock: Clock
) -> None:
    booked = await book(starts_at=NOW + timedelta(days=9))
    address = await address_of(office, cast, "salma")
    first = await http.get(address)
    etag = first.headers["etag"]
    clock.at += timedelta(hours=7)

    same = [
        await http.get(address, headers={"If-None-Match": given}) for given in (etag, f'"x", {etag}', etag[2:], "*")
    ]
    other = await http.get(
        address, headers={"If-None-Match": 'W/"x"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    )
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)
    changed = await http.get(address, headers={"If-None-Match": etag})

    assert [(one.status_code, one.content, one.headers["etag"]) for one in same] == [(304, b"", etag)] * 4
    assert (other.status_code, other.content) == (200, first.content)
    assert (changed.status_code, changed.headers["etag"] == etag) == (200, False)


async def test_the_answer_is_small_private_and_tells_nobody_where_it_was_found(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    for day in range(3, 6):
        await book(starts_at=NOW + timedelta(days=day), citizen_ref="")
    address = await address_of(office, cast, "salma")

    answers = {
        how: await http.request(method, path, headers={"Accept-Encoding": coding})
        for how, method, path, coding in (
            ("plain", "GET", address, "identity"),
            ("gzip", "GET", address, "gzip"),
            ("head", "HEAD", address, "gzip"),
            ("long", "GET", address.replace("/f/", "/api/v1/calendars/"), "identity"),
        )
    }

    plain = answers["plain"]
    for answer in answers.values():
        said = {name: answer.headers.get_list(name) for name in ("content-type", "cache-control", "x-robots-tag")}
        assert said == {
            "content-type": ["text/calendar; charset=utf-8"],
            "cache-control": ["private, max-age=300"],
            "x-robots-tag": ["noindex"],
        }
        assert (answer.status_code, answer.headers.get_list("referrer-policy")) == (200, ["no-referrer"])
        assert (answer.headers["etag"], "set-cookie" in answer.headers) == (plain.headers["etag"], False)
        assert "accept-encoding" in answer.headers["vary"].lower()
    assert answers["gzip"].headers["content-encoding"] == "gzip"
    assert int(answers["gzip"].headers["content-length"]) < len(plain.content) / 2
    assert answers["gzip"].content == answers["long"].content == plain.content
    assert (answers["head"].content, answers["head"].headers["content-length"]) == (b"", str(len(plain.content)))


async def test_a_new_address_stops_the_old_one_and_a_stopped_one_is_as_if_it_never_was(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    await book()
    old = await address_of(office, cast, "salma")
    assert (await http.get(old)).status_code == 200
    new = await address_of(office, cast, "salma")
    statuses = [(await http.get(address)).status_code for address in (old, new)]
    async with office.desk(cast["salma"]) as desk:
        await feeds.end_feed(desk)

    gone = [await http.get(address) for address in (old, new, "/f/sf_never/tolk.ics", "/f/%F0%9F%90%87/tolk.ics")]
    whole = await http.get("/api/v1/calendars/sf_never/tolk.ics")

    assert statuses == [404, 200]
    assert {(one.status_code, one.content) for one in [*gone, whole]} == {(404, gone[0].content)}
    assert (
        len({frozenset(set(one.headers.items()) - {("x-request-id", one.headers["x-request-id"])}) for one in gone})
        == 1
    )


async def test_an_address_stops_with_the_account_the_unit_or_the_role(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    await book()
    changes = {
        "salma": "active = false",
        "requester": f"unit_id = '{TOWN_HALL}'",
        "outsider": "roles = '{finance}'",
    }
    addresses = {name: await address_of(office, cast, name) for name in changes}
    async with office.desk(SYSTEM) as desk:
        for name, change in changes.items():
            await desk.connection.exec_driver_sql(f"UPDATE accounts SET {change} WHERE email = '{name}@example.org'")

    assert {(await http.get(address)).status_code for address in addresses.values()} == {404}


async def test_an_office_without_jobs_of_its_own_has_no_address(office: Resources, cast: Cast) -> None:
    for name in ("coordinator", "finance", "leader"):
        with pytest.raises(Denied):
            async with office.desk(cast[name]) as desk:
                await feeds.make_feed(desk)


async def test_a_program_gone_wrong_is_told_to_wait(
    http: httpx.AsyncClient, office: Resources, cast: Cast, clock: Clock
) -> None:
    address = await address_of(office, cast, "salma")
    statuses = [(await http.get(address)).status_code for _ in range(feeds.MOST_READS)]

    refused = await http.get(address)
    clock.at += feeds.PER
    later = await http.get(address)

    assert set(statuses) == {200}
    assert (refused.status_code, refused.headers["retry-after"], later.status_code) == (429, "300", 200)


async def test_the_address_is_in_no_log_no_figure_and_no_table(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    await book()
    address = await address_of(office, cast, "salma")
    token = address.split("/")[2]
    with structlog.testing.capture_logs() as logs:
        await http.get(address)
        await http.get(f"{address}/more")
        await http.get(f"/f/{token}")
    async with office.desk(SYSTEM) as desk:
        rows = (await desk.connection.exec_driver_sql("SELECT f::text FROM calendar_feeds f")).scalars().all()
        logged = (await desk.connection.exec_driver_sql("SELECT h::text FROM history h")).scalars().all()

    assert [one["route"] for one in logs] == ["/f/{token}/tolk.ics", "unknown", "unknown"]
    assert token not in repr(logs) + generate_latest().decode() + repr(rows) + repr(logged)
    assert any("calendar feed made" in row for row in logged)


async def test_an_error_under_an_address_is_logged_without_it(
    http: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    address = await address_of(office, cast, "salma")
    async with office.desk(SYSTEM) as desk:
        await desk.connection.exec_driver_sql("ALTER TABLE calendar_feeds RENAME TO away")

    try:
        with structlog.testing.capture_logs() as logs:
            answer = await http.get(address)
    finally:
        async with office.desk(SYSTEM) as desk:
            await desk.connection.exec_driver_sql("ALTER TABLE away RENAME TO calendar_feeds")

    assert answer.status_code >= 500
    assert logs
    assert address.split("/")[2] not in repr([{**one, "exc_info": ""} for one in logs]) + answer.text


async def test_two_presses_at_once_leave_one_address(http: httpx.AsyncClient, office: Resources, cast: Cast) -> None:
    await address_of(office, cast, "salma")

    made = await asyncio.gather(*(address_of(office, cast, "salma") for _ in range(4)), return_exceptions=True)

    addresses = [one for one in made if isinstance(one, str)]
    assert {type(one) for one in made if not isinstance(one, str)} <= {Conflict}
    statuses = [(await http.get(address)).status_code for address in addresses]
    assert sorted(statuses) == [200] + [404] * (len(addresses) - 1)
