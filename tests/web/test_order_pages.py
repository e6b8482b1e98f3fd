"""Ordering on the page: the price first, mistakes at their fields, one booking for two clicks."""

import re

import pytest

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast
from tests.web.people import Browser, hidden, words

TYPED = {
    "language": "apc",
    "mode": "phone",
    "date": "12.3",
    "start": "10",
    "minutes": "60",
    "unit": "jobcenter",
    "case_type": "integration_benefit",
    "phone": "99 31 00 00",
    "contact": "Mette",
    "key": "k1",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
async def ordering(browser: Browser) -> Browser:
    await browser.enter("requester")
    return browser


async def everything(office: Resources, cast: Cast) -> list[str]:
    async with office.desk(cast.coordinator) as desk:
        return [one.number for one in await bookings.list_bookings(desk)]


async def test_an_order_becomes_a_booking_and_says_so_once(ordering: Browser, office: Resources, cast: Cast) -> None:
    sent = await ordering.send("/bestil", TYPED)
    first, second = await ordering.see(sent.headers["location"]), await ordering.see(sent.headers["location"])

    async with office.desk(cast.coordinator) as desk:
        [booking] = await bookings.list_bookings(desk)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/bestillinger/{booking.number}")
    assert (booking.status, booking.starts_at.isoformat()) == (Status.REQUESTED, "2026-03-12T09:00:00+00:00")
    assert f"{booking.number} er sendt" in words(first)
    assert f"{booking.number} er sendt" not in words(second)


async def test_a_double_click_books_once_and_a_changed_form_books_again(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    first, again = await ordering.send("/bestil", TYPED), await ordering.send("/bestil", TYPED)
    other = await ordering.send("/bestil", TYPED | {"start": "13"})

    assert first.headers["location"] == again.headers["location"] != other.headers["location"]
    assert len(await everything(office, cast)) == 2


@pytest.mark.parametrize(
    ("different", "field", "said"),
    [
        ({"date": "29.3.2026", "start": "2.30"}, "start", "findes kl. 02.30 ikke"),
        ({"date": "25.10.2026", "start": "2.30"}, "start", "to gange"),
        ({"date": "39.1"}, "date", "Skriv en dato"),
        ({"date": "9.3.2026"}, "date", "passeret"),
        ({"date": "i dag", "start": "7"}, "start", "passeret"),
        ({"start": "25"}, "start", "Skriv et klokkeslæt"),
        ({"minutes": "other", "other_minutes": "9999"}, "other_minutes", "5 til 720"),
        ({"language": ""}, "language", "Vælg et sprog"),
        ({"language": "xxx"}, "language", "kendes ikke"),
        ({"unit": ""}, "unit", "Vælg den enhed"),
        ({"unit": "familie"}, "unit", "egen enhed"),
        ({"phone": " "}, "phone", "det nummer"),
        ({"mode": "in_person"}, "in_person_reason", "begrundelse"),
        ({"mode": "skype", "link": "javascript:alert(1)"}, "link", "https://"),
        ({"citizen_ref": "010190-1234"}, "citizen_ref", "CPR"),
        ({"measure": "HOSPITAL"}, "measure", "regionen"),
        ({"mode": "telepathy"}, "mode", "Vælg video"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    ordering: Browser, office: Resources, cast: Cast, different: dict[str, str], field: str, said: str
) -> None:
    answer = await ordering.send("/bestil", TYPED | {"note": "Ring på to gange"} | different)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert said in words(answer)
    assert "Ring på to gange" in answer.text
    assert await everything(office, cast) == []


async def test_the_doubled_hour_is_taken_when_it_is_said_which(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    for key, start in enumerate(("2.30 +02:00", "2.30 normaltid")):
        await ordering.send("/bestil", TYPED | {"date": "25.10.2026", "start": start, "key": str(key)})

    async with office.desk(cast.coordinator) as desk:
        starts = [one.starts_at.isoformat() for one in await bookings.list_bookings(desk)]
    assert starts == ["2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"]


async def test_everything_wrong_is_said_at_once(ordering: Browser) -> None:
    answer = await ordering.send("/bestil", {"key": "k"})

    assert all(f'href="#{name}"' in answer.text for name in ("language", "case_type", "unit", "date", "start"))


async def test_the_price_is_a_fragment_for_htmx_and_a_page_without(ordering: Browser) -> None:
    fragment = await ordering.send("/bestil/pris", TYPED, headers=HTMX)
    page = await ordering.send("/bestil/pris", TYPED)

    assert fragment.text.lstrip().startswith('<section class="panel" id="overslag"')
    assert fragment.text.strip() in page.text
    assert all(part in words(fragment) for part in ("Anslået pris", "Ledige tolke 1", "Gratis afbestilling til"))


async def test_the_price_waits_for_a_time_without_complaining(ordering: Browser) -> None:
    early = await ordering.send("/bestil/pris", {"language": "apc", "mode": "phone"}, headers=HTMX)
    wrong = await ordering.send("/bestil/pris", TYPED | {"start": "99"}, headers=HTMX)

    assert (early.status_code, "error" in early.text) == (200, False)
    assert "Skriv et klokkeslæt" in words(wrong)


async def test_an_order_can_be_repeated_without_its_day(ordering: Browser) -> None:
    sent = await ordering.send("/bestil", TYPED | {"minutes": "other", "other_minutes": "75"})
    number = sent.headers["location"].rsplit("/", 1)[1]

    form = await ordering.see(f"/bestil?gentag={number}")

    assert 'value="99 31 00 00"' in form.text
    assert 'id="other_minutes" name="other_minutes" value="75"' in form.text
    assert 'id="date" name="date" value=""' in form.text
    assert hidden(form, "key") not in ("", "k1")


async def test_nobody_repeats_an_outsiders_order(ordering: Browser, office: Resources, cast: Cast) -> None:
    sent = await ordering.send("/bestil", TYPED)
    await ordering.enter("outsider")

    answer = await ordering.see(f"/bestil?gentag={sent.headers['location'].rsplit('/', 1)[1]}")

    assert answer.status_code == 404


async def test_what_people_write_is_only_ever_text(ordering: Browser) -> None:
    canary = "<img src=x onerror=alert(1)>"
    fields = dict.fromkeys(("contact", "note", "citizen_ref"), canary) | {"phone": f"{canary} 99310000"}

    sent = await ordering.send("/bestil", TYPED | fields)
    wrong = await ordering.send("/bestil", {**dict.fromkeys(TYPED, canary), **fields})

    pages = [
        wrong,
        await ordering.see(sent.headers["location"]),
        await ordering.see("/bestillinger", params={"q": canary}),
    ]
    assert all("<img" not in page.text and "onerror" in page.text for page in pages)


OPENED = re.compile(r'<details class="fold[^"]*"[^>]* open><summary><b>([^<]+)')


async def test_what_is_seldom_needed_stays_folded_in_a_blank_form(ordering: Browser) -> None:
    page = await ordering.see("/bestil")

    assert OPENED.findall(page.text) == []


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ({"gender": "female"}, "Flere ønsker til tolken"),
        ({"substitutes_ok": "1"}, "Flere ønsker til tolken"),
        ({"interpreters": "2"}, "Flere ønsker til tolken"),
        ({"level": "x"}, "Flere ønsker til tolken"),
        ({"child_present": "1"}, "Deltagere og børn"),
        ({"parties": ""}, "Deltagere og børn"),
        ({"measure": "HOSPITAL"}, "Refusionens spørgsmål"),
        ({"wish_1_mode": "skype"}, "Flere ønsker i rækkefølge"),
    ],
)
async def test_what_holds_something_or_is_wrong_is_open(ordering: Browser, typed: dict[str, str], opened: str) -> None:
    answer = await ordering.send("/bestil", TYPED | {"contact": ""} | typed)

    assert (answer.status_code, OPENED.findall(answer.text)) == (422, [opened])


async def test_the_office_may_leave_the_contact_to_whoever_orders(browser: Browser) -> None:
    await browser.enter("coordinator")

    page = await browser.see("/bestil")

    assert 'id="contact" name="contact" value="" aria-describedby' in page.text


async def test_two_interpreters_are_priced_and_told_as_two(ordering: Browser) -> None:
    priced = await ordering.send("/bestil/pris", TYPED | {"interpreters": "2"}, headers=HTMX)
    sent = await ordering.send("/bestil", TYPED | {"interpreters": "2"})
    page = await ordering.see(sent.headers["location"])

    assert "I alt for 2 tolke" in words(priced)
    assert "makkertolkens bestilling er sendt" in words(page)
