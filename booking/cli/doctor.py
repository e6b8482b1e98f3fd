"""`sprogtolk doctor`: one line per part of an installation, and for what is wrong the remedy."""

import imaplib
import shutil
import smtplib
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from booking.cli.gateways import sms
from booking.cli.heartbeats import planner, worker
from booking.cli.settings import current_settings
from booking.persistence.health import DatabaseState, look_at_database
from booking.settings import SettingError, Settings

LEAST_PYTHON, LEAST_POSTGRES = (3, 11), 17
ROOM_BYTES = 500_000_000
DRIFT_SECONDS = 2.0
NETWORK_SECONDS = 5.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  where one listens on all addresses


class Ailment(Exception):
    """Something is wrong; the message says what, `remedy` what to do."""

    def __init__(self, finding: str, *, remedy: str) -> None:
        super().__init__(finding)
        self.remedy = remedy


class Patient:
    """An installation, its database looked at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> DatabaseState | ConnectionError:
        try:
            return look_at_database(self.settings.database_url)
        except ConnectionError as error:
            return error

    def seen_database(self) -> DatabaseState:
        if isinstance(self.database, ConnectionError):
            raise Ailment("cannot be seen", remedy="See database.")
        return self.database


@dataclass(frozen=True, slots=True)
class Check:
    """`look` returns what is right, in a few words, or raises Ailment."""

    name: str
    look: Callable[[Patient], str]


def examine(say: Callable[[str], None], *, only: Collection[str] = ()) -> int:
    """Says a line per check (those named in `only`, or all); 1 when anything is wrong, else 0."""
    try:
        patient = Patient(current_settings())
    except SettingError as error:
        for line in str(error).splitlines():
            say(f"✗ settings: {line}")
        return 1
    chosen = [check for check in CHECKS if not only or check.name in only]
    wrong = [check.name for check in chosen if not healthy(check, patient, say)]
    return 1 if wrong else 0


def healthy(check: Check, patient: Patient, say: Callable[[str], None]) -> bool:
    try:
        say(f"✓ {check.name}: {check.look(patient)}")
    except Ailment as ailment:
        say(f"✗ {check.name}: {ailment}\n  → {ailment.remedy}")
        return False
    return True


def python(_patient: Patient) -> str:
    version = sys.version.split()[0]
    if sys.version_info < LEAST_PYTHON:
        raise Ailment(f"this is Python {version}", remedy="Install Python 3.11 or newer.")
    return version


def settings_read(patient: Patient) -> str:
    if patient.settings.local_mode and patient.settings.public_url.startswith("https://"):
        raise Ailment("the login page shows the seeded logins to the world", remedy="Unset LOCAL_MODE.")
    return f"read; people come to {patient.settings.public_url}"


def database(patient: Patient) -> str:
    state = patient.database
    if isinstance(state, ConnectionError):
        raise Ailment(f"cannot be reached: {state}", remedy="Start PostgreSQL, or correct DATABASE_URL.")
    if state.version < LEAST_POSTGRES:
        raise Ailment(f"is PostgreSQL {state.version}", remedy=f"Use PostgreSQL {LEAST_POSTGRES} or newer.")
    if not state.btree_gist:
        raise Ailment("has no btree_gist extension", remedy="Install PostgreSQL's contrib package on its machine.")
    if not state.durable:
        raise Ailment("runs with fsync off: a power cut loses bookings", remedy="Set fsync = on in postgresql.conf.")
    return f"PostgreSQL {state.version}"


def tables(patient: Patient) -> str:
    state = patient.seen_database()
    if state.revision != state.head:
        found = f"are at {state.revision}" if state.revision else "do not exist"
        raise Ailment(f"{found}; this version needs {state.head}", remedy="Run: sprogtolk migrate")
    return f"at {state.head}"


def clock(patient: Patient) -> str:
    drift = patient.seen_database().drift.total_seconds()
    if abs(drift) > DRIFT_SECONDS:
        raise Ailment(f"the database's is {drift:+.1f} s from ours", remedy="Let both machines keep time by NTP.")
    return "the same as the database's"


def queue(patient: Patient) -> str:
    import redis

    link = redis.Redis.from_url(patient.settings.redis_url, socket_timeout=NETWORK_SECONDS, decode_responses=True)
    try:
        link.ping()
        policy = cast(dict[str, str], link.config_get("maxmemory-policy"))["maxmemory-policy"]
    except redis.ResponseError:
        return "reachable; it does not tell its memory policy, which must be noeviction"
    except redis.RedisError as error:
        raise Ailment(f"cannot be reached: {error}", remedy="Start Redis or Valkey, or correct REDIS_URL.") from None
    finally:
        link.close()
    if policy != "noeviction":
        raise Ailment(f"forgets under pressure ({policy})", remedy="Set maxmemory-policy to noeviction.")
    return "reachable, forgets nothing"


def mail(patient: Patient) -> str:
    settings = patient.settings
    relay = f"{settings.smtp_host}:{settings.smtp_port}"
    kind = smtplib.SMTP_SSL if settings.smtp_tls == "yes" else smtplib.SMTP
    try:
        with kind(settings.smtp_host, settings.smtp_port, timeout=NETWORK_SECONDS) as link:
            link.ehlo()
            if settings.smtp_tls == "starttls":
                link.starttls()
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Correct SMTP_HOST, SMTP_PORT or SMTP_TLS."
        raise Ailment(f"{relay} does not take mail: {error}", remedy=remedy) from None
    return f"{relay} answers"


def inbound(patient: Patient) -> str:
    """Whether the listeners take mail, asked by their own protocol; with none there is nothing to see."""
    from booking.gateways.feeders.accounts import sites_in

    speakers = {"lmtp": smtplib.LMTP, "smtp": smtplib.SMTP}
    sites = sites_in(patient.settings.inbound_listen)
    for site in sites:
        try:
            with speakers[site.kind](EVERYWHERE.get(site.host, site.host), site.port, timeout=NETWORK_SECONDS) as link:
                link.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            remedy = "Start one: sprogtolk inbound. Or correct INBOUND_LISTEN."
            raise Ailment(f"{site.host}:{site.port} takes no mail: {error}", remedy=remedy) from None
    return f"{len(sites)} listening" if sites else "none asked for"


def mailbox(patient: Patient) -> str:
    """Whether the mailbox can be opened and its folder read."""
    from booking.gateways.feeders.accounts import account_in

    if not patient.settings.imap_url:
        return "none asked for"
    account = account_in(patient.settings.imap_url)
    kind = imaplib.IMAP4_SSL if account.encrypted else imaplib.IMAP4
    try:
        with kind(account.host, account.port, timeout=NETWORK_SECONDS) as link:
            link.login(account.user, account.password)
            answer, said = link.select(f'"{account.folder}"', readonly=True)
    except (OSError, imaplib.IMAP4.error) as error:
        raise Ailment(f"{account.host} cannot be opened: {error}", remedy="Correct IMAP_URL.") from None
    if answer != "OK":
        raise Ailment(f"{account.folder} cannot be read: {said[0]!r}", remedy="Correct IMAP_URL.")
    return f"{account.host} lets us in"


def pages(_patient: Patient) -> str:
    from booking.local.assets import missing_assets

    if missing := missing_assets():
        raise Ailment(f"{len(missing)} files are missing, such as {missing[0]}", remedy="Run: make setup")
    return "styles, scripts and fonts are in place"


def room(patient: Patient) -> str:
    home = patient.settings.home.absolute()
    folder = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    if free < ROOM_BYTES:
        raise Ailment(f"{free / 1e6:.0f} MB left for {folder}", remedy="Make room, or move SPROGTOLK_HOME.")
    return f"{free / 1e9:.0f} GB left"


CHECKS = (
    Check("python", python),
    Check("settings", settings_read),
    Check("database", database),
    Check("tables", tables),
    Check("clock", clock),
    Check("queue", queue),
    Check("worker", lambda patient: worker(patient.settings)),
    Check("planner", lambda patient: planner(patient.settings)),
    Check("mail", mail),
    Check("inbound", inbound),
    Check("mailbox", mailbox),
    Check("sms", lambda patient: sms(patient.settings)),
    Check("pages", pages),
    Check("room", room),
)
