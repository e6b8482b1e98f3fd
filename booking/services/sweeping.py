"""Sweeping: what has outlived its use goes, a little at a time."""

from datetime import datetime, timedelta

from booking.services.desk import Desk

RAW_KEPT = timedelta(days=30)


async def sweep_old(desk: Desk, *, now: datetime) -> None:
    """Idempotency keys after 24 hours, sessions and holds when they have ended, failed logins after a day.

    Of mail that came in what it said after thirty days; what became of it stays.
    """
    await desk.idempotency_keys.sweep(now=now)
    await desk.accounts.sweep(now=now)
    await desk.holds.sweep()
    await desk.inbound.forget_raw(before=now - RAW_KEPT)
