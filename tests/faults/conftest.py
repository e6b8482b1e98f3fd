"""What the fault tests share: an office of real processes, one for all tests."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.offices import Office, running_office


@pytest.fixture(scope="package")
async def running(servers: tuple[str, str], template: str) -> AsyncIterator[Office]:
    """One API and two workers."""
    async with running_office(servers, template, apis=1, workers=2) as office:
        yield office
