"""What surrounds every request: an id, a log line without personal data, a clock, and the headers that protect."""

import os
import time

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

REQUESTS = Counter("sprogtolk_requests_total", "Requests by route, method and status.", ["route", "method", "status"])
SECONDS = Histogram("sprogtolk_request_seconds", "How long requests took.", ["route"])
PROTECTING = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})

log = structlog.get_logger()


class Traced:
    """ASGI middleware; the route's template is logged, never the address itself, which may name a case."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500
        request_id = _given(scope) or os.urandom(16).hex()
        scope["request_id"] = request_id  # type: ignore[typeddict-unknown-key]

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name.lower() for name, _ in message["headers"]}
                protecting = [one for one in PROTECTING if one[0] not in own]
                message["headers"] = [*message["headers"], *protecting, (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            _account(scope, status, time.perf_counter() - began, request_id)


def _given(scope: Scope) -> str | None:
    """The id a proxy in front has given, when it is a plain word."""
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return given if 0 < len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum() else None


def _account(scope: Scope, status: int, seconds: float, request_id: str) -> None:
    route = str(scope.get("path_template", "")) or "unknown"
    REQUESTS.labels(route, scope["method"], status).inc()  # type: ignore[typeddict-item]
    SECONDS.labels(route).observe(seconds)
    if route not in QUIET:
        log.info(
            "request",
            route=route,
            method=scope["method"],  # type: ignore[typeddict-item]
            status=status,
            ms=round(seconds * 1000, 1),
            request_id=request_id,
        )
