"""The suppliers' pages: a form that keeps what was typed, and interpreters that follow their agency."""

from booking.resources import Resources
from tests.builders import BUREAU, Cast
from tests.web.people import Browser, words

NORD = {
    "code": "nord",
    "name": "Tolkebureauet Nord",
    "scheme": "MUNI-DEMO|agency",
    "vat_registered": "1",
    "vat_percent": "25",
    "order_prefix": "nord",
    "rank": "3",
    f"person_{BUREAU}": "1",
}


async def test_a_supplier_is_entered_and_its_interpreters_follow_it(
    browser: Browser, office: Resources, cast: Cast
) -> None:
    await browser.enter("finance")
    before = words(await browser.see("/leverandoerer"))
    wrong = await browser.send("/leverandoerer/ny", NORD | {"cvr": "12", "vat_percent": "25"})
    sent = await browser.send("/leverandoerer/ny", NORD)
    listed = words(await browser.see("/leverandoerer"))
    form = await browser.see("/leverandoerer/nord")

    assert "Bureautolke uden leverandør: 1." in before
    assert (wrong.status_code, 'value="Tolkebureauet Nord"' in wrong.text) == (422, True)
    assert "Et CVR-nummer har otte cifre." in words(wrong)
    assert (sent.status_code, sent.headers["location"]) == (303, "/leverandoerer/nord")
    assert "Tolkebureauet Nord 3 Kommunens egen takst, bureau 25 % NORD-… Mangler 1" in listed
    assert f'name="person_{BUREAU}" value="1" checked' in form.text
    async with office.desk(cast.coordinator) as desk:
        agency = await desk.interpreters.get(BUREAU)
    assert (agency.agency_rank, agency.category) == (3, "agency")
