"""Series: foreseen, ordered, changed and ended, each date a booking of its own."""

from booking.services.series.foreseeing import SeriesForesight, foresee_series
from booking.services.series.ordering import Requested, request_series, take_back
from booking.services.series.reading import SeriesDetails, read_series
from booking.services.series.scoped import Done, cancel_all, change_all

__all__ = [
    "Done",
    "Requested",
    "SeriesDetails",
    "SeriesForesight",
    "cancel_all",
    "change_all",
    "foresee_series",
    "read_series",
    "request_series",
    "take_back",
]
