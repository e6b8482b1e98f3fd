"""The office's board: who, when, what waits; live, and no slower for more rows."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from booking.domain.interpreters import Employment, Hours
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings, interpreters
from booking.web.board import TOPICS
from booking.web.streams import rings
from tests.builders import ALL_WEEK, FARID, SALMA, Cast, interpreter, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, words

HTMX = {"HX-Request": "true"}
AT_TEN = datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.fixture
async def board(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


async def ask_for(office: Resources, cast: Cast, *wishes: object) -> list[str]:
    async with office.desk(cast.requester) as desk:
        return [(await bookings.request(desk, order=wish)).number for wish in wishes]  # type: ignore[arg-type]


async def test_a_day_shows_jobs_in_their_places_and_what_waits(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    visit = order(
        mode=Mode.IN_PERSON, in_person_reason="child", phone="", address="Engvej 2, 9902 Vesterby", postcode="9902"
    )
    taken, asked, nobody = await ask_for(office, cast, visit, order(language="pes"), order(language="som"))
    await keep()
    later = (await ask_for(office, cast, order(language="ukr", starts_at=AT_TEN + timedelta(hours=3))))[0]

    page = await board.see("/tavle?dag=12.3")
    said = words(page)

    assert f'href="/bestillinger/{taken}" class="k in_person set c12 w4"' in page.text
    assert f'href="/bestillinger/{asked}" class="k phone offered c12 w4"' in page.text
    assert "Kørsel" in said
    assert all(part in said for part in ("Tilbudt Farid Nazari, svar inden", "Ingen i registeret taler sproget"))
    assert all(number in said for number in (nobody, later))
    assert "Forslag til tolk" not in page.text
    assert "1 ledig" in said


async def test_a_job_after_what_the_axis_shows_is_said_under_the_name(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = (await ask_for(office, cast, order(starts_at=AT_TEN + timedelta(hours=10))))[0]
    await keep()

    page = await board.see("/tavle?dag=12.3")

    assert f'href="/bestillinger/{number}" class="k' not in page.text
    assert "Salma Idris Ansat Også opgave kl. 20.00–21.00" in words(page)


async def test_the_booking_that_is_open_is_given_with_one_press_and_the_next_one_opens(
    board: Browser, office: Resources, cast: Cast
) -> None:
    first, second = await ask_for(office, cast, order(), order(language="ukr", starts_at=AT_TEN + timedelta(hours=3)))

    opened = await board.see(f"/tavle?dag=12.3&vis={first}")
    given = await board.send(f"/bestillinger/{first}/tildel", {"interpreter": str(SALMA), "dag": "2026-03-12"})
    then = await board.see(given.headers["location"])

    assert ", 10.00–11.00: 1 ledig" in words(opened)
    assert f'action="/bestillinger/{first}/tildel"' in opened.text
    assert '<form class="give c12 w4"' in opened.text
    assert opened.text.count("Salma Idris</a>") == 1
    assert (given.status_code, given.headers["location"]) == (303, f"/tavle?dag=2026-03-12&vis={second}")
    assert "autofocus" in then.text[then.text.index(f'id="q-{second}"') :].split("</a>")[0]
    assert f"{first} er tildelt" in words(then)


async def test_the_next_or_all_are_asked_with_one_press(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    [number] = await ask_for(office, cast, order(language="prs", citizen_ref=""))
    here, typed = f"/bestillinger/{number}/tilbyd", {"dag": "2026-03-12"}

    opened = await board.see(f"/tavle?dag=12.3&vis={number}")
    asked = await board.send(here, typed | {"how": "all"})
    then = words(await board.see("/tavle?dag=12.3"))
    nobody_left = await board.send(here, typed | {"how": "next"})
    plainly = await board.send(here, {"how": "next"})
    unsaid = await board.send(here, typed)

    assert "Tilbyd alle 2" in words(opened)
    assert (asked.status_code, nobody_left.status_code, plainly.status_code, unsaid.status_code) == (303, 409, 409, 422)
    assert " og 1 mere, svar inden" in then
    assert "ikke flere at spørge" in words(nobody_left) or "ingen flere at spørge" in words(nobody_left)


async def test_somebody_who_is_being_asked_can_be_given_the_job(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    [number] = await ask_for(office, cast, order(language="pes", citizen_ref=""))
    await keep()

    given = await board.send(f"/bestillinger/{number}/tildel", {"interpreter": str(FARID)})

    assert given.status_code == 303
    async with office.desk(cast.coordinator) as desk:
        found = await bookings.read(desk, number)
    assert found.interpreter is not None
    assert (found.interpreter.id, [offer.state.value for offer in found.offers]) == (FARID, ["accepted"])


async def test_on_another_day_the_open_booking_moves_nobody(board: Browser, office: Resources, cast: Cast) -> None:
    [number] = await ask_for(office, cast, order())

    page = await board.see(f"/tavle?dag=13.3&vis={number}")

    assert "Salma Idris" in page.text[page.text.index("Forslag til tolk") :]
    assert 'class="give' not in page.text


async def test_who_cannot_after_all_is_said_on_the_board_and_nothing_is_lost(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    [taken] = await ask_for(office, cast, order())
    await keep()
    [number] = await ask_for(office, cast, order())

    from_board = await board.send(f"/bestillinger/{number}/tildel", {"interpreter": str(SALMA), "dag": "2026-03-12"})
    elsewhere = await board.send(f"/bestillinger/{number}/tildel", {"interpreter": str(SALMA)})

    assert (from_board.status_code, elsewhere.status_code) == (409, 409)
    assert f"Optaget 10.00–11.00 af {taken}" in words(from_board)
    assert number in words(from_board)


async def test_the_last_one_given_leaves_the_board_as_it_was(board: Browser, office: Resources, cast: Cast) -> None:
    [number] = await ask_for(office, cast, order())
    typed = {"interpreter": str(SALMA)}

    given = await board.send(f"/bestillinger/{number}/tildel", typed | {"dag": "xyz"})
    again = await board.send(f"/bestillinger/{number}/tildel", typed)
    nobody = await board.send(f"/bestillinger/{number}/tildel", {"interpreter": "Salma"})

    assert given.headers["location"] == "/tavle?dag=2026-03-10"
    assert again.headers["location"] == f"/bestillinger/{number}"
    assert nobody.status_code == 422


async def test_the_board_is_a_fragment_for_htmx(board: Browser) -> None:
    fragment, page = await board.see("/tavle", headers=HTMX), await board.see("/tavle")

    assert fragment.text.lstrip().startswith('<main id="indhold" class="fill"')
    main, _, menu = fragment.text.partition("<hx-partial")
    assert main.strip() in page.text.replace("</body>", "")
    assert menu.count("<nav") == 1
    assert 'href="/tavle" aria-current="page"' in menu


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("", "Tirsdag 10. marts"),
        ("tor", "Torsdag 12. marts"),
        ("2026-03-20", "Fredag 20. marts"),
        ("xyz", "Tirsdag 10. marts"),
    ],
)
async def test_the_day_is_typed_short(board: Browser, typed: str, title: str) -> None:
    assert title in words(await board.see("/tavle", params={"dag": typed}))


async def test_hours_not_offered_and_absences_are_shaded(board: Browser, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        nine_to_four = [Hours(4, time(9), time(16))]
        await interpreters.set_hours(desk, interpreter_id=SALMA, hours=nine_to_four)
        await interpreters.add_absence(
            desk, interpreter_id=SALMA, starts_at=AT_TEN, ends_at=AT_TEN + timedelta(hours=3), reason="Kursus"
        )

    page = await board.see("/tavle?dag=12.3")
    row = page.text[page.text.index("Salma Idris") :].split('role="listitem"')[0]

    assert all(part in row for part in ("off c12 w12", "Kursus til 12.03.2026", "off c0 w8", "off c36 w8"))
    assert "Salma Idris" in words(await board.see("/tavle?dag=13.3")).split("Ikke til rådighed 1")[1]


@contextmanager
def counted(office: Resources) -> Iterator[list[str]]:
    """Every statement that reaches PostgreSQL."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(office.engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(office.engine.sync_engine, "before_cursor_execute", note)


