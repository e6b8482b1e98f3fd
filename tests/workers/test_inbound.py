"""Both feeders with real peers: what a relay or a mailbox brings is in the database once, whatever breaks between."""

import asyncio
import imaplib
import smtplib
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from structlog.testing import capture_logs

from booking.gateways.feeders.accounts import Account
from booking.gateways.feeders.listener import Listener
from booking.gateways.feeders.mailbox import opened
from booking.gateways.feeders.polling import Progress, poll
from booking.local.ports import free_port
from booking.persistence.database import Connection
from booking.resources import Resources
from booking.settings import SettingError, Settings
from tests.conftest import Clock
from tests.cutting import cutting
from tests.dovecot import ONWARD, Dovecot
from tests.e2e.counting import fetch
from tests.waiting import until
from workers.inbound import FolderMemory, listeners, only_reader, serve

TOKEN = "svar+p5ktlkwsmwnzimwkkrjv5chpxq"
POLLED = 30.0  # longer than any test: what comes in time has been pushed
HASTE = 0.02


def letter(number: int, *, size: int = 60) -> bytes:
    head = f"From: salma@tolk.example.org\r\nMessage-ID: <{number}@tolk.example.org>\r\nSubject: svar {number}\r\n\r\n"
    return head.encode() + b"S\xc3\xb8ren\r\n" * (size // 8)


async def kept(office: Resources) -> list[tuple[str, str, str]]:
    """(subject, envelope recipient, feeder) of what is in the database, by subject."""
    rows = await fetch(office.settings, "SELECT raw, envelope_to, feeder FROM inbound_mails")
    return sorted((subject_of(row["raw"]), row["envelope_to"], row["feeder"]) for row in rows)


def subject_of(raw: bytes) -> str:
    return raw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode()


async def has(office: Resources, count: int, *, seconds: float = 10.0) -> list[tuple[str, str, str]]:
    async def there() -> bool:
        return len(await kept(office)) >= count

    await until(there, seconds=seconds)
    return await kept(office)


@asynccontextmanager
async def polling(office: Resources, account: Account, **different: Any) -> AsyncIterator[asyncio.Task[None]]:
    settings = {"poll_seconds": POLLED, "first_pause": HASTE} | different
    task = asyncio.create_task(poll(account, lambda: only_reader(office, account.name), **settings))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def unseen(dovecot: Dovecot, account: Account) -> int:
    with dovecot.opened(account.user) as client:
        client.select(account.folder, readonly=True)
        return len(client.search(None, "UNSEEN")[1][0].split())


def append(client: imaplib.IMAP4, folder: str, *mails: bytes) -> None:
    for mail in mails:
        assert client.append(folder, "", "", mail)[0] == "OK"


async def test_what_reaches_the_mailbox_is_pushed_within_a_second(office: Resources, dovecot: Dovecot) -> None:
    account = dovecot.account("svar@push.example.org")
    await asyncio.to_thread(dovecot.deliver, letter(1), to=f"{TOKEN}@push.example.org")

    async with polling(office, account):
        await has(office, 1)
        await asyncio.sleep(0.2)  # until it waits
        began = time.monotonic()
        await asyncio.to_thread(dovecot.deliver, letter(2), to=f"{TOKEN}@push.example.org")
        found = await has(office, 2)
        took = time.monotonic() - began

        async def all_seen() -> bool:
            return await asyncio.to_thread(unseen, dovecot, account) == 0

        await until(all_seen)

    to = f"{TOKEN}@push.example.org"
    assert found == [("svar 1", to, "imap"), ("svar 2", to, "imap")]
    assert took < 2.0


async def test_the_same_mail_by_both_feeders_is_one(office: Resources, dovecot: Dovecot) -> None:
    to, account = f"{TOKEN}@both.example.org", dovecot.account("svar@both.example.org")
    await asyncio.to_thread(dovecot.deliver, letter(1), to=to)
    async with listening(office) as listener:
        await asyncio.to_thread(send, listener, letter(1), to=to)
        await asyncio.to_thread(send, listener, letter(2), to=to)

    async with polling(office, account):
        await until(lambda: read_up_to(office, account, 1))

    assert await kept(office) == [("svar 1", to, "lmtp"), ("svar 2", to, "lmtp")]
    assert len(await fetch(office.settings, "SELECT 1 FROM outbox WHERE kind = 'inbound'")) == 2


async def read_up_to(office: Resources, account: Account, uid: int) -> bool:
    query = "SELECT 1 FROM imap_folders WHERE mailbox = $1 AND last_uid >= $2"
    return bool(await fetch(office.settings, query, account.name, uid))


async def test_a_folder_that_is_made_anew_is_read_anew_and_nothing_comes_twice(
    office: Resources, dovecot: Dovecot
) -> None:
    account = dovecot.account("svar@anew.example.org", folder="Svar 2026")
    with dovecot.opened(account.user) as client:
        client.create('"Svar 2026"')
        append(client, '"Svar 2026"', letter(1), letter(2), letter(3))
        async with polling(office, account):
            await until(lambda: read_up_to(office, account, 3))
        client.delete('"Svar 2026"')
        client.create('"Svar 2026"')
        append(client, '"Svar 2026"', letter(3), letter(4))

    async with polling(office, account):
        found = await has(office, 4)
        await until(lambda: read_up_to(office, account, 2))

    assert [subject for subject, _, _ in found] == ["svar 1", "svar 2", "svar 3", "svar 4"]
    [row] = await fetch(office.settings, "SELECT last_uid FROM imap_folders")
    assert row["last_uid"] == 2


async def test_a_connection_that_is_cut_in_the_middle_of_a_mail_loses_none_and_doubles_none(
    office: Resources, dovecot: Dovecot
) -> None:
    account = dovecot.account("svar@cut.example.org")
    with dovecot.opened(account.user) as client:
        append(client, "INBOX", *(letter(number, size=20_000) for number in range(1, 6)))

    async with cutting(dovecot.imap, 300, 9_000, 30_000, 52_000) as cutter:
        async with polling(office, replace(account, port=cutter.port)):
            found = await has(office, 5)
        async with polling(office, account):
            await until(lambda: read_up_to(office, account, 5))

    assert [subject for subject, _, _ in found] == [f"svar {number}" for number in range(1, 6)]
    assert (cutter.cuts, len(await kept(office)), unseen(dovecot, account)) == (4, 5, 0)


async def test_a_server_that_falls_silent_is_left_and_asked_anew(office: Resources, dovecot: Dovecot) -> None:
    account = dovecot.account("svar@silent.example.org")
    with dovecot.opened(account.user) as client:
        append(client, "INBOX", letter(1))

    # It says nothing more: as a greeting, to the login, when a mail is asked for, and where it should wait with us.
    async with (
        cutting(dovecot.imap, b"* OK", b"Logged in", b"BODY[]", b"+ idling") as cutter,
        polling(office, replace(account, port=cutter.port), step_seconds=0.2),
    ):
        await until(cutter.all_had)
        await asyncio.to_thread(dovecot.deliver, letter(2), to=f"{TOKEN}@silent.example.org")
        found = await has(office, 2)

    assert (cutter.cuts, [subject for subject, _, _ in found]) == (4, ["svar 1", "svar 2"])


async def test_a_server_that_is_started_again_is_read_on(office: Resources, dovecot: Dovecot) -> None:
    to, account = f"{TOKEN}@again.example.org", dovecot.account("svar@again.example.org")
    await asyncio.to_thread(dovecot.deliver, letter(1), to=to)

    async with polling(office, account):
        await has(office, 1)
        await asyncio.to_thread(dovecot.stop)
        await asyncio.sleep(0.1)
        dovecot.start()  # here, since it ends with the thread that started it
        await asyncio.to_thread(dovecot.deliver, letter(2), to=to)
        found = await has(office, 2)

    assert [subject for subject, _, _ in found] == ["svar 1", "svar 2"]


async def test_of_two_processes_one_reads_and_the_other_takes_over(office: Resources, dovecot: Dovecot) -> None:
    to, account = f"{TOKEN}@two.example.org", dovecot.account("svar@two.example.org")

    async with only_reader(office, account.name) as first, only_reader(office, account.name) as second:
        assert (first is not None, second) == (True, None)
    async with polling(office, account) as one, polling(office, account):
        await until(lambda: read_up_to(office, account, 0))
        one.cancel()
        await asyncio.gather(one, return_exceptions=True)
        await asyncio.to_thread(dovecot.deliver, letter(1), to=to)
    async with polling(office, account):
        assert len(await has(office, 1)) == 1


class Forgetful(FolderMemory):
    """A memory that fails at the first mail, as when the database goes away before the commit."""

    failures = 1

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str, progress: Progress) -> None:
        if self.failures:
            type(self).failures -= 1
            raise ConnectionRefusedError
        await super().take(raw, envelope_from=envelope_from, envelope_to=envelope_to, progress=progress)


