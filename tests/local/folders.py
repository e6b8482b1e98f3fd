"""Folders for servers that run as another user than the tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that the servers' user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
