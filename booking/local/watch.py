"""`python -m booking.local.watch SIGNAL COMMAND…`: runs the command, signals it when our own parent is gone."""

import os
import signal
import subprocess
import sys
from types import FrameType


def main(arguments: list[str]) -> int:
    """The command's exit code; 1 when the parent vanished."""
    parent = os.getppid()
    orphan_signal = signal.Signals(int(arguments[0]))
    process = subprocess.Popen(arguments[1:], close_fds=False)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    while os.getppid() == parent:
        try:
            return process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
    process.send_signal(orphan_signal)
    process.wait()
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
