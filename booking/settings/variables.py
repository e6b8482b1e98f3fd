"""The environment variables: how each is read, and what people are told about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from booking.settings.keys import named_keys
from booking.settings.readers import (
    days_of_the_year,
    listening,
    long_secret,
    mail_domain,
    mailbox_url,
    number,
    one_line,
    one_of,
    sms_sender,
    url_of,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: the field it fills, how it is read, and what people are told about it."""

    name: str
    field: str
    read: Callable[[str], object]
    expected: str
    meaning: str
    default: str | None = None
    secret: bool = False

    def value(self, environ: Mapping[str, str]) -> object:
        """What the variable says, or its default. Raises ValueError with the sentence for the user."""
        text = environ.get(self.name, "").strip() or self.default
        if text is None:
            raise ValueError(f"{self.name} is missing: expected {self.expected}")
        try:
            return self.read(text)
        except ValueError:
            said = "its value (not shown)" if self.secret else repr(text)
            raise ValueError(f"{self.name} cannot be {said}: expected {self.expected}") from None


TLS = one_of("no", "starttls", "yes")

VARIABLES = (
    Variable(
        "DATABASE_URL",
        "database_url",
        url_of("postgresql", "postgres"),
        "postgresql://user:password@host:5432/name",
        "The PostgreSQL (17 or newer) that holds everything. `sprogtolk run` starts its own without it.",
        secret=True,
    ),
    Variable(
        "REDIS_URL",
        "redis_url",
        url_of("redis", "rediss"),
        "redis://:password@host:6379/0",
        "The Redis or Valkey that wakes the workers. `sprogtolk run` starts its own without it.",
        secret=True,
    ),
    Variable(
        "DATABASE_POOL",
        "database_pool",
        number(1, 200),
        "a number from 1 to 200",
        "Connections that one process keeps open to PostgreSQL.",
        "10",
    ),
    Variable(
        "SECRET_KEY",
        "secret_key",
        long_secret,
        "at least 32 random characters",
        "Signs reply addresses and form tokens; the same on every machine.",
        secret=True,
    ),
    Variable(
        "CPR_KEYS",
        "cpr_keys",
        named_keys,
        "id:key pairs such as 2026:<44 characters of base64>, separated by commas, or nothing",
        "Encrypts CPR numbers: the first key seals, all of them open. Without it no CPR number is kept.",
        "",
        secret=True,
    ),
    Variable(
        "PUBLIC_URL",
        "public_url",
        url_of("http", "https"),
        "https://tolk.example.org",
        "The address people use; links in mails begin with it, and https makes cookies secure.",
    ),
    Variable("HOST", "host", one_line, "an address to listen on", "Where the web server listens.", "127.0.0.1"),
    Variable("PORT", "port", number(1, 65535), "a port from 1 to 65535", "The port the web server listens on.", "8000"),
    Variable(
        "TRUSTED_PROXIES",
        "trusted_proxies",
        one_line,
        "addresses separated by commas",
        "The proxies whose X-Forwarded-For is believed.",
        "127.0.0.1",
    ),
    Variable("SMTP_HOST", "smtp_host", one_line, "a host name", "The mail relay that takes our mails."),
    Variable("SMTP_PORT", "smtp_port", number(1, 65535), "a port from 1 to 65535", "Its port.", "25"),
    Variable("SMTP_TLS", "smtp_tls", TLS, "no, starttls or yes", "How the connection to the relay is encrypted.", "no"),
    Variable("SMTP_USER", "smtp_user", one_line, "a login, or empty", "The login at the relay, if it wants one.", ""),
    Variable("SMTP_PASSWORD", "smtp_password", str, "a password, or empty", "The password for it.", "", secret=True),
    Variable(
        "MAIL_DOMAIN",
        "mail_domain",
        mail_domain,
        "a domain such as tolk.example.org",
        "The domain of our senders: replies come to svar+…@ it, bounces to bounce+…@ it.",
    ),
    Variable(
        "MAIL_ATTACH_ICS",
        "mail_attach_ics",
        yes_or_no,
        "yes or no",
        "Whether invitations carry their calendar object as a file too; no where a gateway blocks .ics files.",
        "yes",
    ),
    Variable(
        "INBOUND_LISTEN",
        "inbound_listen",
        listening,
        "lmtp://127.0.0.1:2424, smtp://[::]:2526, several separated by commas, or nothing",
        "Where `sprogtolk inbound` takes the answers and bounces that the relay sends on for MAIL_DOMAIN.",
        "",
    ),
    Variable(
        "INBOUND_TLS",
        "inbound_tls",
        one_line,
        "a PEM file with the certificate chain and its key, or nothing",
        "What `sprogtolk inbound` encrypts with when a relay asks for STARTTLS.",
        "",
    ),
    Variable(
        "IMAP_URL",
        "imap_url",
        mailbox_url,
        "imaps://user:password@host/INBOX with each part percent-encoded, or nothing",
        "A mailbox of its own that `sprogtolk inbound` empties, where the relay cannot send mail on.",
        "",
        secret=True,
    ),
    Variable(
        "SMS_URL",
        "sms_url",
        lambda text: url_of("http", "https")(text) if text else "",
        "https://sms.example.org/send, or nothing",
        "The gateway that text messages are posted to as JSON; without it there are none, and everything goes by mail.",
        "",
    ),
    Variable(
        "SMS_TOKEN", "sms_token", str, "a bearer token, or empty", "What the gateway knows us by.", "", secret=True
    ),
    Variable(
        "SMS_SENDER",
        "sms_sender",
        sms_sender,
        "up to 11 letters and digits, or a number such as +4522334455",
        "Who text messages are from.",
        "SprogTolk",
    ),
    Variable(
        "SMS_SINK_DIR",
        "sms_sink_dir",
        Path,
        "a folder",
        "Where `sprogtolk sms-sink` puts what it accepts.",
        "var/sms",
    ),
    Variable(
        "TRUSTED_AUTHSERV",
        "trusted_authserv",
        one_line,
        "mx.example.org, or nothing",
        "Whose word on DMARC counts.",
        "",
    ),
    Variable(
        "MUNICIPALITY", "municipality", one_line, "a name, or nothing", "Whose office it is, until it is set up.", ""
    ),
    Variable(
        "ROUTE_SERVER",
        "route_server",
        lambda text: url_of("http", "https")(text) if text else "",
        "http://host:5000, or nothing",
        "An OSRM-compatible route server for travel times; without it, or when it is slow, they are worked out.",
        "",
    ),
    Variable(
        "LOCAL_HOLIDAYS",
        "local_holidays",
        days_of_the_year,
        "month-day pairs such as 06-05,12-24, or none",
        "Days off by local agreement, beside the public holidays.",
        "06-05,12-24,12-31",
    ),
    Variable(
        "COST_CENTRE_DIGITS",
        "cost_centre_digits",
        number(1, 20),
        "a number from 1 to 20",
        "How many digits a cost centre has in the municipality's chart of accounts.",
        "6",
    ),
    Variable(
        "SPROGTOLK_HOME",
        "home",
        Path,
        "a folder",
        "Where `sprogtolk run` keeps its database, mails and logs.",
        "var",
    ),
    Variable(
        "MAIL_SINK_DIR",
        "mail_sink_dir",
        Path,
        "a folder",
        "Where `sprogtolk mail-sink` puts what it accepts.",
        "var/mail",
    ),
    Variable(
        "LOCAL_MODE",
        "local_mode",
        yes_or_no,
        "yes or no",
        "Whether the login page shows the seeded logins; `sprogtolk run` says yes, production never does.",
        "no",
    ),
    Variable(
        "LOG_LEVEL",
        "log_level",
        one_of("debug", "info", "warning", "error"),
        "debug, info, warning or error",
        "The least important line that is logged.",
        "info",
    ),
)
