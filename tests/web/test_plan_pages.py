"""Plans on pages: asked for from the board, followed, applied line by line without a script; and what if."""

import re

import httpx
import pytest

from booking.resources import Resources
from tests.builders import SALMA, Cast
from tests.services.planning import Planning
from tests.web.people import Browser, words


@pytest.fixture
async def desk(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


@pytest.fixture
def day(office: Resources, cast: Cast) -> Planning:
    return Planning(office, cast)


def plan_id(answer: httpx.Response) -> str:
    return answer.headers["location"].rsplit("/", 1)[1]


async def test_a_plan_is_asked_for_on_the_board_and_applied_line_by_line(desk: Browser, day: Planning) -> None:
    own, theirs = await day.book(9, language="apc"), await day.book(10)

    board = await desk.see("/tavle?dag=2026-03-12")
    asked = await desk.send("/planer", {"fra": "2026-03-12"})
    here = asked.headers["location"]
    waiting = await desk.see(here)
    await day.solve((await day.read(plan_id(asked))).plan.id)  # type: ignore[arg-type]
    proposed = await desk.see(here)
    first = await desk.send(f"{here}/gennemfoer", {"linje": "1"})
    half = await desk.see(here)
    again = await desk.send(f"{here}/gennemfoer", {"linje": "1"})
    aside = await desk.send(f"{here}/afvis", {"linje": "2"})
    done = await desk.see(here)

    assert 'action="/planer"' in board.text
    assert ("Planen lægges" in words(waiting), f'hx-sse:connect="{here}/strom"' in waiting.text) == (True, True)
    assert "Alle 2 opgaver besat" in words(proposed)
    assert "bevist bedst mulig" in words(proposed)
    assert ("Tildeles Salma Idris" in words(proposed), "Tilbydes Farid Nazari" in words(proposed)) == (True, True)
    assert re.findall(r'class="k phone (from|to)', proposed.text).count("to") == 2
    assert "Hver regel og hver krone er regnet efter" in words(proposed)
    assert (first.status_code, "Gennemført" in words(half)) == (303, True)
    assert (again.status_code, "Linje 1 er afgjort: gennemført." in words(again)) == (409, True)
    assert (aside.status_code, "Afvist" in words(done)) == (303, True)
    assert await day.stands(own) == ("confirmed", "Salma Idris")
    assert await day.stands(theirs) == ("requested", "")


async def test_a_week_is_planned_from_today_and_a_form_sent_twice_asks_once(desk: Browser, day: Planning) -> None:
    week = await desk.send("/planer", {"fra": "2026-03-09", "til": "uge"})
    again = await desk.send("/planer", {"fra": "2026-03-09", "til": "uge"})
    found = (await day.read(plan_id(week))).plan.ask  # type: ignore[arg-type]
    listed = await desk.see("/planer")

    assert (found.first.isoformat(), found.last.isoformat()) == ("2026-03-10", "2026-03-15")
    assert again.headers["location"] == week.headers["location"]
    assert words(listed).count("Plan for 10/3–15/3") == 1


async def test_what_if_is_told_side_by_side_and_offers_nothing_to_apply(desk: Browser, day: Planning) -> None:
    await day.book(9, language="apc", to=SALMA)

    asked = await desk.send("/planer", {"slags": "what_if", "fra": "2026-03-12", "syg": str(SALMA)})
    await day.solve((await day.read(plan_id(asked))).plan.id)  # type: ignore[arg-type]
    page = await desk.see(asked.headers["location"])

    assert "Salma Idris kan ikke komme" in words(page)
    assert "I dag Planen Tænkt Besat 1 / 1 1 / 1 0 / 1" in words(page)
    assert ("Et tankeeksperiment" in words(page), "/gennemfoer" in page.text) == (True, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"fra": "om lidt"}, "Skriv en dato"),
        ({"slags": "what_if"}, "Vælg mindst én ting"),
        ({"slags": "repair"}, "Vælg, hvem der ikke kan komme"),
        ({"slags": "what_if", "syg": "Salma"}, "Vælg en fra listen"),
        ({"sekunder": "mange"}, "Skriv et tal"),
        ({"sekunder": "900"}, "Skriv et tal fra 1 til 300"),
    ],
)
async def test_what_cannot_be_planned_is_said_on_the_form(desk: Browser, typed: dict[str, str], said: str) -> None:
    refused = await desk.send("/planer", typed)

    assert (refused.status_code, said in words(refused)) == (422, True)


async def test_one_that_waits_is_stopped_and_says_so(desk: Browser, day: Planning) -> None:
    here = f"/planer/{await day.ask()}"

    stopped = await desk.send(f"{here}/stop")
    page = await desk.see(here)
    late = await desk.send(f"{here}/stop")

    assert (stopped.status_code, "Planen blev stoppet" in words(page), late.status_code) == (303, True, 409)
