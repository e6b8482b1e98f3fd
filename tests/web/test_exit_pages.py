"""The pages of a day that goes otherwise, as somebody with a browser meets them."""

from datetime import timedelta

import pytest

from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import find
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.services.lives import HOUR, TEN, accepted, booked
from tests.web.people import Browser, hidden, words

MINUTE = timedelta(minutes=1)


async def page(browser: Browser, number: str) -> str:
    return words(await browser.see(f"/bestillinger/{number}"))


async def press(browser: Browser, number: str, what: str, **typed: str) -> str:
    """What the next page says."""
    version = hidden(await browser.see(f"/bestillinger/{number}"), "version")
    answer = await browser.send(f"/bestillinger/{number}/{what}", {"version": version, **typed})
    assert answer.status_code == 303, words(answer)
    return words(await browser.see(answer.headers["location"]))


async def test_before_it_is_sent_a_late_move_says_what_it_costs_and_the_booking_says_it_after(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN - HOUR
    await browser.enter("requester")
    form = await browser.see(f"/bestillinger/{number}/ret")
    typed = {
        name: hidden(form, name)
        for name in ("version", "origin")
    } | {
        "language": "pes", "mode": "phone", "date": "12.03.2026", "start": "10.30", "minutes": "60",
        "case_type": "integration_benefit", "measure": "OFFER_23B", "phone": "99 31 00 00", "contact": "Mette",
        "level": "1", "parties": "2", "group_size": "1",
    }  # fmt: skip

    foreseen = words(await browser.send(f"/bestillinger/{number}/ret/virkning", typed))
    await browser.send(f"/bestillinger/{number}/ret", typed)

    assert "Ændringen sker efter fristen: 30 min. betales, 180,00 kr." in foreseen
    said = await page(browser, number)
    assert "Flyttet efter fristen fra torsdag 12/3 kl. 10.00–10.30" in said
    assert "540,00 kr." in said


async def test_a_late_cancellation_shows_its_reason_and_offers_the_paid_time(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN - HOUR
    await browser.enter("requester")
    before = await page(browser, number)
    await press(browser, number, "afbestil", reason="Borgeren er syg")

    after = await page(browser, number)
    form = (await browser.see(f"/bestil?betalt={number}")).text

    assert "Det koster 180,00 kr. at afbestille nu." in before
    assert "Sen afbestilling af torsdag 12/3 kl. 10.00" in before
    assert "Fristen var 4 timer før torsdag 12/3 kl. 10.00 = torsdag 12/3 kl. 06.00" in before
    assert all(said in after for said in ("Afbestilt efter fristen", "Borgeren er syg", "Farid Nazari er betalt"))
    assert "Bestil en anden samtale i den betalte tid" in after
    assert 'value="10.00"' in form


async def test_the_booking_in_the_paid_time_shows_what_is_paid_already(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = (await booked(office, cast, keep)).number
    clock.at = TEN - HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=first)
    async with office.desk(cast.requester) as desk:
        second = (await bookings.request(desk, order=order(language="pes", citizen_ref=""))).number
    await keep()
    await browser.enter("farid")
    offered = words(await browser.see("/tolk"))
    await accepted(office, cast, keep, second)

    await browser.enter("requester")
    mine, freed = await page(browser, second), await page(browser, first)

    assert "360,00 kr." in offered
    assert "Allerede betalt" not in offered
    assert f"Allerede betalt ({first}), 60 min." in mine
    assert "Tiden bruges af en anden bestilling" in freed


async def test_the_office_waives_and_the_page_says_who_and_why(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN - HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=number)
    await browser.enter("coordinator")

    said = await press(browser, number, "fravig", decision="waive", reason="Snestorm")
    charged = await press(browser, number, "fravig", decision="charge", reason="Alligevel ikke")

    assert all(word in said for word in ("Eftergivet af kontoret", "Snestorm", "Coordinator", "intet at betale"))
    assert all(word in charged for word in ("Opkrævet efter kontorets beslutning", "Alligevel ikke", "180,00 kr."))


async def test_a_decision_without_its_reason_or_kind_is_refused(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = (await booked(office, cast, keep)).number
    await browser.enter("coordinator")
    version = hidden(await browser.see(f"/bestillinger/{number}"), "version")

    for typed in ({"decision": "waive"}, {"decision": "burn", "reason": "x"}):
        answer = await browser.send(f"/bestillinger/{number}/fravig", {"version": version, **typed})

        assert answer.status_code == 422


@pytest.mark.parametrize("where", ["/bestillinger/{}/vent", "/tolk/opgaver/{}/vent"])
async def test_who_waits_presses_and_sees_the_minutes(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock, where: str
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + MINUTE
    await browser.enter("farid")
    before = words(await browser.see("/tolk"))
    answer = await browser.send(where.format(number))
    clock.at = TEN + 8 * MINUTE

    after, phone = await page(browser, number), words(await browser.see("/tolk"))

    assert answer.status_code == 303
    assert "Jeg er her og venter" in before
    for said in (after, phone):
        assert "Der er ventet 7 min." in said
        assert "kan meldes fra kl. 10.11" in said


async def test_a_no_show_too_early_is_refused_in_words(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + MINUTE
    await browser.enter("farid")
    await browser.send(f"/bestillinger/{number}/vent")
    version = hidden(await browser.see(f"/bestillinger/{number}"), "version")

    refused = await browser.send(f"/bestillinger/{number}/udeblivelse", {"version": version, "who": "citizen"})
    clock.at = TEN + 11 * MINUTE
    await press(browser, number, "udeblivelse", who="citizen", note="Ringede to gange")
    await browser.enter("coordinator")
    said = await page(browser, number)

    assert refused.status_code == 409
    assert "Udeblivelsen kan meldes fra kl. 10.11" in words(refused)
    assert "Der blev ventet 10 min. fra kl. 10.01" in said
    assert "Ringede to gange" in said


async def test_an_interpreter_who_stays_away_is_replaced_with_one_press(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + MINUTE
    await browser.enter("requester")
    gone = await press(browser, number, "udeblivelse", who="interpreter")

    new = await press(browser, number, "erstat")

    assert "Bestil en anden tolk" in gone
    assert "10.05–11.00" in new


async def test_a_job_broken_off_tells_the_office_why_and_not_the_interpreter(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + 20 * MINUTE
    await browser.enter("requester")
    await press(browser, number, "afbryd", reason="impartiality", note="Kender familien")

    await browser.enter("coordinator")
    office_sees = await page(browser, number)
    await browser.enter("farid")
    farid_sees = await page(browser, number)

    assert all(word in office_sees for word in ("Afbrudt", "Tolkens upartiskhed", "Kender familien"))
    assert "Afbrudt" in farid_sees
    assert not any(word in farid_sees for word in ("upartiskhed", "Kender familien"))


async def test_the_office_gives_up_and_the_requester_reads_why(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="tir"))).number
    await keep()
    await browser.enter("coordinator")
    await press(browser, number, "luk", reason="Ingen i landet taler sproget den dag")

    await browser.enter("requester")
    said = await page(browser, number)

    assert "Lukket uden tolk" in said
    assert "Ingen i landet taler sproget den dag" in said
    assert "Ret bestilling" not in said
    async with office.desk(cast.requester) as desk:
        assert (await find(desk, number)).exit_terms == "closed"
