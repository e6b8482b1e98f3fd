"""The route server over real HTTP: asked once for many, remembered, and left alone when it is away."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from booking.gateways.roads import Pair, Roads
from tests.gateways.route_server import RouteServer, serving

HERE = (57.05, 9.92)
HOMES = [(57.0 + n / 1000, 9.9) for n in range(100)]


@asynccontextmanager
async def asking(url: str, *, timeout: float = 1.0) -> AsyncIterator[Roads]:
    known = Roads(url, timeout=timeout)
    yield known
    await known.close()


async def test_many_roads_to_one_place_are_few_questions_and_are_asked_once() -> None:
    pairs: list[Pair] = [(home, HERE) for home in HOMES]
    async with serving(RouteServer()) as server, asking(server.url) as known:
        await known.learn(pairs)
        await known.learn(pairs)

    assert server.questions == [(90, 1), (10, 1)]
    assert {known.said(*pair) for pair in pairs} == {(21, 24.6)}


async def test_one_place_to_many_is_one_question() -> None:
    async with serving(RouteServer()) as server, asking(server.url) as known:
        await known.learn([(HERE, home) for home in HOMES[:30]])

    assert server.questions == [(1, 30)]


async def test_a_place_that_no_road_leads_to_stays_unknown() -> None:
    async with serving(RouteServer(seconds=None)) as server, asking(server.url) as known:
        await known.learn([(HERE, HOMES[0])])

    assert known.said(HERE, HOMES[0]) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("500 Internal Server Error", b""),
        ("302 Found", b""),
        ("200 OK", b"<html>"),
        ("200 OK", b'{"code":"Ok","durations":[],"distances":[]}'),
        ("200 OK", b'{"code":"NoTable"}'),
    ],
)
async def test_a_server_that_answers_nonsense_is_left_alone_for_a_while(status: str, body: bytes) -> None:
    async with serving(RouteServer(status=status, body=body)) as server, asking(server.url) as known:
        await known.learn([(HERE, HOMES[0])])
        await known.learn([(HERE, HOMES[1])])

    assert (known.said(HERE, HOMES[0]), len(server.questions)) == (None, 1)


async def test_a_slow_server_is_waited_for_once_and_not_for_long() -> None:
    began = time.monotonic()
    async with serving(RouteServer(delay=0.5)) as server, asking(server.url, timeout=0.05) as known:
        await known.learn([(home, HERE) for home in HOMES])
        await known.learn([(HERE, HOMES[0])])
        passed = time.monotonic() - began

    assert (known.said(HOMES[0], HERE), len(server.questions), passed < 0.4) == (None, 1, True)


async def test_a_server_that_is_gone_costs_nothing() -> None:
    async with serving(RouteServer()) as server:
        pass
    async with asking(server.url) as known:
        await known.learn([(HERE, HOMES[0])])

    assert known.said(HERE, HOMES[0]) is None
