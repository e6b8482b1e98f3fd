"""PyVRP's hybrid genetic search, day by day: a vehicle type is a shift with its own costs, a client is a job."""
# mypy: ignore-errors

import sys

import numpy as np
from pyvrp import Model
from pyvrp.stop import MaxRuntime

FAR = 10**7


def main(given: str, answer: str, seconds: float) -> None:
    data = np.load(given)
    days = np.unique(data["day"])
    left = data["week_left"].copy()
    chosen = []
    for day in days:
        for seat in _day(data, np.flatnonzero(data["day"] == day), seconds / len(days)):
            if left[data["person"][seat]] >= data["minutes"][seat]:
                left[data["person"][seat]] -= data["minutes"][seat]
                chosen.append(seat)
    np.savez(answer, seats=np.array(chosen, dtype=np.int64))


def _day(data, rows, seconds):
    """Every arc that a shift may not take is too dear to take; the fee of a job is paid on the way to it."""
    job, shift, price = data["job"], data["shift"], data["price"]
    model = Model()
    jobs = np.unique(job[rows]).tolist()
    home, *spots = [model.add_location(n, 0) for n in range(len(jobs) + 1)]
    depot, client = model.add_depot(home), dict(zip(jobs, spots, strict=True))
    for n, spot in client.items():
        model.add_client(spot, prize=int(data["weight"][n]), required=False, delivery=[_minutes(data, n)])
    seat_of, profiles = {}, {}
    for one in np.unique(shift[rows]).tolist():
        profiles[one] = model.add_profile()
        room = [int(min(data["day_left"][one], 10**6))]
        model.add_vehicle_type(1, capacity=room, profile=profiles[one], start_depot=depot, end_depot=depot)
    everything = [home, *spots]
    known = {}
    for n in rows.tolist():
        one, node = int(shift[n]), client[int(job[n])]
        seat_of[one, int(job[n])] = n
        known[one, id(home), id(node)] = FAR if data["far"][n] else int(data["out"][n] + price[n])
        known[one, id(node), id(home)] = int(data["back"][n])
    inside = np.isin(data["a"], rows)
    for a, b, paid in zip(*(data[key][inside].tolist() for key in ("a", "b", "paid")), strict=True):
        known[int(shift[a]), id(client[int(job[a])]), id(client[int(job[b])])] = int(paid + price[b])
    for one, profile in profiles.items():
        for a in everything:
            for b in everything:
                if a is not b:
                    model.add_edge(a, b, distance=known.get((one, id(a), id(b)), FAR), profile=profile)
    found = model.solve(stop=MaxRuntime(seconds), seed=1, display=False).best
    order = list(profiles)
    for route in found.routes():
        for visit in route:  # depots too
            seat = seat_of.get((order[route.vehicle_type()], jobs[visit.idx])) if visit.is_client() else None
            if seat is not None:
                yield seat


def _minutes(data, n):
    return int(data["minutes"][np.flatnonzero(data["job"] == n)[0]])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
