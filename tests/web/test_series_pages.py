"""Series on the pages: the dates first, a booking for each, and a date taken back."""

from datetime import date

import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast
from tests.web.people import Browser, words
from tests.web.test_order_pages import TYPED

FIVE = TYPED | {"repeats": "1", "times": "5", "citizen_ref": "26-04417"}


@pytest.fixture
async def ordering(browser: Browser) -> Browser:
    await browser.enter("requester")
    return browser


async def starts(office: Resources, cast: Cast) -> list[str]:
    async with office.desk(cast.coordinator) as desk:
        return [f"{one.starts_at:%d/%m}" for one in await bookings.list_bookings(desk)]


async def test_every_date_is_shown_with_its_price_before_anything_is_sent(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    page = await ordering.send("/bestil/serie", FIVE)
    fragment = await ordering.send("/bestil/serie", FIVE, headers={"HX-Request": "true"})

    assert "4 af 5 datoer bestilles. Anslået pris i alt 1.440,00 kr." in words(page)
    assert "Skærtorsdag (springes over)" in words(page)
    assert 'name="ud-2026-03-19"' in page.text
    assert fragment.text.lstrip().startswith('<section class="sec repeat" id="gentag"')
    assert await starts(office, cast) == []


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"times": ""}, "enten en slutdato eller et antal gange"),
        ({"times": "201"}, "fra 1 til 200"),
        ({"times": "", "until": "1.3.2026"}, "før den første dato"),
        ({"every_weeks": "0"}, "fra 1 til 52"),
        ({"date": ""}, "Skriv dato og starttid først"),
        ({"start": "25"}, "Skriv et klokkeslæt"),
    ],
)
async def test_what_is_wrong_with_the_rule_is_said(ordering: Browser, different: dict[str, str], said: str) -> None:
    answer = await ordering.send("/bestil/serie", FIVE | different)

    assert (answer.status_code, said in words(answer)) == (200, True)


async def test_a_series_is_sent_without_the_dates_that_are_ticked_and_a_double_click_sends_it_once(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    ticked = FIVE | {"ud-2026-03-26": "1", "ud-nonsense": "1"}

    first, again = await ordering.send("/bestil", ticked), await ordering.send("/bestil", ticked)
    page = await ordering.see(first.headers["location"])

    assert first.headers["location"] == again.headers["location"]
    assert first.headers["location"].startswith("/serier/")
    assert "Serien er sendt" in words(page)
    assert await starts(office, cast) == ["12/03", "19/03", "09/04"]
    assert "hver uge på torsdage, 5 gange" in words(page)
    assert words(page).count("Tag med alligevel") == 2


async def test_a_rule_that_cannot_be_comes_back_at_its_field_with_the_form(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    answer = await ordering.send("/bestil", FIVE | {"times": "", "note": "Ring på"})

    assert (answer.status_code, 'href="#until"' in answer.text, "Ring på" in answer.text) == (422, True, True)
    assert await starts(office, cast) == []


async def test_dates_that_refuse_are_listed_with_the_way_out(ordering: Browser, office: Resources, cast: Cast) -> None:
    answer = await ordering.send("/bestil", FIVE | {"date": "22.3.2026", "start": "2.30", "times": "2"})

    assert (answer.status_code, 'href="#series"' in answer.text) == (422, True)
    assert "søndag 29/3: Søndag 29/3 findes kl. 02.30 ikke" in words(answer)
    assert 'name="ud-2026-03-29"' in answer.text
    assert await starts(office, cast) == []


async def test_a_skipped_date_is_taken_back_and_the_booking_says_where_it_stands(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    page = (await ordering.send("/bestil", FIVE)).headers["location"]

    taken = await ordering.send(f"{page}/datoer", {"date": str(date(2026, 4, 2))})
    refused = await ordering.send(f"{page}/datoer", {"date": "x"})

    shown = await ordering.see(taken.headers["location"])
    booking = await ordering.see("/bestillinger/B-2026-000005")
    assert (taken.status_code, refused.status_code) == (303, 422)
    assert "Tag med alligevel" not in words(shown)
    assert await starts(office, cast) == ["12/03", "19/03", "26/03", "02/04", "09/04"]
    assert "Nr. 4 af 5 i en serie" in words(booking)


async def test_two_interpreters_are_two_bookings_that_show_each_other(ordering: Browser) -> None:
    sent = await ordering.send("/bestil", TYPED | {"interpreters": "2"})

    page = await ordering.see(sent.headers["location"])

    assert "Makkertolk: B-2026-000002 Bestilt" in words(page)


async def test_a_refused_number_of_interpreters_is_said_at_its_field(ordering: Browser) -> None:
    answer = await ordering.send("/bestil", TYPED | {"interpreters": "9"})

    assert (answer.status_code, 'href="#interpreters"' in answer.text) == (422, True)


async def test_cancelling_from_here_on_says_the_total_first(ordering: Browser) -> None:
    await ordering.send("/bestil", FIVE)

    foreseen = await ordering.see("/bestillinger/B-2026-000003/afbestil-flere?gaelder=onwards")
    sent = await ordering.send(
        "/bestillinger/B-2026-000003/afbestil-flere", {"version": "1", "scope": "onwards", "reason": "Flyttet"}
    )
    page = await ordering.see(sent.headers["location"])

    assert "2 gratis." in words(foreseen)
    assert (sent.headers["location"].startswith("/serier/"), words(page).count("Afbestilt")) == (True, 2)


async def test_a_change_says_who_follows_and_takes_them_along(ordering: Browser) -> None:
    await ordering.send("/bestil", FIVE)
    form = await ordering.see("/bestillinger/B-2026-000002/ret?gaelder=onwards")
    typed = TYPED | {"date": "19.3", "start": "11", "citizen_ref": "26-04417", "version": "1", "scope": "onwards"}

    foreseen = await ordering.send("/bestillinger/B-2026-000002/ret/virkning", typed)
    await ordering.send("/bestillinger/B-2026-000002/ret", typed)

    shown = [words(await ordering.see(f"/bestillinger/B-2026-00000{n}")) for n in (1, 2, 4)]
    assert 'value="onwards" checked' in form.text
    assert "3 af 3 bestillinger følger med." in words(foreseen)
    assert ["kl. 11.00–12.00" in text for text in shown] == [False, True, True]


async def test_those_that_cannot_follow_are_listed_and_left_by_choice(ordering: Browser) -> None:
    at_night = {"date": "22.3.2026", "start": "1.30", "times": "2"}
    await ordering.send("/bestil", FIVE | at_night)
    typed = TYPED | {"date": "22.3.2026", "start": "2.30", "citizen_ref": "26-04417", "version": "1", "scope": "all"}

    refused = await ordering.send("/bestillinger/B-2026-000001/ret", typed)
    sent = await ordering.send("/bestillinger/B-2026-000001/ret", typed | {"leave_out_refused": "1"})

    assert (refused.status_code, sent.status_code) == (422, 303)
    assert 'name="leave_out_refused"' in refused.text
