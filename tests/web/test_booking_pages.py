"""The list and the page of a booking: what each may see and do there, and in which order things happened."""

import re
from datetime import timedelta

import pytest

from booking.domain.bookings import Order, Status
from booking.resources import Resources
from booking.services import bookings
from tests.builders import FAMILY, Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, hidden, words


async def booked(office: Resources, cast: Cast, keep: Keep, wish: Order | None = None, *, by: str = "requester") -> str:
    async with office.desk(cast[by]) as desk:
        number = (await bookings.request(desk, order=wish or order())).number
    await keep()
    return number


async def status_of(office: Resources, cast: Cast, number: str) -> Status:
    async with office.desk(cast.coordinator) as desk:
        return (await bookings.read(desk, number)).booking.status


async def act(browser: Browser, number: str, verb: str, **typed: str) -> tuple[int, str]:
    """Presses a button of the booking's page as it is now."""
    page = await browser.see(f"/bestillinger/{number}")
    answer = await browser.send(f"/bestillinger/{number}/{verb}", {"version": hidden(page, "version")} | typed)
    return answer.status_code, words(answer)


async def test_the_page_tells_who_what_when_and_what_it_costs(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("requester")

    page = words(await browser.see(f"/bestillinger/{number}"))

    for said in ("Bekræftet", "Salma Idris", "99 31 00 00", "26-04417", "Anslået pris", "gratis at afbestille",
                 "Invitation", "Tolk tildelt"):  # fmt: skip
        assert said in page, said


async def test_a_booking_is_cancelled_from_its_page(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("requester")

    status, _ = await act(browser, number, "afbestil", reason="Mødet er flyttet")

    assert (status, await status_of(office, cast, number)) == (303, Status.CANCELLED)
    assert "Mødet er flyttet" in words(await browser.see(f"/bestillinger/{number}"))


async def test_what_was_changed_meanwhile_is_not_overrun(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("requester")

    answer = await browser.send(f"/bestillinger/{number}/afbestil", {"version": "1"})

    assert (answer.status_code, await status_of(office, cast, number)) == (409, Status.CONFIRMED)
    assert "er ændret, siden du åbnede siden" in words(answer)


async def test_delivered_times_come_back_when_they_cannot_be_right(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = await booked(office, cast, keep)
    clock.at += timedelta(days=2, hours=6)
    await browser.enter("coordinator")

    wrong, said = await act(browser, number, "udfoert", date="12.3.2026", start="11", end="10", mode="phone")
    unread, _ = await act(browser, number, "udfoert", date="12.3.2026", start="x", end="10", mode="phone")
    right, _ = await act(browser, number, "udfoert", date="12.3.2026", start="10", end="10.50", mode="phone")

    assert (wrong, "Sluttidspunktet skal ligge efter" in said, unread, right) == (422, True, 422, 303)
    assert await status_of(office, cast, number) is Status.DELIVERED


async def test_the_requester_attests_and_sees_lines_and_refund(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = await booked(office, cast, keep)
    clock.at += timedelta(days=2, hours=6)
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=number, report=bookings.Report())
    await browser.enter("requester")

    status, _ = await act(browser, number, "attester")
    page = words(await browser.see(f"/bestillinger/{number}"))

    assert (status, await status_of(office, cast, number)) == (303, Status.ATTESTED)
    assert all(said in page for said in ("Takst", "I alt", "Refusion", "Prisen fastlagt"))
    assert "Regel" not in page  # the code is for those who work with refunds


@pytest.mark.parametrize(("who", "outcome"), [("citizen", "citizen_no_show"), ("interpreter", "interpreter_no_show")])
async def test_a_no_show_says_who_did_not_come(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock, who: str, outcome: str
) -> None:
    number = await booked(office, cast, keep)
    clock.at += timedelta(days=2, hours=3)
    await browser.enter("requester")

    status, _ = await act(browser, number, "udeblivelse", who=who)

    async with office.desk(cast.coordinator) as desk:
        delivery = (await bookings.read(desk, number)).delivery
    assert delivery is not None
    assert (status, delivery.outcome) == (303, outcome)


async def test_the_office_is_told_why_there_is_nobody(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, order(language="apc", gender="male", gender_required=True))
    await browser.enter("coordinator")

    page = words(await browser.see(f"/bestillinger/{number}"))

    assert "Derfor er der ingen tolk endnu" in page
    assert "1 har ikke det krævede køn" in page
    assert "Uden krav om køn: 1 ledig" in page


async def test_an_interpreter_sees_the_job_and_not_the_case(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("salma")

    page = words(await browser.see(f"/bestillinger/{number}"))

    assert "99 31 00 00" in page
    assert not any(said in page for said in ("26-04417", "Integrationsydelse", "Pris og refusion", "Historik"))


async def test_somebody_who_was_only_asked_does_not_learn_where(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, order(language="pes", contact="Mette, 24 61 00 00"))
    await browser.enter("farid")

    page = words(await browser.see(f"/bestillinger/{number}"))

    assert "Tilbudt" in page
    assert not any(said in page for said in ("99 31 00 00", "Mette", "24 61 00 00"))


async def test_an_outsider_gets_the_same_page_as_for_a_number_that_does_not_exist(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("outsider")

    foreign, unknown = await browser.see(f"/bestillinger/{number}"), await browser.see("/bestillinger/B-2026-999999")

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert words(foreign).replace(number, "…") == words(unknown).replace("B-2026-999999", "…")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"arabic", "dari", "foreign"}),
        ({"q": "dari"}, {"dari"}),
        ({"q": "familie"}, {"foreign"}),
        ({"q": "Salma"}, {"arabic", "foreign"}),
        ({"q": "26-04"}, {"arabic", "foreign"}),
        ({"q": "100%"}, set()),
        ({"status": "offered"}, {"dari"}),
        ({"mode": "skype"}, {"dari"}),
        ({"since": "13.3.2026"}, {"foreign"}),
        ({"until": "12.3.2026"}, {"arabic", "dari"}),
        ({"q": "dari", "mode": "phone"}, set()),
    ],
)
async def test_the_list_is_narrowed_by_what_is_typed(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, query: dict[str, str], found: set[str]
) -> None:
    later = order(unit_id=FAMILY, starts_at=order().starts_at + timedelta(days=2))
    numbers = {
        "arabic": await booked(office, cast, keep),
        "dari": await booked(office, cast, keep, order(language="prs", mode="skype", citizen_ref="")),
        "foreign": await booked(office, cast, keep, later, by="outsider"),
    }
    await browser.enter("coordinator")

    page = await browser.see("/bestillinger", params=query)

    assert {name for name, number in numbers.items() if f'href="/bestillinger/{number}"' in page.text} == found


async def test_a_whole_number_goes_straight_to_its_booking(browser: Browser) -> None:
    await browser.enter("coordinator")

    answer = await browser.see("/bestillinger", params={"q": " b-2026-000123 "})

    assert answer.headers["location"] == "/bestillinger/B-2026-000123"


async def test_a_date_that_cannot_be_read_is_said_at_its_field(browser: Browser) -> None:
    await browser.enter("coordinator")

    answer = await browser.see("/bestillinger?since=39.13")

    assert (answer.status_code, "Skriv en dato" in words(answer)) == (422, True)


async def test_pages_lead_back_and_forth_and_miss_nothing(browser: Browser, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        made = [
            (await bookings.request(desk, order=order(starts_at=order().starts_at + timedelta(hours=n)))).number
            for n in range(120)
        ]
    await browser.enter("requester")

    seen, path, back = [], "/bestillinger", ""
    while path:
        page = await browser.see(path)
        seen.append(re.findall(r'class="cover" href="/bestillinger/([^"]+)"', page.text))
        links = {word: link.replace("&amp;", "&") for link, word in _pager(page.text)}
        path, back = links.get("Næste", ""), links.get("Forrige", "")
    before = await browser.see(back)

    assert [number for part in seen for number in part] == made
    assert re.findall(r'class="cover" href="/bestillinger/([^"]+)"', before.text) == seen[1]


def _pager(text: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<a class="ds-button[^"]*" data-variant="secondary" href="([^"]+)">(?:<svg.*?</svg>)?(Forrige|Næste)', text
    )


async def test_an_outsiders_bookings_are_in_nobody_elses_list(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("outsider")

    pages = [
        await browser.see("/bestillinger", params=params) for params in ({}, {"q": number[-6:]}, {"q": "26-04417"})
    ]

    assert all(number not in page.text for page in pages)


async def test_whoever_ordered_is_told_the_ways_out_without_names(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep, order(language="apc", gender="male", gender_required=True))
    await browser.enter("requester")

    page = words(await browser.see(f"/bestillinger/{number}"))

    assert "Uden krav om køn: 1 ledig" in page
    assert "Salma" not in page
