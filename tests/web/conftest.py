"""A gallery of every template in both tongues, and browsers in front of the whole application."""

from collections.abc import AsyncIterator

import httpx
import pytest

from booking.domain.texts import Tongue
from booking.resources import Resources
from booking.web.views.chrome import Chrome
from tests.conftest import served
from tests.web.gallery.frames import Picture, chrome
from tests.web.gallery.register import PICTURES
from tests.web.people import BROWSER, Browser


@pytest.fixture(params=[picture.name for picture in PICTURES])
def picture(request: pytest.FixtureRequest) -> Picture:
    return next(shown for shown in PICTURES if shown.name == request.param)


@pytest.fixture(params=["da", "en"])
def tongue(request: pytest.FixtureRequest) -> Tongue:
    return "en" if request.param == "en" else "da"


@pytest.fixture
def framed(picture: Picture, tongue: Tongue) -> Chrome:
    return chrome(tongue, picture)


@pytest.fixture
async def browser(office: Resources) -> AsyncIterator[Browser]:
    """Nobody is logged in yet."""
    transport = httpx.ASGITransport(served(office), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=BROWSER) as http:
        yield Browser(office, http)
