"""Changing a booking on its page: what it means is said first, and nobody's change is overrun."""

import re
from html import unescape

import httpx
import pytest

from booking.domain.bookings import Status
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Changes
from tests.builders import SALMA, Cast, order
from tests.conftest import Keep
from tests.services.test_booking_life import calendars
from tests.web.people import Browser, words
from tests.web.test_booking_pages import booked, status_of

HTMX = {"HX-Request": "true"}
WISH = order(contact="Mette", note="Ring to\nminutter før", level=2, parties=3)


def form_of(page: httpx.Response) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = page.text.split('id="bestilling"', 1)[1].split("</form>", 1)[0]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        kept = 'type="radio"' not in tag and 'type="checkbox"' not in tag
        if kept or " checked" in tag:
            found[_attribute(tag, "name")] = _attribute(tag, "value")
    for name, body in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', body)
        found[name] = unescape(chosen[1]) if chosen else ""
    for name, body in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(body).replace("\n", "\r\n")
    return {name: value for name, value in found.items() if name != "csrf"}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


async def opened(browser: Browser, number: str) -> dict[str, str]:
    return form_of(await browser.see(f"/bestillinger/{number}/ret"))


async def test_the_form_is_the_booking_and_sent_as_it_is_changes_nothing(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")

    page = await browser.see(f"/bestillinger/{number}/ret")
    typed = form_of(page)
    sent = await browser.send(f"/bestillinger/{number}/ret", typed)

    said = {name: typed[name] for name in ("language", "mode", "date", "start", "minutes", "phone", "contact", "level")}
    assert said == {
        "language": "apc", "mode": "phone", "date": "12.03.2026", "start": "10.00", "minutes": "60",
        "phone": "99 31 00 00", "contact": "Mette", "level": "2",
    }  # fmt: skip
    assert ("unit" in typed, typed["parties"], typed["measure"]) == (False, "3", "OFFER_23B")
    assert "Du har ikke ændret noget endnu" in words(page)
    assert (sent.status_code, "er, som den var" in words(await browser.see(sent.headers["location"]))) == (303, True)
    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.read(desk, number)).booking.version == int(typed["version"])


