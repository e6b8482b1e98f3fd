"""A form that is sent twice is done once, and the second click is told what the first was."""

import asyncio
from datetime import timedelta
from urllib.parse import quote

import pytest

from booking.resources import Resources
from booking.services import bookings
from booking.services.templates import list_templates, save_template
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, hidden, words


async def booked(office: Resources, cast: Cast, keep: Keep, **different: object) -> str:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(**different))).number
    await keep()
    return number


async def actions(office: Resources, cast: Cast, number: str) -> list[str]:
    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, number)
        return [entry.action for entry in await desk.histories.of(booking.id)]


@pytest.mark.parametrize(
    ("who", "verb", "typed", "action", "told"),
    [
        ("requester", "afbestil", {"reason": "Flyttet"}, "cancelled", "er afbestilt"),
        ("coordinator", "udfoert", {"date": "12.3.2026", "start": "10", "end": "10.50"}, "delivered", "meldt udført"),
        ("coordinator", "udeblivelse", {"who": "citizen"}, "no_show", "som udeblivelse"),
    ],
)
async def test_a_double_click_does_it_once_and_says_so_twice(
    browser: Browser,
    office: Resources,
    cast: Cast,
    keep: Keep,
    clock: Clock,
    who: str,
    verb: str,
    typed: dict[str, str],
    action: str,
    told: str,
) -> None:
    number = await booked(office, cast, keep)
    clock.at += timedelta(days=0 if verb == "afbestil" else 2, hours=4)
    await browser.enter(who)
    page = await browser.see(f"/bestillinger/{number}")
    sent = {"version": hidden(page, "version")} | typed

    first, second = await asyncio.gather(*(browser.send(f"/bestillinger/{number}/{verb}", sent) for _ in range(2)))
    clock.at += timedelta(minutes=5)
    late = await browser.send(f"/bestillinger/{number}/{verb}", sent)

    assert [answer.status_code for answer in (first, second, late)] == [303, 303, 303]
    assert {answer.headers["location"] for answer in (first, second, late)} == {f"/bestillinger/{number}"}
    assert (await actions(office, cast, number)).count(action) == 1
    assert told in words(await browser.see(late.headers["location"]))


