"""The ledger: what becomes known of a booking's cost and refund is posted, and the chain can be verified."""

from booking.services.ledger.posting import post
from booking.services.ledger.verifying import Verified, verify

__all__ = ["Verified", "post", "verify"]
