"""Child processes that never outlive their supervisor, not even a supervisor that was killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LINUX = sys.platform == "linux"
READY_SECONDS = 30.0
PAUSE = 0.02
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


class ChildError(Exception):
    """A program did not come up; the message ends with its last words."""


@dataclass(frozen=True, slots=True)
class RunAs:
    """The unprivileged user that a server is started as when the supervisor is root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """What to start and how one knows that it is up; `ready` is asked with the process id.

    Of a group the lower `stop_rank` is stopped first, and among equals the last started.
    """

    name: str
    argv: tuple[str, ...]
    environ: Mapping[str, str]
    log: Path
    ready: Callable[[int], bool] = field(default=lambda _pid: True)
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    stop_seconds: float = 15.0
    stop_rank: int = 1
    directory: Path | None = None
    run_as: RunAs | None = None


class Child:
    """One running program. `held` is a lock's descriptor: the lock lasts as long as any child does."""

    def __init__(self, program: Program, *, held: int) -> None:
        self.program = program
        with program.log.open("ab") as log:
            self._process = subprocess.Popen(
                program.argv if LINUX else watched(program),
                env=dict(program.environ),
                cwd=program.directory,
                user=program.run_as.uid if program.run_as else None,
                group=program.run_as.gid if program.run_as else None,
                extra_groups=[] if program.run_as else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(held,),
                start_new_session=True,
                preexec_fn=tied_to_parent(program.orphan_signal) if LINUX else None,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ended(self) -> int | None:
        """The exit code (negative for a signal), or None while it runs."""
        return self._process.poll()

    def is_ready(self) -> bool:
        """Whether the program answers. Raises ChildError when it has ended instead."""
        if self.program.ready(self.pid):
            return True
        if (code := self.ended()) is not None:
            raise ChildError(f"{self.program.name} ended with code {code}.\n{last_words(self.program.log)}")
        return False

    def ask_to_stop(self) -> None:
        if self.ended() is None:
            self._process.send_signal(self.program.stop_signal)

    def wait_stopped(self, *, impatient: Callable[[], bool] = lambda: False) -> int:
        """The exit code; kills a program that has not ended `stop_seconds` after it was asked, or when impatient."""
        until = time.monotonic() + self.program.stop_seconds
        while self.ended() is None:
            if time.monotonic() > until or impatient():
                self._process.kill()
                return self._process.wait()
            time.sleep(PAUSE)
        return self._process.returncode


def wait_until_ready(children: Iterable[Child], *, given_up: Callable[[], bool] = lambda: False) -> None:
    """Returns once all answer, or at once when given up. Raises ChildError when one ends or takes too long."""
    until = time.monotonic() + READY_SECONDS
    waiting = list(children)
    while waiting and not given_up():
        waiting = [child for child in waiting if not child.is_ready()]
        if waiting and time.monotonic() > until:
            late = waiting[0].program
            raise ChildError(f"{late.name} was not ready in {READY_SECONDS:.0f} s.\n{last_words(late.log)}")
        time.sleep(PAUSE if waiting else 0)


def tied_to_parent(orphan_signal: signal.Signals) -> Callable[[], None]:
    """Runs in the child before exec: has the kernel send `orphan_signal` when the parent's thread ends."""
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(orphan_signal))
        if os.getppid() != parent:  # it died between the fork and the prctl: nobody would send the signal
            os._exit(1)

    return tie


def watched(program: Program) -> tuple[str, ...]:
    """The same command under `booking.local.watch`, for kernels that cannot tie a child to its parent."""
    signal_number = str(int(program.orphan_signal))
    return (sys.executable, "-m", "booking.local.watch", signal_number, *program.argv)


def last_words(log: Path, *, lines: int = 8) -> str:
    """The end of a log, indented, with the file's name above it."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 8192))
            text = file.read().decode(errors="replace")
    except OSError:
        return f"  ({log} cannot be read)"
    return "\n".join([f"  The end of {log}:", *(f"    {line}" for line in text.splitlines()[-lines:])])