async def test_a_form_from_before_somebody_else_s_change_is_told_kindly(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("requester")
    version = hidden(await browser.see(f"/bestillinger/{number}"), "version")
    async with office.desk(cast.coordinator) as desk:
        changes = bookings.Changes({"note": "Ring på"})
        await bookings.change(desk, number=number, changes=changes, version=int(version))

    answer = await browser.send(f"/bestillinger/{number}/afbestil", {"version": version})

    assert (answer.status_code, "Se, hvordan den står nu" in words(answer)) == (409, True)
    assert "cancelled" not in await actions(office, cast, number)


async def test_a_refused_form_may_be_sent_again(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("coordinator")
    page = await browser.see(f"/bestillinger/{number}")
    sent = {"version": hidden(page, "version"), "date": "12.3.2026", "start": "10", "end": "11"}

    early = await browser.send(f"/bestillinger/{number}/udfoert", sent)
    clock.at += timedelta(days=2, hours=4)
    then = await browser.send(f"/bestillinger/{number}/udfoert", sent)

    assert (early.status_code, then.status_code) == (409, 303)


async def test_a_change_sent_twice_is_made_once(browser: Browser, office: Resources, cast: Cast, keep: Keep) -> None:
    number = await booked(office, cast, keep)
    await browser.enter("requester")
    form = await browser.see(f"/bestillinger/{number}/ret")
    typed = {"version": hidden(form, "version"), "origin": hidden(form, "origin"), "language": "apc", "mode": "phone",
             "date": "12.3.2026", "start": "10", "minutes": "60", "case_type": "integration_benefit",
             "contact": "Mette", "phone": "99 31 00 00", "citizen_ref": "26-04417", "measure": "OFFER_23B"}  # fmt: skip

    answers = [await browser.send(f"/bestillinger/{number}/ret", typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert (await actions(office, cast, number)).count("details changed") == 1


async def test_templates_bear_being_saved_and_deleted_twice(browser: Browser, office: Resources, cast: Cast) -> None:
    await browser.enter("requester")
    typed = {"language": "apc", "template_name": "Ugentlig", "citizen_ref": "26-1", "key": "k"}

    saved = [await browser.send("/bestil/skabeloner", typed) for _ in range(2)]
    form = await browser.see(saved[0].headers["location"])
    kept = await browser.see("/bestil/skabeloner")
    one = saved[0].headers["location"].split("=")[1]
    deleted = [await browser.send(f"/bestil/skabeloner/{one}/slet") for _ in range(2)]

    assert saved[0].headers["location"] == saved[1].headers["location"]
    assert 'value="apc" selected' in form.text
    assert "26-1" not in form.text
    assert "Ugentlig" in words(kept)
    assert [answer.status_code for answer in deleted] == [303, 303]
    async with office.desk(cast.requester) as desk:
        assert await list_templates(desk) == []


async def test_a_template_without_a_name_comes_back_as_typed(browser: Browser) -> None:
    await browser.enter("requester")

    answer = await browser.send("/bestil/skabeloner", {"language": "apc", "note": "Ring på", "key": "k"})

    assert (answer.status_code, "Giv skabelonen et navn" in words(answer), "Ring på" in answer.text) == (
        422,
        True,
        True,
    )


async def test_a_template_takes_no_name_that_another_has(browser: Browser, office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        one, _ = [await save_template(desk, name=name, typed={"language": "apc"}) for name in ("En", "To")]
    await browser.enter("requester")

    taken = await browser.send(f"/bestil/skabeloner/{one.id}/omdoeb", {"name": "To"})
    renamed = await browser.send(f"/bestil/skabeloner/{one.id}/omdoeb", {"name": "Tre"})

    assert (taken.status_code, "hedder To" in words(taken), renamed.status_code) == (409, True, 303)


async def test_a_known_case_fills_the_gaps_and_by_its_button_everything(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await booked(office, cast, keep, mode="phone")
    await browser.enter("requester")
    typed = {"citizen_ref": "26-04417", "language": "som", "key": "k", "mode": "skype"}

    gaps = await browser.send("/bestil/udfyld", typed | {"hent": "huller"})
    everything = await browser.send("/bestil/udfyld", typed | {"hent": "sag"})
    unknown = await browser.send("/bestil/udfyld", typed | {"hent": "sag", "citizen_ref": "26-0"})

    assert 'value="som" selected' in gaps.text
    assert 'value="integration_benefit" selected' in gaps.text
    assert all(said in everything.text for said in ('value="apc" selected', 'value="99 31 00 00"', "Salma Idris"))
    assert "Sagen er kendt fra B-2026-000001" in words(everything)
    assert 'value="som" selected' in unknown.text


async def test_a_refusal_offers_the_way_out_as_a_button(browser: Browser) -> None:
    await browser.enter("requester")
    typed = {"language": "apc", "mode": "in_person", "date": "12.3", "start": "10", "minutes": "60",
             "unit": "jobcenter", "case_type": "other", "contact": "Mette", "key": "k"}  # fmt: skip

    refused = await browser.send("/bestil", typed)
    instead = await browser.send("/bestil/udfyld", typed | {"vej": "mode=skype"})
    sent = await browser.send("/bestil", typed | {"mode": "skype"})

    assert refused.status_code == 422
    assert 'value="mode=skype" formaction="/bestil/udfyld"' in refused.text
    assert 'value="skype" checked' in instead.text
    assert sent.status_code == 303


async def test_the_office_enters_a_phone_order_on_the_page(browser: Browser, office: Resources, cast: Cast) -> None:
    await browser.enter("coordinator")
    form = await browser.see("/bestil")
    typed = {"language": "apc", "mode": "phone", "date": "12.3", "start": "10", "minutes": "60", "unit": "jobcenter",
             "case_type": "other", "phone": "99 31 00 00", "requester": "requester@example.org", "channel": "phone",
             "key": "k"}  # fmt: skip
    chosen = await browser.send("/bestil/udfyld", {"unit": "familie", "hent": "rekvirenter", "key": "k"})

    sent = await browser.send("/bestil", typed)
    page = words(await browser.see(sent.headers["location"]))

    assert 'value="requester@example.org"' in form.text
    assert 'value="requester@example.org"' not in chosen.text
    assert "Requester indtastet af Coordinator pr. telefon" in page
    assert "Bestilt for Requester pr. telefon" in page
    assert quote("B-2026-000001") in sent.headers["location"]
