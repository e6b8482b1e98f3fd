"""The page of substitute languages, and where else they are read."""

from booking.resources import Resources
from tests.builders import SALMA
from tests.web.people import Browser, words

HERE = "/indstillinger/erstatningssprog"


async def test_the_office_foresees_sets_and_removes_a_substitute(browser: Browser, office: Resources) -> None:
    typed = {"wanted": "som", "spoken": "apc", "how": "as_one", "note": "Efter aftale"}
    await browser.enter("coordinator")
    wrong = await browser.send(HERE, typed | {"spoken": "som"})
    foreseen = await browser.send(f"{HERE}/virkning", typed)
    untouched = await browser.see(f"/tolke/{SALMA}")
    saved = await browser.send(HERE, typed)
    page, person = await browser.see(HERE), await browser.see(f"/tolke/{SALMA}")
    removed = await browser.send(f"{HERE}/fjern", {"wanted": "ary", "spoken": "apc"})
    after = words(await browser.see(f"/tolke/{SALMA}"))
    await browser.enter("requester")
    read = await browser.see(HERE)

    statuses = [one.status_code for one in (wrong, foreseen, saved, removed)]
    assert statuses == [422, 200, 303, 303]
    assert "Vælg to forskellige sprog" in words(wrong)
    assert "Gemmer du det: 1 tolk, der taler arabisk - levantinsk" in words(foreseen)
    assert 'value="Efter aftale"' in foreseen.text
    stands_in = "Kan vikariere for arabisk - marokkansk (når rekvirenten siger ja)"
    assert (stands_in in words(untouched), "somali" in words(untouched)) == (True, False)
    assert f"{stands_in}, somali" in words(person)
    assert "(Syrien/Libanon/Palæstina) for somali : uden at spørge Coordinator" in words(page)
    assert "Kan vikariere for somali" in after
    assert ("Efter aftale" in read.text, "Gem erstatningen" in words(read)) == (True, False)
