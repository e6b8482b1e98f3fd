"""Looking at a page as nobody else does: with axe, at 320 pixels, and with the browser's own complaints."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, ViewportSize

from booking.domain.accounts import ANONYMOUS
from booking.gateways.secrets import fingerprint, new_token
from booking.resources import Resources

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = ViewportSize(width=1280, height=850), ViewportSize(width=320, height=640)
# What is folded away is looked at too; menus that lie over the page are looked at by themselves.
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
BEYOND = """() => {
  const by = document.documentElement.scrollWidth - innerWidth
  if (by <= 0) return ''
  const scrolled = one => { for (let up = one.parentElement; up; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== 'visible') return true; return false }
  const wide = [...document.body.querySelectorAll('*')].filter(
    one => one.getBoundingClientRect().right > innerWidth + 0.5 && !scrolled(one))
  const last = wide.at(-1)
  return `${by} px: ` + (last ? `${last.tagName}.${last.className} "${last.textContent.trim().slice(0, 40)}"` : '?')
}"""
CONTRAST: dict[str, Any] = {"runOnly": ["color-contrast"]}
# The slowest of all rules; what colours are worth has nothing to do with the language.
BUT_CONTRAST: dict[str, Any] = {"rules": {"color-contrast": {"enabled": False}}}
RUN = """async asked => {
  const found = await axe.run(document, {...asked, resultTypes: ['violations']})
  return found.violations.map(one => `${one.id}: ` +
    one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 120)).join(' | '))
}"""


@dataclass
class Inspector:
    """Somebody's window with axe in it; `complaints` are the browser's since they were last asked for."""

    page: Page
    address: str
    network: CDPSession
    complaints: list[str] = field(default_factory=list)
    received: float = 0.0
    visits: int = 0

    async def to(self, path: str) -> int:
        """The status; what came over the wire is counted from here."""
        self.complaints.clear()
        self.received = 0.0
        self.visits += 1
        answer = await self.page.goto(self.address + path, wait_until="load")
        assert answer is not None
        return answer.status

    async def violations(self, **asked: Any) -> list[str]:
        """What axe finds on the page as it is, by all its rules or as asked."""
        found: list[str] = await self.page.evaluate(RUN, asked)
        return found

    async def beyond(self) -> list[str]:
        """How far the page scrolls sideways, and which element is to blame; nothing when it does not."""
        said: str = await self.page.evaluate(BEYOND)
        return [f"wide {said}"] if said else []

    async def unfold(self) -> None:
        await self.page.evaluate(UNFOLD)


async def inspector(browser: Browser, address: str, office: Resources, email: str, **others: Any) -> Inspector:
    """A window of somebody, logged in without the password's costly hash; of a stranger without an address."""
    # What moves is halfway in colour too: axe shall see where it comes to rest.
    usual = {"viewport": DESKTOP, "locale": "da-DK", "reduced_motion": "reduce"}
    context = await browser.new_context(**usual | others)
    if email:
        session = new_token("ss")
        async with office.desk(ANONYMOUS) as desk:
            found = await desk.accounts.by_email(email)
            assert found is not None
            await desk.accounts.add_session(found[0].id, fingerprint(session), now=desk.now, lasts=timedelta(hours=9))
        await context.add_cookies([{"name": "session", "value": session, "url": address}])
    await context.add_init_script(path=AXE)
    page = await context.new_page()
    opened = Inspector(page, address, await context.new_cdp_session(page))
    page.on("console", lambda said: opened.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.network.on("Network.loadingFinished", lambda event: _count(opened, event))
    await opened.network.send("Network.enable")
    return opened


def _count(opened: Inspector, event: dict[str, Any]) -> None:
    opened.received += event["encodedDataLength"]
