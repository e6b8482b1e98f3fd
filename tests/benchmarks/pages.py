"""How fast every page is that somebody can look at, and how heavy, in an office seeded like a municipality.

Baseline: /health/live, by the same process in the same rounds.
"""

import asyncio
import re
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

import httpx

from booking.domain.accounts import ANONYMOUS, Role
from booking.gateways.secrets import fingerprint, new_token
from booking.local.seeding.filling import fill
from booking.local.sink import Sink
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from booking.settings import Settings
from tests.benchmarks.stage import Stage, stage
from tests.e2e.fjordby import posted
from tests.e2e.pages import PAGES
from tests.e2e.things import gather

ROUNDS, WARM = 30, 3
AIM_MS, FIRST_KB, LATER_KB = 50, 150, 30
LIVE = "/health/live"
_LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')


@dataclass
class Page:
    """One page of one role: seconds of each round, and the bytes that came, compressed."""

    role: Role | None
    path: str
    seconds: list[float] = field(default_factory=list)
    size: int = 0
    linked: frozenset[str] = frozenset()

    @property
    def late(self) -> float:
        """Milliseconds within which 95 of 100 answers came."""
        return 1000 * quantiles(self.seconds, n=20)[18]


async def prepared(settings: Settings) -> tuple[list[Page], dict[Role, str]]:
    """The seeded municipality: every page that there is, and a session of one person of each role."""
    await fill(settings, lambda _said: None)
    async with Resources(settings) as office:
        things = await gather(office)
        async with Sink(settings.mail_sink_dir, fsync=False) as sink:
            things["mail"] = await posted(replace(settings, smtp_port=sink.port))
        sessions = {role: new_token("ss") for role in CAST}
        async with office.desk(ANONYMOUS) as desk:
            for role, token in sessions.items():
                account = await desk.accounts.by_email(things.get(f"{role} email", CAST[role][0]))
                assert account is not None
                lasts = timedelta(hours=1)
                await desk.accounts.add_session(account[0].id, fingerprint(token), now=desk.now, lasts=lasts)
    return [Page(None, LIVE), *(Page(page.who, page.at(things)) for page in PAGES)], sessions


async def measure(base: str, pages: list[Page], sessions: dict[Role, str]) -> dict[str, int]:
    """One request at a time, every page once a round; the bytes of each file that the pages link to."""
    sizes: dict[str, int] = {}
    async with httpx.AsyncClient(base_url=base, timeout=30, follow_redirects=True) as http:
        for n in range(ROUNDS + WARM):
            for page in pages:
                headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
                if page.role is not None:
                    headers["Cookie"] = f"session={sessions[page.role]}"
                began = time.perf_counter()
                answer = await http.get(page.path, headers=headers)
                took = time.perf_counter() - began
                assert answer.status_code == 200, (page.path, answer.status_code)
                page.size, page.linked = answer.num_bytes_downloaded, frozenset(_LINKED.findall(answer.text))
                if n >= WARM:
                    page.seconds.append(took)
        for address in frozenset().union(*(page.linked for page in pages)):
            sizes[address] = (await http.get(address)).num_bytes_downloaded
    return sizes


def show(pages: list[Page], sizes: dict[str, int]) -> None:
    base = median(pages[0].seconds)
    print(f"the seeded municipality, {len(pages) - 1} pages, one request at a time, {ROUNDS} rounds")
    for page in sorted(pages, key=lambda one: -one.late):
        middle = median(page.seconds)
        print(
            f"{page.role or 'nobody':12} {page.path[:58]:58} median {1000 * middle:6.1f} ms  95 % {page.late:6.1f} ms",
            f"{middle / base:5.1f} x {page.size / 1000:5.1f} KB",
        )
    slow = [page.path for page in pages if page.late > AIM_MS]
    first = {page.path: (page.size + sum(sizes[one] for one in page.linked)) / 1000 for page in pages}
    heavy = [path for path, kb in first.items() if kb > FIRST_KB]
    heavy += [page.path for page in pages if page.size / 1000 > LATER_KB]
    print(f"95 % beyond {AIM_MS} ms: {', '.join(slow) or 'none'}")
    print(f"beyond {FIRST_KB} KB at first or {LATER_KB} KB later: {', '.join(heavy) or 'none'}")
    print(
        f"the heaviest first visit {max(first.values()):.0f} KB, later {max(one.size for one in pages) / 1000:.1f} KB"
    )


def local(playing: Stage, home: Path) -> Stage:
    """As the demonstration runs, whose outgoing mail and text messages can be looked at."""
    environment = playing.environment | {"LOCAL_MODE": "yes", "SMS_SINK_DIR": str(home / "sms")}
    return replace(playing, environment=environment, settings=Settings.from_environment(environment))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder), peopled=False) as bare:
        playing = local(bare, Path(folder))
        pages, sessions = asyncio.run(prepared(playing.settings))
        api = playing.start("api")
        try:
            playing.wait_for_api()
            sizes = asyncio.run(measure(f"http://127.0.0.1:{playing.settings.port}", pages, sessions))
        finally:
            api.terminate()
            api.wait()
    show(pages, sizes)


if __name__ == "__main__":
    main()
