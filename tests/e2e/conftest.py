"""What the end-to-end tests share: one office of two API processes, three workers and a listener."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.fjordby import Fjordby, fjordby
from tests.e2e.offices import Office, running_office


@pytest.fixture(scope="package")
async def running(servers: tuple[str, str], template: str) -> AsyncIterator[Office]:
    async with running_office(servers, template, apis=2, workers=3, inbound=True) as office:
        yield office


@pytest.fixture(scope="package")
async def fjordby_seeded(servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fjordby]:
    """The seeded municipality, for those who only look."""
    async with fjordby(servers, tmp_path_factory.mktemp("fjordby")) as seeded:
        yield seeded
