"""Somebody with a browser: logs in, carries the form's seal, and looks at what comes back."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import httpx

from booking.domain.accounts import ANONYMOUS
from booking.gateways.secrets import fingerprint, new_token, seal
from booking.resources import Resources
from tests.builders import PASSWORD

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@dataclass
class Browser:
    """One browser with its own cookies, in front of the whole application."""

    office: Resources
    http: httpx.AsyncClient

    async def enter(self, name: str) -> None:
        """A session of a member of the cast, without the password's costly hash."""
        session = new_token("ss")
        async with self.office.desk(ANONYMOUS) as desk:
            found = await desk.accounts.by_email(f"{name}@example.org")
            assert found is not None
            await desk.accounts.add_session(found[0].id, fingerprint(session), now=desk.now, lasts=timedelta(hours=12))
        self.carry(session)

    def carry(self, session: str) -> None:
        """The session cookie, whoever it is from."""
        self.http.cookies.set("session", session, domain="127.0.0.1", path="/")

    async def log_in(self, name: str, **others: str) -> httpx.Response:
        """The form of the entrance, as a member of the cast."""
        typed = {"email": f"{name}@example.org", "password": PASSWORD} | others
        return await self.http.post("/log-ind", data=typed)

    @property
    def seal(self) -> str:
        return seal(self.office.secret, "csrf", self.http.cookies.get("session") or "")

    async def see(self, path: str, **others: Any) -> httpx.Response:
        return await self.http.get(path, **others)

    async def send(self, path: str, typed: dict[str, str] | None = None, **others: Any) -> httpx.Response:
        """A form of this session."""
        return await self.http.post(path, data={"csrf": self.seal} | (typed or {}), **others)


def words(answer: httpx.Response) -> str:
    """What is read on a page, its white space folded."""
    bare = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def hidden(answer: httpx.Response, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found is not None
    return unescape(found[1])
