"""Loops turned into machine code when they first run, and kept for the next time beside the sources they are of."""

import atexit
import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])

HERE = Path(__file__).parent


def _kept() -> Path:
    """A folder for these very sources alone: what is kept of a loop does not know when one that it calls changed."""
    sources = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))
    return HERE / "__pycache__" / hashlib.sha256(sources).hexdigest()[:16]


def folder_for(kept: Path) -> tuple[Path, TemporaryDirectory[str] | None]:
    """Where to keep loops: there, or where nothing may be written a copy for this process alone."""
    with contextlib.suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
    if os.access(kept, os.W_OK):
        return kept, None
    own = TemporaryDirectory(prefix="sprogtolk-")
    if kept.is_dir():
        shutil.copytree(kept, own.name, dirs_exist_ok=True)
    return Path(own.name), own


FOLDER, _OWN = folder_for(_kept())
if _OWN is not None:
    atexit.register(_OWN.cleanup)
# For any processor of this kind: what was made where an image was built serves wherever it runs.
vars(numba.config).update(CACHE_DIR=str(FOLDER), CPU_NAME="generic", CPU_FEATURES="")


def ready() -> bool:
    """Whether loops were kept before; else the first plan waits some ten seconds for them."""
    return any(FOLDER.rglob("*.nbi"))


def compiled(loop: Loop) -> Loop:
    """The same function, compiled; it lets other threads run."""
    return cast(Loop, numba.njit(cache=True, nogil=True)(loop))
