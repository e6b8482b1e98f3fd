"""`sprogtolk run`, for real: one command opens the office, and nothing it acknowledged is lost."""

import http.client
import os
import re
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from booking.local.environment import remembered
from booking.local.ports import free_port
from booking.local.sink import accepted_in
from booking.persistence.health import look_at_database
from booking.persistence.migrations import head
from booking.settings.variables import VARIABLES
from tests.local.processes import processes_of, wait_for

pytestmark = pytest.mark.slow
NAMES = {variable.name for variable in VARIABLES}


class Office:
    """A running `sprogtolk run` and what it has said."""

    def __init__(self, home: Path, **variables: str) -> None:
        self.home = home
        self.port = int(variables.get("PORT") or free_port())
        clean = {name: value for name, value in os.environ.items() if name not in NAMES}
        environ = clean | variables | {"PORT": str(self.port), "SPROGTOLK_HOME": str(home)}
        self.started = time.monotonic()
        self.said_to = home.with_name(f"{home.name}.{time.monotonic_ns()}.said")
        with self.said_to.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-m", "booking.cli", "run"], env=environ, stdout=out)

    def said(self) -> str:
        return self.said_to.read_text()

    def opens(self, *, seconds: float = 90.0) -> bool:
        """Whether it said that it is open, before it ended."""
        wait_for(lambda: "SprogTolk is open" in self.said() or self.process.poll() is not None, seconds=seconds)
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


@contextmanager
def opened(home: Path, **variables: str) -> Iterator[Office]:
    office = Office(home, **variables)
    try:
        assert office.opens(), office.said()
        yield office
    finally:
        office.process.kill()
        office.process.wait()
        assert wait_for(lambda: processes_of(home) == {}, seconds=10)
        office.said_to.unlink()


@pytest.fixture(scope="module")
def grown_home() -> Iterator[Path]:
    """The folder of an office that was opened once and stopped by Ctrl-C: migrated and seeded."""
    home = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    home.chmod(0o755)
    with opened(home) as office:
        office.process.send_signal(signal.SIGINT)
        assert office.process.wait(30) == 0
        (home / "first").write_text(office.said())
    yield home
    shutil.rmtree(home)


def test_the_first_start_tells_the_address_and_a_login_for_every_role(grown_home: Path) -> None:
    said = (grown_home / "first").read_text()

    assert re.search(r"SprogTolk is open \([\d.]+ s\):  http://localhost:\d+", said)
    roles = ("requester", "coordinator", "interpreter", "finance", "approver", "leader", "admin")
    assert [role for role in roles if f"{role}@example.org" not in said] == []
    assert said.endswith("Stopped; everything is kept.\n")


def test_the_second_start_takes_less_than_five_seconds(grown_home: Path) -> None:
    with opened(grown_home) as office:
        took = time.monotonic() - office.started

        assert office.is_live()
        assert look_at_database(office.variables()["DATABASE_URL"]).revision == head()
    assert took < 5


def test_a_mail_reaches_the_folder_of_the_sink(grown_home: Path) -> None:
    with opened(grown_home) as office:
        before = len(accepted_in(grown_home / "mail"))
        with smtplib.SMTP("127.0.0.1", int(office.variables()["SMTP_PORT"]), timeout=5) as relay:
            relay.sendmail("a@example.org", ["b@example.org"], "Subject: prøve\n\nhej".encode())

        assert len(accepted_in(grown_home / "mail")) == before + 1


def test_a_killed_supervisor_leaves_no_process_and_the_next_start_works(grown_home: Path) -> None:
    with opened(grown_home) as office:
        office.process.kill()
        office.process.wait()

        assert wait_for(lambda: processes_of(grown_home) == {}, seconds=10), processes_of(grown_home)
    with opened(grown_home) as office:
        assert office.is_live()


@pytest.mark.parametrize("words", ["/postgres -D", "valkey-server", "booking.cli worker", "booking.cli api"])
def test_a_part_that_is_killed_is_started_again(grown_home: Path, words: str) -> None:
    with opened(grown_home) as office:
        killed = office.pid_of(words)
        assert killed is not None
        os.kill(killed, signal.SIGKILL)

        assert wait_for(
            lambda: any(words in command for pid, command in processes_of(grown_home).items() if pid > killed)
        )
        assert wait_for(office.is_live)
        assert "ended with code -9; starting it again" in office.said()


def test_two_offices_run_side_by_side(grown_home: Path, home: Path) -> None:
    with opened(grown_home) as one, opened(home) as other:
        assert (one.is_live(), other.is_live()) == (True, True)
        assert one.variables()["DATABASE_URL"] != other.variables()["DATABASE_URL"]


def test_a_taken_port_is_told_at_once_with_the_way_out(grown_home: Path, home: Path) -> None:
    with opened(grown_home) as office:
        second = Office(home, PORT=str(office.port))

        assert second.process.wait(10) == 1
        assert second.said() == (
            f"✗ Port {office.port} is taken by another program. Choose another one: PORT={office.port + 1} make run\n"
        )
        second.said_to.unlink()


def test_a_malformed_setting_ends_it_with_code_2(home: Path) -> None:
    environ = {**os.environ, "SPROGTOLK_HOME": str(home), "PORT": "eighty"}

    ended = subprocess.run([sys.executable, "-m", "booking.cli", "run"], env=environ, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "PORT cannot be 'eighty': expected a port from 1 to 65535\n"
