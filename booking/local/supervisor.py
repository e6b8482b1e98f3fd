"""Keeps a group of programs running: starts them in order, starts again what dies, stops them in reverse."""

import signal
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from booking.local.children import Child, ChildError, Program, last_words, wait_until_ready
from booking.local.home import Home

PAUSE = 0.05
FIRST_WAIT, LONGEST_WAIT = 0.2, 10.0
LOOP_DEATHS, LOOP_SECONDS = 5, 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Say = Callable[[str], None]


class Tail:
    """The lines that a log gains from now on."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = log.stat().st_size if log.exists() else 0

    def new_lines(self) -> list[str]:
        """Whole lines only; a log that was put aside is read from its start."""
        if not self._log.exists():
            return []
        with self._log.open("rb") as file:
            if self._log.stat().st_size < self._read:
                self._read = 0
            file.seek(self._read)
            whole = file.read().rpartition(b"\n")[0]
        self._read += len(whole) + 1 if whole else 0
        return whole.decode(errors="replace").splitlines()


class Kept:
    """A program that is to run for ever, with its recent deaths."""

    def __init__(self, program: Program, *, held: int) -> None:
        self.program = program
        self.tail = Tail(program.log)
        self._held = held
        self._deaths: deque[float] = deque(maxlen=LOOP_DEATHS)
        self._again_at: float | None = None
        self.child = Child(program, held=held)

    def tend(self, say: Say) -> None:
        """Notices a death, and starts the program again when its wait is over."""
        if self._again_at is None:
            if (code := self.child.ended()) is not None:
                self._mourn(code, say)
        elif time.monotonic() >= self._again_at:
            self._again_at = None
            self.child = Child(self.program, held=self._held)

    def _mourn(self, code: int, say: Say) -> None:
        now = time.monotonic()
        self._deaths.append(now)
        recent = sum(1 for death in self._deaths if now - death < LOOP_SECONDS)
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (recent - 1))
        if recent >= LOOP_DEATHS:
            wait = LONGEST_WAIT
            say(f"✗ {self.program.name} keeps ending ({recent} times in a minute).\n{last_words(self.program.log)}")
        say(f"✗ {self.program.name} ended with code {code}; starting it again in {wait:g} s")
        self._again_at = now + wait


class Supervisor:
    """One group of programs in one home. Create it in the main thread: it takes over the stop signals."""

    def __init__(self, home: Home, say: Say, *, verbose: bool = False) -> None:
        self._home = home
        self._say = say
        self._verbose = verbose
        self._kept: list[Kept] = []
        self._asked_to_stop = 0
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop_signal)

    def _stop_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop += 1

    def stopping(self) -> bool:
        return self._asked_to_stop > 0

    def start(self, *programs: Program) -> None:
        """Starts them side by side and returns when all answer, or when we are asked to stop. Raises ChildError."""
        if self.stopping():
            return
        fresh = [Kept(program, held=self._home.lock) for program in programs]
        self._kept += fresh
        wait_until_ready([kept.child for kept in fresh], given_up=self.stopping)

    def finish(self, program: Program) -> None:
        """Runs a program to its end and passes its lines on. Raises ChildError unless it ends with 0."""
        if self.stopping():
            return
        tail = Tail(program.log)
        child = Child(program, held=self._home.lock)
        while child.ended() is None:
            self._pass_on(tail, "   ")
            if self.stopping():
                child.ask_to_stop()
                child.wait_stopped(impatient=self._impatient)
                return
            time.sleep(PAUSE)
        self._pass_on(tail, "   ")
        if (code := child.ended()) != 0:
            raise ChildError(f"{program.name} ended with code {code}; its log is {program.log}")

    def watch(self) -> None:
        """Tends the programs until a stop signal comes."""
        while not self.stopping():
            for kept in self._kept:
                kept.tend(self._say)
                if self._verbose:
                    self._pass_on(kept.tail, f"{kept.program.name:9}|")
            time.sleep(PAUSE)

    def stop(self) -> None:
        """Stops one after the other, by rank and then the last started first; a second signal kills what is left."""
        self._kept.reverse()
        in_order = sorted(self._kept, key=lambda kept: kept.program.stop_rank)
        self._kept.clear()
        for child in (kept.child for kept in in_order):
            child.ask_to_stop()
            child.wait_stopped(impatient=self._impatient)

    def _impatient(self) -> bool:
        return self._asked_to_stop > 1

    def _pass_on(self, tail: Tail, mark: str) -> None:
        for line in tail.new_lines():
            self._say(f"{mark} {line}")
