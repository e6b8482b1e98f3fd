"""Sweeping: what has outlived its use goes, a little at a time."""

from datetime import datetime

from booking.services.desk import Desk


async def sweep_old(desk: Desk, *, now: datetime) -> None:
    """Idempotency keys after 24 hours, sessions and holds when they have ended, failed logins after a day."""
    await desk.idempotency_keys.sweep(now=now)
    await desk.accounts.sweep(now=now)
    await desk.holds.sweep()
