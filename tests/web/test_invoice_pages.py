"""Invoices on their pages: read in by file, a deviation accepted, and what is in the way said on the page."""

import base64

import httpx

from booking.domain.suppliers import Supplier
from booking.resources import Resources
from tests.builders import Cast, token_of
from tests.gateways.invoices import Line, peppol
from tests.services.test_invoicing import done, limbro, line
from tests.web.people import Browser

__all__ = ["limbro"]


async def uploaded(browser: Browser, content: bytes) -> httpx.Response:
    files = {"file": ("faktura.xml", content, "text/xml")}
    return await browser.http.post("/fakturaer", data={"csrf": browser.seal}, files=files, follow_redirects=True)


async def test_finance_reads_an_invoice_in_and_pays_a_deviation_all_the_same(
    browser: Browser, office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    await browser.enter("finance")
    content = peppol([line(number, "600.00", 10), Line("", "10.00", text="Gebyr")])
    shown = await uploaded(browser, content)
    refused = await browser.send(f"{shown.url.path}/linjer/2", {"reason": "fordi"})
    accepted = await browser.send(f"{shown.url.path}/linjer/1", {"reason": "Aftalt"}, follow_redirects=True)

    assert "Forkert pris" in shown.text
    assert "Uden nummer" in shown.text
    assert "For meget: 80,00 kr." in shown.text
    assert (refused.status_code, "kreditnota" in refused.text) == (422, True)
    assert "Aftalt" in accepted.text
    kept = await browser.see(f"{shown.url.path}/fil")
    assert kept.content == content


async def test_a_file_that_is_none_is_refused_on_the_list(browser: Browser) -> None:
    await browser.enter("finance")

    refused = await uploaded(browser, b"<html/>")

    assert refused.status_code == 422
    assert "Filen er ikke en faktura eller kreditnota" in refused.text


async def test_programs_read_invoices_in_and_are_told_what_deviates(
    http: httpx.AsyncClient, office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    http.headers["Authorization"] = f"Bearer {token_of('finance')}"
    content = base64.b64encode(peppol([line(number, "520.00", 10), line("R-2026-999999", "1.00", 10)])).decode()
    made = await http.post("/api/v1/invoices", json={"file_name": "f.xml", "content": content})
    [invoice] = made.json()["items"]
    listed = (await http.get("/api/v1/invoices?status=open")).json()
    wrong = await http.get("/api/v1/invoices?status=lost")
    returned = await http.post(f"/api/v1/invoices/{invoice['id']}/send-back")

    assert made.status_code == 201
    assert [one["deviation"] and one["deviation"]["kind"] for one in invoice["lines"]] == [None, "unknown"]
    assert (invoice["agreed"], invoice["open"], invoice["deviating"]) == ("520.00", 1, "1.00")
    assert [one["number"] for one in listed["items"]] == ["F-1"]
    assert (wrong.status_code, returned.json()["state"]) == (422, "returned")
