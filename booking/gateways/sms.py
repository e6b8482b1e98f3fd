"""Hands one text message to the gateway over HTTP and says what became of it: taken, later, or never."""

import asyncio
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol

import httpx

WHOLE_SECONDS = 15.0
LONGEST_ANSWER = 300
# The gateway will not have us as a client, or not now: that is for the office to mend, and the message can wait.
_FOR_NOW = frozenset({401, 402, 403, 407, 408, 423, 425, 429})


class SmsError(Exception):
    """The gateway did not take the message; the text is what it answered."""


class TemporarySmsError(SmsError):
    """Not taken, or nobody knows: send it again with the same key, not before `after` seconds."""

    def __init__(self, text: str, *, after: float = 0.0) -> None:
        super().__init__(text)
        self.after = after


class PermanentSmsError(SmsError):
    """This message to this number will never be taken."""


class SmsProvider(Protocol):
    """What a way out for text messages must do; another gateway's own protocol is another class with this method."""

    async def send(self, to: str, text: str, *, key: str, before: float | None = None) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class SmsAccount:
    """Where messages are posted, what the gateway knows us by, and who they are from."""

    url: str
    token: str
    sender: str


class HttpSms:
    """Posts `{"to", "from", "text", "reference"}` as JSON, with a bearer token where the gateway wants one.

    `Idempotency-Key` and `reference` are the same for every try of a message, so that the gateway can tell a repeat.
    """

    def __init__(self, account: SmsAccount, *, seconds: float = WHOLE_SECONDS) -> None:
        self._account = account
        self._seconds = seconds
        self._http = httpx.AsyncClient(timeout=seconds, follow_redirects=False)

    async def close(self) -> None:
        await self._http.aclose()

    async def send(self, to: str, text: str, *, key: str, before: float | None = None) -> None:
        """Returns once the gateway has taken the message (2xx); after `before` (time.monotonic) it is not handed over.

        PermanentSmsError: 4xx for the message. TemporarySmsError: 5xx, too many at once (429), an account that is
        refused, a timeout, a redirect, or a connection that broke: the gateway may or may not have the message.
        """
        if before is not None and time.monotonic() > before:
            raise TemporarySmsError("too late to hand over")
        body = {"to": to, "from": self._account.sender, "text": text, "reference": key}
        token = self._account.token
        headers = {"Idempotency-Key": key} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._http.post(self._account.url, json=body, headers=headers)
        except (httpx.HTTPError, TimeoutError) as error:
            raise TemporarySmsError(f"{type(error).__name__}: {error}") from error
        if not answer.is_success:
            raise _refusal(answer)


def _refusal(answer: httpx.Response) -> SmsError:
    said = f"{answer.status_code} {answer.text[:LONGEST_ANSWER]}".strip()
    if answer.is_client_error and answer.status_code not in _FOR_NOW:
        return PermanentSmsError(said)
    return TemporarySmsError(said, after=_seconds(answer.headers.get("Retry-After", "")))


def _seconds(retry_after: str) -> float:
    """Seconds or a date (RFC 9110 § 10.2.3); nothing for what is neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0
