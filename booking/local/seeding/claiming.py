"""What finance has done: budgets, a cap, a quarter that is claimed, and a draft with something held back."""

from dataclasses import replace
from random import Random

from booking.domain.accounts import Actor, Role
from booking.domain.budgets import Budget
from booking.domain.claims import Cap, ClaimPeriod, period_of
from booking.domain.periods import local_date
from booking.persistence.citizens import Stored
from booking.persistence.claims import standings
from booking.persistence.seed.cast import CAST
from booking.services import claims
from booking.services.accounts import actor_of
from booking.services.desk import Desk

# So many of a hundred bookings that are refunded have a CPR number; the others are held back.
KNOWN = 93
# No citizen has it: the fourteenth month does not exist.
NOBODYS = "011400-0000"
CAP_ORE, OTHER_ORE = 90_000_000, 30_000_000


async def claim(desk: Desk) -> int:
    """How many claims there are: none in January, when no quarter of the year is over."""
    # What settled so far is put down: claims and budgets are made of it.
    await desk.ledger.write()
    today = local_date(desk.now)
    await _budgets(desk, today.year)
    ended = [period for n in (1, 2, 3, 4) if (period := period_of("quarter", today.year, n)).last < today]
    if not ended:
        return 0
    finance = replace(desk, actor=await _one(desk, Role.FINANCE))
    await _identify(desk, ended[-1])
    await claims.set_cap(finance, cap=Cap(today.year, CAP_ORE, OTHER_ORE))
    *before, last = ended
    for period in before:
        await claims.draft(finance, kind="quarter", year=period.year, quarter=period.quarter)
        approver = replace(desk, actor=await _one(desk, Role.APPROVER))
        await claims.approve(approver, number=period.number)
        await approver.finish()
        await claims.submit(finance, number=period.number)
    await claims.draft(finance, kind="quarter", year=last.year, quarter=last.quarter)
    await finance.finish()
    return len(ended)


async def _one(desk: Desk, role: Role) -> Actor:
    found = await desk.accounts.by_email(CAST[role][0])
    assert found is not None, "the cast is seeded first"
    return actor_of(found[0], desk.reference.units, via="web")


async def _budgets(desk: Desk, year: int) -> None:
    """A round sum for each unit, some a little short of what they are on their way to."""
    spent = await desk.economy.posted(year)
    rng = Random(year)  # noqa: S311  dice for a story, not for a secret
    months = local_date(desk.now).month
    every = [
        Budget(year, unit_id, round(ore * 12 / months * rng.uniform(0.9, 1.3) / 1_000_000) * 1_000_000)
        for (unit_id, kind), ore in spent.items()
        if kind == "cost" and ore > 0
    ]
    await desk.economy.set_budgets(every, by=None, name="SprogTolk", now=desk.now)


async def _identify(desk: Desk, period: ClaimPeriod) -> None:
    """Most of what is refunded this year has a CPR number; without a key none can be kept."""
    if desk.vault is None:
        return
    rng = Random(period.year)  # noqa: S311
    found = await standings(desk.connection, since=period_of("final", period.year).first, until=period.last)
    stored = []
    for one in found:
        if one.refund_ore and rng.randrange(100) < KNOWN:
            sealed = desk.vault.seal(one.booking_id, NOBODYS)
            stored.append(Stored(one.booking_id, sealed.key_id, sealed.content))
    await desk.citizens.keep(stored)
