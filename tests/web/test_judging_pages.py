"""Candidates on a page, why not the others, and the settings that decide."""

from datetime import timedelta

import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.builders import FARID, SALMA, Cast, order
from tests.conftest import NOW, Keep
from tests.web.people import Browser, words


@pytest.fixture
async def number(office: Resources, cast: Cast) -> str:
    """An hour of Dari in person, for a man: Farid can."""
    wish = order(language="prs", gender="male", gender_required=True, citizen_ref="")
    async with office.desk(cast.requester) as desk:
        return (await bookings.request(desk, order=wish)).number


async def test_the_candidates_are_one_click_from_the_booking_and_one_press_assigns(
    browser: Browser, number: str
) -> None:
    await browser.enter("coordinator")
    here = f"/bestillinger/{number}"

    booking = await browser.see(here)
    page = await browser.see(f"{here}/kandidater")
    given = await browser.send(f"{here}/tildel", {"interpreter": str(FARID)})

    assert f'href="{here}/kandidater"' in booking.text
    assert "Farid Nazari Freelance" in words(page)
    assert "Olena Bondar : se alle regler Der kræves en mand" in words(page)
    assert "Salma Idris" not in words(page)
    assert given.headers["location"] == here
    assert "Farid Nazari" in words(await browser.see(here))


async def test_every_rule_in_ones_way_is_said_also_for_who_does_not_speak_the_language(
    browser: Browser, number: str
) -> None:
    await browser.enter("coordinator")
    here = f"/bestillinger/{number}/kandidater"

    salma, farid = [words(await browser.see(here, params={"tolk": str(one)})) for one in (SALMA, FARID)]
    nonsense = words(await browser.see(here, params={"tolk": "Salma", "q": "xyz"}))

    assert "Hvorfor Salma Idris ikke ser opgaven" in salma
    assert ("Tolker ikke" in salma, "Der kræves en mand" in salma) == (True, True)
    assert "Farid Nazari kan tage opgaven" in farid
    assert "Ingen med det navn er faldet fra" in nonsense


async def test_where_nobody_is_left_the_ways_out_are_said(browser: Browser, office: Resources, cast: Cast) -> None:
    wish = order(language="ukr", gender="male", gender_required=True)
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=wish)).number
    await browser.enter("coordinator")

    page = words(await browser.see(f"/bestillinger/{number}/kandidater"))

    assert "Ingen kan tage opgaven" in page
    assert "Uden krav om køn 1 Olena Bondar" in page
    assert "har ikke det krævede køn 1 1 1" in page


async def test_the_requester_sees_no_candidates(browser: Browser, number: str) -> None:
    await browser.enter("requester")

    assert "kandidater" not in (await browser.see(f"/bestillinger/{number}")).text


async def test_an_administrator_sets_the_weights_and_the_office_reads_them(browser: Browser) -> None:
    here = "/indstillinger/vaegte"
    await browser.enter("admin")
    wrong = await browser.send(here, {"asked_ore": "mange", "decline_ore": "1"})
    far = await browser.send(here, {"asked_ore": "9.999.999"})
    saved = await browser.send(here, {"asked_ore": "1.250"})
    page = await browser.see(here)
    await browser.enter("coordinator")
    read = await browser.see(here)
    refused = await browser.send(here, {"asked_ore": "1"})

    assert [one.status_code for one in (wrong, far, saved, refused)] == [422, 422, 303, 403]
    assert ('value="mange"' in wrong.text, "Skriv et helt tal" in words(wrong)) == (True, True)
    assert 'name="asked_ore" value="1250"' in page.text
    assert "Spurgt før i denne måned : 1250 Admin" in words(page)
    assert ("readonly" in read.text, "Gem vægtene" in words(read)) == (True, False)


async def test_the_alarm_is_set_and_turns_the_board_red(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    here = "/indstillinger/alarm"
    async with office.desk(cast.requester) as desk:
        await bookings.request(desk, order=order(language="som", starts_at=NOW + timedelta(hours=3)))
    await keep()
    await browser.enter("coordinator")
    calm = await browser.see("/tavle")

    wrong = [await browser.send(here, typed) for typed in ({"hours": "to"}, {"hours": "2", "email": "kontor"})]
    saved = await browser.send(here, {"hours": "4", "email": "kontor@fjordby.example"})
    page, red = await browser.see(here), await browser.see("/tavle")

    assert [one.status_code for one in (*wrong, saved)] == [422, 422, 303]
    assert "kontor@fjordby.example" in words(page)
    assert (" alarm" in calm.text, "Starter snart uden tolk" in words(red)) == (False, True)
    assert "1 uden tolk, 1 haster" in words(red)
