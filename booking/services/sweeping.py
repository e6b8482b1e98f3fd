"""Sweeping: what has outlived its use goes, a little at a time."""

from datetime import datetime

from booking.services.desk import Desk


async def sweep_old(desk: Desk, *, now: datetime) -> None:
    """Idempotency keys after 24 hours, sessions when they have ended, counts of failed logins after a day."""
    await desk.idempotency_keys.sweep(now=now)
    await desk.accounts.sweep(now=now)
