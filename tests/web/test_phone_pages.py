"""The interpreter's pages on the phone: undo, week, hours, availability, and the sheet that is kept."""

import json
from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.services.asking import open_offers_of
from tests.web.people import Browser, words


async def test_a_no_is_taken_back_with_one_press_and_not_when_it_is_too_late(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="prs"))).number
    await keep()
    [offer] = await open_offers_of(office, cast, number)
    await browser.enter("farid")
    path = f"/tolk/tilbud/{offer.id}"

    await browser.send(f"{path}/afvis")
    await keep()
    said = words(await browser.see("/tolk"))
    undone = await browser.send(f"{path}/fortryd")
    again = words(await browser.see("/tolk"))
    twice = await browser.send(f"{path}/fortryd")
    await browser.send(f"{path}/afvis")
    clock.at += timedelta(minutes=11)
    late = await browser.send(f"{path}/fortryd")

    assert "Du sagde nej til tor. 12/3 10.00–11.00. Fortryd" in said
    assert (undone.status_code, twice.status_code, late.status_code) == (303, 409, 409)
    assert "Du kan svare igen" in again
    assert "Acceptér" in again
    assert "Fortryd" not in words(await browser.see("/tolk"))


async def test_an_absence_over_a_job_is_told_to_the_office_and_taken_back(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep()
    await browser.enter("salma")

    put = await browser.send("/tolk/raadighed/fravaer", {"fra": "tor", "til": "+3", "grund": "Ferie 010190-1234"})
    page = await browser.see("/tolk/raadighed")
    week = words(await browser.see("/tolk/kalender?dag=tor"))
    async with office.desk(cast.coordinator) as desk:
        waiting = await desk.tasks.listed(kind="away")
        status = (await bookings.read(desk, number)).booking.status
    path = page.text.split('action="/tolk/raadighed/fravaer/')[1].split('"')[0]
    removed = [await browser.send(f"/tolk/raadighed/fravaer/{path}") for _ in range(2)]
    async with office.desk(cast.coordinator) as desk:
        settled = await desk.tasks.listed(kind="away", done=True)

    assert put.status_code == 303
    assert "Tolkekontoret har fået besked om de opgaver" in words(page)
    assert f'href="/bestillinger/{number}"' in page.text
    assert "Fravær: Ferie" in week
    assert "010190" not in page.text
    assert ([one.booking_id is not None for one in waiting], status) == ([True], Status.CONFIRMED)
    assert [one.status_code for one in removed] == [303, 303]
    assert [one.outcome for one in settled] == ["withdrawn"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"fra": "39.1"}, "Skriv en dato"),
        ({"fra": "tor", "til": "tir"}, ""),
        ({"fra": "13.3", "til": "12.3.2026"}, "Slut ligger før start"),
        ({"fra": "tor", "fra_kl": "12"}, "Skriv et klokkeslæt"),
        ({"fra": "tor", "fra_kl": "12", "til_kl": "930"}, "Slut ligger før start"),
        ({"fra": "tor", "kind": "extra"}, "Skriv et klokkeslæt"),
        ({"fra": "tor", "kind": "extra", "fra_kl": "17", "til_kl": "2030"}, ""),
    ],
)
async def test_what_cannot_be_an_absence_comes_back_as_typed(
    browser: Browser, typed: dict[str, str], wrong: str
) -> None:
    await browser.enter("salma")

    answer = await browser.send("/tolk/raadighed/fravaer", typed)

    assert answer.status_code == (422 if wrong else 303)
    assert wrong in words(answer)
    assert not wrong or f'value="{typed["fra"]}"' in answer.text


async def test_the_weekly_hours_are_typed_short_and_a_slip_loses_nothing(
    browser: Browser, office: Resources, cast: Cast
) -> None:
    await browser.enter("salma")
    week = {"opening_1": "8-16", "opening_2": "8-12 og 13-16.30", "opening_3": "døgn", "opening_6": "10-24"}

    wrong = await browser.send("/tolk/raadighed/uge", week | {"opening_4": "hele dagen"})
    right = await browser.send("/tolk/raadighed/uge", week)
    page = (await browser.see("/tolk/raadighed")).text

    assert (wrong.status_code, 'value="hele dagen"' in wrong.text, right.status_code) == (422, True, 303)
    assert [one in page for one in ('"08.00-16.00"', '"08.00-12.00, 13.00-16.30"', '"10.00-24"')] == [True] * 3
    async with office.desk(cast["salma"]) as desk:
        assert desk.actor.interpreter_id is not None
        assert len((await desk.interpreters.get(desk.actor.interpreter_id)).hours) == 5


async def test_hours_are_counted_by_week_and_shown_with_the_bill_to_whoever_is_paid_by_it(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="prs"))).number
    await keep()
    await browser.enter("farid")
    [offer] = await open_offers_of(office, cast, number)
    await browser.send(f"/tolk/tilbud/{offer.id}/accepter")
    clock.at += timedelta(days=2, hours=6)
    await browser.enter("farid")
    before = words(await browser.see("/tolk/timer"))
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=number, report=bookings.Report())
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=number)

    after = words(await browser.see("/tolk/timer"))
    other, wrong = [words(await browser.see(f"/tolk/timer?dag={day}")) for day in ("16.3", "x")]

    assert "Udført som bestilt" in before
    assert "Attesteret" in after
    assert "Uge 11 indtil nu 1 t. · " in after.replace("\xa0", " ")
    assert "Du har ikke meldt timer i den uge" in other
    assert "Skriv en dato" in wrong


async def test_the_sheet_that_is_kept_has_the_jobs_ahead_and_nothing_to_send_or_to_hide(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    wish = order(mode="in_person", in_person_reason="documents", note="kanin", citizen_ref="26-kanin")
    async with office.desk(cast.requester) as desk:
        await bookings.request(desk, order=wish)
    await keep()
    await browser.enter("salma")

    sheet = await browser.see("/tolk/dagsseddel")

    assert "hentet 10.03.2026 kl. 08.00" in words(sheet).replace("\xa0", " ")
    assert 'href="geo:0,0?q=' in sheet.text
    assert "Torsdag 12. marts" in words(sheet)
    assert ("csrf" in sheet.text, "kanin" in sheet.text, "<script" in sheet.text) == (False, False, False)


async def test_the_phone_gets_its_manifest_and_worker_without_logging_in(browser: Browser) -> None:
    manifest, worker = await browser.see("/app.webmanifest"), await browser.see("/sw.js")
    said = json.loads(manifest.text)

    assert (said["start_url"], said["scope"], said["display"], len(said["icons"])) == ("/", "/", "standalone", 4)
    assert [(await browser.see(icon["src"])).status_code for icon in said["icons"]] == [200] * 4
    assert worker.headers["content-type"].startswith("text/javascript")
    assert (worker.headers["cache-control"], "connect-src 'self'" in worker.headers["content-security-policy"]) == (
        "no-cache",
        True,
    )
