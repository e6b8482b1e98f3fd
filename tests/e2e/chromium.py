"""The application behind a real port, and Chromium in front of it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from booking.app import create_app
from booking.resources import Resources
from tests.builders import PASSWORD

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
NARROW, WIDE = 390, 1280


@asynccontextmanager
async def served(office: Resources) -> AsyncIterator[str]:
    """The address of an office that listens for as long as the block lasts."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(office), lifespan="off", log_level="error", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        office.live.end()
        server.should_exit = True
        await serving


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@dataclass
class Window:
    """One person's window; `complaints` are what the browser itself had to say."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def to(self, path: str) -> None:
        await self.page.goto(self.address + path)

    async def words(self) -> str:
        return await self.page.inner_text("body")


async def window(browser: Browser, address: str, name: str, *, width: int = WIDE, script: bool = True) -> Window:
    """Somebody of the cast, logged in by the form."""
    context = await browser.new_context(
        viewport={"width": width, "height": 850}, locale="da-DK", java_script_enabled=script
    )
    opened = Window(await context.new_page(), address)
    opened.page.on("console", lambda said: _note(opened, said))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("dialog", lambda dialog: opened.complaints.append(f"dialog: {dialog.message}"))
    await opened.to("/log-ind")
    await opened.page.fill("#email", f"{name}@example.org")
    await opened.page.fill("#password", PASSWORD)
    await opened.page.press("#password", "Enter")
    await opened.page.wait_for_url(lambda url: "/log-ind" not in url)
    return opened


def _note(opened: Window, said: ConsoleMessage) -> None:
    if said.type in ("error", "warning"):
        opened.complaints.append(said.text)
