"""What the server runs: the application of this process, made from the environment."""

import gc
import os
import time

from booking.app import create_app
from booking.logs import configure
from booking.resources import Resources
from booking.settings import Settings

settings = Settings.from_environment(os.environ)
configure(settings.log_level)
app = create_app(Resources(settings))

LONG = 0.01  # seconds


def keep(phase: str, info: dict[str, int]) -> None:
    """Whatever is still there after a collection that took long is there for good, and not looked through again."""
    global _began
    if info["generation"] < 2:
        return
    if phase == "start":
        _began = time.perf_counter()
    elif time.perf_counter() - _began > LONG:
        gc.freeze()


# What is loaded stays for good: looking through all of it again and again would stop a page for a fifth of a second.
_began = time.perf_counter()
gc.collect()
gc.freeze()
gc.callbacks.append(keep)  # templates and statements are compiled when they are first asked for
