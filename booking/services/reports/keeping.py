"""Keeps what reports count in order: changes are folded into the monthly sums, and both can be judged and put right."""

from datetime import timedelta

from booking.persistence.facts import Difference, check, fold, repair
from booking.services.desk import Desk

# What was recorded so lately may still be asked for as it was an instant ago.
SETTLING = timedelta(minutes=10)


async def fold_changes(desk: Desk) -> int:
    """How many changes were folded; what is read as known before the last of them is counted one by one."""
    return await fold(desk.connection, upto=desk.now - SETTLING)


async def verify_counts(desk: Desk) -> Difference:
    """What is wrong with the facts and the sums; reads everything, and changes nothing."""
    return await check(desk.connection)


async def repair_counts(desk: Desk) -> Difference:
    """What was wrong: facts are known better from now on, and sums are counted again from the facts."""
    return await repair(desk.connection, now=desk.now)
