"""How soon they see it: from the click on "Spørg alle ledige tolke nu" to the offer on each interpreter's screen.

`python -m tests.benchmarks.now` starts the API as in production on real servers, opens a live page for each of forty
interpreters, calls ten times, and prints the time until each screen has fetched its offer, beside a bare page load.
"""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import httpx

from booking.domain.accounts import SYSTEM, Account, Role
from booking.domain.interpreters import Employment
from booking.gateways.secrets import fingerprint, new_token, seal
from booking.resources import Resources
from booking.services.desk import Desk
from booking.settings import Settings
from tests.benchmarks.stage import Stage, stage
from tests.builders import interpreter

SCREENS, ROUNDS = 40, 10
RING, OFFER = b"event: offers", "Den første, der siger ja, har den"
CALL = {"language": "tir", "minutes": "30", "phone": "99 31 00 00", "unit": "jobcenter", "case_type": "other"}


async def hire(settings: Settings) -> tuple[str, list[str]]:
    """A session of the requester's, and one of each of forty interpreters of Tigrinya."""
    async with Resources(settings) as office, office.desk(SYSTEM) as desk:
        people = [interpreter(uuid4(), f"Tolk{n} Nu", Employment.FREELANCE, "tir") for n in range(SCREENS)]
        await desk.interpreters.add_all(people)
        requester = await desk.accounts.by_email("requester@example.org")
        assert requester is not None
        sessions = []
        for n, one in enumerate(people):
            roles = frozenset({Role.INTERPRETER})
            account = Account(uuid4(), f"nu{n}@example.org", one.name, roles, interpreter_id=one.id)
            await desk.accounts.add(account, password_hash=None, now=desk.now)
            sessions.append(await enter(desk, account))
        return await enter(desk, requester[0]), sessions


async def enter(desk: Desk, account: Account) -> str:
    session = new_token("ss")
    await desk.accounts.add_session(account.id, fingerprint(session), now=desk.now, lasts=timedelta(hours=1))
    return session


class Screen:
    """An interpreter's open page: it listens, and fetches its offers whenever it is rung."""

    def __init__(self, base: str, session: str) -> None:
        self._http = httpx.AsyncClient(base_url=base, cookies={"session": session}, timeout=30)
        self.listens = asyncio.Event()
        self.seen_at = 0.0

    async def fetch(self) -> str:
        return (await self._http.get("/tolk", headers={"HX-Request": "true"})).text

    async def watch(self) -> None:
        async with self._http.stream("GET", "/tolk/strom", timeout=None) as stream:
            async for line in stream.aiter_bytes():
                self.listens.set()
                if RING in line and OFFER in await self.fetch():
                    self.seen_at = self.seen_at or time.perf_counter()


async def measure(playing: Stage) -> tuple[float, list[float], list[float]]:
    """The bare load of one page, the answers to the click, and the seconds until each screen showed the offer."""
    base = f"http://127.0.0.1:{playing.settings.port}"
    requester, sessions = await hire(playing.settings)
    screens = [Screen(base, session) for session in sessions]
    watching = [asyncio.create_task(screen.watch()) for screen in screens]
    await asyncio.gather(*(screen.listens.wait() for screen in screens))
    began = time.perf_counter()
    await screens[0].fetch()
    bare = time.perf_counter() - began
    answers, seen = [], []
    form = {"csrf": seal(playing.settings.secret_key.encode(), "csrf", requester)}
    async with httpx.AsyncClient(base_url=base, cookies={"session": requester}, timeout=30) as http:
        for _ in range(ROUNDS):
            await asyncio.sleep(0.5)
            for screen in screens:
                screen.seen_at = 0.0
            click = time.perf_counter()
            answer = await http.post("/nu", data=CALL | form)
            answers.append(time.perf_counter() - click)
            while not all(screen.seen_at for screen in screens):
                await asyncio.sleep(0.005)
            seen += [screen.seen_at - click for screen in screens]
            await http.post(f"{answer.headers['location']}/stop", data=form)
    for task in watching:
        task.cancel()
    return bare, answers, seen


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        api = playing.start("api")
        try:
            playing.wait_for_api()
            bare, answers, seen = asyncio.run(measure(playing))
        finally:
            api.terminate()
            api.wait()
    print(f"{SCREENS} screens, {ROUNDS} calls; one page by itself {1000 * bare:.0f} ms")
    print(f"answer to the click   median {1000 * median(answers):.0f} ms, slowest {1000 * max(answers):.0f} ms")
    print(
        f"offer on the screens  median {1000 * median(seen):.0f} ms, 95 % {1000 * quantiles(seen, n=20)[18]:.0f} ms, "
        f"slowest {1000 * max(seen):.0f} ms"
    )


if __name__ == "__main__":
    main()
