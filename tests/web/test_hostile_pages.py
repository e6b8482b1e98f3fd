"""Forms and addresses that no browser sends: answered with a page, never with a crash, and followed nowhere else."""

import asyncio
from typing import Any
from urllib.parse import quote

import pytest

from booking.domain.accounts import ANONYMOUS
from booking.services.accounts import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, count_try
from tests.conftest import Clock
from tests.web.people import Browser, words

FIRST, LAST = "0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"
KEY = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bestillinger/%00", 404),
        ("/bestil?gentag=%00", 404),
        ("/bestillinger?q=%00a%00", 200),
        ("/bestillinger?q=B-%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A0%D9%A0%D9%A0%D9%A0%D9%A0%D9%A1", 200),
        ("/bestillinger?since=0001-01-01", 422),
        ("/bestillinger?until=9999-12-31", 422),
        (f"/bestillinger?efter={quote(FIRST)}~{KEY}", 200),
        (f"/bestillinger?foer={quote(LAST)}~{KEY}", 200),
        ("/tavle?dag=0001-01-01", 200),
        ("/tavle?dag=9999-12-31", 200),
        ("/rapporter/fjerntolkning?fra=0001-01-01&til=31.12.9999", 422),
        (f"/rapporter/fjerntolkning/bestillinger?laest={quote(FIRST)}&efter={quote(LAST)}~{KEY}", 422),
        ("/post/..%2f..%2fetc%2fpasswd", 404),
        ("/static/..%2f..%2fapp.py", 404),
        ("/static/theme.css%00", 404),
        (f"/static/{'a' * 5000}", 404),
    ],
)
async def test_no_address_breaks_a_page(browser: Browser, path: str, status: int) -> None:
    await browser.enter("coordinator")

    assert (await browser.see(path)).status_code == status


@pytest.mark.parametrize("name", ["Referer", "Origin", "HX-Current-URL", "Host", "Accept-Language", "X-Request-ID"])
@pytest.mark.parametrize("value", ["http://[", "host:99999999", "host:a:b", "\x7f\xe9", "//evil.example"])
async def test_no_header_breaks_a_page(browser: Browser, name: str, value: str) -> None:
    headers: Any = [(name.encode(), value.encode("latin-1")), (b"HX-Request", b"true")]

    for answer in [await browser.see("/bestillinger", headers=headers), await browser.send("/log-ud", headers=headers)]:
        assert answer.status_code in (303, 400, 401, 403)
        assert "evil.example" not in answer.headers.get("location", "") + answer.headers.get("hx-redirect", "")


PART = (
    b'--x\r\nContent-Disposition: form-data; name="reason"\r\nContent-Type: text/plain; charset=%s\r\n\r\n%s\r\n--x--'
)


@pytest.mark.parametrize("path", ["/bestil", "/log-ind", "/sprog"])
@pytest.mark.parametrize(("charset", "text"), [(b"moon", b"z"), (b"utf-8", b"\xff\xfe")])
async def test_a_form_that_cannot_be_read_is_said_to_be_so(
    browser: Browser, path: str, charset: bytes, text: bytes
) -> None:
    await browser.enter("requester")
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = await browser.http.post(path, content=PART % (charset, text), headers=headers)

    assert answer.status_code in (400, 422)


async def test_where_a_login_leads_is_written_in_ascii(browser: Browser) -> None:
    answer = await browser.log_in("requester", next="/bestillinger?q=łuk&x=%20")

    assert (answer.status_code, answer.headers["location"]) == (303, "/bestillinger?q=%C5%82uk&x=%20")


async def test_tries_at_once_are_counted_before_they_are_judged(browser: Browser) -> None:
    tries = [browser.log_in("requester", password="forkert") for _ in range(3 * TRIES_PER_ACCOUNT)]

    answers = await asyncio.gather(*tries)

    assert sorted(answer.status_code for answer in answers) == [403] * TRIES_PER_ACCOUNT + [409] * 2 * TRIES_PER_ACCOUNT


async def test_a_login_of_ones_own_does_not_forgive_the_tries_at_others(browser: Browser) -> None:
    async with browser.office.desk(ANONYMOUS) as desk:
        for number in range(TRIES_PER_ADDRESS - 1):
            await count_try(desk, email=f"nobody-{number}", address="127.0.0.1")
    assert (await browser.log_in("requester")).status_code == 303
    assert (await browser.log_in("outsider", password="forkert")).status_code == 403

    assert (await browser.log_in("coordinator")).status_code == 409


async def test_a_closed_door_opens_after_a_quarter_of_an_hour(browser: Browser, clock: Clock) -> None:
    for _ in range(TRIES_PER_ACCOUNT + 1):
        refused = await browser.log_in("requester", password="forkert")
    assert "kvarter" in words(refused)
    clock.at = clock.at.replace(minute=16)

    assert (await browser.log_in("requester")).status_code == 303


async def test_an_address_as_long_as_a_book_is_just_wrong(browser: Browser) -> None:
    answer = await browser.log_in("requester", email="".join(chr(0x4E00 + n) for n in range(20_000)))

    assert answer.status_code == 403


async def test_the_pages_are_served_while_somebody_logs_in(browser: Browser) -> None:
    """The hash is made in a thread: the loop goes on while it takes its tenth of a second."""
    turns = 0
    logging_in = asyncio.create_task(browser.log_in("requester"))
    while not logging_in.done():
        await asyncio.sleep(0.002)
        turns += 1

    assert turns > 10


async def test_a_slow_form_holds_no_transaction_open(browser: Browser) -> None:
    await browser.enter("requester")
    waiting, go_on = asyncio.Event(), asyncio.Event()

    async def body() -> Any:
        yield b"csrf="
        waiting.set()
        await go_on.wait()
        yield b"x"

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    sending = asyncio.create_task(browser.http.post("/bestil", content=body(), headers=headers))
    await waiting.wait()
    await asyncio.sleep(0.05)

    assert browser.office.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    go_on.set()
    assert (await sending).status_code == 403
