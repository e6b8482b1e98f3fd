"""Subscribing to one's own calendar: the address is shown once, made anew, and stopped."""

import re
from html import unescape

import pytest

from booking.resources import Resources
from tests.builders import Cast
from tests.web.people import Browser, words


def address_in(text: str) -> str:
    found = re.search(r'value="(http[^"]+/tolk\.ics)"', text)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("name", ["salma", "requester"])
async def test_the_address_is_shown_once_when_it_is_made(browser: Browser, name: str) -> None:
    await browser.enter(name)
    before = await browser.see("/kalender")

    made = await browser.send("/kalender")
    after = await browser.see("/kalender")

    address = address_in(made.text)
    assert ("Lav en adresse" in words(before), "Lav en ny adresse" in words(made)) == (True, True)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/f/sf_[A-Za-z0-9_-]{43}/tolk\.ics", address)
    assert f'href="{address.replace("http:", "webcal:")}"' in made.text
    assert (made.headers["cache-control"], made.headers["referrer-policy"]) == ("no-store", "same-origin")
    assert ("sf_" in before.text, "sf_" in after.text) == (False, False)
    assert (await browser.see(address)).status_code == 200


async def test_a_new_address_stops_the_old_one_and_the_button_stops_both(browser: Browser) -> None:
    await browser.enter("requester")
    old, new = [address_in((await browser.send("/kalender")).text) for _ in range(2)]
    turned = [(await browser.see(address)).status_code for address in (old, new)]

    ended = await browser.send("/kalender/stop")
    page = words(await browser.see("/kalender"))

    assert turned == [404, 200]
    assert (ended.status_code, ended.headers["location"]) == (303, "/kalender")
    assert ("Kalenderadressen er stoppet" in page, "Lav en adresse" in page) == (True, True)
    assert (await browser.see(new)).status_code == 404


async def test_looking_makes_and_ends_nothing(browser: Browser) -> None:
    await browser.enter("requester")
    address = address_in((await browser.send("/kalender")).text)

    looked = [(await browser.see(path)).status_code for path in ("/kalender", "/kalender/stop", "/kalender?lav=1")]

    assert looked == [200, 303, 200]
    assert (await browser.see(address)).status_code == 200


async def test_a_form_from_elsewhere_makes_and_ends_nothing(browser: Browser) -> None:
    await browser.enter("requester")

    answers = [
        await browser.send(path, headers={"Origin": "https://evil.example"}) for path in ("/kalender", "/kalender/stop")
    ]
    answers += [await browser.send("/kalender", {"csrf": "0" * 64})]

    assert [one.status_code for one in answers] == [403] * 3
    assert "Lav en adresse" in words(await browser.see("/kalender"))


async def test_the_interpreters_page_offers_it_and_says_when_it_was_fetched(browser: Browser) -> None:
    await browser.enter("salma")
    offered = words(await browser.see("/tolk/kalender"))
    address = address_in((await browser.send("/kalender")).text)
    made = words(await browser.see("/tolk/kalender"))
    await browser.see(address)

    fetched = words(await browser.see("/tolk/kalender"))

    assert ("Abonnér på din kalender" in offered, "Lav en adresse" in offered) == (True, True)
    assert ("ikke hentet endnu" in made, "Sidst hentet" in fetched) == (True, True)


async def test_a_requester_finds_it_in_the_menu_in_their_own_tongue(
    browser: Browser, office: Resources, cast: Cast
) -> None:
    await browser.enter("requester")
    assert 'href="/kalender"' in (await browser.see("/bestillinger")).text
    await browser.send("/sprog", {"tongue": "en", "next": "/kalender"})

    page = words(await browser.see("/kalender"))
    feed = await browser.see(address_in((await browser.send("/kalender")).text))

    assert "Subscribe to your calendar" in page
    assert "every 8 to 24 hours" in page
    assert "X-WR-CALNAME:Interpreter bookings – Jobcentret" in feed.text
