"""The economy's pages: what is read there is the ledger to the øre, and a claim goes its way without a script."""

import re

from booking.resources import Resources
from booking.services import economy
from booking.services.claims import evidence
from booking.services.economy import Figure
from tests.api.routes import V1
from tests.builders import Cast, token_of
from tests.conftest import Clock, Keep
from tests.services.claiming import at, day, ready
from tests.services.test_economy import lived
from tests.web.people import Browser, words

FILES = ("linjer.xlsx?regel=INL45-PROG", "tilbageholdt.xlsx", "opgoerelse.pdf")


def shown(page: str) -> list[int]:
    """The last sum of a table, in øre."""
    return [int(found.replace(".", "").replace(",", "")) for found in re.findall(r"(-?[\d.]+,\d\d)", page)]


async def test_screen_sheet_ledger_and_api_say_the_same_to_the_ore(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, browser: Browser
) -> None:
    await lived(office, cast, keep, clock)
    await browser.enter("finance")

    for figure in Figure:
        asked = f"tal={figure.value}&aar=2026"
        page = words(await browser.see(f"/oekonomi/raekker?{asked}"))
        sheet = (await browser.see(f"/oekonomi/raekker.csv?{asked}")).text
        headers = {"Authorization": f"Bearer {token_of('finance')}"}
        said = (await browser.http.get(f"{V1}/economy/{figure.value}?year=2026", headers=headers)).json()
        total = int(said["total"].replace(".", ""))

        assert sum(int(item["amount"].replace(".", "")) for item in said["items"]) == total
        assert sum(shown(sheet)) == total, figure
        assert shown(page)[-1] == total, figure
        excel = await browser.see(f"/oekonomi/raekker.xlsx?{asked}")
        assert (excel.status_code, excel.content[:2]) == (200, b"PK")
    overview = words(await browser.see("/oekonomi"))
    ledger = await at(office, cast["auditor"], economy.ledger_sums)
    spent = sum(one.amount_ore for one in ledger.sums if one.kind == "cost")
    assert f"Brugt {spent / 100:.2f}".replace(".", ",") in overview
    book = words(await browser.see("/oekonomi/regnskabsbog?efterproev=1"))
    assert "Kæden er hel" in book


async def test_a_claim_goes_from_draft_to_pack_without_a_script(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, browser: Browser
) -> None:
    clock.at = day(4)
    await ready(office, cast, day(1))
    await browser.enter("finance")

    drafted = await browser.send("/refusionskrav", {"period": "k1", "year": "2026"})
    draft = words(await browser.see("/refusionskrav/R-2026-K1"))
    files = [await browser.see(f"/refusionskrav/R-2026-K1/{name}") for name in FILES]
    own = await browser.send("/refusionskrav/R-2026-K1/indsend", {"version": "1"})
    assert [one.content[:4] for one in files] == [b"PK\x03\x04", b"PK\x03\x04", b"%PDF"]
    await browser.enter("approver")
    await browser.send("/refusionskrav/R-2026-K1/godkend", {"version": "1"})
    await browser.enter("finance")
    await browser.send("/refusionskrav/R-2026-K1/indsend", {"version": "2"})
    sent = words(await browser.see("/refusionskrav/R-2026-K1"))
    await browser.send("/refusionskrav/R-2026-K1/pakke", {"seed": "revision", "sample": "5"})
    waiting = words(await browser.see("/refusionskrav/R-2026-K1"))
    await keep()
    (pack,) = await at(office, cast["auditor"], lambda desk: evidence.list_packs(desk, number="R-2026-K1"))
    zipped = await browser.see(f"/refusionskrav/R-2026-K1/pakke/{pack.id}")

    assert (drafted.status_code, drafted.headers["location"]) == (303, "/refusionskrav/R-2026-K1")
    assert "Udkast" in draft
    assert (own.status_code, "Der er ikke gjort noget" in words(own)) == (422, True)
    assert "Indsendt" in sent
    assert "180,00 kr." in sent
    assert "Pakken bygges" in waiting
    assert zipped.content.startswith(b"PK")
    assert pack.sha256 in words(await browser.see("/refusionskrav/R-2026-K1"))


async def test_what_is_wrong_in_the_set_up_comes_back_as_typed(
    office: Resources, cast: Cast, clock: Clock, browser: Browser
) -> None:
    await browser.enter("finance")
    there = "/oekonomi/opsaetning"

    right = [
        await browser.send(f"{there}/loft", {"aar": "2026", "whole": "900.000,00", "other": ""}),
        await browser.send(f"{there}/frister", {"quarter_days": "45", "provisional": "15. februar", "final": "1/6"}),
        await browser.send(f"{there}/budget", {"aar": "2026", "budget-jobcenter": "1.200.000,00"}),
        await browser.send(f"{there}/budget", {"aar": "2026", "sheet": "familie;350000"}),
        await browser.send(f"{there}/konti", {"account-cost": "6.45.53-009.1.{art}"}),
    ]
    wrong = [
        await browser.send(f"{there}/loft", {"aar": "2026", "whole": "meget"}),
        await browser.send(f"{there}/frister", {"quarter_days": "x"}),
        await browser.send(f"{there}/budget", {"aar": "2026", "sheet": "nowhere;1"}),
        await browser.send(f"{there}/konti", {"account-cost": ""}),
        await browser.send("/refusionskrav", {"period": "k9", "year": "2026"}),
    ]

    assert [answer.status_code for answer in right] == [303] * 5
    assert [answer.status_code for answer in wrong] == [422] * 5
    assert "Række 2" in words(wrong[2])
    seen = (await browser.see(f"{there}?aar=2026")).text
    assert all(value in seen for value in ("900.000,00", "45", "1.200.000,00", "350.000,00", "6.45.53-009.1."))
    exported = await browser.send("/oekonomi/posteringer")
    assert exported.status_code == 409
