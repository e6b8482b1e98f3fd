"""Outgoing post in local mode: stories to read, letters as their readers see them, and answers that really travel."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import aiosmtplib
import httpx
import pytest

from booking.domain.bookings import Booking
from booking.local.onward import Onward
from booking.local.ports import free_port
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order, token_of
from tests.conftest import Keep
from tests.e2e.counting import fetch
from tests.web.people import Browser, words
from workers.inbound import listeners

POSTED = "SELECT envelope_from, envelope_to, feeder FROM inbound_mails"


@pytest.fixture
async def door(office: Resources, sink: Sink) -> AsyncIterator[None]:
    """Our own listener, and the sink hands on to it what comes back."""
    office.settings = replace(office.settings, inbound_listen=f"lmtp://127.0.0.1:{free_port()}")
    [listener] = listeners(office)
    await listener.start()
    sink.onward = Onward(office.settings.mail_domain, "127.0.0.1", listener.port)
    yield
    await listener.stop()


@pytest.fixture
async def booked(office: Resources, cast: Cast, keep: Keep) -> Booking:
    """A booking with Salma whose invitations have been sent."""
    async with office.desk(cast.requester) as desk:
        booking = await bookings.request(desk, order=order())
    await keep()
    return booking


async def letter_to(browser: Browser, who: str) -> str:
    """The address of the newest letter to somebody."""
    listed = await browser.see(f"/post?modtager={who}")
    return re.findall(r'href="(/post/2[^"]+)"', listed.text)[0]  # type: ignore[no-any-return]


async def test_what_was_mailed_is_read_as_stories_and_found_by_booking_and_recipient(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, booked: Booking
) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)
    await keep()
    await browser.enter("coordinator")

    everything = words(await browser.see("/post"))
    salma = words(await browser.see(f"/post?bestilling={booked.number.lower()}&modtager=SALMA"))
    nothing = words(await browser.see("/post?bestilling=B-1999-000001"))

    story = salma.partition("Taget ud af kalenderen")[2]
    assert ("requester@example.org" in everything, "requester@example.org" in salma) == (True, False)
    assert story.index("Invitation") < story.index("Aflysning")
    assert "Ingen mails passer" in nothing


async def test_a_letter_is_shown_as_its_reader_sees_it_and_nothing_in_it_can_do_harm(
    browser: Browser, booked: Booking
) -> None:
    await browser.enter("coordinator")
    path = await letter_to(browser, "salma")

    letter, html, raw = [await browser.see(f"{path}{part}") for part in ("", "/html", "/raa")]
    list_policy = (await browser.see("/post")).headers["content-security-policy"]

    page = words(letter)
    assert "torsdag den 12. marts 2026 kl. 10.00–11.00" in page
    assert "1. udgave (SEQUENCE 0)" in page
    assert ("BEGIN:VCALENDAR" in letter.text, f'src="{path}/html"' in letter.text) == (True, True)
    assert "<h1" in html.text
    assert html.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert ("frame-src 'self'" in letter.headers["content-security-policy"], "frame-src" in list_policy) == (
        True,
        False,
    )
    assert raw.headers["content-type"] == "message/rfc822"
    assert raw.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["accepted.jsonl", "..", "nothing.eml", "%2e%2e%2fpasswd"])
async def test_no_name_opens_a_file_that_is_not_a_mail(browser: Browser, name: str) -> None:
    await browser.enter("coordinator")

    assert {(await browser.see(f"/post/{name}{part}")).status_code for part in ("", "/html", "/raa")} <= {303, 404}


@pytest.mark.usefixtures("door")
async def test_an_answer_travels_by_smtp_and_lmtp_and_stands_in_the_story(
    browser: Browser, office: Resources, booked: Booking
) -> None:
    await browser.enter("coordinator")
    path = await letter_to(browser, "salma")

    sent = await browser.send(f"{path}/svar", {"client": "outlook", "answer": "decline", "comment": "Desværre"})
    bounced = await browser.send(f"{path}/svar", {"client": "gmail", "answer": "bounce"})
    page = words(await browser.see(path))

    rows = await fetch(office.settings, POSTED)
    assert (sent.status_code, bounced.status_code) == (303, 303)
    assert sorted((row["envelope_from"], row["envelope_to"][:5], row["feeder"]) for row in rows) == [
        ("", "bounc", "lmtp"),
        ("salma@tolk.example.org", "svar+", "lmtp"),
    ]
    assert "Svar: nej Afvist: Tolkeopgave" in page
    assert page.count("Modtaget, ikke læst endnu") == 2


async def test_an_answer_that_nobody_takes_is_said_and_what_is_wrong_stands_at_its_field(
    browser: Browser, sink: Sink, booked: Booking
) -> None:
    sink.onward = Onward("tolk.example.org", "127.0.0.1", free_port())
    await browser.enter("coordinator")
    path = await letter_to(browser, "salma")

    untaken = await browser.send(f"{path}/svar", {"client": "apple", "answer": "accept"})
    unknown = await browser.send(f"{path}/svar", {"client": "lotus", "answer": "accept"})
    undated = await browser.send(
        f"{path}/svar", {"client": "gmail", "answer": "counter", "date": "i går", "start": "9"}
    )

    assert (untaken.status_code, "blev ikke taget imod" in words(untaken)) == (409, True)
    assert (unknown.status_code, "Vælg et program" in words(unknown)) == (422, True)
    assert (undated.status_code, 'id="date-fejl"' in undated.text) == (422, True)
    assert 'value="i går"' in undated.text


@pytest.mark.usefixtures("door")
async def test_the_api_answers_too_and_a_repeat_with_the_same_key_sends_nothing(
    http: httpx.AsyncClient, office: Resources, booked: Booking
) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    [mail] = (await http.get(f"/api/v1/mails?number={booked.number}&to=salma")).json()["items"]
    path, asked = f"/api/v1/mails/{mail['file']}/answers", {"answer": "counter", "client": "apple"}

    refused = await http.post(path, json=asked)
    key = {"Idempotency-Key": "forslag"}
    later = asked | {"starts_at": "2026-03-13T10:00:00+01:00"}
    first, second = [await http.post(path, json=later, headers=key) for _ in range(2)]
    mails = (await http.get("/api/v1/mails?to=salma")).json()["items"]

    assert (refused.status_code, first.status_code, first.json()) == (422, 201, second.json())
    [back] = [one for one in mails if one["incoming"]]
    assert (back["method"], back["answers"], back["outcome"]) == ("COUNTER", mail["message_id"], "pending")
    assert back["message_id"] == first.json()["message_id"]
    assert len(await fetch(office.settings, POSTED)) == 1


async def test_where_mail_leaves_for_real_there_is_no_such_page(browser: Browser, http: httpx.AsyncClient) -> None:
    await browser.enter("coordinator")
    browser.office.settings = replace(browser.office.settings, local_mode=False)

    pages = [
        await browser.see("/post"),
        await browser.send("/post/a.eml/svar", {"client": "gmail", "answer": "accept"}),
    ]
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    answer = await http.post("/api/v1/mails/a.eml/answers", json={"answer": "accept"})

    assert [one.status_code for one in (*pages, answer)] == [404, 404, 404]


@pytest.mark.parametrize(
    "hostile",
    [
        b"Subject: =?utf-8?q?=0aX-Own:_1?=\r\nTo: a@b.example.org\r\n\r\nhej",
        b"Subject: =?x-nobody?q?hej?=\r\nContent-Type: text/plain; charset=x-nobody\r\nTo: a@b.example.org\r\n\r\nhej",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nSEQUENCE:mange\r\nBEGIN:VEVENT\r\n",
        b"From: \xff\xfe\r\nTo: ,,,<<>>\r\n\r\n\x00\xff",
        b"",
    ],
)
async def test_whatever_the_sink_has_taken_the_page_opens(browser: Browser, sink: Sink, hostile: bytes) -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=sink.port) as client:
        await client.sendmail("a@example.org", ["svar+x@tolk.example.org"], hostile)
    await browser.enter("coordinator")

    assert (await browser.see("/post")).status_code == 200
    assert (await browser.see(f"/post/{sink.messages()[0].file}")).status_code in (200, 404)


async def test_the_list_grows_by_pages_and_keeps_its_filters(browser: Browser, office: Resources) -> None:
    for n in range(103):
        text = f"From: x <x@tolk.example.org>\r\nTo: R{n} <r{n}@example.org>\r\nSubject: S{n}\r\n\r\nHej\r\n"
        await office.mailer.send("b@tolk.example.org", f"r{n}@example.org", text.encode())
    await browser.enter("coordinator")

    pages = [await browser.see(f"/post?modtager=r{more}") for more in ("", "&vis=100", "&vis=150", "&vis=x")]

    assert [page.text.count('class="panel told"') for page in pages] == [50, 100, 103, 50]
    assert ["modtager=r&amp;vis=100#h-50" in page.text for page in pages] == [True, False, False, True]
    assert ("Vis flere" in pages[1].text, "Vis flere" in pages[2].text) == (True, False)
