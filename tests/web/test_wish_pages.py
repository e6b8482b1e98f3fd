"""More wishes on the form: added, priced, sent, shown with where the booking stands, and changed."""

import pytest

from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.services.test_booking_life import requested
from tests.web.people import Browser, hidden, words
from tests.web.test_order_pages import TYPED

VIDEO = {"wish_1_mode": "skype"}
LATER = {"wish_2_date": "13.3", "wish_2_start": "15.30", "wish_2_minutes": "90"}


@pytest.fixture
async def ordering(browser: Browser) -> Browser:
    await browser.enter("requester")
    return browser


async def test_a_wish_is_added_by_a_button_and_keeps_what_was_typed(ordering: Browser) -> None:
    first = await ordering.send("/bestil/udfyld", TYPED | {"hent": "oenske"})
    second = await ordering.send("/bestil/udfyld", TYPED | VIDEO | {"hent": "oenske"})
    full = await ordering.send("/bestil/udfyld", TYPED | {f"wish_{n}_date": f"{n}.4" for n in range(1, 6)})

    assert 'name="wish_1_date"' in first.text
    assert 'name="wish_2_date"' not in first.text
    assert '<option value="skype" selected>' in second.text
    assert 'name="wish_2_date"' in second.text
    assert "Tilføj et ønske mere" in words(second)
    assert "Tilføj et ønske mere" not in words(full)


async def test_each_wish_shows_its_price_its_refund_and_how_many_are_free(ordering: Browser) -> None:
    page = words(await ordering.send("/bestil/pris", TYPED | VIDEO | LATER | {"wish_3_start": "25"}))

    assert "Ønske 2" in page
    assert "kl. 15.30–17.00" in page
    assert page.count("heraf refusion") == 2
    assert page.count("· 1 ledig") == 2
    assert "Skriv et klokkeslæt" in page


async def test_for_two_interpreters_each_wish_costs_as_two_and_a_long_job_in_person_is_advised_two(
    ordering: Browser,
) -> None:
    one = words(await ordering.send("/bestil/pris", TYPED | VIDEO | {"mode": "in_person", "minutes": "180"}))
    two = words(await ordering.send("/bestil/pris", TYPED | VIDEO | {"interpreters": "2", "minutes": "60"}))

    assert "Fremmøde over 2 timer tolkes bedst af to" in one
    assert "tolkes bedst af to" not in two
    assert "720,00 kr. for 2 tolke" in two


async def test_wishes_are_sent_in_their_order_and_an_empty_field_is_as_in_the_first(
    ordering: Browser, office: Resources, cast: Cast
) -> None:
    sent = await ordering.send("/bestil", TYPED | VIDEO | LATER)
    page = words(await ordering.see(sent.headers["location"]))

    async with office.desk(cast.coordinator) as desk:
        [booking] = await bookings.list_bookings(desk)
    said = [(one.mode, one.starts_at.isoformat(), one.period.minutes) for one in booking.alternatives]
    assert said == [
        (Mode.SKYPE, "2026-03-12T09:00:00+00:00", 60),
        (Mode.PHONE, "2026-03-13T14:30:00+00:00", 90),
    ]
    assert booking.alternatives[1].phone == "99 31 00 00"
    assert "Ønsker i rækkefølge" in page
    assert page.count("Endnu ikke prøvet") == 2


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"wish_1_start": "25"}, "wish_1_start", "Skriv et klokkeslæt"),
        ({"wish_1_mode": "in_person"}, "wish_1_reason", "Fremmøde kræver en begrundelse"),
        ({"wish_1_mode": "skype", "wish_1_reach": "rum 7"}, "wish_1_reach", "begynder med https://"),
        ({"wish_1_mode": "phone"}, "wish_1_start", "står der allerede"),
        ({"wish_1_minutes": "9999"}, "wish_1_minutes", "5 til 720"),
        ({"wish_1_date": "9.3.2026"}, "wish_1_start", "passeret"),
    ],
)
async def test_what_is_wrong_with_a_wish_is_said_at_its_row(
    ordering: Browser, office: Resources, cast: Cast, typed: dict[str, str], field: str, said: str
) -> None:
    answer = await ordering.send("/bestil", TYPED | typed)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert said in words(answer)
    async with office.desk(cast.coordinator) as desk:
        assert await bookings.list_bookings(desk) == []


async def test_the_page_says_which_wish_was_filled(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await requested(office, cast, order())
    sent = await ordering.send("/bestil", TYPED | VIDEO | LATER)
    await keep()

    page = words(await ordering.see(sent.headers["location"]))

    assert page.count("Ingen kunne") == 2
    assert "Gælder" in page
    assert "Ingen til det ønske, næste ønske prøves" in page


async def test_the_wishes_left_can_be_changed_and_what_is_untouched_stays(
    ordering: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    sent = await ordering.send("/bestil", TYPED | VIDEO | LATER)
    number = sent.headers["location"].split("/")[-1]
    form = await ordering.see(f"/bestillinger/{number}/ret")
    marks = {name: hidden(form, name) for name in ("version", "origin")}
    rows = {"wish_1_mode": "skype", "wish_1_date": "12.03.2026", "wish_1_start": "10.00", "wish_1_minutes": "60"}
    kept = {name.replace("2", "1"): value for name, value in LATER.items()} | {"wish_1_mode": "phone"}

    noted = await ordering.send(
        f"/bestillinger/{number}/ret/virkning",
        TYPED | marks | rows | kept | {"wish_1_reach": "99 31 00 00", "note": "Ring på"},
    )
    await ordering.send(f"/bestillinger/{number}/ret", TYPED | marks | kept)

    async with office.desk(cast.coordinator) as desk:
        [booking] = await bookings.list_bookings(desk)
    assert 'value="15.30"' in form.text
    assert 'name="wish_3_date"' in form.text
    assert "Flere ønsker" in words(noted)
    assert (booking.status, [one.mode for one in booking.alternatives]) == (Status.REQUESTED, [Mode.PHONE])
