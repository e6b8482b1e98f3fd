"""What the tests of the local office share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.folders import reachable_folder


@pytest.fixture
def home() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def lasting_home() -> Iterator[Path]:
    """One for all tests of a module."""
    with reachable_folder() as folder:
        yield folder
