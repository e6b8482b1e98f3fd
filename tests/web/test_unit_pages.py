"""Units on the page: a tree, a form that keeps what was typed, and digits that are never padded."""

import pytest

from booking.resources import Resources
from tests.web.people import Browser, hidden, words

NORTH = {
    "code": "nord",
    "name": "Familiehuset Nord",
    "parent": "familie",
    "ean": "5799 9990 0007 2",
    "cost_centre": "012340",
    "address": "Skovvej 3, 9902 Vesterby",
}


@pytest.fixture
async def keeping(browser: Browser) -> Browser:
    await browser.enter("admin")
    return browser


async def test_a_unit_is_added_and_stands_in_the_tree(keeping: Browser, office: Resources) -> None:
    sent = await keeping.send("/enheder/ny", NORTH)
    page, tree = await keeping.see(sent.headers["location"]), await keeping.see("/enheder")

    assert (sent.status_code, sent.headers["location"]) == (303, "/enheder/nord")
    assert "Enheden er gemt." in words(page)
    assert "Familiehuset Nord nord 5799999000072 012340 Skovvej 3, 9902 Vesterby" in words(tree)
    [unit] = [one for one in (await office.reference()).units.values() if one.code == "nord"]
    assert (unit.cost_centre, unit.lat, unit.lon) == ("012340", 57.02, 9.85)


@pytest.mark.parametrize(
    ("different", "field", "said"),
    [
        ({"cost_centre": "1234"}, "cost_centre", "1234 er for kort"),
        ({"ean": "5799999000073"}, "ean", "kontrolciffer"),
        ({"code": "jobcenter"}, "code", "en anden enhed"),
        ({"address": "Skovvej 3"}, "address", "postnummeret"),
        ({"parent": "nowhere"}, "parent", "fra listen"),
        ({"name": ""}, "name", "enhedens navn"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    keeping: Browser, different: dict[str, str], field: str, said: str
) -> None:
    answer = await keeping.send("/enheder/ny", NORTH | different)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert said in words(answer)
    assert f'value="{(NORTH | different)["cost_centre"]}"' in answer.text
    assert (await keeping.see("/enheder/nord")).status_code == 404


async def test_a_unit_is_changed_once_and_closed(keeping: Browser, office: Resources) -> None:
    form = await keeping.see("/enheder/jobcenter")
    typed = {"name": "Jobcenter Nord", "parent": "radhus", "address": "Havnegade 4, 9901 Fjordby"}
    seen = {"stamp": hidden(form, "stamp")}

    closed = await keeping.send("/enheder/jobcenter", typed | seen)
    late = await keeping.send("/enheder/jobcenter", typed | seen | {"name": "Jobcenter Syd"})
    await keeping.enter("requester")
    order = await keeping.see("/bestil")

    assert (closed.status_code, late.status_code) == (303, 422)
    assert "er ændret, siden du hentede den" in words(late)
    assert 'value="Jobcenter Syd"' in late.text
    [unit] = [one for one in (await office.reference()).units.values() if one.code == "jobcenter"]
    assert (unit.name, unit.active, unit.lat) == ("Jobcenter Nord", False, 57.05)
    assert "Jobcenter Nord" not in words(order)


async def test_finance_reads_the_tree_and_edits_nothing(browser: Browser) -> None:
    await browser.enter("finance")

    assert "Opret enhed" not in words(await browser.see("/enheder"))
