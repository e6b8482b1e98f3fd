"""Everybody's pages looked at one after the other, a few windows at a time, and what was found wrong where."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser

from booking.domain.accounts import Role
from booking.resources import Resources
from tests.e2e.inspecting import Inspector, inspector
from tests.e2e.pages import PAGES, Page

AT_ONCE = 3
Look = Callable[[Inspector, Page], Awaitable[Sequence[str]]]


@dataclass
class Looking:
    """An office behind a port, a browser, who looks for each role, and what the addresses of pages are made of."""

    office: Resources
    address: str
    browser: Browser
    emails: Mapping[Role, str]
    things: dict[str, str]

    async def at(self, look: Look, *, pages: Sequence[Page] = PAGES, **others: Any) -> dict[str, list[str]]:
        """What was found wrong, and who met it where (the first four)."""
        by_role: dict[Role | None, list[Page]] = defaultdict(list)
        for page in pages:
            by_role[page.who].append(page)
        wrong: dict[str, list[str]] = defaultdict(list)
        free = asyncio.Semaphore(AT_ONCE)

        async def of(role: Role | None, theirs: list[Page]) -> None:
            async with free:
                email = self.emails[role] if role else ""
                window = await inspector(self.browser, self.address, self.office, email, **others)
                for page in theirs:
                    address = page.at(self.things)
                    status = await window.to(address)
                    found = [] if status == 200 else [f"status {status}"]
                    for one in (*found, *await look(window, page), *window.complaints):
                        wrong[one].append(f"{role or 'nobody'} {address}")
                await window.page.context.close()

        async with asyncio.TaskGroup() as windows:
            for role, theirs in by_role.items():
                windows.create_task(of(role, theirs))
        return {one: where[:4] for one, where in wrong.items()}


def assert_nothing(wrong: dict[str, list[str]]) -> None:
    """Fails with a line for each finding; pytest would show the first few only."""
    assert not wrong, "\n" + "\n".join(f"{one}\n    {', '.join(where)}" for one, where in wrong.items())
