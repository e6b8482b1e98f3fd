"""How a command does one thing in the office: one transaction, in the name of the office itself."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from booking.cli.settings import current_settings
from booking.domain.accounts import SYSTEM

if TYPE_CHECKING:
    from booking.services.desk import Desk

Result = TypeVar("Result")


def at_desk(work: "Callable[[Desk], Awaitable[Result]]") -> Result:
    """What `work` returns, committed. Raises SettingError, and OfficeError as the service does."""

    async def in_the_office() -> Result:
        from booking.resources import Resources

        async with Resources(current_settings()) as resources, resources.desk(SYSTEM) as desk:
            return await work(desk)

    with database_in_reach():
        return asyncio.run(in_the_office())


@contextmanager
def database_in_reach() -> Iterator[None]:
    """Turns a refused or silent connection within the block into a sentence and exit code 1."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"The database cannot be reached: {error}. See `sprogtolk doctor`.") from None
