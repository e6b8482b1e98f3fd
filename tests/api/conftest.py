"""Bookings for whoever tests the API."""

from typing import Any

import pytest

from booking.domain.bookings import Booking
from booking.resources import Resources
from booking.services import bookings
from tests.api.subscribing import Book
from tests.builders import Cast, order
from tests.conftest import Keep


@pytest.fixture
def book(office: Resources, cast: Cast, keep: Keep) -> Book:
    """Books as the requester, or as who is named, and finds somebody."""

    async def booked(by: str = "requester", **different: Any) -> Booking:
        async with office.desk(cast[by]) as desk:
            made = await bookings.request(desk, order=order(**different))
        await keep()
        return made

    return booked
