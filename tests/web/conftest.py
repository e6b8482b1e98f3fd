"""A gallery: every template with a believable day in it, in both tongues."""

import pytest

from booking.domain.texts import Tongue
from booking.web.views.chrome import Chrome
from tests.web.gallery.frames import Picture, chrome
from tests.web.gallery.register import PICTURES


@pytest.fixture(params=[picture.name for picture in PICTURES])
def picture(request: pytest.FixtureRequest) -> Picture:
    return next(shown for shown in PICTURES if shown.name == request.param)


@pytest.fixture(params=["da", "en"])
def tongue(request: pytest.FixtureRequest) -> Tongue:
    return "en" if request.param == "en" else "da"


@pytest.fixture
def framed(picture: Picture, tongue: Tongue) -> Chrome:
    return chrome(tongue, picture)
