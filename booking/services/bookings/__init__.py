"""The life of a booking, one verb a function."""

from booking.services.bookings.aborting import abort
from booking.services.bookings.attesting import attest, decide_dispute
from booking.services.bookings.cancelling import cancel, foresee_cancelling
from booking.services.bookings.changing import Changes, change
from booking.services.bookings.correcting import correct
from booking.services.bookings.delivering import Report, deliver, report_no_show
from booking.services.bookings.disputing import answer_dispute, dispute
from booking.services.bookings.entering import Entry
from booking.services.bookings.ordering import request
from booking.services.bookings.overruling import overrule
from booking.services.bookings.reading import BookingDetails, find, list_bookings, read
from booking.services.bookings.waiting import wait

__all__ = [
    "BookingDetails",
    "Changes",
    "Entry",
    "Report",
    "abort",
    "answer_dispute",
    "attest",
    "cancel",
    "change",
    "correct",
    "decide_dispute",
    "deliver",
    "dispute",
    "find",
    "foresee_cancelling",
    "list_bookings",
    "overrule",
    "read",
    "report_no_show",
    "request",
    "wait",
]
