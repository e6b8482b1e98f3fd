"""The service catalogue on the page: read by everybody, published by the office after a look at what it means."""

from datetime import UTC, datetime, time

import pytest

from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings
from booking.web.making.versions import mark_of
from tests.builders import Cast, order
from tests.web.people import Browser, hidden, words
from tests.web.test_order_pages import TYPED as ORDER

PHONE, DARI, TERMS = (
    f"/servicekatalog/ret/{path}" for path in ("ydelse/phone", "sprog/prs", "vilkaar/MUNI-DEMO.phone")
)
WEEK = {f"opening_{day}": "7-20" for day in range(1, 6)} | {"opening_6": "8-12, 13-16", "opening_7": "lukket"}
TYPED = WEEK | {"offered": "1", "lead": "2", "lead_unit": "60", "join_da": "Vi ringer.", "valid_from": "11.3.2026"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
async def editing(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


async def published(browser: Browser, path: str, typed: dict[str, str]) -> str:
    """The next page, after the look that comes first; where it was led to."""
    seen = await browser.send(f"{path}/virkning", typed)
    sent = await browser.send(path, typed | {"seen": hidden(seen, "seen")})
    assert sent.status_code == 303, words(sent)
    return words(await browser.see(sent.headers["location"]))


async def test_everybody_reads_what_is_offered_and_on_what_terms(browser: Browser) -> None:
    await browser.enter("requester")

    page = words(await browser.see("/servicekatalog"))

    assert "alle dage hele døgnet" in page
    assert all(part in page for part in ("Uden varsel", "Mindstetid 30 minutter", "Indtil 4 timer før start"))
    assert "Der er ikke planlagt ændringer." in page
    assert "Ret vilkår" not in page


async def test_the_form_has_what_holds_and_is_published_after_a_look(editing: Browser, office: Resources) -> None:
    form = await editing.see(PHONE)
    page = await published(editing, PHONE, TYPED)
    again = await editing.see(f"{PHONE}?dag=2026-03-11")

    assert 'id="opening_1" name="opening_1" value="døgn"' in form.text
    assert 'name="valid_from" value="11.03.2026"' in form.text
    assert "Versionen er udgivet." in page
    assert "onsdag den 11. marts 2026 : Telefontolkning" in page
    assert 'id="opening_6" name="opening_6" value="08.00–12.00, 13.00–16.00"' in again.text
    [service] = (await office.reference()).catalogue.services
    assert (service.mode, service.lead_minutes, service.join.en) == (Mode.PHONE, 120, "Vi ringer.")
    assert [part.weekday for part in service.opening] == [1, 2, 3, 4, 5, 6, 6]
    assert service.opening[-1] == Hours(6, time(13), time(16))


async def test_nothing_is_published_before_it_was_looked_at(editing: Browser, office: Resources) -> None:
    first = await editing.send(PHONE, TYPED)
    changed = await editing.send(PHONE, TYPED | {"seen": hidden(first, "seen"), "lead": "3"})

    assert (first.status_code, changed.status_code) == (200, 200)
    assert "Udgiv version" in words(changed)
    assert "Mindst 3 timer før" in words(changed)
    assert (await office.reference()).catalogue.services == ()


async def test_the_look_counts_the_bookings_and_is_a_fragment_for_htmx(
    editing: Browser, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(starts_at=datetime(2026, 3, 12, 21, 0, tzinfo=UTC)))

    seen = await editing.send(f"{PHONE}/virkning", TYPED, headers=HTMX)

    assert seen.text.lstrip().startswith('<section class="panel" id="virkning"')
    assert f"1 kommende bestilling ligger uden for det nye. {booked.number}" in words(seen)
    assert "mandag–fredag kl. 07.00–20.00, lørdag kl. 08.00–12.00 og 13.00–16.00" in words(seen).replace(
        "Mandag", "mandag"
    )


@pytest.mark.parametrize(
    ("path", "different", "field", "said"),
    [
        (PHONE, {"opening_2": "syv til otte"}, "opening_2", "Skriv åbningstiden som"),
        (PHONE, {"opening_2": "7-25"}, "opening_2", "Skriv et klokkeslæt"),
        (PHONE, {"valid_from": "9.3.2026"}, "valid_from", "Fortiden ligger fast"),
        (PHONE, {"valid_from": "39.1"}, "valid_from", "Skriv en dato"),
        (PHONE, {"lead": "to"}, "lead", "Skriv et helt tal"),
        (PHONE, {"lead": "91", "lead_unit": "1440"}, "lead", "90 døgn"),
        (PHONE, dict.fromkeys(WEEK, ""), "opening_1", "mindst én ugedag"),
        (PHONE, {"join_da": "x" * 1001}, "join_da", "1.000 tegn"),
        ("/servicekatalog/ret/ydelse/in_person", {}, "reasons", "mindst én begrundelse"),
        (DARI, {}, "modes", "mindst én tolkeform"),
        (TERMS, {"min_minutes": "30"}, "step_minutes", "Skriv et helt tal"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    editing: Browser, office: Resources, path: str, different: dict[str, str], field: str, said: str
) -> None:
    typed = TYPED | {"join_en": "We call <you>"} | different

    looked = await editing.send(f"{path}/virkning", typed)
    # The mark of what was typed lets it past the look, on to what refuses it.
    sent = await editing.send(path, typed | {"seen": mark_of(typed)})

    assert (looked.status_code, sent.status_code) == (200, 422)
    assert f'href="#{field}"' in sent.text
    assert said in words(sent)
    if path == PHONE:
        assert "We call &lt;you&gt;" in sent.text
    assert (await office.reference()).catalogue.services == ()


async def test_a_language_gets_its_own_notice_and_loses_a_mode(editing: Browser, office: Resources) -> None:
    led = await editing.see("/servicekatalog/ret/sprog?kode=prs")
    typed = {"mode_phone": "1", "lead": "2", "lead_unit": "1440", "valid_from": "i dag"}
    page = await published(editing, DARI, typed)

    assert led.headers["location"] == DARI
    assert "Dari Telefon Mindst 2 døgn før" in page
    found = (await office.reference()).catalogue.languages
    assert [(one.language, sorted(one.modes), one.lead_minutes) for one in found] == [("prs", [Mode.PHONE], 2880)]


async def test_terms_are_edited_in_words_and_take_over_on_their_day(editing: Browser, office: Resources) -> None:
    form = await editing.see(TERMS)
    typed = {
        "min_minutes": "45", "step_minutes": "15", "bill_basis": "booked", "normal_from": "7", "normal_to": "18",
        "offhours_factor": "1,5", "holiday_factor": "2", "cancel_kind": "workdays_before", "cancel_value": "2",
        "late": "minutes", "late_minutes": "45", "noshow": "booked", "wait_minutes": "15", "valid_from": "1.4.2026",
    }  # fmt: skip
    page = await published(editing, TERMS, typed)

    assert 'name="cancel_value" value="4"' in form.text
    assert "Vilkår for telefontolkning" in page
    assert "Indtil 2 arbejdsdage før, på samme klokkeslæt" in page
    every = (await office.reference()).tariffs.all_terms
    mine = [one for one in every if (one.scheme, one.mode) == ("MUNI-DEMO", Mode.PHONE)]
    assert [(str(one.valid_from), str(one.valid_to)) for one in mine] == [
        ("2018-01-01", "2026-03-31"),
        ("2026-04-01", "None"),
    ]
    assert (mine[1].late_cancel_bills, mine[1].urgent_hours, str(mine[1].offhours_factor)) == ("45min", None, "1.500")


@pytest.mark.parametrize("path", ["ydelse/telepathy", "sprog/xxx", "vilkaar/NOWHERE.phone", "andet/phone"])
async def test_what_the_catalogue_has_not_is_not_found(editing: Browser, path: str) -> None:
    assert (await editing.see(f"/servicekatalog/ret/{path}")).status_code == 404


async def test_the_order_form_says_the_rules_and_holds_a_requester_to_them(
    editing: Browser, office: Resources, cast: Cast
) -> None:
    await published(editing, PHONE, TYPED)
    late = ORDER | {"start": "20.30"}
    anyway = await editing.send("/bestil/pris", late, headers=HTMX)
    await editing.enter("requester")

    form = words(await editing.see("/bestil"))
    looked = await editing.send("/bestil/pris", late, headers=HTMX)
    sent = await editing.send("/bestil", late)

    assert "Åbent: Alle dage hele døgnet. Bestilles uden varsel." in form
    assert "Kontoret kan bestille alligevel." in words(anyway)
    assert "Telefontolkning har torsdag 12/3 åbent kl. 07.00–20.00." in words(looked)
    assert "Kontoret kan" not in words(looked)
    assert (sent.status_code, 'href="#date"' in sent.text) == (422, True)
    async with office.desk(cast.coordinator) as desk:
        assert await bookings.list_bookings(desk) == []
