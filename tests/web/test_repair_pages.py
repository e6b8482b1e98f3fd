"""Ill in two presses, the proposal approved line by line, well again; and the register's pages."""

import re
from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings, interpreters, repairs
from tests.builders import FARID, OLENA, SALMA, Cast, order
from tests.conftest import Clock, Keep
from tests.services.test_repairs import ANNA, hire, ill, job_of, stands, today
from tests.web.people import Browser, words

HERS = f"/tolke/{SALMA}"


@pytest.fixture
async def desk(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


def lines(page: str) -> list[str]:
    return re.findall(r'name="linje" value="([^"]*)"', page)


async def test_ill_today_in_two_presses_and_the_whole_proposal_in_one(
    desk: Browser, office: Resources, cast: Cast
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    numbers = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11)]

    board = await desk.see("/tavle")
    hers = await desk.see(HERS)
    reported = await desk.send(f"{HERS}/syg")
    proposal = await desk.see(reported.headers["location"])
    untouched = await stands(office, cast, numbers[0])
    approved = await desk.send(f"{reported.headers['location']}/gennemfoer")
    done = await desk.see(approved.headers["location"])

    assert f'href="{HERS}"' in board.text
    assert "Meld syg i dag" in words(hers)
    assert "Salma Idris er syg" in words(proposal)
    assert "Forslag til 2 opgaver" in words(proposal)
    assert words(proposal).count("Tildeles Anna Lund") == 2
    assert "Kalenderinvitation" in words(proposal)
    assert untouched == (Status.CONFIRMED, "Salma Idris")
    assert words(done).count("Gennemført") >= 2
    assert [await stands(office, cast, number) for number in numbers] == [(Status.CONFIRMED, "Anna Lund")] * 2
    ill_board = await desk.see("/tavle")
    assert "Syg til" in words(ill_board)
    assert f'href="{reported.headers["location"]}"' in ill_board.text


async def test_one_line_is_approved_and_pressed_twice_it_is_told_kindly(
    desk: Browser, office: Resources, cast: Cast
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    await job_of(office, cast, SALMA, starts_at=today(9))
    here = f"/reparation/{(await ill(office, cast)).repair.id}"
    [line] = lines((await desk.see(here)).text)

    first = await desk.send(f"{here}/gennemfoer", {"linje": line})
    second = await desk.send(f"{here}/gennemfoer", {"linje": line})
    nonsense = await desk.send(f"{here}/gennemfoer", {"linje": "first"})
    too_early = await desk.send(f"{here}/tag-tilbage", {"linje": line})

    assert (first.status_code, second.status_code, nonsense.status_code) == (303, 409, 422)
    assert "allerede afgjort" in words(second)
    assert (too_early.status_code, "rask igen" in words(too_early)) == (409, True)


async def test_prolonged_thought_over_well_again_and_taken_back(
    desk: Browser, office: Resources, cast: Cast, clock: Clock
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    number = await job_of(office, cast, SALMA, starts_at=today(9))
    reported = await desk.send(f"{HERS}/syg", {"laengde": "videre"})
    here = reported.headers["location"]
    line = lines((await desk.see(here)).text)[0]
    clock.at += timedelta(minutes=10)

    longer = await desk.send(f"{here}/forlaeng")
    anew = await desk.send(f"{here}/forny")
    page = words(await desk.see(here))
    await desk.send(f"{here}/gennemfoer", {"linje": line})
    well = await desk.send(f"{HERS}/rask")
    after = await desk.see(here)
    nothing = await desk.send(f"{here}/tag-tilbage")
    back = await desk.send(f"{here}/tag-tilbage", {"linje": line})
    too_late = [await desk.send(f"{here}/{what}") for what in ("forlaeng", "forny", "gennemfoer")]

    assert (longer.status_code, anew.status_code, well.headers["location"]) == (303, 303, here)
    assert "kl. 08.00 – ons. 11/3 · indtil videre" in page
    assert "Giv opgaven tilbage" in words(after)
    assert (nothing.status_code, back.status_code) == (422, 303)
    assert await stands(office, cast, number) == (Status.CONFIRMED, "Salma Idris")
    assert [answer.status_code for answer in too_late] == [409, 409, 409]


async def test_ill_to_a_day_and_nobody_to_save(desk: Browser) -> None:
    reported = await desk.send(f"{HERS}/syg", {"laengde": "til", "til": "fre"})
    wrong = await desk.send(f"{HERS}/syg", {"laengde": "til", "til": "en dag"})

    page = words(await desk.see(reported.headers["location"]))
    assert "– fre. 13/3" in page
    assert "Ingen opgaver at redde" in page
    assert wrong.status_code == 422


async def test_the_register_is_looked_through_by_name_and_language(
    desk: Browser, office: Resources, cast: Cast
) -> None:
    await ill(office, cast)

    everybody, dari = words(await desk.see("/tolke")), words(await desk.see("/tolke", params={"q": "dari"}))
    nobody = words(await desk.see("/tolke", params={"q": "xyz"}))

    assert "Salma Idris Syg" in everybody
    assert ("Farid Nazari" in dari, "Salma Idris" in dari) == (True, False)
    assert "Ingen tolke passer" in nobody


async def test_an_absence_is_added_and_removed_and_an_illness_is_not(
    desk: Browser, office: Resources, cast: Cast
) -> None:
    added = await desk.send(f"{HERS}/fravaer", {"fra": "19.3", "til": "20.3", "grund": "Kursus"})
    page = await desk.see(HERS)
    [interval] = re.findall(r"/fravaer/([0-9a-f-]{36})/slet", page.text)
    removed = await desk.send(f"{HERS}/fravaer/{interval}/slet")
    again = await desk.send(f"{HERS}/fravaer/{interval}/slet")
    found = await ill(office, cast)
    refused = await desk.send(f"{HERS}/fravaer/{found.repair.interval_id}/slet")

    assert (added.status_code, removed.status_code, again.status_code, refused.status_code) == (303, 303, 303, 409)
    assert "tor. 19/3 – fre. 20/3 Kursus" in words(page)
    assert "Intet fravær forude" not in words(await desk.see(HERS))
    async with office.desk(cast.coordinator) as one:
        _, left = await interpreters.read_availability(one, interpreter_id=SALMA)
    assert [interval.reason for interval in left] == ["Syg"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"fra": "snart"}, "Skriv en dato"), ({"fra": "20.3", "til": "19.3.2026"}, "før den første")],
)
async def test_days_that_cannot_be_come_back_as_typed(desk: Browser, typed: dict[str, str], said: str) -> None:
    answer = await desk.send(f"{HERS}/fravaer", typed)

    assert (answer.status_code, said in words(answer)) == (422, True)
    assert f'value="{typed["fra"]}"' in answer.text


