"""Mail that comes in: a listener for a relay that forwards, a poller for a mailbox; both feed one door."""

from booking.gateways.feeders.listener import Listener, Site, sites_in
from booking.gateways.feeders.mailbox import Account, Mailbox, MailboxError, account_in
from booking.gateways.feeders.polling import Progress, Seen, poll
from booking.gateways.feeders.taking import MOST_BYTES, Take

__all__ = [
    "MOST_BYTES",
    "Account",
    "Listener",
    "Mailbox",
    "MailboxError",
    "Progress",
    "Seen",
    "Site",
    "Take",
    "account_in",
    "poll",
    "sites_in",
]
