"""What only a browser can tell: scripts under the policy, live boards, other sites, and text that stays text."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.e2e.chromium import CHROMIUM, NARROW, WIDE, chromium, served, window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
CANARY = "<img src=x onerror=alert(1)>"


@dataclass
class Stage:
    """An office that listens, and a browser."""

    address: str
    browser: Browser


@pytest.fixture
async def stage(office: Resources) -> AsyncIterator[Stage]:
    async with served(office) as address, chromium() as browser:
        yield Stage(address, browser)


async def test_an_order_shows_its_price_while_typing_and_rings_every_open_board(stage: Stage) -> None:
    board = await window(stage.browser, stage.address, "coordinator")
    await board.to("/tavle?dag=tor")
    await board.page.wait_for_timeout(500)
    desk = await window(stage.browser, stage.address, "requester")

    await desk.page.select_option("#language", "apc")
    await desk.page.select_option("#case_type", "integration_benefit")
    await desk.page.click("text=Telefontolkning")
    await desk.page.fill("#phone", "99 31 00 00")
    await desk.page.fill("#date", "tor")
    await desk.page.fill("#start", "10")
    await desk.page.press("#start", "Tab")
    await desk.page.wait_for_selector("#overslag >> text=Anslået pris")
    await desk.page.click("#overslag >> text=Send bestilling")
    await desk.page.wait_for_url("**/bestillinger/B-*")
    number = desk.page.url.rsplit("/", 1)[1]

    await board.page.wait_for_selector(f".queue #q-{number}", timeout=5000)
    assert f"{number} er sendt" in await desk.words()
    assert (board.complaints, desk.complaints) == ([], [])


async def test_without_scripts_the_same_form_shows_its_price_and_is_sent(stage: Stage) -> None:
    desk = await window(stage.browser, stage.address, "requester", width=NARROW, script=False)

    for field, value in (("#date", "tor"), ("#start", "930")):
        await desk.page.fill(field, value)
    await desk.page.select_option("#language", "ukr")
    await desk.page.select_option("#case_type", "school")
    await desk.page.click("text=Beregn pris")
    priced = await desk.words()
    await desk.page.click("#overslag >> text=Send bestilling")
    await desk.page.wait_for_url("**/bestillinger/B-*")

    assert "Anslået pris" in priced
    assert "er sendt" in await desk.words()


async def test_a_number_key_assigns_the_suggestion_once_it_is_switched_on_and_never_while_typing(
    stage: Stage, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        first, second = [(await bookings.request(desk, order=order(language=one))).number for one in ("apc", "prs")]
    board = await window(stage.browser, stage.address, "coordinator")
    await board.to(f"/tavle?dag=tor&vis={first}")

    await board.page.keyboard.press("1")
    await board.page.wait_for_timeout(300)
    async with office.desk(cast.coordinator) as desk:
        before = (await bookings.find(desk, first)).status
    await board.page.click("text=Tildel med taltasterne 1–3")
    await board.page.focus("#dag")
    await board.page.keyboard.press("1")
    typed = await board.page.input_value("#dag")
    await board.page.fill("#dag", "")
    await board.page.focus(".grid")
    await board.page.keyboard.press("1")
    await board.page.wait_for_url(f"**vis={second}")

    async with office.desk(cast.coordinator) as desk:
        after = (await bookings.find(desk, first)).status
    assert (before, typed, after) == (Status.REQUESTED, "1", Status.CONFIRMED)
    assert "Slå taltasterne 1–3 fra" in await board.words()
    assert board.complaints == []


@pytest.mark.parametrize("script", [True, False])
async def test_a_change_says_what_it_means_before_it_is_saved(
    stage: Stage, office: Resources, cast: Cast, keep: Keep, script: bool
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(contact="Mette"))).number
    await keep()
    seen = await window(stage.browser, stage.address, "requester", width=320, script=script)
    await seen.to(f"/bestillinger/{number}")

    await seen.page.click("text=Ret bestilling")
    await seen.page.click("label:has-text('90')")
    if not script:
        await seen.page.click("text=Vis, hvad ændringen betyder")
    await seen.page.wait_for_selector("#overslag >> text=Tolken beholder opgaven og får en ny invitation")
    beyond = await seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await seen.page.click("text=Gem ændring")
    await seen.page.wait_for_url(f"**/bestillinger/{number}")

    assert (beyond, seen.complaints) == (0, [])
    assert f"{number} er rettet. Tolken beholder opgaven" in await seen.words()


async def test_a_form_of_another_site_books_and_cancels_nothing(stage: Stage, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    victim = await window(stage.browser, stage.address, "requester")
    form = f'<form action="{stage.address}/bestillinger/{number}/afbestil" method="post"><button>x</button></form>'
    await victim.page.route("http://evil.example/*", lambda route: route.fulfill(body=form, content_type="text/html"))

    await victim.page.goto("http://evil.example/")
    await victim.page.click("button")
    await victim.page.wait_for_load_state()

    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.read(desk, number)).booking.status == "requested"


async def test_what_people_write_never_runs(stage: Stage, office: Resources, cast: Cast, keep: Keep) -> None:
    wish = order(note=CANARY, contact=CANARY, citizen_ref=CANARY, phone=CANARY)
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=wish)).number
        await bookings.cancel(desk, number=(await bookings.request(desk, order=wish)).number, reason=CANARY)
    await keep()
    office_window = await window(stage.browser, stage.address, "coordinator")
    job = await window(stage.browser, stage.address, "salma", width=NARROW)

    for path in (f"/bestillinger/{number}", "/bestillinger", "/tavle?dag=tor", f"/bestil?gentag={number}", "/post"):
        await office_window.to(path)
    await job.to("/tolk")

    assert CANARY in await job.words()
    assert (office_window.complaints, job.complaints) == ([], [])


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("requester", ("/bestil", "/bestillinger")),
        ("coordinator", ("/tavle?dag=tor", "/bestillinger", "/post", "/rapporter/fjerntolkning")),
        ("salma", ("/tolk",)),
        ("leader", ("/rapporter/fjerntolkning", "/rapporter/fjerntolkning/bestillinger")),
    ],
)
async def test_pages_fit_their_window_and_the_browser_has_no_complaint(
    stage: Stage, office: Resources, cast: Cast, keep: Keep, name: str, paths: tuple[str, ...], width: int
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep()
    seen = await window(stage.browser, stage.address, name, width=width)

    beyond = {}
    for path in (*paths, f"/bestillinger/{number}"):
        await seen.to(path)
        beyond[path] = await seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {path: by for path, by in beyond.items() if by > 0} == {}
    assert seen.complaints == []
