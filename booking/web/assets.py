"""Static files: an address with its content's hash may be kept for a year, any other for an hour."""

from litestar.exceptions import NotFoundException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

FOR_A_YEAR, FOR_AN_HOUR = b"public, max-age=31536000, immutable", b"public, max-age=3600"
LONGEST = 200


class Kept:
    """ASGI middleware of the static files: says how long a browser may keep them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].isprintable() or len(scope["path"]) > LONGEST:  # no file system could be asked for it
            raise NotFoundException

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                named = scope.get("query_string", b"").startswith(b"v=")
                message["headers"] = [
                    *message["headers"],
                    (b"cache-control", FOR_A_YEAR if named else FOR_AN_HOUR),
                ]
            await send(message)

        await self.app(scope, receive, sending)
