"""How the text of an environment variable is read; each raises ValueError for what it cannot be."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit


def url_of(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname or parts.port == 0:
            raise ValueError(text)
        return text.rstrip("/")

    return read


def number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return read


def yes_or_no(text: str) -> bool:
    return one_of("yes", "no")(text) == "yes"


def long_secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError(text)
    return text


def mail_domain(text: str) -> str:
    if "@" in text or "." not in text.strip(".") or not text.isascii() or set(text) & set(" <>,;:/"):
        raise ValueError(text)
    return text.lower()


def listening(text: str) -> str:
    """ "lmtp://127.0.0.1:2424, smtp://0.0.0.0:2526" as it is; each part a protocol, an address and a port."""
    for one in filter(None, (part.strip() for part in text.split(","))):
        parts = urlsplit(one)
        if parts.scheme not in ("lmtp", "smtp") or not parts.hostname or not parts.port or parts.path:
            raise ValueError(text)
    return text


def mailbox_url(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(url_of("imaps", "imap")(text))
    if not parts.username or not parts.password or parts.query:
        raise ValueError(text)
    return text


def one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError(text)
    return text


def days_of_the_year(text: str) -> tuple[tuple[int, int], ...]:
    """ "06-05,12-24" -> ((6, 5), (12, 24)); "none" -> ()."""
    if text == "none":
        return ()
    days = (date.fromisoformat(f"2000-{part.strip()}") for part in text.split(","))
    return tuple((day.month, day.day) for day in days)


def sms_sender(text: str) -> str:
    """What a phone can show as a sender: a word of up to eleven letters and digits, or a whole number."""
    word = text.isascii() and text.replace(" ", "").isalnum() and not text.isdigit() and len(text) <= 11
    number = text.startswith("+") and text[1:].isascii() and text[1:].isdigit() and 8 <= len(text) <= 16
    if not (word or number):
        raise ValueError(text)
    return text
