"""A mail that came in, read within bounds: every failure of a parser is an answer, not an error."""

import re
from email import policy
from email.message import Message as Parsed
from email.parser import BytesParser
from html import unescape

from booking.domain.inbound import Bounce, Head, Mail, Message, Unreadable
from booking.domain.texts import Text
from booking.gateways.addresses import bounced_outbox_id
from booking.gateways.inbound.heads import head_of
from booking.gateways.inbound.replies import NotRead, reply_in

MOST_BYTES = 1_048_576
MOST_PARTS = 50
LONGEST_TEXT, LONGEST_PART = 4000, 65_536
_UNSEEN = re.compile("(?:[^\\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff])+")
_MESSAGE_ID = re.compile(rb"^message-id:[ \t\r\n]{0,4}(<[!-=?-~]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_HIDDEN = re.compile(r"<(/?)(script|style)\b[^<>]{0,500}>", re.IGNORECASE | re.ASCII)
_BREAK = re.compile(r"<(?:br|p|div|tr|li|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE | re.ASCII)
_MARK = re.compile(r"<[!/a-z][^<>]{0,2000}>", re.IGNORECASE)
# The parser splits parameters in a time that grows with the square of their number.
_PARAMETERS = re.compile(rb"^content-[^:\n]{0,70}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
LONGEST_PARAMETERS = 8000
# Those that mail is written in: punycode and its like take minutes for what is made to take them.
_CHARSET = re.compile(
    r"utf-?(8|16|32)(-?[bl]e)?|(us-?)?ascii|iso-?8859-?\d+(-[ei])?|latin-?\d|(windows-?|cp)\d{3,4}|koi8-?[ru]|mac\w*|gb\w+|big5|euc-\w+|shift-?jis|iso-?2022-\w+"
)
_PARSER = BytesParser(policy=policy.compat32)

TOO_LARGE = Text("Mailen er større end 1 MB.", "The mail is larger than 1 MB.")
TOO_MANY = Text("Mailen har for mange dele.", "The mail has too many parts.")
HOSTILE = Text("Mailen er ikke til at læse for et program.", "The mail cannot be read by a program.")
EMPTY = Text("Mailen er tom.", "The mail is empty.")
SEVERAL = Text("Mailen har flere forskellige kalendere.", "The mail has several different calendars.")


def read_mail(raw: bytes, *, size: int, envelope_to: str, secret: bytes, trusted: str = "") -> Mail:
    """What the mail is, and never an exception.

    `size` is that of the whole mail, of which `raw` may be the beginning; `envelope_to` is where it was sent, which
    proves a bounce by `secret`; `trusted` is the authserv-id whose word on DMARC is believed.
    """
    if size > MOST_BYTES:
        return Unreadable(reason=TOO_LARGE)
    if not raw.strip():
        return Unreadable(reason=EMPTY)
    head = Head()
    try:
        if _has_endless_parameters(raw):
            return Unreadable(reason=HOSTILE)
        parsed = _PARSER.parsebytes(raw)
        head = head_of(parsed, trusted=trusted)
        return _mail(parsed, head, envelope_to, secret)
    except NotRead as error:
        return Unreadable(reason=error.reason, head=head)
    except Exception:  # a parser that gives up, or is led too deep: whatever it says is said by the mail
        return Unreadable(reason=HOSTILE, head=head)


def _has_endless_parameters(raw: bytes) -> bool:
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return any(found.end() - found.start() > LONGEST_PARAMETERS for found in _PARAMETERS.finditer(lines))


def message_id_in(raw: bytes) -> str:
    """The Message-ID, looked for in the bytes alone; empty when there is none."""
    found = _MESSAGE_ID.search(raw[:LONGEST_PART])
    return found[1].decode("ascii") if found is not None else ""


def _mail(parsed: Parsed, head: Head, envelope_to: str, secret: bytes) -> Mail:
    parts: list[Parsed] = []
    for part in parsed.walk():
        parts.append(part)
        if len(parts) > MOST_PARTS:
            return Unreadable(reason=TOO_MANY, head=head)
    report = next((one for one in parts if one.get_content_type() == "message/delivery-status"), None)
    if report is not None:
        return _bounce(report, head, envelope_to, secret)
    calendars = {_text(one): one for one in parts if _is_calendar(one)}
    if len(calendars) > 1:
        return Unreadable(reason=SEVERAL, head=head)
    for text, part in calendars.items():
        return reply_in(text, head, method=str(part.get_param("method") or ""))
    return Message(head=head, text=_words(parts))


def _is_calendar(part: Parsed) -> bool:
    named = str(part.get_filename() or "").lower().endswith(".ics")
    return not part.is_multipart() and (named or part.get_content_type() in ("text/calendar", "application/ics"))


def _text(part: Parsed) -> str:
    """A part's text, by its own charset or else as UTF-8; what is no text in it becomes a mark."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "utf-8").replace("_", "-")
    try:
        return content.decode(charset if _CHARSET.fullmatch(charset) else "utf-8", "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _bounce(report: Parsed, head: Head, envelope_to: str, secret: bytes) -> Bounce:
    """By the first recipient it reports of: there is one in each of our mails."""
    payload = report.get_payload()
    blocks = payload if isinstance(payload, list) else []
    told = next((one for one in blocks if isinstance(one, Parsed) and one.get("Status") is not None), None)
    action = str(told.get("Action", "")) if told is not None else ""
    status = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", str(told.get("Status")) if told is not None else "")
    return Bounce(
        head=head,
        action=action.strip().lower()[:20],
        status=status[1] if status is not None else "",
        row=bounced_outbox_id(envelope_to, secret),
    )


def _words(parts: list[Parsed]) -> str:
    """What a person reads: the plain form, else the other without its marks."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename():
                text = _text(part)[:LONGEST_PART]
                return tidied(_bare(text) if kind == "text/html" else text)
    return ""


def tidied(text: str) -> str:
    """Lines of words, without what is not to be seen; four thousand characters at most."""
    seen = _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.strip() for line in seen.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT]


def _bare(html: str) -> str:
    """Without its marks, in one pass over each: a parser of HTML takes minutes for what is made to take them."""
    seen, unseen, at = [], "", 0
    for mark in _HIDDEN.finditer(html):
        if not unseen and not mark[1]:
            seen.append(html[at : mark.start()])
            unseen = mark[2].lower()
        elif unseen == mark[2].lower() and mark[1]:
            unseen, at = "", mark.end()
    seen.append("" if unseen else html[at:])
    return unescape(_MARK.sub("", _BREAK.sub("\n", "".join(seen))))
