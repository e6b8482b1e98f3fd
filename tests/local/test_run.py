"""`sprogtolk run`, for real: one command opens the office, and nothing it acknowledged is lost."""

import asyncio
import http.client
import os
import re
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import asyncpg
import pytest

from booking.local.environment import remembered
from booking.local.ports import free_port
from booking.local.sink import accepted_in
from booking.persistence.health import look_at_database
from booking.persistence.migrations import head
from booking.settings.variables import VARIABLES
from tests.local.folders import reachable_folder
from tests.local.processes import is_deserted, processes_of, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.alone]
NONE: Mapping[str, str] = MappingProxyType({})
NAMES = {variable.name for variable in VARIABLES}
SOON = 5.0
ROLES = ("requester", "coordinator", "interpreter", "finance", "approver", "leader", "admin")


class Office:
    """A running `sprogtolk run` and what it has said."""

    def __init__(self, home: Path, *, port: int | None = None, outside: Mapping[str, str] = NONE) -> None:
        self.home = home
        self.port = port or free_port()
        clean = {name: value for name, value in os.environ.items() if name not in NAMES}
        environ = clean | dict(outside) | {"PORT": str(self.port), "SPROGTOLK_HOME": str(home)}
        self.started = time.monotonic()
        self.took = 0.0
        self.said_to = home.with_name(f"{home.name}.{time.monotonic_ns()}.said")
        with self.said_to.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-m", "booking.cli", "run"], env=environ, stdout=out)

    def said(self) -> str:
        return self.said_to.read_text()

    def opens(self) -> bool:
        """Whether it said that it is open, before it ended."""
        wait_for(lambda: "SprogTolk is open" in self.said() or self.process.poll() is not None, seconds=120)
        self.took = time.monotonic() - self.started
        return "SprogTolk is open" in self.said()

    def is_live(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            link.request("GET", "/health/live")
            return link.getresponse().status == 200
        except OSError:
            return False
        finally:
            link.close()

    def variables(self) -> dict[str, str]:
        return remembered(self.home / "environment")

    def pid_of(self, words: str) -> int | None:
        """The oldest process whose command line holds these words."""
        return min((pid for pid, command in processes_of(self.home).items() if words in command), default=None)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.said_to.unlink()
        assert wait_for(lambda: is_deserted(self.home))


@contextmanager
def opened(home: Path, *, outside: Mapping[str, str] = NONE) -> Iterator[Office]:
    office = Office(home, outside=outside)
    try:
        assert office.opens(), office.said()
        yield office
    finally:
        office.close()


async def write_rows(office: Office, kill: int, *, after: int) -> int:
    """Inserts until process `kill`, killed after so many rows, takes the database along; the rows acknowledged."""
    acknowledged = 0
    connection = await asyncpg.connect(office.variables()["DATABASE_URL"])
    await connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    try:
        for number in range(100_000):
            await connection.execute("INSERT INTO kept VALUES ($1)", number)
            acknowledged += 1
            if acknowledged == after:
                os.kill(kill, signal.SIGKILL)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        return acknowledged
    finally:
        connection.terminate()
    raise AssertionError("the database never went away")


async def rows(office: Office) -> int:
    connection = await asyncpg.connect(office.variables()["DATABASE_URL"])
    try:
        return int(await connection.fetchval("SELECT count(*) FROM kept"))
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def first_words(lasting_home: Path) -> tuple[Path, str]:
    """A folder whose office was opened for the first time and stopped by Ctrl-C, and what it said."""
    with opened(lasting_home) as office:
        office.process.send_signal(signal.SIGINT)
        assert office.process.wait(30) == 0
        said = office.said()
        assert is_deserted(lasting_home)
    return lasting_home, said


@pytest.fixture(scope="module")
def second_home(first_words: tuple[Path, str]) -> Iterator[Path]:
    """A copy of that folder with all it remembers, the ports too, made while nobody used it."""
    with reachable_folder() as folder:
        subprocess.run(["cp", "-a", f"{first_words[0]}/.", folder], check=True)
        yield folder


@pytest.fixture(scope="module")
def killed(first_words: tuple[Path, str], second_home: Path) -> tuple[Path, int]:
    """The folder (copied before) after its supervisor was killed among writes, and how many were acknowledged."""
    home, _ = first_words
    with opened(home) as office:
        acknowledged = asyncio.run(write_rows(office, office.process.pid, after=200))
        assert wait_for(lambda: is_deserted(home)), processes_of(home)
    return home, acknowledged


@pytest.fixture(scope="module")
def office(killed: tuple[Path, int]) -> Iterator[Office]:
    """The office opened again after all that; once more when that was slow: a noise passes, a slow start does not."""
    home, _ = killed
    with opened(home) as running:
        if running.took < SOON:
            yield running
            return
    with opened(home) as running:
        yield running


def test_the_first_start_tells_the_address_and_a_login_for_every_role(first_words: tuple[Path, str]) -> None:
    _, said = first_words

    assert re.search(r"SprogTolk is open \([\d.]+ s\):  http://localhost:\d+", said)
    assert [role for role in ROLES if f"{role}@example.org" not in said] == []
    assert said.endswith("Stopped; everything is kept.\n")


async def test_a_killed_supervisor_leaves_no_process_and_loses_no_acknowledged_row(
    killed: tuple[Path, int], office: Office
) -> None:
    _, acknowledged = killed

    assert acknowledged >= 200
    assert await rows(office) in (acknowledged, acknowledged + 1)  # one may be kept whose answer was cut off


def test_a_later_start_takes_less_than_five_seconds(office: Office) -> None:
    assert office.is_live()
    assert look_at_database(office.variables()["DATABASE_URL"]).revision == head()
    assert office.took < SOON


def test_a_mail_reaches_the_folder_of_the_sink(office: Office) -> None:
    with smtplib.SMTP("127.0.0.1", int(office.variables()["SMTP_PORT"]), timeout=5) as relay:
        relay.sendmail("somebody@example.org", ["b@example.org"], "Subject: prøve\n\nhej".encode())

    kept = [
        mail.envelope_to for mail in accepted_in(office.home / "mail") if mail.envelope_from == "somebody@example.org"
    ]
    assert kept == [("b@example.org",)]


def test_a_taken_port_is_told_at_once_with_the_way_out(office: Office, home: Path) -> None:
    second = Office(home, port=office.port)

    assert second.process.wait(10) == 1
    assert second.said() == (
        f"✗ Port {office.port} is taken by another program. Choose another one: PORT={office.port + 1} make run\n"
    )
    second.close()


@pytest.mark.parametrize(
    "words", ["valkey-server", "booking.cli mail-sink", "booking.cli worker", "booking.cli inbound", "booking.cli api"]
)
def test_a_part_that_is_killed_is_started_again(office: Office, words: str) -> None:
    killed = office.pid_of(words)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    assert wait_for(lambda: office.pid_of(words) not in (None, killed))
    assert wait_for(office.is_live)
    assert f"{words.split()[-1].removesuffix('-server')} ended with code -9; starting it again" in office.said()


async def test_a_killed_database_is_back_at_once_with_every_acknowledged_row(office: Office) -> None:
    before = await rows(office)
    postmaster = office.pid_of("/postgres -D")
    assert postmaster is not None

    acknowledged = await write_rows(office, postmaster, after=200)

    assert wait_for(lambda: office.pid_of("/postgres -D") not in (None, postmaster))
    assert wait_for(lambda: can_be_asked(office))
    assert await rows(office) - before in (acknowledged, acknowledged + 1)


def can_be_asked(office: Office) -> bool:
    database = office.variables()["DATABASE_URL"]
    code = "import sys; from booking.persistence.health import look_at_database; look_at_database(sys.argv[1])"
    return subprocess.run([sys.executable, "-c", code, database], stderr=subprocess.DEVNULL).returncode == 0


def test_two_offices_run_side_by_side(office: Office, second_home: Path) -> None:
    with opened(second_home) as other:
        assert (office.is_live(), other.is_live()) == (True, True)
        used = [{running.variables()[name] for running in (office, other)} for name in ("DATABASE_URL", "REDIS_URL")]

    assert [len(urls) for urls in used] == [2, 2]


def test_servers_that_the_user_names_are_used_and_none_are_started(office: Office, home: Path) -> None:
    outside = {name: office.variables()[name] for name in ("DATABASE_URL", "REDIS_URL", "SMTP_HOST", "SMTP_PORT")}

    with opened(home, outside=outside) as second:
        assert second.is_live()
        commands = sorted(command.split("booking.cli ")[-1].split()[0] for command in processes_of(home).values())

    assert commands == ["api", "inbound", "planner", "run", "sms-sink", "worker"]


def test_a_malformed_setting_ends_it_with_code_2(home: Path) -> None:
    environ = {**os.environ, "SPROGTOLK_HOME": str(home), "PORT": "eighty"}

    ended = subprocess.run([sys.executable, "-m", "booking.cli", "run"], env=environ, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "PORT cannot be 'eighty': expected a port from 1 to 65535\n"