async def test_a_mail_that_is_not_committed_stays_unseen_and_comes_again(
    office: Resources, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, seen_then = dovecot.account("svar@later.example.org"), []
    with dovecot.opened(account.user) as client:
        append(client, "INBOX", letter(1))

    @asynccontextmanager
    async def forgetful() -> AsyncIterator[FolderMemory | None]:
        seen_then.append(unseen(dovecot, account))
        async with only_reader(office, account.name) as memory:
            assert isinstance(memory, FolderMemory)
            connection: Connection = memory._held._connection
            yield Forgetful(office, account.name, connection)

    task = asyncio.create_task(poll(account, forgetful, first_pause=HASTE))
    found = await has(office, 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert (seen_then, [subject for subject, _, _ in found]) == ([1, 1], ["svar 1"])


async def test_a_mail_that_somebody_removed_is_passed_over(dovecot: Dovecot) -> None:
    account = dovecot.account("svar@gone.example.org")
    with dovecot.opened(account.user) as client:
        append(client, "INBOX", letter(1), letter(2))
        async with opened(account) as mailbox:
            uids = await mailbox.uids_after(0)
            client.select()
            client.store("1", "+FLAGS", r"(\Deleted)")
            client.expunge()
            found = [await mailbox.fetch(uid) for uid in uids]
            after = await mailbox.uids_after(2)

    assert (uids, found[0], found[1] is not None and subject_of(found[1]), after) == ([1, 2], None, "svar 2", [])


def troubled(**different: Any) -> Callable[[Account], Account]:
    return lambda account: replace(account, **different)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (troubled(password="gættet"), "127.0.0.1: the login was refused"),
        (troubled(folder="Findes ikke"), "127.0.0.1: the folder cannot be opened"),
        (troubled(encrypted=True), "127.0.0.1: the connection cannot be encrypted"),
    ],
)
async def test_what_is_wrong_with_a_mailbox_is_said_without_its_password(
    office: Resources, dovecot: Dovecot, wrong: Callable[[Account], Account], said: str
) -> None:
    account = wrong(dovecot.account("svar@wrong.example.org"))
    if account.encrypted:
        account = replace(account, port=dovecot.imaps)

    with capture_logs() as lines:
        async with polling(office, account):
            await until(lambda: logged(lines, "mailbox cannot be read"))

    assert lines[0]["reason"].startswith(said)
    assert account.password not in repr((lines, account))


