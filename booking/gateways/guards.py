"""Keeps what people typed from becoming a header, a property or a line of its own."""

import re
from collections.abc import Collection
from email import policy
from email.header import decode_header
from email.parser import BytesHeaderParser

from booking.domain.errors import Invalid
from booking.domain.texts import Text

# C0, DEL, C1, U+2028, U+2029 end a line in one parser or another; lone surrogates cannot be sent at all.
LINE_BREAKERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+'-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.)+[A-Za-z0-9-]{2,63}")

_PARSER = BytesHeaderParser(policy=policy.compat32)


def cleaned(text: str) -> str:
    """Text fit for one line of a letter or a calendar: every run of control characters becomes a space."""
    return LINE_BREAKERS.sub(" ", text).strip()


def guarded(value: str, *, field: str) -> str:
    """The value, if it may stand in a header; Invalid for control characters and for encoded words.

    Encoded words are refused because Python before 3.11.10 writes the line breaks inside them out (CVE-2024-6923).
    """
    if LINE_BREAKERS.search(value) or "=?" in value:
        raise Invalid(
            Text(
                "Linjeskift, styretegn og »=?« kan ikke stå her. Skriv teksten som almindelig tekst.",
                "Line breaks, control characters and '=?' are not allowed here. Write it as plain text.",
            ),
            field=field,
        )
    return value


def guarded_address(address: str) -> str:
    """The address, if it is a plain `name@domain` in ASCII; otherwise Invalid."""
    if not ADDRESS.fullmatch(address):
        raise Invalid(
            Text(
                "E-mailadressen skal have formen navn@domæne, uden mellemrum og særlige tegn.",
                "The email address must be name@domain, without spaces and special characters.",
            ),
            field="email",
        )
    return address


def check_headers(message: bytes, *, names: Collection[str]) -> bytes:
    """The finished message, if its header block has exactly these names, once each, and hides no control character."""
    headers = _PARSER.parsebytes(message[: message.index(b"\r\n\r\n") + 4])
    sound = sorted(headers.keys()) == sorted(names) and not headers.get_payload()
    if not sound or any(_hides_breaks(value) for value in headers.values() if "=?" in value):
        raise Invalid(
            Text(
                "Brevet fik et andet hoved end ventet og blev ikke skrevet.",
                "The letter got other headers than expected and was not written.",
            ),
            field="headers",
        )
    return message


def _hides_breaks(value: str) -> bool:
    # Only what comes out of encoded words counts: between them stand our own folds.
    words = [(word, charset) for word, charset in decode_header(value) if isinstance(word, bytes) and charset]
    return any(LINE_BREAKERS.search(word.decode(charset, "replace")) for word, charset in words)
