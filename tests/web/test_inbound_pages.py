"""What the office reads and resolves of mail that came in, and what a person confirms, with a browser."""

from dataclasses import replace
from uuid import UUID

import httpx
import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Status
from booking.gateways.addresses import verp_address
from booking.resources import Resources
from tests.builders import SALMA, Cast, token_of
from tests.conftest import Clock, Keep
from tests.replies import gmail, letter, report
from tests.services.mailing import Postman
from tests.web.people import Browser, words

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
async def post(office: Resources, cast: Cast, keep: Keep) -> Postman:
    office.identity = replace(office.identity, authserv="mx.example.org")
    return await Postman.of(office, cast, keep)


@pytest.fixture
def browser(office: Resources, http: httpx.AsyncClient) -> Browser:
    return Browser(office, http)


async def test_the_office_reads_a_mail_in_quarantine_as_text_and_releases_it(post: Postman, browser: Browser) -> None:
    kept = await post.send(gmail(await post.answer(sequence=9, comment=HOSTILE)))
    await browser.enter("coordinator")

    tasks, listed = await browser.see("/opgaver"), await browser.see("/indgaaende")
    page = await browser.see(f"/indgaaende/{kept.id}")
    released = await browser.send(f"/indgaaende/{kept.id}", {"gerning": "frigiv"})
    again = await browser.send(f"/indgaaende/{kept.id}", {"gerning": "frigiv"})

    assert f'href="/indgaaende/{kept.id}"' in tasks.text
    assert f'href="/indgaaende/{kept.id}"' in listed.text
    assert "Svar på en nyere version, end vi har sendt" in words(page)
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    assert (released.status_code, again.status_code) == (303, 409)
    assert "Mailen er allerede behandlet" in words(again) or "kan ikke frigives" in words(again)
    stream = (await post.streams())[0]
    assert (stream.answer, stream.answered_seq) == ("ACCEPTED", 0)
    assert "Intet at se på" in words(await browser.see("/opgaver"))


async def test_what_no_word_makes_true_is_only_discarded_or_tried_again(post: Postman, browser: Browser) -> None:
    kept = await post.send(gmail(await post.answer()), to=post.address(SALMA))
    await browser.enter("admin")
    here = f"/indgaaende/{kept.id}"

    page = await browser.see(here)
    answers = [await browser.send(here, {"gerning": act}) for act in ("frigiv", "x", "igen", "kasser", "igen")]

    assert "Frigiv" not in words(page)
    assert [answer.status_code for answer in answers] == [409, 422, 303, 303, 409]
    assert "Kasseret" in words(await browser.see(here))
    assert await post.tasks() == []


async def test_the_button_of_a_task_discards_the_mail(post: Postman, browser: Browser) -> None:
    kept = await post.send(letter("spam@example.net", "Køb nu"), to="svar+x@tolk.example.org")
    [task] = await post.tasks()
    await browser.enter("coordinator")

    sent = await browser.send(f"/opgaver/{task.id}", {"outcome": "discard"})
    twice = await browser.send(f"/opgaver/{task.id}", {"outcome": "discard"})

    assert (sent.status_code, twice.status_code) == (303, 409)
    assert "Kasseret" in words(await browser.see(f"/indgaaende/{kept.id}"))
    assert "Coordinator" in words(await browser.see("/opgaver?faerdige=ja"))


async def test_an_answer_that_its_domain_disowns_waits_for_the_persons_own_word(
    post: Postman, browser: Browser, clock: Clock
) -> None:
    failed = ("Authentication-Results: mx.example.org; dmarc=fail header.from=tolk.example.org",)
    no = await post.send(gmail(await post.answer(partstat="DECLINED", headers=failed)))
    other = await post.send(gmail(await post.answer(headers=failed)))
    mails = await post.mails()
    await browser.enter("olena")
    stranger = await browser.send(f"/tolk/svar/{no.id}", {"mit": "ja"})
    await browser.enter("farid")

    page = await browser.see("/tolk/svar")
    denied = await browser.send(f"/tolk/svar/{other.id}", {"mit": "nej"})
    before = (await post.now_is()).status
    confirmed = await browser.send(f"/tolk/svar/{no.id}", {"mit": "ja"})
    twice = await browser.send(f"/tolk/svar/{no.id}", {"mit": "ja"})

    assert (no.outcome, other.outcome) == ("held", "held")
    assert mails[-1] == (None, "farid@tolk.example.org")
    assert mails[-2][0] == "REQUEST"
    assert "Svaret er: Nej" in words(page)
    assert (stranger.status_code, denied.status_code, confirmed.status_code, twice.status_code) == (404, 303, 303, 409)
    assert before is Status.CONFIRMED
    assert (await post.streams())[0].answer == "DECLINED"


async def test_the_booking_says_which_mail_came_back(post: Postman, browser: Browser) -> None:
    async with post.office.desk(SYSTEM) as desk:
        sent = (await desk.outbox.mails_of([post.booking.id]))[-1]
    back = verp_address(UUID(str(sent["id"])), post.office.secret, domain="tolk.example.org")
    await post.send(report(to=back, recipient=str(sent["envelope_to"])), to=back)
    await browser.enter("coordinator")

    page = words(await browser.see(f"/bestillinger/{post.booking.number}"))

    assert "Kom retur" in page
    assert "Mail kan ikke leveres" in words(await browser.see("/opgaver"))


async def test_the_api_tells_and_settles_the_same(post: Postman, http: httpx.AsyncClient) -> None:
    kept = await post.send(gmail(await post.answer(sequence=9)))
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"

    [told] = (await http.get("/api/v1/inbound-mails")).json()["items"]
    settled = await http.post(f"/api/v1/inbound-mails/{kept.id}/settle", json={"act": "release"})
    refused = await http.post(f"/api/v1/inbound-mails/{kept.id}/settle", json={"act": "discard"})
    everything = (await http.get("/api/v1/inbound-mails?all=true")).json()["items"]

    assert (told["state"], told["outcome"], told["booking"]) == ("quarantined", "future", post.booking.number)
    assert (settled.status_code, settled.json()["outcome"]) == (200, "accepted")
    assert refused.status_code == 409
    assert [one["id"] for one in everything] == [str(kept.id)]


async def test_a_held_answer_is_confirmed_over_the_api(post: Postman, http: httpx.AsyncClient) -> None:
    failed = ("Authentication-Results: mx.example.org; dmarc=fail",)
    kept = await post.send(gmail(await post.answer(headers=failed)))
    http.headers["Authorization"] = f"Bearer {token_of('farid')}"

    [held] = (await http.get("/api/v1/held-answers")).json()["items"]
    left = await http.post(f"/api/v1/held-answers/{kept.id}", json={"mine": True})

    assert (held["answer"], held["booking"]) == ("accepted", post.booking.number)
    assert left.json() == {"items": []}
    assert (await post.streams())[0].answer == "ACCEPTED"
