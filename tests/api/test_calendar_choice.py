"""Choosing invitations, a feed or both, over the API and on the page; and an interpreter's new address."""

import httpx

from booking.resources import Resources
from tests.api.subscribing import Book
from tests.builders import SALMA, Cast, token_of
from tests.conftest import Keep
from tests.web.people import BROWSER, Browser, words

CALENDAR = "/api/v1/calendar"


async def test_the_choice_is_read_and_made_and_a_new_address_is_shown_once(
    http: httpx.AsyncClient, book: Book, keep: Keep
) -> None:
    await book()
    http.headers["Authorization"] = f"Bearer {token_of('salma')}"

    before = (await http.get(CALENDAR)).json()
    chosen = (await http.put(CALENDAR, json={"choice": "feed"})).json()
    address = chosen.pop("address")
    after = (await http.get(CALENDAR)).json()
    wrong = await http.put(CALENDAR, json={"choice": "paper"})

    assert before == {"choice": "", "invited": 1, "subscribed": False, "address": ""}
    assert chosen == {"choice": "feed", "invited": 0, "subscribed": True}
    assert after == chosen | {"address": ""}
    assert (await http.get(address)).status_code == 200
    assert wrong.status_code in (400, 422)


async def test_the_page_makes_the_same_choice_and_says_what_it_means(
    http: httpx.AsyncClient, office: Resources, book: Book
) -> None:
    await book()
    browser = Browser(office, http)
    http.headers.update(BROWSER)
    await browser.enter("salma")

    before = words(await browser.see("/kalender"))
    made = await browser.send("/kalender/valg", {"choice": "feed"})
    back = await browser.send("/kalender/valg", {"choice": "invitations"})

    assert "Indtil da får du invitationer." in before
    assert "tager din kommende invitation ud af kalenderen" in before
    assert (made.status_code, "/tolk.ics" in made.text) == (200, True)
    assert back.status_code == 303
    assert "Dit valg er gemt." in words(await browser.see(back.headers["location"]))


async def test_the_office_corrects_an_address_and_a_wrong_one_comes_back_as_typed(
    http: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    path, new = f"/api/v1/interpreters/{SALMA}/email", "salma@ny.example.org"

    answers = [await http.put(path, json={"email": email}) for email in (new, "salma", "farid@tolk.example.org")]

    assert [answer.status_code for answer in answers] == [200, 422, 409]
    assert answers[0].json()["email"] == new
    del http.headers["Authorization"]
    browser = Browser(office, http)
    http.headers.update(BROWSER)
    await browser.enter("coordinator")
    wrong = await browser.send(f"/tolke/{SALMA}/adresse", {"email": "uden snabel-a"})
    assert (wrong.status_code, 'value="uden snabel-a"' in wrong.text) == (422, True)
    assert "navn@domæne" in words(wrong)
