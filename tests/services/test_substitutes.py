"""Substitute languages are the office's own: set, foreseen in words, logged, and gone for good when removed."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from booking.domain.errors import Denied, Invalid
from booking.domain.languages import Substitute
from booking.domain.texts import Text
from booking.gateways.reference import load_languages, load_substitutes
from booking.persistence.reference import write_reference
from booking.resources import Resources
from booking.services import bookings, matching, substitutes
from tests.builders import Cast, order
from tests.conftest import Clock

SOMALI = Substitute("som", "apc", False, "Kun i en snæver vending")


async def who_can(office: Resources, cast: Cast, number: str) -> list[str]:
    office.forget_reference()
    async with office.desk(cast.coordinator) as desk:
        return [one.candidate.name for one in (await matching.candidates(desk, number=number)).ranking.ranked]


async def test_what_the_office_sets_and_removes_is_what_the_search_goes_by(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="som"))).number
    seen = [await who_can(office, cast, number)]
    for consent in (False, True):
        clock.at += timedelta(minutes=1)
        async with office.desk(cast.coordinator) as desk:
            told = Substitute("som", "apc", consent, SOMALI.note)
            await substitutes.set_substitute(desk, substitute=told)
        seen.append(await who_can(office, cast, number))
    clock.at += timedelta(minutes=1)
    for _ in range(2):
        async with office.desk(cast.coordinator) as desk:
            await substitutes.remove_substitute(desk, wanted="som", spoken="apc")
    async with office.desk(cast.coordinator) as desk:
        log = [(one.key, one.value, one.set_by_name) for one in await substitutes.substitutes_log(desk)]

    assert seen == [[], ["Salma Idris"], []]
    assert log == [
        ("som.apc", "no", "Coordinator"),
        ("som.apc", "consent", "Coordinator"),
        ("som.apc", "as_one", "Coordinator"),
        ("som.apc.note", "Kun i en snæver vending", "Coordinator"),
    ]


async def test_what_it_would_mean_is_told_before_anything_is_set(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        for agreed in (False, True):
            await bookings.request(desk, order=order(language="som", substitutes_ok=agreed))
    async with office.desk(cast.coordinator) as desk:
        asked, unasked = [
            (await substitutes.foresee_substitute(desk, substitute=Substitute("som", "apc", consent, ""))).says
            for consent in (True, False)
        ]
        nobody = await substitutes.foresee_substitute(desk, substitute=Substitute("som", "tir", True, ""))
        kept = [one.substitute for one in await substitutes.read_substitutes(desk)]

    can = "1 tolk, der taler arabisk - levantinsk (Syrien/Libanon/Palæstina), kan også foreslås til somali"
    could = "1 interpreter who speaks Arabic Levantine can also be suggested for Somali"
    assert asked == Text(
        f"{can}, når rekvirenten har sagt ja til et nært beslægtet sprog."
        " Det giver 1 bestilling uden tolk flere at spørge.",
        f"{could} once the requester agrees to that. 1 unfilled booking gets more to ask.",
    )
    assert unasked == Text(
        f"{can}. Det giver 2 bestillinger uden tolk flere at spørge.",
        f"{could}. 2 bookings without any get more to ask.",
    )
    assert nobody.says == Text(
        "Lige nu er der ingen flere tolke til somali af den grund.", "For now it gives no more interpreters for Somali."
    )
    assert sorted((one.wanted, one.spoken) for one in kept) == sorted(
        (one.wanted, one.spoken) for one in load_substitutes()
    )


async def test_a_shipped_substitute_that_was_removed_comes_back_only_with_its_language(
    office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.coordinator) as desk:
        await substitutes.remove_substitute(desk, wanted="ary", spoken="apc")
        await substitutes.remove_substitute(desk, wanted="ukr", spoken="rus")
        await desk.connection.execute(text("DELETE FROM languages WHERE code = 'ary'"))
    async with office.desk(cast.coordinator) as desk:
        everything = {"languages": list(load_languages()), "substitutes": list(load_substitutes())}
        await write_reference(desk.connection, **everything, tariffs=desk.reference.tariffs, refund_rules=[])  # type: ignore[arg-type]
    office.forget_reference()

    known = {(one.wanted, one.spoken) for one in (await office.reference()).substitutes}
    assert known == {(one.wanted, one.spoken) for one in load_substitutes()} - {("ukr", "rus")}


@pytest.mark.parametrize(
    ("substitute", "field"),
    [
        (Substitute("som", "som", True, ""), "spoken"),
        (Substitute("", "apc", True, ""), "wanted"),
        (Substitute("som", "xxx", True, ""), "spoken"),
        (Substitute("som", "apc", True, "a" * 201), "note"),
    ],
)
async def test_what_cannot_stand_in_is_refused_at_its_field(
    office: Resources, cast: Cast, substitute: Substitute, field: str
) -> None:
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid) as refused:
            await substitutes.set_substitute(desk, substitute=substitute)
    async with office.desk(cast["leader"]) as desk:
        with pytest.raises(Denied):
            await substitutes.set_substitute(desk, substitute=SOMALI)

    assert refused.value.field == field
