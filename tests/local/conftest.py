"""What the tests of the local office share."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that the servers' user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def lasting_home() -> Iterator[Path]:
    """One for all tests of a module."""
    with reachable_folder() as folder:
        yield folder
