"""What the office has chosen in one matter: what is new is kept with who and when, and read back as a log."""

from collections.abc import Mapping

from booking.persistence.office_settings import Setting, add_settings, settings_log
from booking.services.desk import Desk


async def keep_choices(
    desk: Desk, prefix: str, values: Mapping[str, int | str], *, before: Mapping[str, int | str]
) -> dict[str, int | str]:
    """What differs from before, kept under the prefix as the choice of whoever asks, in force at once."""
    changed = {key: value for key, value in values.items() if value != before.get(key)}
    if changed:
        kept = {f"{prefix}{key}": value for key, value in changed.items()}
        by = desk.actor
        await add_settings(desk.connection, kept, set_by=by.account_id, name=by.name, now=desk.now)
    return changed


async def choices_made(desk: Desk, prefix: str) -> list[Setting]:
    """Who chose what, the newest first; keys without the prefix."""
    found = await settings_log(desk.connection, prefix=prefix)
    return [Setting(one.key.removeprefix(prefix), one.value, one.set_at, one.set_by_name) for one in found]
