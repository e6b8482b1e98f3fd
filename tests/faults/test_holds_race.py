"""Two never hold the last one, however many press at once on cold connections."""

import asyncio

from sqlalchemy import text

from booking.resources import Resources
from booking.services.holds import SlotTaken, hold
from tests.builders import FAMILY, Cast, order

ROUNDS = 6
WHO = ("requester", "outsider", "coordinator", "admin")


async def press(office: Resources, cast: Cast, name: str, hour: int, language: str) -> str:
    unit = {"unit_id": FAMILY} if name == "outsider" else {}
    wish = order(language=language, starts_at=order().starts_at.replace(day=13 + hour), **unit)
    try:
        async with office.desk(cast[name]) as desk:
            await hold(desk, order=wish)
    except SlotTaken:
        return "taken"
    return "held"


async def test_as_many_hold_as_there_are_interpreters_and_each_holds_another(office: Resources, cast: Cast) -> None:
    for language, there_are in (("apc", 1), ("prs", 2)):
        for hour in range(ROUNDS):
            await office.engine.dispose()

            outcomes = await asyncio.gather(*(press(office, cast, name, hour, language) for name in WHO))

            async with office.desk(cast.coordinator) as desk:
                query = text("SELECT count(*), count(DISTINCT interpreter_id) FROM slot_holds")
                kept = (await desk.connection.execute(query)).one()
                await desk.connection.execute(text("DELETE FROM slot_holds"))
            assert sorted(outcomes) == ["held"] * there_are + ["taken"] * (len(WHO) - there_are)
            assert tuple(kept) == (there_are, there_are)


async def test_one_who_presses_twice_at_once_holds_one(office: Resources, cast: Cast) -> None:
    for hour in range(ROUNDS):
        await office.engine.dispose()

        outcomes = await asyncio.gather(*(press(office, cast, "requester", hour, "prs") for _ in range(4)))

        async with office.desk(cast.coordinator) as desk:
            kept = (await desk.connection.execute(text("SELECT count(*) FROM slot_holds"))).scalar_one()
        assert (set(outcomes), kept) == ({"held"}, 1)