async def test_a_longer_conversation_keeps_the_interpreter_and_reaches_both_calendars(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    path, typed = f"/bestillinger/{number}/ret", await opened(browser, number) | {"minutes": "90"}

    foreseen = await browser.send(f"{path}/virkning", typed, headers=HTMX)
    sent = await browser.send(path, typed)
    await keep()

    assert foreseen.text.lstrip().startswith("<section")
    assert "Tolken beholder opgaven og får en ny invitation" in words(foreseen)
    assert "Varighed: 1 t. blev til → 1 t. 30 min." in words(foreseen)
    assert "Anslået pris før" in words(foreseen)
    assert "Gratis afbestilling" in words(foreseen) or "Fristen for gratis" in words(foreseen)
    assert "Tolken beholder opgaven og får en ny invitation" in words(await browser.see(sent.headers["location"]))
    for address in ("salma@tolk.example.org", "requester@example.org"):
        told = calendars(sink, address)
        assert [(method, seq) for method, seq, _ in told] == [("REQUEST", 0), ("REQUEST", 1)]
        assert len({uid for _, _, uid in told}) == 1


async def test_barring_whoever_has_the_job_gives_it_to_somebody_else_and_the_page_says_so_first(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, order(language="apc", contact="Mette", preferred=(SALMA,)))
    here = f"/bestillinger/{number}/ret"
    await browser.enter("coordinator")
    typed = await opened(browser, number)

    foreseen = await browser.send(f"{here}/virkning", typed | {"preferred": "", "barred": str(SALMA)}, headers=HTMX)
    sent = await browser.send(here, typed | {"preferred": "", "barred": str(SALMA)})
    await keep()

    async with office.desk(cast.coordinator) as desk:
        after = await bookings.read(desk, number)
    assert (typed["preferred"], typed["barred"]) == (str(SALMA), "")
    assert "Tolken mister opgaven" in words(foreseen)
    assert sent.status_code == 303
    assert (after.booking.preferred, after.booking.barred, after.assignment) == ((), (SALMA,), None)


async def test_what_no_calendar_shows_is_changed_quietly(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    before = len(sink.messages())

    typed = await opened(browser, number) | {"note": "Spørg efter 010190-1234", "child_present": "1"}
    sent = await browser.send(f"/bestillinger/{number}/ret", typed)
    await keep()

    page = words(await browser.see(sent.headers["location"]))
    assert "Tolken beholder opgaven. Vi skjulte et CPR-nummer" in page
    assert "010190" not in page
    assert len(sink.messages()) == before


async def test_whoever_is_no_longer_free_is_released_and_the_page_says_so_first(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    number = await booked(office, cast, keep, WISH)
    await booked(office, cast, keep, order(starts_at=order().ends_at.replace(hour=12)))
    await browser.enter("requester")
    path, typed = f"/bestillinger/{number}/ret", await opened(browser, number) | {"start": "13.30"}

    foreseen = words(await browser.send(f"{path}/virkning", typed, headers=HTMX))
    sent = await browser.send(path, typed)
    page = words(await browser.see(sent.headers["location"]))
    await keep()

    assert "Tolken mister opgaven og får en aflysning. Opgaven søges besat på ny" in foreseen
    assert "Ledige tolke 0" in foreseen
    assert "Tolken har fået en aflysning, og opgaven søges besat på ny" in page
    assert await status_of(office, cast, number) is Status.UNFILLED
    assert [method for method, _, _ in calendars(sink, "salma@tolk.example.org")].count("CANCEL") == 1


async def test_foreseeing_writes_nothing_and_works_without_scripts(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    typed = await opened(browser, number) | {"language": "prs", "note": "Andet"}

    page = await browser.send(f"/bestillinger/{number}/ret/virkning", typed)

    async with office.desk(cast.coordinator) as desk:
        found = await bookings.read(desk, number)
    assert (page.status_code, form_of(page)["note"], form_of(page)["version"]) == (200, "Andet", typed["version"])
    assert "Tolken mister opgaven" in words(page)
    assert (found.booking.language, found.assignment and found.assignment.interpreter_id) == ("apc", SALMA)


@pytest.mark.parametrize(
    ("different", "field", "said"),
    [
        ({"date": "39.1"}, "date", "Skriv en dato"),
        ({"date": "9.3.2026"}, "date", "passeret"),
        ({"minutes": "other", "other_minutes": "9999"}, "other_minutes", "5 til 720"),
        ({"mode": "in_person"}, "in_person_reason", "begrundelse"),
        ({"measure": "HOSPITAL"}, "measure", "regionen"),
        ({"level": "9"}, "level", "fra 1 til 4"),
        ({"parties": "mange"}, "parties", "fra 1 til 100"),
        ({"contact": ""}, "contact", "hvem tolken møder"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, different: dict[str, str], field: str, said: str
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    typed = await opened(browser, number) | {"note": "Skrevet forgæves"} | different

    answer = await browser.send(f"/bestillinger/{number}/ret", typed)

    wrong = re.search(rf'id="{field}-fejl"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert (answer.status_code, form_of(answer)["note"]) == (422, "Skrevet forgæves")
    assert wrong is not None
    assert said in wrong[1]
    assert form_of(answer)["version"] == typed["version"]


async def test_what_somebody_else_changed_is_shown_and_both_changes_survive(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    path, typed = f"/bestillinger/{number}/ret", await opened(browser, number) | {"note": "Min", "phone": "11 22 33 44"}
    theirs = {"contact": "Jette, 24 61 00 00", "phone": "55 66 77 88"}
    async with office.desk(cast.coordinator) as desk:
        await bookings.change(desk, number=number, changes=Changes(theirs), version=int(typed["version"]))

    refused = await browser.send(path, typed)
    async with office.desk(cast.coordinator) as desk:
        between = (await bookings.read(desk, number)).booking
    again = await browser.send(path, form_of(refused))

    said = words(refused)
    assert (refused.status_code, between.note, between.phone) == (409, WISH.note, "55 66 77 88")
    assert "Coordinator har ændret bestillingen" in said
    assert "Kontakt på dagen: Mette blev til → Jette, 24 61 00 00" in said
    assert "Telefonnummer: 99 31 00 00 blev til → 55 66 77 88 . Du har skrevet: 11 22 33 44" in said
    assert "Besked til tolken: Ring" not in said.split("Det ændrer du")[0]
    async with office.desk(cast.coordinator) as desk:
        after = (await bookings.read(desk, number)).booking
    assert (again.status_code, after.contact, after.note, after.phone) == (303, theirs["contact"], "Min", "11 22 33 44")


async def test_a_status_that_moved_on_meanwhile_is_shown_too(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=WISH)).number
    await browser.enter("requester")
    typed = await opened(browser, number)
    await keep()

    refused = await browser.send(f"/bestillinger/{number}/ret", typed)
    unread = await browser.send(f"/bestillinger/{number}/ret", typed | {"origin": "%%%", "version": "²"})

    assert (refused.status_code, unread.status_code) == (409, 409)
    assert "Status: Bestilt blev til → Bekræftet" in words(refused)
    assert "Felterne er, som du så dem" in words(unread)


async def test_before_anybody_has_the_job_it_is_searched_anew(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, order(language="prs", contact="Mette"))
    await browser.enter("requester")
    typed = await opened(browser, number)

    quiet = words(await browser.send(f"/bestillinger/{number}/ret/virkning", typed | {"contact": "Jette"}))
    anew = await browser.send(f"/bestillinger/{number}/ret", typed | {"language": "ukr"})

    assert "Ændringen får ikke betydning for søgningen" in quiet
    assert "Opgaven søges besat på ny" in words(await browser.see(anew.headers["location"]))


async def test_a_booking_in_the_hour_that_comes_twice_stays_in_the_one_it_was(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    second = order().starts_at.replace(month=10, day=25, hour=1, minute=30)
    number = await booked(office, cast, keep, order(starts_at=second, contact="Mette"))
    await browser.enter("requester")
    typed = await opened(browser, number)

    await browser.send(f"/bestillinger/{number}/ret", typed | {"minutes": "45"})

    async with office.desk(cast.coordinator) as desk:
        booking = (await bookings.read(desk, number)).booking
    assert (typed["start"], booking.starts_at, booking.period.minutes) == ("02.30 normaltid", second, 45)


async def test_the_button_is_there_for_those_who_may_while_it_can_be_changed(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, WISH)
    link, seen = f'href="/bestillinger/{number}/ret"', {}
    for name in ("requester", "coordinator", "finance", "salma"):
        await browser.enter(name)
        form = await browser.see(f"/bestillinger/{number}/ret")
        seen[name] = (link in (await browser.see(f"/bestillinger/{number}")).text, form.status_code)
    await browser.enter("outsider")
    foreign = await browser.see(f"/bestillinger/{number}/ret")

    assert seen == {
        "requester": (True, 200),
        "coordinator": (True, 200),
        "finance": (False, 403),
        "salma": (False, 403),
    }
    assert foreign.status_code == 404


async def test_in_english_the_form_reads_what_it_wrote_itself(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    await browser.send("/sprog", {"tongue": "en", "next": "/"})
    typed = await opened(browser, number)

    sent = await browser.send(f"/bestillinger/{number}/ret", typed | {"contact": "Jette"})

    assert (typed["date"], typed["start"]) == ("12 Mar 2026", "10:00")
    assert "The interpreter keeps the job" in words(await browser.see(sent.headers["location"]))


async def test_a_cancelled_booking_is_not_changed(browser: Browser, office: Resources, cast: Cast, keep: Keep) -> None:
    number = await booked(office, cast, keep, WISH)
    await browser.enter("requester")
    typed = await opened(browser, number)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=number)

    answers = [
        await browser.see(f"/bestillinger/{number}/ret"),
        await browser.send(f"/bestillinger/{number}/ret", typed),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("kan ikke ændres" in words(answer) for answer in answers)
    assert "Ret bestilling" not in words(await browser.see(f"/bestillinger/{number}"))


async def test_a_move_to_the_unit_and_away_again_is_read_as_a_place(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    wish = order(mode="in_person", in_person_reason="child", phone="", contact="Mette")
    number = await booked(office, cast, keep, wish)
    await browser.enter("requester")
    typed = await opened(browser, number)

    await browser.send(f"/bestillinger/{number}/ret", typed | {"address": "Skovvej 3", "postcode": "9902"})
    moved = await opened(browser, number)
    await browser.send(f"/bestillinger/{number}/ret", moved | {"mode": "phone", "phone": "99 31 00 00"})

    async with office.desk(cast.coordinator) as desk:
        booking = (await bookings.read(desk, number)).booking
    assert (typed["address"], moved["address"], moved["postcode"]) == ("", "Skovvej 3", "9902")
    assert (booking.address, booking.in_person_reason, booking.phone) == ("", None, "99 31 00 00")
