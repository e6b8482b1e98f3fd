"""The office's week, what board and week are narrowed to, and an assignment that is regretted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from booking.domain.interpreters import Employment, Hours
from booking.resources import Resources
from booking.services import bookings, interpreters
from booking.services.undoing import REGRET
from tests.builders import ALL_WEEK, FARID, SALMA, Cast, interpreter, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, words

AT_TEN = datetime(2026, 3, 12, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def board(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


async def ask_for(office: Resources, cast: Cast, *wishes: object) -> list[str]:
    async with office.desk(cast.requester) as desk:
        return [(await bookings.request(desk, order=wish)).number for wish in wishes]  # type: ignore[arg-type]


def row_of(page: str, name: str) -> str:
    return page[page.index(f">{name}</a>") :].split("</tr>")[0]


async def test_a_week_says_what_each_has_and_could_have_and_what_nobody_has(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    evening = order(starts_at=AT_TEN + 9 * HOUR)
    await ask_for(office, cast, order(), evening, order(language="pes"), order(language="som"))
    await keep()
    async with office.desk(cast.coordinator) as desk:
        await interpreters.set_hours(desk, interpreter_id=SALMA, hours=[Hours(4, time(8), time(16))])
        await interpreters.add_absence(
            desk, interpreter_id=FARID, starts_at=AT_TEN + 24 * HOUR, ends_at=AT_TEN + 72 * HOUR, reason="Ferie"
        )

    page = await board.see("/tavle/uge?dag=12.3")
    salma, farid = row_of(page.text, "Salma Idris"), row_of(page.text, "Farid Nazari")

    assert "Uge 11" in words(page)
    assert "Uden tolk Ingen Ingen Ingen 1 Persisk" in words(page) or "1 Somali" in words(page)
    assert [salma.count("<em>Arbejder ikke</em>"), salma.count("phone c12 w4")] == [4, 1]
    assert all(part in salma for part in ("2\xa0opg., 2\xa0t.", "7\xa0t.&nbsp;ledig", "13\xa0%"))
    assert "1\xa0tilbudt" in farid
    assert 'href="/tavle?dag=2026-03-12&amp;sprog=som&amp;koe=dag"' in page.text


async def test_a_week_takes_as_many_queries_for_many_interpreters_as_for_few(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async def queries() -> int:
        with counted(office) as seen:
            await board.see("/tavle/uge?dag=12.3")
        return len(seen)

    await ask_for(office, cast, order())
    await keep()
    await queries()
    few = await queries()
    async with office.desk(cast.coordinator) as desk:
        await desk.interpreters.add_all(
            interpreter(uuid4(), f"Tolk {n}", Employment.SALARIED, "apc", email=f"t{n}@example.org", hours=ALL_WEEK)
            for n in range(3)
        )
    await ask_for(office, cast, order(), order(), order(language="som"))
    await keep()

    assert await queries() == few


async def test_the_queue_is_ranked_with_as_many_queries_for_three_as_for_one(
    board: Browser, office: Resources, cast: Cast
) -> None:
    async def queries() -> int:
        with counted(office) as seen:
            await board.see("/tavle?dag=12.3")
        return len(seen)

    await ask_for(office, cast, order(language="ukr"))
    await queries()
    one = await queries()
    await ask_for(office, cast, *[order(language=code) for code in ("som", "prs", "pes", "apc", "ukr", "tir") * 2])

    said = words(await board.see("/tavle?dag=12.3"))
    assert await queries() == one
    assert said.count("Ingen i registeret taler sproget") == 4
    assert said.count(" ledig ") + said.count(" ledige ") >= 9


@contextmanager
def counted(office: Resources) -> Iterator[list[str]]:
    """Every statement that reaches PostgreSQL."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(office.engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(office.engine.sync_engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Salma Idris", "Farid Nazari", "Olena Bondar", "Tolkebureauet Nord"}),
        ("&sprog=prs", {"Farid Nazari", "Olena Bondar"}),
        ("&kun=ansat", {"Salma Idris"}),
        ("&sprog=prs&kun=ansat", set()),
        ("&kun=sjov&sprog=%3Cb%3E", {"Salma Idris", "Farid Nazari", "Olena Bondar", "Tolkebureauet Nord"}),
    ],
)
@pytest.mark.parametrize("path", ["/tavle", "/tavle/uge"])
async def test_board_and_week_are_narrowed_alike(board: Browser, path: str, query: str, names: set[str]) -> None:
    page = await board.see(f"{path}?dag=12.3{query}")

    everybody = ("Salma Idris", "Farid Nazari", "Olena Bondar", "Tolkebureauet Nord")
    assert {name for name in everybody if f">{name}</a>" in page.text} == names


async def test_what_is_narrowed_stays_so_when_a_job_is_given(board: Browser, office: Resources, cast: Cast) -> None:
    first, _, third = await ask_for(office, cast, order(), order(language="ukr"), order(starts_at=AT_TEN + 5 * HOUR))
    typed = {"interpreter": str(SALMA), "dag": "2026-03-12", "sprog": "apc", "koe": "dag"}

    narrowed = words(await board.see("/tavle?dag=13.3&koe=dag"))
    given = await board.send(f"/bestillinger/{first}/tildel", typed)
    stays = await board.send(f"/bestillinger/{third}/tildel", typed | {"bliv": "1"})

    assert "Ingen her venter på en tolk. Vis alle 3" in narrowed
    assert given.headers["location"] == f"/tavle?dag=2026-03-12&vis={third}&sprog=apc&koe=dag"
    assert stays.headers["location"] == "/tavle?dag=2026-03-12&sprog=apc&koe=dag"


async def test_an_assignment_is_undone_from_its_notice_and_counts_against_nobody(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    [number] = await ask_for(office, cast, order())
    given = await board.send(f"/bestillinger/{number}/tildel", {"interpreter": str(SALMA), "dag": "2026-03-12"})
    told = await board.see(given.headers["location"])
    await keep()

    undone = await board.send(f"/bestillinger/{number}/fortryd")
    then = await board.see(undone.headers["location"])
    again = await board.send(f"/bestillinger/{number}/fortryd")

    assert f'action="/bestillinger/{number}/fortryd"' in told.text
    assert f"Tildelingen af {number} er taget tilbage" in words(then)
    assert "Tildel Salma Idris" in words(then)
    assert (again.status_code, "intet at fortryde" in words(again)) == (409, True)
    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, number)
    assert (details.booking.status, details.interpreter, details.offers) == ("requested", None, [])


async def test_after_ten_minutes_there_is_no_regret(
    board: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    [number] = await ask_for(office, cast, order())
    await keep()
    clock.at += REGRET + timedelta(seconds=1)

    late = await board.send(f"/bestillinger/{number}/fortryd")

    assert (late.status_code, "mere end ti minutter siden" in words(late)) == (409, True)
    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.find(desk, number)).status == "confirmed"