async def test_an_interpreter_sees_the_own_page_without_illness_and_adds_absence(browser: Browser) -> None:
    await browser.enter("salma")

    page = words(await browser.see(HERS))
    added = await browser.send(f"{HERS}/fravaer", {"fra": "+1"})

    assert ("Meld syg" in page, "Læg fravær ind" in page) == (False, True)
    assert added.status_code == 303


async def test_a_leader_sees_neither_absence_nor_buttons(browser: Browser, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as one:
        await repairs.report_ill(one, interpreter_id=SALMA)
    await browser.enter("leader")

    said = words(await browser.see(HERS)) + words(await browser.see("/tolke"))

    assert ("Syg" in said, "Læg fravær ind" in said, "Salma Idris" in said) == (False, False, True)


async def test_a_conflict_of_interest_is_put_down_and_lifted_on_the_interpreters_page(browser: Browser) -> None:
    here = f"/tolke/{SALMA}"
    await browser.enter("coordinator")

    wrong = await browser.send(f"{here}/inhabil", {"grund": "Familie"})
    added = await browser.send(f"{here}/inhabil", {"sag": "26-04417", "grund": "Familie", "til": "31.12.2026"})
    page = await browser.see(here)
    lifted = await browser.send(re.search(rf'action="({here}/inhabil/[^"]+/fjern)"', page.text)[1])  # type: ignore[index]
    after = words(await browser.see(here))

    assert [one.status_code for one in (wrong, added, lifted)] == [422, 303, 303]
    assert ("Skriv et sagsnummer" in words(wrong), 'value="Familie"' in wrong.text) == (True, True)
    assert "Sag 26-04417 Familie · til og med 31.12.2026" in words(page)
    assert "Tolken må møde alle" in after


async def test_an_interpreter_is_kept_from_a_case_and_a_unit_where_the_office_stands_and_it_is_regretted(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="prs"))).number
    await keep()
    case, unit = f"/bestillinger/{number}", "/enheder/jobcenter"
    await browser.enter("admin")

    wrong = [await browser.send(f"{one}/hold-fra", {"tolk": "", "grund": "Nabo"}) for one in (case, unit)]
    told = {"tolk": str(OLENA), "om": "sag", "grund": "Nabo", "til": "31.12.2026"}
    kept = [await browser.send(f"{case}/hold-fra", told)]
    page = await browser.see(f"{case}/kandidater")
    regret = re.search(r'action="(/inhabil/[^"]+/fjern)"', page.text)[1]  # type: ignore[index]
    kept.append(await browser.send(regret))
    lifted = await browser.see(f"{case}/kandidater")
    kept.append(await browser.send(regret.replace("fjern", "genskriv")))
    kept.append(await browser.send(f"{unit}/hold-fra", {"tolk": str(FARID)}))
    units, again = words(await browser.see(unit)), words(await browser.see(f"{case}/kandidater"))

    assert [one.status_code for one in (*wrong, *kept)] == [422, 422, 303, 303, 303, 303]
    assert all("Vælg en tolk" in words(one) and 'value="Nabo"' in one.text for one in wrong)
    assert "Er inhabil over for borgeren: Nabo" in words(page)
    assert "Olena Bondar , sagen Nabo · til og med 31.12.2026" in words(page)
    assert "Ingen holdes fra" in words(lifted)
    assert ("Farid Nazari , hele enheden" in units, "Olena" in units.split("Holdes fra enheden")[1][:80]) == (
        True,
        False,
    )
    assert ("Olena Bondar , sagen" in again, "Farid Nazari , hele enheden" in again) == (True, True)
