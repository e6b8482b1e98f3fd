"""What is committed and at risk: kept for most bookings, worked out for those that something has just happened to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from uuid import UUID

from booking.domain.claims import why_held
from booking.domain.periods import local_date
from booking.persistence import stakes
from booking.persistence.claims import Expected, ahead_of, standings_of, unattested_of
from booking.persistence.economy import Row
from booking.persistence.stakes import Stake
from booking.services.claims.expecting import expected_cost_ore
from booking.services.desk import Desk

# So many bookings are worked out in one transaction: a worker does nothing else meanwhile.
MANY = 500
FIRST = UUID(int=0)


async def stake_sums(desk: Desk, year: int) -> dict[str, dict[UUID, int]]:
    """Figure → unit → øre of what is held in the year; units with nothing behind them are left out."""
    kept, marked = await stakes.kept_sums(desk.connection, year)
    found: dict[str, dict[UUID, int]] = {"committed": {}, "at_risk": {}}
    for (figure, unit_id), amount in kept.items():
        found[figure][unit_id] = amount
    for one in _of_year(await worked_out(desk, marked), year):
        found[one.figure][one.unit_id] = found[one.figure].get(one.unit_id, 0) + one.amount_ore
    return found


async def stake_rows(desk: Desk, figure: str, year: int) -> list[Row]:
    """The bookings behind a figure, by day."""
    kept, marked = await stakes.kept_rows(desk.connection, year, figure)
    live = [one for one in _of_year(await worked_out(desk, marked), year) if one.figure == figure]
    numbers = await desk.economy.numbers_of([one.booking_id for one in live]) if live else {}
    kept += [Row(numbers[one.booking_id], one.unit_id, one.held_on, one.amount_ore) for one in live]
    return sorted(kept, key=lambda row: (row.held_on, row.number))


def _of_year(found: Sequence[Stake], year: int) -> Iterator[Stake]:
    for one in found:
        if one.held_on.year == year and (one.amount_ore or one.figure != "committed"):
            yield one


async def worked_out(desk: Desk, ids: Sequence[UUID]) -> list[Stake]:
    """The stakes of these bookings as everything stands now; of one figure a booking may have one, several or none."""
    if not ids:
        return []
    found = []
    for one in await standings_of(desk.connection, ids):
        why = why_held(one)
        if why is not None:
            found.append(Stake(one.booking_id, "at_risk", why, one.unit_id, one.held_on, one.net_ore))
    for waiting in await unattested_of(desk.connection, ids):
        cost = expected_cost_ore(desk, waiting)
        found += [_stake(waiting, figure, "reported", cost) for figure in ("committed", "at_risk")]
    return [*found, *_ahead(desk, await ahead_of(desk.connection, ids))]


def _ahead(desk: Desk, found: Sequence[Expected]) -> Iterator[Stake]:
    """One of each booking, whoever many have it."""
    of: dict[UUID, list[Expected]] = defaultdict(list)
    for one in found:
        of[one.booking.id].append(one)
    for places in of.values():
        yield _stake(places[0], "committed", "ahead", sum(expected_cost_ore(desk, one) for one in places))


def _stake(one: Expected, figure: str, why: str, cost_ore: int) -> Stake:
    return Stake(one.booking.id, figure, why, one.booking.unit_id, local_date(one.began_at), cost_ore)


async def keep_stakes(desk: Desk, *, many: int = MANY) -> int:
    """How many bookings were looked at and put down as they now are; none when nothing is left, or another does so."""
    ids = await stakes.take_marked(desk.connection, prices=_prices(desk), many=many)
    if ids:
        await stakes.put(desk.connection, ids, await worked_out(desk, ids))
    return len(ids)


def _prices(desk: Desk) -> bytes:
    """What every price follows from, beside the booking and its interpreter."""
    tariffs = desk.reference.tariffs
    said = (tariffs.rates, tariffs.all_terms, sorted(desk.reference.workdays.holidays))
    return sha256(repr(said).encode()).digest()


async def check_stakes(desk: Desk) -> tuple[list[UUID], int]:
    """Bookings whose stakes are not what is worked out, and how many sums are wrong; looks at every booking."""
    wrong: list[UUID] = []
    ids = await stakes.bookings_after(desk.connection, FIRST, many=MANY)
    while ids:
        found = set(await worked_out(desk, ids))
        kept, marked = await stakes.kept_of(desk.connection, ids)
        wrong += sorted({one.booking_id for one in found ^ kept} - marked)
        ids = await stakes.bookings_after(desk.connection, ids[-1], many=MANY)
    return wrong, await stakes.wrong_sums(desk.connection)


async def repair_stakes(desk: Desk) -> tuple[list[UUID], int]:
    """The same; what is wrong is to be looked at again, and the sums are added up again."""
    wrong, sums = await check_stakes(desk)
    await stakes.mark(desk.connection, wrong)
    if sums:
        await stakes.add_up_again(desk.connection)
    return wrong, sums
