"""People of the seeded municipality who walk through its pages, their clicks counted and their keys pressed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Page

from booking.domain.accounts import Role
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from tests.conftest import Clock
from tests.e2e.chromium import chromium, served
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.inspecting import Inspector, inspector

COUNT = "addEventListener('click', e => { if (e.detail) sessionStorage.n = 1 + Number(sessionStorage.n || 0) }, true)"
# The ring may be drawn around what the element lies in, as in the queue and around a choice of several.
RING = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect()
  const drawn = at => { const as = getComputedStyle(at)
    return (as.outlineStyle !== 'none' && parseFloat(as.outlineWidth) >= 2) || as.boxShadow !== 'none' }
  let ring = false
  for (let up = one, n = 0; up && n < 4; up = up.parentElement, n++) ring ||= drawn(up)
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  return one === document.body ? 'nothing has the focus' : !one.matches(':focus-visible') ? 'not :focus-visible'
    : !ring ? 'no ring' : !inside ? 'out of sight' : ''
}"""


@dataclass
class Stage:
    """The seeded office behind a port, its clock, and a browser."""

    office: Resources
    clock: Clock
    address: str
    browser: Browser
    things: dict[str, str]

    async def enters(self, role: Role, **others: Any) -> Inspector:
        email = self.things.get(f"{role} email", CAST[role][0])
        opened = await inspector(self.browser, self.address, self.office, email, **others)
        await opened.page.context.add_init_script(COUNT)
        opened.page.set_default_timeout(8000)
        return opened


@asynccontextmanager
async def staged(fjordby: Fjordby) -> AsyncIterator[Stage]:
    """The municipality that may be worn, on its Wednesday."""
    clock = Clock(NOW)
    async with Resources(fjordby.worn, clock=clock) as office, served(office) as address, chromium() as browser:
        yield Stage(office, clock, address, browser, fjordby.things)


async def clicks(page: Page) -> int:
    return int(await page.evaluate("Number(sessionStorage.n || 0)"))


async def tab_to(page: Page, wanted: str, *, most: int = 120) -> None:
    """The Tab key until the first of what is wanted has the focus."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by keyboard")


async def presses(page: Page, wanted: str, key: str = "Enter", *, most: int = 120) -> None:
    """Tab to what is wanted, see that its focus shows, and press."""
    await tab_to(page, wanted, most=most)
    assert await page.evaluate(RING) == "", wanted
    await page.keyboard.press(key)
