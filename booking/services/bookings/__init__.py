"""The life of a booking, one verb a function."""

from booking.services.bookings.attesting import attest
from booking.services.bookings.cancelling import cancel
from booking.services.bookings.changing import Changes, change
from booking.services.bookings.delivering import Report, deliver, report_no_show
from booking.services.bookings.entering import Entry
from booking.services.bookings.ordering import request
from booking.services.bookings.reading import BookingDetails, find, list_bookings, read

__all__ = [
    "BookingDetails",
    "Changes",
    "Entry",
    "Report",
    "attest",
    "cancel",
    "change",
    "deliver",
    "find",
    "list_bookings",
    "read",
    "report_no_show",
    "request",
]
