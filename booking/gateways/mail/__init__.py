"""Mail: what it says, how it is put together, how it leaves."""

from booking.gateways.addresses import (
    Mailbox,
    MailIdentity,
    Recipient,
    bounced_outbox_id,
    reply_token,
    verp_address,
)
from booking.gateways.mail.composing import NOTICES, NoticeFacts, NoticeKind, Receipt, compose_notice
from booking.gateways.mail.digests import Attachment, Digest, DigestKind, Item, compose_digest
from booking.gateways.mail.inviting import Moved, compose
from booking.gateways.mail.sending import (
    Mailer,
    MailError,
    PermanentMailError,
    SmtpServer,
    TemporaryMailError,
    UnknownMailOutcome,
)

__all__ = [
    "NOTICES",
    "Attachment",
    "Digest",
    "DigestKind",
    "Item",
    "MailError",
    "MailIdentity",
    "Mailbox",
    "Mailer",
    "Moved",
    "NoticeFacts",
    "NoticeKind",
    "PermanentMailError",
    "Receipt",
    "Recipient",
    "SmtpServer",
    "TemporaryMailError",
    "UnknownMailOutcome",
    "bounced_outbox_id",
    "compose",
    "compose_digest",
    "compose_notice",
    "reply_token",
    "verp_address",
]
