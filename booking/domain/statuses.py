"""Where a booking stands in its life."""

from enum import StrEnum

from booking.domain.texts import Text


class Status(StrEnum):
    REQUESTED = "requested"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DELIVERED = "delivered"
    ATTESTED = "attested"
    SETTLED = "settled"
    CLAIMED = "claimed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    UNFILLED = "unfilled"
    ABORTED = "aborted"


STATUSES: dict[Status, Text] = {
    Status.REQUESTED: Text("Bestilt", "Requested"),
    Status.OFFERED: Text("Tilbudt", "Offered"),
    Status.CONFIRMED: Text("Bekræftet", "Confirmed"),
    Status.DELIVERED: Text("Udført", "Delivered"),
    Status.ATTESTED: Text("Attesteret", "Attested"),
    Status.SETTLED: Text("Afregnet", "Settled"),
    Status.CLAIMED: Text("Hjemtaget", "Claimed"),
    Status.CANCELLED: Text("Afbestilt", "Cancelled"),
    Status.NO_SHOW: Text("Udeblevet", "No-show"),
    Status.UNFILLED: Text("Ubemandet", "Unfilled"),
    Status.ABORTED: Text("Afbrudt", "Aborted"),
}
