"""What the tests of the local office share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the servers' user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
