"""The register: narrowed, added to, changed, ended; papers seen, and the tasks about those that expire."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.documents import Paper
from booking.domain.hours import ALWAYS
from booking.domain.interpreters import Hours, Skill
from booking.resources import Resources
from booking.services import bookings, documents, employing, tasks
from booking.services.interpreters import read_interpreter
from booking.web.making.people import hours_written
from tests.builders import FARID, OLENA, SALMA, Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, hidden, words

NEW = {
    "name": "Nour Saleh",
    "email": "nour@tolk.example.org",
    "employment": "freelance",
    "languages": "dari 3, pes 2",
    "mode_phone": "ja",
    "phone": "99 31 55 55",
    "hours": "man-tor 8-16, fre 8-15.30",
    "postcode": "9902",
    "daily": "7,4",
}


@pytest.fixture
async def desk_at(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Farid Nazari", "Olena Bondar", "Salma Idris", "Tolkebureauet Nord"]),
        ("?q=dari", ["Farid Nazari", "Olena Bondar"]),
        ("?sprog=prs&ansat=freelance&q=olena", ["Olena Bondar"]),
        ("?ansat=agency", ["Tolkebureauet Nord"]),
        ("?ansat=sjov&form=sjov", ["Farid Nazari", "Olena Bondar", "Salma Idris", "Tolkebureauet Nord"]),
        ("?papirer=ja", ["Salma Idris"]),
        ("?ophoert=ja", []),
    ],
)
async def test_the_register_is_narrowed(
    desk_at: Browser, office: Resources, cast: Cast, query: str, names: list[str]
) -> None:
    async with office.desk(cast.coordinator) as desk:
        last = desk.now.date() + timedelta(days=5)
        seen = documents.Seen(kind=Paper.CHILDREN, expires_on=last)
        await documents.add_document(desk, interpreter_id=SALMA, seen=seen)

    page = await desk_at.see(f"/tolke{query}")

    everybody = ["Farid Nazari", "Olena Bondar", "Salma Idris", "Tolkebureauet Nord"]
    assert [name for name in everybody if f"<b>{name}</b>" in page.text] == names


async def test_somebody_is_added_and_changed_on_a_page(desk_at: Browser, office: Resources, cast: Cast) -> None:
    added = await desk_at.send("/tolke/ny", NEW)
    person = UUID(added.headers["location"].rsplit("/", 1)[1])
    form = await desk_at.see(f"/tolke/{person}/ret")
    typed = NEW | {"email": "another@example.org", "languages": "prs 3, ukr 1", "mode_skype": "ja", "hours": "døgn"}
    typed |= {"stamp": hidden(form, "stamp")}
    changed = await desk_at.send(f"/tolke/{person}/ret", typed)
    late = await desk_at.send(f"/tolke/{person}/ret", typed | {"hours": "", "name": "Nour"})
    async with office.desk(cast.coordinator) as desk:
        found = await read_interpreter(desk, interpreter_id=person)
        today = desk.now.date()

    assert 'value="Dari 3, Farsi (persisk) 2"' in form.text
    assert 'value="man-tor 8-16, fre 8-15.30"' in form.text
    assert (changed.status_code, found.email, found.home_place) == (303, "nour@tolk.example.org", "9902 Vesterby")
    assert found.skills == (Skill("prs", 3, date(2018, 1, 1)), Skill("ukr", 1, today))
    assert (sorted(found.modes), found.daily_limit, found.hours) == (["phone", "skype"], 444, ALWAYS)
    assert (late.status_code, "er ændret, siden du hentede den" in late.text) == (422, True)
    assert "Oplysninger ændret" in words(await desk_at.see(f"/tolke/{person}"))


@pytest.mark.parametrize(
    ("different", "field", "said"),
    [
        ({"name": ""}, "name", "Skal udfyldes"),
        ({"email": "salma@tolk.example.org"}, "email", "har allerede adressen"),
        ({"languages": "klingonsk 3"}, "languages", "kan ikke læses"),
        ({"mode_phone": ""}, "modes", "Vælg mindst én"),
        ({"hours": "altid måske"}, "hours", "kan ikke læses"),
        ({"postcode": "1234"}, "postcode", "kendes ikke"),
        ({"born": "19-03-2015"}, "born", "fyldt 18"),
    ],
)
async def test_what_cannot_be_comes_back_as_typed(
    desk_at: Browser, office: Resources, different: dict[str, str], field: str, said: str
) -> None:
    answer = await desk_at.send("/tolke/ny", NEW | different)

    assert answer.status_code == 422
    assert f'id="{field}-fejl"' in answer.text
    assert said in words(answer)
    assert 'value="99 31 55 55"' in answer.text
    assert "Nour" not in words(await desk_at.see("/tolke"))


async def test_somebody_with_jobs_ahead_cannot_end_and_somebody_who_ended_is_asked_no_more(
    desk_at: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep()

    refused = await desk_at.send(f"/tolke/{SALMA}/ophoer")
    ended = await desk_at.send(f"/tolke/{FARID}/ophoer")
    page = await desk_at.see(f"/tolke/{FARID}")
    board = await desk_at.see("/tavle")
    async with office.desk(cast.coordinator) as desk:
        shut = await desk.accounts.by_interpreter(FARID)
        await employing.resume_interpreter(desk, interpreter_id=FARID)
        opened = await desk.accounts.by_interpreter(FARID)

    assert (refused.status_code, f"Salma Idris har stadig {number}" in words(refused)) == (409, True)
    assert (ended.status_code, "Ophørt" in words(page)) == (303, True)
    assert (shut, opened is not None) == (None, True)
    assert "Farid" not in board.text
    assert "Farid" in (await desk_at.see("/tavle")).text


async def test_a_paper_is_put_down_replaced_and_warned_of_once_for_each_threshold(
    desk_at: Browser, office: Resources, cast: Cast, clock: Clock
) -> None:
    here = f"/tolke/{OLENA}/dokumenter"
    first = await desk_at.send(here, {"kind": "children", "issued_on": "1.1.2024", "expires_on": "2026-05-01"})
    async with office.desk(cast.coordinator) as desk:
        [paper] = await documents.documents_of(desk, interpreter_id=OLENA)
    counts = []
    for days in (0, 0, 25, 20, 8):
        clock.at += timedelta(days=days)
        async with office.desk(SYSTEM) as desk:
            counts.append(await documents.warn_of_endings(desk))
            counts.append(len(await desk.tasks.listed(kind="document")))
    await desk_at.enter("coordinator")
    inbox = words(await desk_at.see("/opgaver"))
    renewed = await desk_at.send(here, {"kind": "children", "expires_on": "2028-05-01", "replaces": str(paper.id)})
    page = words(await desk_at.see(f"/tolke/{OLENA}"))
    async with office.desk(SYSTEM) as desk:
        after = (await documents.warn_of_endings(desk), await desk.tasks.listed(kind="document"))

    assert (first.status_code, renewed.status_code) == (303, 303)
    assert counts == [1, 1, 0, 1, 1, 1, 1, 1, 1, 1]
    assert "Børneattest udløb" in inbox
    assert "Gælder til 01.05.2028" in page
    assert "01.05.2026" not in page.split("Det seneste år")[0]
    assert after == (0, [])


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "sjov"}, "kind"),
        ({"kind": "other"}, "note"),
        ({"kind": "identity", "issued_on": "i går"}, "issued_on"),
        ({"kind": "identity", "issued_on": "2026-05-01", "expires_on": "2026-04-01"}, "expires_on"),
        ({"kind": "identity", "replaces": "x"}, "replaces"),
    ],
)
async def test_a_paper_that_cannot_be_comes_back_as_typed(desk_at: Browser, typed: dict[str, str], field: str) -> None:
    answer = await desk_at.send(f"/tolke/{OLENA}/dokumenter", typed)

    assert (answer.status_code, "Udstedt" in words(answer)) == (422, True)
    assert field == "replaces" or f'id="{field}-fejl"' in answer.text


async def test_a_paper_of_somebody_else_is_not_theirs_to_end(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        paper = await documents.add_document(desk, interpreter_id=OLENA, seen=documents.Seen(kind=Paper.IDENTITY))
        await documents.end_document(desk, interpreter_id=FARID, document_id=paper.id)
        stands = await documents.documents_of(desk, interpreter_id=OLENA)
        await documents.end_document(desk, interpreter_id=OLENA, document_id=paper.id)
        await documents.end_document(desk, interpreter_id=OLENA, document_id=paper.id)

        assert (stands, await documents.documents_of(desk, interpreter_id=OLENA)) == ([paper], [])


async def test_a_task_is_taken_taken_over_and_given_back(desk_at: Browser, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        await desk.tasks.add("message", "a", facts={"text": "Hej"})
        [task] = await desk.tasks.listed()
    async with office.desk(cast["admin"]) as desk:
        await tasks.take(desk, task_id=task.id)

    others = words(await desk_at.see("/opgaver"))
    taken = await desk_at.send(f"/opgaver/{task.id}/tag", {"mine": "ja"})
    mine = words(await desk_at.see("/opgaver?mine=ja"))
    await desk_at.send(f"/opgaver/{task.id}/tag", {"slip": "ja"})
    nobodys = words(await desk_at.see("/opgaver?mine=ja"))
    settled = await desk_at.send(f"/opgaver/{task.id}", {"outcome": "seen", "mine": "ja"})
    late = await desk_at.send(f"/opgaver/{task.id}/tag")

    assert "Taget af Admin Overtag opgaven" in others
    assert taken.headers["location"] == settled.headers["location"] == "/opgaver?mine=ja"
    assert "Du har taget den Giv fri" in mine
    assert "Tag opgaven" not in nobodys
    assert (late.status_code, "har allerede afsluttet" in words(late)) == (409, True)


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        ((), ""),
        (ALWAYS, "døgn"),
        ([Hours(day, time(8), time(16)) for day in (1, 2, 4)], "man-tir 8-16, tor 8-16"),
        ([Hours(6, time(9, 30), time(0)), Hours(6, time(7), time(8))], "lør 9.30-24, lør 7-8"),
    ],
)
def test_weekly_hours_are_written_as_they_are_typed(hours: Sequence[Hours], written: str) -> None:
    assert hours_written(hours) == written
