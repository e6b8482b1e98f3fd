"""Free times on the form: counted, pressed, held; and the ways out where there are none."""

from urllib.parse import unquote

import pytest

from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services.holds import held_now
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.services.test_booking_life import requested
from tests.web.people import Browser, words
from tests.web.test_order_pages import HTMX, TYPED

SLOT = "2026-03-12T09:00:00+00:00"
OPEN = {name: value for name, value in TYPED.items() if name not in ("date", "start")}


@pytest.fixture
async def ordering(browser: Browser) -> Browser:
    await browser.enter("requester")
    return browser


async def test_a_day_shows_how_many_are_free_at_each_start(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await requested(office, cast, order())
    await keep()

    page = await ordering.send("/bestil/ledige", TYPED, headers=HTMX)

    assert 'id="ledige"' in page.text
    assert "<main" not in page.text
    assert "Få ledige" in words(page)
    assert "08.00 1 1 ledig" in words(page)
    assert "10.00 – 0 ledige" in words(page)


async def test_without_a_language_or_with_a_closed_day_the_form_says_what_to_do(ordering: Browser) -> None:
    blank = await ordering.send("/bestil/ledige", TYPED | {"language": ""})
    past = await ordering.send("/bestil/ledige", TYPED | {"date": "9.3.2026"})
    elsewhere = await ordering.see("/bestil")

    assert "Vælg sprog for at se" in words(blank)
    assert "Dari Få ledige" in words(blank)
    assert "ingen tider tilbage den dag" in words(past)
    assert "Vis ledige tider" in words(elsewhere)


async def test_a_language_with_a_lamp_is_pressed_and_chosen(ordering: Browser) -> None:
    chosen = await ordering.send("/bestil/udfyld", TYPED | {"language": "", "vej": "language=prs"})
    unknown = await ordering.send("/bestil/udfyld", TYPED | {"language": "", "vej": "language=nobody"})

    assert ('value="prs" selected' in chosen.text, "Ledige tider" in words(chosen)) == (True, True)
    assert "Vælg sprog for at se" in words(unknown)


async def test_a_time_that_is_pressed_fills_in_the_form_and_is_held(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    page = await ordering.send("/bestil/tid", OPEN | {"slot": SLOT})
    async with office.desk(cast.requester) as desk:
        held = await held_now(desk)
    freed = await ordering.send("/bestil/tid", TYPED | {"slot": ""})

    assert 'name="date" value="12.03.2026"' in page.text
    assert 'name="start" value="10.00"' in page.text
    assert "Tiden er reserveret til dig til kl." in words(page)
    assert "Torsdag 12. marts" in words(page) or "torsdag den 12. marts 2026" in words(page).lower()
    assert held is not None
    assert "reserveret til dig" not in words(freed)
    async with office.desk(cast.requester) as desk:
        assert await held_now(desk) is None


async def test_a_time_that_is_gone_says_so_and_what_was_held_stays(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await ordering.send("/bestil/tid", OPEN | {"slot": "2026-03-12T12:00:00+00:00"})
    await requested(office, cast, order())
    await keep()

    page = await ordering.send("/bestil/tid", OPEN | {"slot": SLOT})

    assert "ingen ledig tolk på det tidspunkt længere" in words(page)
    async with office.desk(cast.requester) as desk:
        held = await held_now(desk)
    assert held is not None
    assert held.starts_at.hour == 12


@pytest.mark.parametrize("slot", ["nonsense", "2026-03-12T09:00:00"])
async def test_what_we_have_not_written_holds_nothing(ordering: Browser, slot: str) -> None:
    page = await ordering.send("/bestil/tid", OPEN | {"slot": slot})

    assert page.status_code == 200
    assert "reserveret til dig" not in words(page)


async def test_where_nobody_is_free_each_way_out_is_a_button_that_gives_somebody(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await requested(office, cast, order())
    await keep()
    typed = TYPED | {"gender": "male", "gender_required": "1", "start": "12"}

    priced = await ordering.send("/bestil/pris", typed)
    way = await ordering.send("/bestil/udfyld", typed | {"vej": "gender_required="})
    later = await ordering.send("/bestil/tid", TYPED | {"slot": "2026-03-12T10:30:00+00:00"})

    assert "Ingen ledige, som det står nu" in words(priced)
    assert "Uden krav om køn: 1 ledig" in words(priced)
    assert "Lad tolkekontoret finde en" in words(priced)
    assert "Ingen ledige, som det står nu" not in words(way)
    assert "Ingen ledige, som det står nu" not in words(later)


async def test_a_way_out_of_an_unfilled_booking_opens_the_change_that_gives_somebody(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await requested(office, cast, order())
    booked = await requested(office, cast, order(mode=Mode.SKYPE, contact="Mette"))
    await keep()
    page = await ordering.see(f"/bestillinger/{booked.number}")
    href = next(part for part in page.text.split('href="') if "/ret?vej=slot" in part).split('"')[0]

    form = await ordering.see(href)

    assert "De leder videre" in words(page)
    assert unquote(href).split("=")[2].startswith("2026-03-12T")
    assert 'name="start" value="' in form.text
    assert "Det ændrer du" in words(form)