async def logged(lines: list[Any], event: str) -> bool:
    return any(line["event"] == event for line in lines)


async def test_a_mailbox_behind_tls_is_read_when_its_certificate_is_trusted(
    office: Resources, dovecot: Dovecot
) -> None:
    account = dovecot.account("svar@tls.example.org", port=dovecot.imaps)
    await asyncio.to_thread(dovecot.deliver, letter(1), to=f"{TOKEN}@tls.example.org")

    async with polling(office, account, tls=ssl.create_default_context(cafile=dovecot.pem)):
        assert len(await has(office, 1)) == 1


async def test_a_mailbox_that_is_not_read_is_degraded_and_the_office_stays_open(
    office: Resources, dovecot: Dovecot, http: httpx.AsyncClient, clock: Clock
) -> None:
    account = dovecot.account("svar@health.example.org")
    said = {"off": await health(http)}
    url = f"imap://{quote(account.user)}:{quote(account.password)}@127.0.0.1:{account.port}"
    office.settings = replace(office.settings, imap_url=url)

    said["unread"] = await health(http)
    async with polling(office, account):
        await until(lambda: read_up_to(office, account, 0))
    said["read"] = await health(http)
    clock.at += timedelta(minutes=4)
    said["unread again"] = await health(http)

    assert said == {
        "off": (200, "off"),
        "unread": (200, "degraded"),
        "read": (200, "ok"),
        "unread again": (200, "degraded"),
    }


