"""The web server of one process, which lets go of listening pages as soon as it is told to stop."""

import sys
from contextlib import suppress
from types import FrameType

import uvicorn

from booking.settings import Settings

SHUTDOWN_SECONDS = 5


class Server(uvicorn.Server):
    """An open board never ends by itself: the stop signal ends it first, so that stopping takes no time."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # Not imported here: the signal may come before the application has been loaded.
        app = getattr(sys.modules.get("booking.asgi"), "app", None)
        if app is not None:
            app.state.office.live.end()
        super().handle_exit(sig, frame)


def serve(settings: Settings) -> None:
    """Listens until SIGINT or SIGTERM; exits with 3, as uvicorn does, when the application cannot start."""
    server = Server(
        uvicorn.Config(
            "booking.asgi:app",
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            access_log=False,
            log_config=None,  # booking.logs has the say: uvicorn's own lines would quote what an error quotes
            forwarded_allow_ips=settings.trusted_proxies,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)
