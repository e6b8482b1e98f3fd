"""`sprogtolk doctor` says what is right, what is wrong, and what to do about it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from click.testing import CliRunner, Result

from booking.cli import sprogtolk
from booking.cli.doctor import CHECKS
from booking.cli.heartbeats import heartbeat
from booking.gateways.queue import PLANS, QUEUE
from booking.local.assets import missing_assets
from booking.local.servers import Servers
from booking.local.sink import Sink
from booking.persistence.migrations import head, upgrade
from booking.settings.variables import VARIABLES
from tests.dovecot import PASSWORD, Dovecot

# Free and low: nobody who asks the machine for a port is ever given it.
NOWHERE = 1


@pytest.fixture
def environ(home: Path) -> dict[str, str | None]:
    """A complete configuration in which nothing answers, and nothing of the caller's environment."""
    return {variable.name: None for variable in VARIABLES} | {
        "DATABASE_URL": f"postgresql://sprogtolk:x@127.0.0.1:{NOWHERE}/postgres",
        "REDIS_URL": f"redis://127.0.0.1:{NOWHERE}/0",
        "SECRET_KEY": "0123456789abcdef0123456789abcdef",
        "PUBLIC_URL": "https://tolk.example.org",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(NOWHERE),
        "MAIL_DOMAIN": "tolk.example.org",
        "SPROGTOLK_HOME": str(home),
    }


@pytest.fixture(scope="module")
def servers(lasting_home: Path) -> Iterator[tuple[str, str]]:
    with Servers(lasting_home) as urls:
        yield urls


def doctor(environ: dict[str, str | None], *words: str) -> Result:
    return CliRunner().invoke(sprogtolk, ["doctor", *words], env=environ)


def ill(result: Result) -> list[str]:
    """The names of what is wrong."""
    return [line[2:].split(":")[0] for line in result.output.splitlines() if line.startswith("✗")]


def test_a_missing_setting_is_named_before_anything_else_is_looked_at(environ: dict[str, str | None]) -> None:
    result = doctor(environ | {"DATABASE_URL": None, "SMTP_PORT": "post"})

    assert result.exit_code == 1
    assert result.output == (
        "✗ settings: DATABASE_URL is missing: expected postgresql://user:password@host:5432/name\n"
        "✗ settings: SMTP_PORT cannot be 'post': expected a port from 1 to 65535\n"
    )


def test_what_cannot_be_reached_is_told_with_the_remedy(environ: dict[str, str | None]) -> None:
    result = doctor(environ)

    assert result.exit_code == 1
    assert ill(result)[:6] == ["database", "tables", "clock", "queue", "worker", "planner"]
    assert "  → Start PostgreSQL, or correct DATABASE_URL." in result.output
    assert "  → Start Redis or Valkey, or correct REDIS_URL." in result.output
    assert "  → Correct SMTP_HOST, SMTP_PORT or SMTP_TLS." in result.output


def test_an_unmigrated_database_and_a_missing_worker_are_told(
    environ: dict[str, str | None], servers: tuple[str, str]
) -> None:
    database_url, redis_url = servers
    unmigrated = database_url.removesuffix("/postgres") + "/template1"
    found = environ | {"DATABASE_URL": unmigrated, "REDIS_URL": redis_url.removesuffix("0") + "1"}

    result = doctor(found, "--only", "database", "--only", "tables", "--only", "queue", "--only", "worker")

    assert result.exit_code == 1
    assert result.output == (
        "✓ database: PostgreSQL 18\n"
        f"✗ tables: do not exist; this version needs {head()}\n"
        "  → Run: sprogtolk migrate\n"
        "✓ queue: reachable, forgets nothing\n"
        "✗ worker: none has shown itself lately\n"
        "  → Start one: sprogtolk worker\n"
    )


async def test_a_sound_installation_gets_a_tick_for_every_part(
    environ: dict[str, str | None], servers: tuple[str, str], home: Path
) -> None:
    database_url, redis_url = servers
    await asyncio.to_thread(upgrade, database_url)
    with redis.Redis.from_url(redis_url) as queue:
        for name in (QUEUE, PLANS):
            queue.set(heartbeat(name), "alive")
    async with Sink(home / "mail") as sink:
        found = environ | {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "SMTP_PORT": str(sink.port)}
        result = await asyncio.to_thread(doctor, found)

    assert ill(result) == (["pages"] if missing_assets() else [])
    assert [line[2:].split(":")[0] for line in result.output.splitlines() if line[0] in "✓✗"] == [
        check.name for check in CHECKS
    ]


def test_a_listener_that_is_not_there_is_told(environ: dict[str, str | None]) -> None:
    result = doctor(environ | {"INBOUND_LISTEN": f"lmtp://0.0.0.0:{NOWHERE}"}, "--only", "inbound")

    assert (ill(result), "  → Start one: sprogtolk inbound." in result.output) == (["inbound"], True)


def test_a_gateway_for_text_messages_is_looked_for_where_there_is_one(environ: dict[str, str | None]) -> None:
    without = doctor(environ | {"SMS_URL": None}, "--only", "sms")
    away = doctor(environ | {"SMS_URL": f"http://127.0.0.1:{NOWHERE}/send"}, "--only", "sms")

    assert without.output == "✓ sms: no gateway; everything goes by mail\n"
    assert (ill(away), "  → Correct SMS_URL, or unset it." in away.output) == (["sms"], True)


def test_a_mailbox_is_opened_as_the_poller_would(environ: dict[str, str | None], dovecot: Dovecot) -> None:
    def said(password: str, folder: str = "INBOX") -> str:
        url = f"imap://svar%40doctor.example.org:{quote(password)}@127.0.0.1:{dovecot.imap}/{folder}"
        return doctor(environ | {"IMAP_URL": url}, "--only", "mailbox").output.splitlines()[0]

    assert said(PASSWORD) == "✓ mailbox: 127.0.0.1 lets us in"
    assert said("forkert") == "✗ mailbox: 127.0.0.1 cannot be opened: b'[AUTHENTICATIONFAILED] Authentication failed.'"
    assert said(PASSWORD, "Svar").startswith("✗ mailbox: Svar cannot be read")


def test_a_queue_that_forgets_is_told(environ: dict[str, str | None], servers: tuple[str, str]) -> None:
    _, redis_url = servers
    with redis.Redis.from_url(redis_url) as queue:
        queue.config_set("maxmemory-policy", "allkeys-lru")
        result = doctor(environ | {"REDIS_URL": redis_url}, "--only", "queue")
        queue.config_set("maxmemory-policy", "noeviction")

    assert result.output == ("✗ queue: forgets under pressure (allkeys-lru)\n  → Set maxmemory-policy to noeviction.\n")


def test_seeded_logins_shown_to_the_world_are_told(environ: dict[str, str | None]) -> None:
    result = doctor(environ | {"LOCAL_MODE": "yes"}, "--only", "settings")

    assert ill(result) == ["settings"]
    assert "  → Unset LOCAL_MODE." in result.output
