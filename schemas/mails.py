"""Mails of the local sink, and what a recipient answers; only in local mode."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct


class KeptMail(Struct):
    """A mail as the local sink received it; `incoming` was sent to us, and `outcome` says what came of it."""

    file: str
    at: datetime
    sender: str
    to: str
    subject: str
    method: str | None
    uid: str | None
    sequence: int | None
    body: str
    calendar: str | None
    message_id: str
    answers: str | None
    incoming: bool
    outcome: str | None


class KeptMails(Struct):
    items: list[KeptMail]


class MailAnswer(Struct, forbid_unknown_fields=True):
    """What the recipient answers, in the manner of a program; `starts_at` is the time that a counter proposes."""

    answer: Literal["accept", "decline", "tentative", "counter", "message", "absence", "bounce"]
    client: Literal["outlook", "gmail", "apple"] = "outlook"
    comment: Annotated[str, Meta(max_length=1000)] = ""
    starts_at: datetime | None = None


class AnswerSent(Struct):
    """The envelope in which the answer left; the list of mails says under its Message-ID what came of it."""

    message_id: str
    envelope_from: str
    envelope_to: str
