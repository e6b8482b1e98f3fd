"""Sweeping: what has outlived its use goes, a little at a time."""

from datetime import datetime, timedelta

from booking.services.desk import Desk

RAW_KEPT = timedelta(days=30)
CODES_KEPT, TOLD_KEPT = timedelta(hours=1), timedelta(days=90)


async def sweep_old(desk: Desk, *, now: datetime) -> None:
    """Idempotency keys after 24 hours, sessions and holds when they have ended, failed logins after a day.

    What was told beside the calendar after ninety days, the codes that prove a number after an hour.
    Of mail that came in what it said after thirty days; what became of it stays.
    """
    await desk.idempotency_keys.sweep(now=now)
    await desk.accounts.sweep(now=now)
    await desk.holds.sweep()
    await desk.inbound.forget_raw(before=now - RAW_KEPT)
    await desk.preferences.sweep(before=now - CODES_KEPT)
    await desk.reminders.sweep(before=now - TOLD_KEPT)
    await desk.texts.sweep(before=now - TOLD_KEPT)
