"""Halves: two processes find what one finds, and whatever goes wrong in the other is put right here."""

import io
import os
import signal
from typing import Any

import numpy as np
import pytest

from booking.matching.planning import bounds
from booking.matching.planning.bounds import floors_of
from booking.matching.planning.drafts import office_of
from booking.matching.planning.halves import Wanted, both
from tests.benchmarks.offices import office


def test_two_processes_price_days_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    city = office_of(office("city", 1))
    alone = floors_of(city, lambda: 1e9, rounds=3)
    monkeypatch.setattr(bounds, "FORKED", 0)

    shared = floors_of(city, lambda: 1e9, rounds=3)

    assert np.array_equal(alone.dear, shared.dear)
    assert np.array_equal(alone.prices, shared.prices)
    assert np.array_equal(np.array(alone.worth), np.array(shared.worth))


def test_a_half_whose_process_dies_is_done_again() -> None:
    here = os.getpid()

    def dies_elsewhere(wanted: Wanted) -> int:
        if os.getpid() != here:
            os._exit(3)
        return 2

    assert both(lambda wanted: 1, dies_elsewhere) == (1, 2)


def test_what_fails_is_raised() -> None:
    def fails(wanted: Wanted) -> int:
        raise ValueError("nothing")

    with pytest.raises(ValueError, match="nothing"):
        both(lambda wanted: 1, fails)
    with pytest.raises(ValueError, match="nothing"):
        both(fails, lambda wanted: len(os.urandom(10**6)))


def test_a_half_that_is_killed_while_it_answers_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying(io.FileIO):
        def write(self, said: Any) -> int:
            super().write(said[:3])
            os.kill(os.getpid(), signal.SIGKILL)
            return 0

    opened = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda at, mode: Dying(at, mode) if mode == "wb" else opened(at, mode))

    assert both(lambda wanted: 1, lambda wanted: 2) == (1, 2)
