"""The supervisor keeps its programs running, ends them in order, and never leaves one behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from booking.local.home import Home
from tests.local.processes import processes_of, wait_for

GROUP = """
import os, sys
from pathlib import Path
from booking.local.children import ChildError, Program
from booking.local.home import Home
from booking.local.supervisor import Supervisor

def say(line):
    print(line, flush=True)

def program(home, name, code):
    return Program(name=name, argv=(sys.executable, "-u", "-c", code), log=home.log(name), stop_seconds=1.0,
                   stop_rank=0 if name == "early" else 1,
                   environ={**os.environ, "SPROGTOLK_HOME": str(home.path)})

with Home(Path(sys.argv[1])) as home:
    supervisor = Supervisor(home, say, verbose=True)
    try:
        for word in sys.argv[2:]:
            name, code = word.split(":", 1)
            if name.startswith("once"):
                supervisor.finish(program(home, name, code))
            else:
                supervisor.start(program(home, name, code))
        say("up")
        supervisor.watch()
    except ChildError as error:
        say(f"failed: {error}")
    finally:
        supervisor.stop()
        say("stopped")
"""
WAIT = "import time; print('here'); time.sleep(60)"
TOLD = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (print("told"), sys.exit()))
print("ready")
time.sleep(60)
"""
STUBBORN = "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)"
BROKEN = "import sys; sys.exit('no such luck')"


class Group:
    """A running supervisor and what it has said."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        self.said_to = home / "said"
        with self.said_to.open("w") as out:
            self.process = subprocess.Popen([sys.executable, "-c", GROUP, str(home), *words], stdout=out)

    def said(self) -> str:
        return self.said_to.read_text()

    def says(self, text: str) -> bool:
        return wait_for(lambda: text in self.said())

    def children(self) -> dict[int, str]:
        return processes_of(self.home)


@contextmanager
def group(home: Path, *words: str) -> Iterator[Group]:
    started = Group(home, *words)
    try:
        assert started.says("up"), started.said()
        yield started
    finally:
        started.process.kill()
        started.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_every_program_and_the_group_with_code_0(home: Path, number: int) -> None:
    with group(home, f"one:{WAIT}", f"two:{WAIT}") as running:
        running.process.send_signal(number)

        assert running.process.wait(10) == 0
        assert running.children() == {}
        assert running.said().endswith("stopped\n")


@pytest.mark.parametrize(
    ("started", "stopped"),
    [(("one", "two"), ("two", "one")), (("one", "early", "two"), ("early", "two", "one"))],
)
def test_the_last_started_is_stopped_first_after_those_of_lower_rank(
    home: Path, started: tuple[str, ...], stopped: tuple[str, ...]
) -> None:
    with group(home, *(f"{name}:{TOLD}" for name in started)) as running:
        assert wait_for(lambda: running.said().count("ready") == len(started))
        running.process.terminate()
        running.process.wait(10)

    logs = {name: home / "log" / f"{name}.log" for name in started}
    assert {log.read_text() for log in logs.values()} == {"ready\ntold\n"}
    assert tuple(sorted(started, key=lambda name: logs[name].stat().st_mtime_ns)) == stopped


def test_a_program_that_will_not_stop_is_killed(home: Path) -> None:
    with group(home, f"deaf:{STUBBORN}") as running:
        assert running.says("deaf")
        running.process.terminate()

        assert running.process.wait(10) == 0
        assert running.children() == {}


def test_a_killed_supervisor_leaves_no_program_behind(home: Path) -> None:
    with group(home, f"one:{WAIT}", f"deaf:{STUBBORN}") as running:
        assert wait_for(lambda: len(running.children()) == 2)
        running.process.kill()
        running.process.wait()

        assert wait_for(lambda: running.children() == {}, seconds=5)


def test_a_program_that_dies_is_started_again(home: Path) -> None:
    with group(home, f"one:{WAIT}") as running:
        assert wait_for(lambda: len(running.children()) == 1)
        [first] = running.children()
        os.kill(first, signal.SIGKILL)

        assert running.says("one ended with code -9; starting it again in 0.2 s")
        assert wait_for(lambda: bool(running.children()) and first not in running.children())


def test_a_program_that_keeps_dying_is_reported_with_its_last_words(home: Path) -> None:
    with group(home, f"broken:{BROKEN}") as running:
        assert running.says("✗ broken keeps ending (5 times in a minute)."), running.said()
        assert running.says("    no such luck")


def test_a_task_that_fails_at_the_start_stops_what_was_started(home: Path) -> None:
    running = Group(home, f"one:{WAIT}", f"once-only:{BROKEN}")

    assert running.process.wait(10) == 0
    assert "failed: once-only ended with code 1" in running.said()
    assert running.children() == {}


def test_a_task_that_is_interrupted_ends_quietly(home: Path) -> None:
    running = Group(home, f"once-only:{WAIT}")
    assert running.says("here")
    running.process.terminate()

    assert running.process.wait(10) == 0
    assert "failed" not in running.said()


def test_a_folder_stays_locked_until_the_last_program_has_ended(home: Path) -> None:
    leaves_one_behind = """
import subprocess, sys
from pathlib import Path
from booking.local.home import Home
home = Home(Path(sys.argv[1]))
subprocess.Popen(["sleep", "0.5"], pass_fds=(home.lock,))
"""
    subprocess.run([sys.executable, "-c", leaves_one_behind, str(home)], check=True)
    notices: list[str] = []

    Home(home, notice=notices.append).close()

    assert notices == [f"Waiting for the programs of the last run in {home} to end"]


def test_the_watch_for_other_kernels_signals_the_command_when_its_parent_is_gone(home: Path) -> None:
    marked = {**os.environ, "SPROGTOLK_HOME": str(home)}
    starter = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-m", "booking.local.watch", "15", sys.executable, "-c", {WAIT!r}])
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", starter], env=marked, stdout=subprocess.DEVNULL)
    assert wait_for(lambda: len(processes_of(home)) == 3)
    parent.kill()
    parent.wait()

    assert wait_for(lambda: processes_of(home) == {}, seconds=5)