async def health(http: httpx.AsyncClient) -> tuple[int, str]:
    answer = await http.get("/health/ready")
    return answer.status_code, answer.json()["mailbox"]


@asynccontextmanager
async def listening(office: Resources, *, port: int = 0) -> AsyncIterator[Listener]:
    """A listener as `sprogtolk inbound` makes it, on that port or one that is free."""
    office.settings = replace(office.settings, inbound_listen=f"lmtp://127.0.0.1:{port or free_port()}")
    [listener] = listeners(office)
    await listener.start()
    try:
        yield listener
    finally:
        await listener.stop()


async def test_a_real_mail_server_hands_on_to_each_recipient(office: Resources, dovecot: Dovecot) -> None:
    recipients = [f"{TOKEN}@{ONWARD}", f"bounce+abc@{ONWARD}"]
    async with listening(office, port=dovecot.onward):
        taken = await asyncio.to_thread(relayed, dovecot, recipients, letter(1))
    away = await asyncio.to_thread(relayed, dovecot, recipients, letter(2))

    assert (taken, away) == ([250, 250], [451, 451])
    assert [to for _, to, _ in await kept(office)] == sorted(recipients)


def relayed(dovecot: Dovecot, recipients: list[str], mail: bytes) -> list[int]:
    """What dovecot says for each recipient of a mail that it is to hand on."""
    with smtplib.LMTP("127.0.0.1", dovecot.lmtp, timeout=20) as client:
        client.ehlo()
        client.mail("")
        said = [client.rcpt(one)[0] for one in recipients]
        if set(said) != {250}:
            return said
        first = client.data(mail)[0]
        return [first, *(client.getreply()[0] for _ in recipients[1:])]


def send(listener: Listener, mail: bytes, *, to: str) -> None:
    with smtplib.LMTP("127.0.0.1", listener.port, timeout=10) as client:
        client.sendmail("salma@tolk.example.org", [to], mail)


async def test_while_the_database_is_away_the_relay_keeps_the_mail(settings: Settings) -> None:
    away = replace(settings, database_url="postgresql://nobody:x@127.0.0.1:1/none")
    async with Resources(away) as office, listening(office) as listener:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            await asyncio.to_thread(send, listener, letter(1), to=f"{TOKEN}@tolk.example.org")

    assert refused.value.smtp_code == 451


async def test_hostile_envelopes_are_taken_too(office: Resources) -> None:
    async with listening(office) as listener:
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        writer.write(
            b"LHLO r\r\nMAIL FROM:<\xff\xfe@x.example.org>\r\nRCPT TO:<svar+\xff\x00@x.example.org>\r\nDATA\r\n"
        )
        writer.write(b"Subject: x\r\n\r\n\x00\xff\r\n.\r\nQUIT\r\n")
        said = await asyncio.wait_for(reader.read(), 10)
        writer.close()

    assert b"250 2.0.0 Taken" in said
    assert len(await kept(office)) == 1


@pytest.mark.parametrize(("listen", "tls"), [("", ""), ("lmtp://127.0.0.1:2424", "/nowhere/tls.pem")])
async def test_settings_that_cannot_be_used_stop_it_at_once(settings: Settings, listen: str, tls: str) -> None:
    with pytest.raises(SettingError):
        await serve(replace(settings, inbound_listen=listen, inbound_tls=tls))
