"""The page "Telefontolk nu": call, see who comes, take it back, go on; and the interpreter's own side of it."""

import asyncio

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings, offers
from tests.builders import FARID, Cast
from tests.conftest import Keep
from tests.services.asking import hire_six, open_offers_of
from tests.web.people import Browser, words

TYPED = {"language": "prs", "minutes": "30", "phone": "99 31 00 00", "unit": "jobcenter", "case_type": "other"}


async def calling(browser: Browser, **different: str) -> str:
    """The number of a call made on the page by the requester."""
    await browser.enter("requester")
    answer = await browser.send("/nu", TYPED | different)
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"].removeprefix("/nu/")


async def test_the_one_who_calls_sees_who_is_asked_and_then_who_comes_and_where_to_ring(
    browser: Browser, office: Resources, cast: Cast
) -> None:
    number = await calling(browser)
    waiting = words(await browser.see(f"/nu/{number}"))

    await browser.enter("farid")
    asked = await browser.see("/tolk")
    [offer] = [one for one in await open_offers_of(office, cast, number) if one.interpreter_id == FARID]
    await browser.send(f"/tolk/tilbud/{offer.id}/accepter")
    await browser.enter("requester")
    come = words(await browser.see(f"/nu/{number}"))

    assert "2 tolke er spurgt" in waiting
    assert "Den første, der siger ja, har den" in words(asked)
    assert "Farid Nazari har sagt ja" in come
    assert "Tolken ringer til 99 31 00 00 nu." in come


async def test_the_page_refreshes_itself_without_javascript_as_long_as_it_waits(browser: Browser) -> None:
    number = await calling(browser)
    waiting = await browser.see(f"/nu/{number}")
    await browser.send(f"/nu/{number}/stop")
    over = await browser.see(f"/nu/{number}")

    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in waiting.text
    assert "http-equiv" not in over.text
    assert "Opkaldet er slut" in words(over)


async def test_for_htmx_the_call_and_the_offers_are_fetched_by_themselves(browser: Browser) -> None:
    number = await calling(browser)
    call = await browser.see(f"/nu/{number}", headers={"HX-Request": "true"})
    await browser.enter("olena")
    mine = await browser.see("/tolk", headers={"HX-Request": "true"})

    assert call.text.lstrip().startswith("<main")
    assert mine.text.lstrip().startswith("<section")
    assert "Acceptér" in words(mine)


async def test_what_is_missing_is_said_and_what_was_typed_comes_back(browser: Browser) -> None:
    await browser.enter("requester")

    for wrong, says in (
        ({"phone": ""}, "Skriv det nummer, tolken skal ringe til"),
        ({"phone": "12"}, "mindst otte cifre"),
        ({"language": ""}, "Vælg et sprog"),
        ({"minutes": "7"}, "Vælg en varighed"),
        ({"citizen_ref": "010190-1234"}, "ikke borgerens CPR-nummer"),
    ):
        answer = await browser.send("/nu", TYPED | wrong)
        assert (answer.status_code, says in words(answer)) == (422, True), (wrong, words(answer))
        assert 'value="jobcenter" selected' in answer.text


async def test_when_nobody_is_free_the_next_best_is_one_press_away(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await calling(browser, language="pes")
    async with office.desk(cast["farid"]) as desk:
        [(offer, _)] = await offers.open_offers(desk)
        await offers.decline(desk, offer_id=offer.id)
    await keep()

    nobody = words(await browser.see(f"/nu/{number}"))
    again = await browser.send(f"/nu/{number}/andet", {"way": "substitute"})
    strange = await browser.send(f"/nu/{number}/andet", {"way": "elsewhere"})
    too_late = await browser.send(f"/nu/{number}/andet", {"way": "later"})

    assert "Ingen har sagt ja" in nobody
    assert "Telefon om 30 minutter 1 ledig" in nobody
    assert again.status_code == 303
    assert again.headers["location"].startswith("/nu/B-")
    assert (strange.status_code, too_late.status_code) == (422, 409)
    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.read(desk, number)).booking.status is Status.CANCELLED


async def test_an_interpreter_switches_themselves_on_and_off(browser: Browser) -> None:
    await browser.enter("olena")

    await browser.send("/tolk/klar", {"hours": "2"})
    on = words(await browser.see("/tolk"))
    await browser.send("/tolk/klar", {"hours": "0"})
    off = words(await browser.see("/tolk"))
    wrong = await browser.send("/tolk/klar", {"hours": "100"})

    assert "Til kl. 10.00" in on
    assert "Slå til for at blive spurgt" in off
    assert wrong.status_code == 422


async def test_only_the_screens_of_those_who_are_asked_are_rung(
    office: Resources, cast: Cast, browser: Browser
) -> None:
    people = await hire_six(office)
    async with office.live.listening() as topics:
        while await asyncio.wait_for(topics.get(), 5) != "":  # the subscription has begun
            pass
        number = await calling(browser, language="tir")
        heard = {await asyncio.wait_for(topics.get(), 5) for _ in range(len(people) + 3)}

    assert heard == {"board", "offers", f"booking {number}"} | {f"interpreter {one}" for one in people}
