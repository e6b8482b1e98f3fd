"""Peers: routing solvers of other people, given the same instances in an environment made for them on request."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from booking.domain.money import kroner
from booking.matching.planning.drafts import Draft, Office, office_of
from booking.matching.planning.problem import Problem
from booking.matching.planning.seats import journeys_ore, links
from booking.matching.roster.arrays import Ints

HERE = Path(__file__).parent
HOME = Path(tempfile.gettempdir()) / "sprogtolk-peers"
PEERS = {"routing": "ortools", "hybrid": "pyvrp", "constraints": "timefold"}
FILL_ORE = 2_000_000


class Legs(NamedTuple):
    """What a peer is told: for each shift who may follow whom, and what that is paid on the road."""

    a: Ints
    b: Ints
    paid: Ints
    out: Ints
    back: Ints


def compare(problem: Problem, seconds: float) -> None:
    """Prints what each peer found, reckoned by the product's own rules and prices."""
    office = office_of(problem)
    for name, package in PEERS.items():
        began = time.monotonic()
        found = _asked(name, package, office, seconds)
        if found is None:
            print(f"{'':10} {package}: could not be installed or gave nothing")
            continue
        draft, dropped = _taken(office, found)
        doubt = f"; {dropped} jobs broke a rule and were dropped" if dropped else ""
        print(
            f"{'':10} {package}: left {draft.unfilled:5}, score {kroner(draft.worth.score_ore):>13}; no bound; "
            f"{time.monotonic() - began:.1f} s{doubt}",
            flush=True,
        )


def _asked(name: str, package: str, office: Office, seconds: float) -> Ints | None:
    """The seats a peer chose; None when it could not be asked."""
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    if subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode:
        subprocess.run([python, "-m", "pip", "install", "-q", package, "numpy"], check=False)
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "given.npz", Path(folder) / "answer.npz"
        _write(office, given)
        ran = subprocess.run([python, HERE / f"{name}.py", given, answer, str(seconds)], check=False)
        return None if ran.returncode or not answer.exists() else np.load(answer)["seats"]


def _write(office: Office, path: Path) -> None:
    seats, problem = office.seats, office.problem
    legs = _legs(office)
    np.savez(
        path,
        job=seats.job,
        shift=seats.shift,
        person=seats.person,
        price=seats.price_ore,
        minutes=seats.minutes,
        starts=seats.starts,
        ends=seats.ends,
        far=seats.far,
        day=problem.jobs.day[seats.job],
        weight=problem.jobs.weight * FILL_ORE,
        day_left=office.day_left,
        week_left=office.week_left[:, 0],
        **legs._asdict(),
    )


def _legs(office: Office) -> Legs:
    problem, seats = office.problem, office.seats
    ends = np.searchsorted(seats.shift, seats.shift, side="right")
    count = ends - np.arange(len(seats)) - 1
    a = np.repeat(np.arange(len(seats)), count)
    b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
    found = links(problem, seats, a, b)
    a, b, direct = a[found.can], b[found.can], found.direct[found.can]
    trip = found.trip.minutes[found.can], found.trip.tenths[found.can]

    def paid(seat: Ints, minutes: Ints, tenths: Ints) -> Ints:
        return journeys_ore(problem.rates, seats.rate[seat], minutes, tenths)

    everybody = np.arange(len(seats))
    out = paid(everybody, seats.out_minutes, seats.out_tenths)
    back = paid(everybody, seats.back_minutes, seats.back_tenths)
    return Legs(a, b, paid(b, *trip) + np.where(direct, 0, back[a]), out, back)


def _taken(office: Office, chosen: Ints) -> tuple[Draft, int]:
    """The peer's plan put together again by the planner's own rules; what breaks one is left."""
    draft, dropped = Draft(office), 0
    for seat in chosen[np.argsort(office.seats.starts[chosen], kind="stable")].tolist():
        if seat in draft.choice(int(office.seats.job[seat])).seats:
            draft.put(seat)
        else:
            dropped += 1
    return draft, dropped
