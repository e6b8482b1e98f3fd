"""The tariffs' pages: a draft made, looked at and published; a sheet with mistakes; golden cases and names."""

import re

import pytest

from booking.resources import Resources
from tests.web.people import Browser, words

OWN = {
    "tariff": "MUNI-DEMO|own",
    "component": "interpreting",
    "unit": "hour",
    "amount": "380,00",
    "valid_from": "1.7.2026",
    "valid_to": "",
}


@pytest.fixture
async def paying(browser: Browser) -> Browser:
    await browser.enter("finance")
    return browser


async def drafted(browser: Browser) -> str:
    return str((await browser.send("/takster/kladder", {"name": "Sommer"})).headers["location"])


async def test_a_draft_is_filled_looked_at_and_published(paying: Browser, office: Resources) -> None:
    draft = await drafted(paying)
    wrong = await paying.send(f"{draft}/takst", OWN | {"unit": "km", "amount": "380"})
    late = await paying.send(f"{draft}/takst", OWN | {"valid_from": "1.1.2026"})
    strange = await paying.send(f"{draft}/takst", {"valid_from": "1.1"})
    await paying.send(f"{draft}/takst", OWN)
    await paying.send(f"{draft}/takst", OWN | {"valid_from": "1.8.2026"})
    await paying.send(f"{draft}/takst/fjern", OWN | {"valid_from": "2026-08-01"})
    seen = words(await paying.see(draft))
    done = await paying.send(f"{draft}/udgiv")
    again = await paying.send(f"{draft}/udgiv")

    assert (wrong.status_code, "Tolkning regnes ikke i den enhed." in words(wrong)) == (422, True)
    assert (late.status_code, "Fortiden ligger fast" in words(late)) == (422, True)
    assert (strange.status_code, words(strange).count("Vælg ") >= 3) == (422, True)
    assert "Kommunens egen takst, egne tolke Tolkning 360,00 kr. pr. time 380,00 kr. pr. time fra 01.07.2026" in seen
    assert "01.08.2026" not in seen
    assert "Alle 13 holder" in seen
    assert (done.status_code, again.status_code) == (303, 422)
    page = words(await paying.see("/takster"))
    assert "Egne tolke Tolkning 360,00 kr. pr. time til og med 30.06.2026" in page
    assert "380,00 kr. pr. time fra 01.07.2026" in page
    rates = (await office.reference()).tariffs.rates
    assert [one.amount_ore for one in rates if (one.scheme, one.category) == ("MUNI-DEMO", "own")][-1] == 380_00


async def test_terms_are_put_into_a_draft_and_taken_out(paying: Browser) -> None:
    draft = await drafted(paying)
    chosen = await paying.send(f"{draft}/vilkaar", {"subject": "MUNI-DEMO.phone"})
    form = await paying.see(chosen.headers["location"])
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.text)) | {
        "bill_basis": "actual",
        "cancel_kind": "hours_before",
        "late": "minutes",
        "noshow": "minutes",
        "valid_from": "1.7.2026",
    }
    wrong = await paying.send(chosen.headers["location"], typed | {"min_minutes": "en time"})
    await paying.send(chosen.headers["location"], typed | {"min_minutes": "45"})
    seen = words(await paying.see(draft))
    await paying.send(f"{chosen.headers['location']}/fjern")

    assert (wrong.status_code, 'value="en time"' in wrong.text) == (422, True)
    assert "Mindstetid: 30 minutter blev til → 45 minutter" in seen
    assert "Kladden ændrer ingen vilkår." in words(await paying.see(draft))
    assert (await paying.send(f"{draft}/slet")).headers["location"] == "/takster"
    assert (await paying.see(draft)).status_code == 404


async def test_a_sheet_is_read_in_or_its_mistakes_are_told(paying: Browser) -> None:
    sheet = (await paying.see("/takster/takster.csv")).content

    async def sent(content: bytes) -> tuple[int, str]:
        files = {"file": ("Takster.csv", content, "text/csv")}
        answer = await paying.http.post("/takster/indlaes", data={"csrf": paying.seal}, files=files)
        return answer.status_code, words(answer) or answer.headers["location"]

    same, empty = await sent(sheet), await sent(b"")
    wrong = await sent(sheet + b"MUNI-DEMO;own;Tolkning;km;1.400;1.7.2020;\r\n")
    good = await sent(sheet + "KM-HIGH;;Kørsel;km;4,01;1.1.2027;31.12.2027\r\n".encode())

    assert (same[0], "Filen siger det samme" in same[1]) == (422, True)
    assert (empty[0], "Vælg en CSV-fil" in empty[1]) == (422, True)
    assert wrong[0] == 422
    assert "kolonne »Beløb«: »1.400« kan ikke læses" in wrong[1]
    assert "kolonne »Enhed«: Tolkning regnes ikke i den enhed." in wrong[1]
    assert good[0] == 303
    assert "Kørsel 3,94 kr. pr. km 4,01 kr. pr. km fra 01.01.2027" in words(await paying.see(good[1]))


async def test_golden_cases_are_added_changed_and_taken_away(paying: Browser) -> None:
    typed = {
        "name": "En time i telefonen",
        "tariff": "MUNI-DEMO|own",
        "mode": "phone",
        "outcome": "delivered",
        "day": "3.3.2026",
        "starts": "10",
        "booked_minutes": "60",
        "expects": "total",
        "expected": "360,00",
    }
    wrong = await paying.send("/takster/proever/ny", typed | {"mode": "", "booked_minutes": "x", "expected": "x"})
    never = await paying.send("/takster/proever/ny", typed | {"booked_minutes": "0"})
    await paying.send("/takster/proever/ny", typed)
    listed = await paying.see("/takster/proever")
    found = re.search(r'href="(/takster/proever/[0-9a-f-]{36})">Ret<span class="vh"> En time', listed.text)
    assert found is not None
    form = await paying.see(found[1])
    changed = await paying.send(found[1], typed | {"expects": "minutes", "expected": "45"})

    assert (wrong.status_code, words(wrong).count("Skriv et helt tal.")) == (422, 2)
    assert never.status_code == 422
    assert 'value="360,00"' in form.text
    assert changed.status_code == 303
    assert "Minutter, der betales 45 minutter 60 minutter Nej" in words(await paying.see("/takster/proever"))
    await paying.send(f"{found[1]}/slet")
    assert "En time i telefonen" not in words(await paying.see("/takster/proever"))


async def test_a_new_tariff_gets_a_name_and_then_rates(paying: Browser) -> None:
    wrong = await paying.send("/takster/navne", {"scheme": "æ", "scheme_name": "Nord"})
    await paying.send("/takster/navne", {"scheme": "nord-2026", "scheme_name": "Bureauet Nord"})
    await paying.send("/takster/navne", {"scheme": "nord-2026", "scheme_name": "Aften", "category": "aften"})
    page = await paying.see(await drafted(paying))
    nameless = await paying.send("/takster/kladder", {"name": " "})

    assert (wrong.status_code, nameless.status_code) == (422, 422)
    assert '<option value="NORD-2026|aften">Bureauet Nord, aften</option>' in page.text