async def test_more_interpreters_and_jobs_are_no_more_queries(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async def queries() -> int:
        with counted(office) as seen:
            await board.see("/tavle?dag=12.3")
        return len(seen)

    await ask_for(office, cast, order())
    await keep()
    await queries()
    few = await queries()
    async with office.desk(cast.coordinator) as desk:
        people = [
            interpreter(uuid4(), f"Tolk {n}", Employment.SALARIED, "apc", email=f"t{n}@example.org", hours=ALL_WEEK)
            for n in range(30)
        ]
        await desk.interpreters.add_all(people)
    await ask_for(office, cast, *[order() for _ in range(10)])
    await keep()

    assert await queries() == few


async def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(
    board: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async def queries() -> int:
        with counted(office) as seen:
            await board.see("/bestillinger")
        return len(seen)

    await ask_for(office, cast, order())
    await keep()
    await queries()
    one = await queries()
    await ask_for(office, cast, order(language="pes"), order(language="ukr"))
    await keep()

    assert await queries() == one


async def test_the_stream_rings_for_the_board_and_ends_when_the_server_stops(office: Resources) -> None:
    stream = rings(office.live, TOPICS, event="board", heartbeat=0.2)
    first = await anext(stream)
    ringing = []
    async with asyncio.timeout(5):
        while b"event: board\ndata: \n\n" not in ringing:
            office.live.publish({"board"})
            ringing.append(await anext(stream))
        office.live.end()
        rest = [event async for event in stream]

    assert first == b": open\n\n"
    assert set(ringing + rest) <= {b": still here\n\n", b"event: board\ndata: \n\n"}
    assert [event async for event in rings(office.live, TOPICS, event="board")] == [b": open\n\n"]


async def test_only_the_office_listens(browser: Browser) -> None:
    await browser.enter("requester")

    assert (await browser.see("/tavle/strom")).status_code == 403


async def test_the_menu_counts_what_waits(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    [number, _] = await ask_for(office, cast, order(), order(language="pes"))
    await keep()
    await browser.enter("coordinator")
    office_sees = words(await browser.see("/bestillinger"))
    await browser.enter("farid")
    interpreter_sees = words(await browser.see("/tolk"))
    clock.at += timedelta(days=2, hours=6)
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=number, report=bookings.Report())
    await browser.enter("requester")

    assert "Tavle 1 uden tolk" in office_sees
    assert "Mine opgaver 1 nye tilbud" in interpreter_sees
    assert "Attestation 1 til attestation" in words(await browser.see("/bestil"))
