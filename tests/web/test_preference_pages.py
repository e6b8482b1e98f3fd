"""The page of what one hears of, with the number that is proved; the office's page; the sink's messages."""

import pytest

from booking.local.sms_sink import SmsSink
from booking.resources import Resources
from booking.services.outbox import due, fulfil
from tests.builders import Cast
from tests.web.people import Browser, words
from workers.main import fulfilment

CHOSEN = {
    "way.offer": "both", "way.on_demand": "both", "way.job_changed": "both", "way.job_reminder": "off",
    "way.day_sheet": "mail", "remind_hours": "4", "day_sheet_at": "6.30", "quiet": "on", "quiet_from": "22.00",
    "quiet_to": "06.00", "tongue": "da",
}  # fmt: skip


async def test_what_is_chosen_stands_there_afterwards(browser: Browser) -> None:
    await browser.enter("salma")

    saved = await browser.send("/mig", CHOSEN)
    page = await browser.see("/mig")

    assert (saved.status_code, saved.headers["location"]) == (303, "/mig")
    assert "Dine valg er gemt" in words(page)
    assert ('<option value="off" selected>' in page.text, 'value="06.30"' in page.text) == (True, True)
    assert "Kan ikke slås fra: ellers møder du op til en opgave, der er aflyst." in words(page)
    assert ('href="/mig"' in page.text, "Ugens liste" in words(page)) == (True, False)


async def test_what_cannot_be_comes_back_as_typed(browser: Browser) -> None:
    await browser.enter("salma")

    refused = await browser.send("/mig", CHOSEN | {"quiet_from": "25.00", "remind_hours": "9"})
    page = await browser.see("/mig")

    assert refused.status_code == 422
    assert ('value="25.00"' in refused.text, 'value="9"' in refused.text) == (True, True)
    assert "Skriv et klokkeslæt, f.eks. 07.00." in words(refused)
    assert 'value="21.00"' in page.text


async def test_the_choice_of_tongue_turns_the_page(browser: Browser) -> None:
    await browser.enter("salma")

    await browser.send("/mig", CHOSEN | {"tongue": "en"})

    assert "Your choices were saved." in words(await browser.see("/mig"))


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("requester", "Påmindelse om en bestilling", "Dagseddel"),
        ("coordinator", "Ubesatte opgaver, ugens liste", "Dagseddel"),
        ("auditor", "Stille timer", "Påmindelse om"),
    ],
)
async def test_one_is_asked_what_concerns_one(browser: Browser, name: str, shown: str, hidden: str) -> None:
    await browser.enter(name)

    page = words(await browser.see("/mig"))

    assert (shown in page, hidden in page) == (True, False)


async def test_a_number_is_proved_on_the_page(
    texting: Resources, cast: Cast, browser: Browser, gateway: SmsSink
) -> None:
    browser.http._transport.app.state.office = texting  # type: ignore[attr-defined]
    await browser.enter("salma")
    wrong = await browser.send("/mig/nummer", {"phone": "12"})
    asked = await browser.send("/mig/nummer", {"phone": "22 33 44 55"})
    work = fulfilment(texting)
    for _, promise_id in await due(work):
        await fulfil(work, promise_id)
    waiting = words(await browser.see("/mig"))
    code = gateway.messages()[-1].text[:6]

    misread = await browser.send("/mig/nummer/kode", {"code": "x"})
    right = await browser.send("/mig/nummer/kode", {"code": code})
    page = words(await browser.see("/mig"))
    await browser.send("/mig/nummer/fjern")

    assert (wrong.status_code, "otte cifre" in words(wrong)) == (422, True)
    assert (asked.status_code, "Koden, vi har sendt til 22 33 44 55" in waiting) == (303, True)
    assert (misread.status_code, "Koden passer ikke" in words(misread)) == (422, True)
    assert (right.status_code, "22 33 44 55 er bekræftet." in page) == (303, True)
    assert "er bekræftet" not in words(await browser.see("/mig"))


async def test_without_a_gateway_the_page_says_so(browser: Browser) -> None:
    await browser.enter("salma")

    refused = await browser.send("/mig/nummer", {"phone": "22 33 44 55"})

    assert refused.status_code == 409
    assert "Kontoret kan ikke sende SMS endnu. Alt kommer på mail til salma@example.org." in words(refused)


async def test_the_office_chooses_for_everybody(browser: Browser) -> None:
    await browser.enter("coordinator")
    everything = CHOSEN | {
        "way.booking_changed": "mail", "way.booking_reminder": "mail", "way.alarm": "both", "way.unfilled_week": "off",
        "way.open_tasks": "mail", "unfilled_at": "08.00", "tasks_at": "07.45",
    }  # fmt: skip

    refused = await browser.send("/indstillinger/beskeder", everything | {"tasks_at": "kl. 8"})
    saved = await browser.send("/indstillinger/beskeder", everything)
    page = await browser.see("/indstillinger/beskeder")

    assert (refused.status_code, 'value="kl. 8"' in refused.text) == (422, True)
    assert (saved.status_code, 'value="07.45"' in page.text) == (303, True)
    assert "Ubesatte opgaver, ugens liste : Slet ikke Coordinator" in words(page)


async def test_the_sinks_messages_are_read_beside_the_mails(
    texting: Resources, browser: Browser, gateway: SmsSink
) -> None:
    await browser.enter("coordinator")
    empty = words(await browser.see("/post/sms"))
    assert texting.sms is not None
    await texting.sms.send("+4522334455", "Husk din tolkeopgave", key="k1")
    await texting.sms.send("+4522334455", "Husk din tolkeopgave", key="k1")
    browser.http._transport.app.state.office = texting  # type: ignore[attr-defined]

    page = words(await browser.see("/post/sms"))

    assert "Ingen SMS'er endnu" in empty
    assert "Husk din tolkeopgave 22 33 44 55 1 sendt igen" in page
    assert 'href="/post/sms"' in (await browser.see("/post")).text
