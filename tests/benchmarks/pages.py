"""How fast the main pages of every role are, in an office seeded like a municipality.

Baseline: /health/live, by the same process in the same rounds.
"""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

import httpx

from booking.domain.accounts import ANONYMOUS, Role
from booking.gateways.secrets import fingerprint, new_token
from booking.local.seeding.filling import fill
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from booking.settings import Settings
from tests.benchmarks.stage import Stage, stage

ROUNDS, WARM = 20, 2
LIVE = "/health/live"
PAGES: dict[Role, tuple[str, ...]] = {
    Role.REQUESTER: ("/bestil", "/bestillinger", "/attestation"),
    Role.COORDINATOR: ("/opgaver", "/tavle", "/tavle/uge", "/tolke", "/overblik/kontor"),
    Role.INTERPRETER: ("/tolk", "/tolk/kalender", "/tolk/timer"),
    Role.FINANCE: ("/oekonomi", "/refusionskrav", "/fakturaer"),
    Role.LEADER: ("/overblik/ledelse", "/rapporter"),
    Role.ADMIN: ("/administration", "/indstillinger"),
}


async def sessions(settings: Settings) -> dict[Role, str]:
    """The seeded municipality, and a session of one person of each role."""
    await fill(settings, lambda _said: None)
    found = {}
    async with Resources(settings) as office, office.desk(ANONYMOUS) as desk:
        for role in PAGES:
            found[role] = new_token("ss")
            account = await desk.accounts.by_email(CAST[role][0])
            assert account is not None
            lasts = timedelta(hours=1)
            await desk.accounts.add_session(account[0].id, fingerprint(found[role]), now=desk.now, lasts=lasts)
    return found


async def measure(playing: Stage, cookies: dict[Role, str]) -> dict[tuple[str, str], list[float]]:
    """Seconds for each page of each role, its bytes read; one request at a time."""
    base = f"http://127.0.0.1:{playing.settings.port}"
    asked = [("", LIVE), *((role.value, path) for role, paths in PAGES.items() for path in paths)]
    found: dict[tuple[str, str], list[float]] = {one: [] for one in asked}
    async with httpx.AsyncClient(base_url=base, timeout=30) as http:
        for n in range(ROUNDS + WARM):
            for role, path in asked:
                headers = {"Accept": "text/html"}
                if role:
                    headers["Cookie"] = f"session={cookies[Role(role)]}"
                began = time.perf_counter()
                answer = await http.get(path, headers=headers)
                assert answer.status_code == 200, (path, answer.status_code)
                if n >= WARM:
                    found[role, path].append(time.perf_counter() - began)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder), peopled=False) as playing:
        cookies = asyncio.run(sessions(playing.settings))
        api = playing.start("api")
        try:
            playing.wait_for_api()
            found = asyncio.run(measure(playing, cookies))
        finally:
            api.terminate()
            api.wait()
    base = median(found["", LIVE])
    print(f"the seeded municipality, one request at a time, {ROUNDS} rounds")
    for (role, path), times in found.items():
        late = quantiles(times, n=20)[18]
        print(
            f"{role:12} {path:20} median {1000 * median(times):6.1f} ms  95 % {1000 * late:6.1f} ms",
            f"{median(times) / base:5.1f} x",
        )


if __name__ == "__main__":
    main()
