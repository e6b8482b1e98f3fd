"""Roads: minutes and kilometres from an OSRM-compatible route server, remembered; one that is away costs no waiting."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil, isfinite
from typing import TypeAlias

import httpx
import msgspec
import structlog

log = structlog.get_logger()

Place: TypeAlias = tuple[float, float]
Pair: TypeAlias = tuple[Place, Place]
Leg: TypeAlias = tuple[int, float]
"""Started minutes, and kilometres to one decimal, one way."""

TIMEOUT_SECONDS = 1.0
SILENCE_SECONDS = 30.0
MOST_REMEMBERED = 200_000
MOST_AT_ONCE = 90


class _Table(msgspec.Struct):
    code: str
    durations: list[list[float | None]]
    distances: list[list[float | None]]


class Roads:
    """What the route server said; `said` answers at once, `learn` asks for what is not known yet.

    Places are (latitude, longitude). After a failure nobody is asked for half a minute.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=timeout, follow_redirects=False)
        self._legs: dict[Pair, Leg] = {}
        self._silent_until = 0.0

    async def close(self) -> None:
        await self._http.aclose()

    def said(self, a: Place, b: Place) -> Leg | None:
        return self._legs.get((a, b))

    async def learn(self, pairs: Iterable[Pair]) -> None:
        """Asks for the pairs not known yet; raises nothing: what cannot be had stays unknown."""
        unknown = {pair for pair in pairs if pair not in self._legs}
        for sources, targets in _grouped(unknown):
            if time.monotonic() < self._silent_until:
                return
            try:
                await self._ask(sources, targets)
            except (httpx.HTTPError, msgspec.MsgspecError, ValueError) as error:
                self._silent_until = time.monotonic() + SILENCE_SECONDS
                log.warning("route server away", error=type(error).__name__)

    async def _ask(self, sources: list[Place], targets: list[Place]) -> None:
        places = [*sources, *targets]
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in places)
        asked = {
            "annotations": "duration,distance",
            "sources": ";".join(str(n) for n in range(len(sources))),
            "destinations": ";".join(str(n) for n in range(len(sources), len(places))),
        }
        answer = (await self._http.get(f"/table/v1/driving/{where}", params=asked)).raise_for_status()
        table = msgspec.json.decode(answer.content, type=_Table)
        if len(self._legs) > MOST_REMEMBERED:
            self._legs.clear()
        for a, durations, distances in zip(sources, table.durations, table.distances, strict=True):
            for b, seconds, metres in zip(targets, durations, distances, strict=True):
                if seconds is not None and metres is not None and isfinite(seconds) and isfinite(metres):
                    self._legs[a, b] = (ceil(seconds / 60), round(metres / 1000, 1))


def _grouped(pairs: set[Pair]) -> Iterator[tuple[list[Place], list[Place]]]:
    """Questions of one place to many or of many to one, so that a place in common makes one question."""
    leaving, arriving = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    from_one: dict[Place, list[Place]] = {}
    to_one: dict[Place, list[Place]] = {}
    for a, b in sorted(pairs):
        if leaving[a] >= arriving[b]:
            from_one.setdefault(a, []).append(b)
        else:
            to_one.setdefault(b, []).append(a)
    for source, targets in from_one.items():
        yield from (([source], part) for part in _parts(targets))
    for target, sources in to_one.items():
        yield from ((part, [target]) for part in _parts(sources))


def _parts(places: list[Place]) -> Iterator[list[Place]]:
    return (places[n : n + MOST_AT_ONCE] for n in range(0, len(places), MOST_AT_ONCE))
