"""OR-Tools' routing solver: a vehicle is a shift, a visit is a job; guided local search until the time is up."""
# mypy: ignore-errors

import sys

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

NEVER = 10**10


def main(given: str, answer: str, seconds: float) -> None:
    data = np.load(given)
    job, shift, price = data["job"], data["shift"], data["price"]
    jobs, shifts = len(data["weight"]), len(data["day_left"])
    seat_of = {(int(s), int(j)): n for n, (s, j) in enumerate(zip(shift, job, strict=True))}
    arcs = [{} for _ in range(shifts)]
    for a, b, paid in zip(data["a"].tolist(), data["b"].tolist(), data["paid"].tolist(), strict=True):
        arcs[shift[a]][job[a] + 1, job[b] + 1] = int(paid + price[b])
    for n in range(len(job)):
        if not data["far"][n]:
            arcs[shift[n]][0, job[n] + 1] = int(data["out"][n] + price[n])
        arcs[shift[n]][job[n] + 1, 0] = int(data["back"][n])
    manager = pywrapcp.RoutingIndexManager(jobs + 1, shifts, 0)
    routing = pywrapcp.RoutingModel(manager)
    minutes = np.zeros(jobs + 1, dtype=int)
    minutes[job + 1] = data["minutes"]
    for one in range(shifts):
        known = arcs[one]

        def cost(a: int, b: int, known=known) -> int:
            pair = manager.IndexToNode(a), manager.IndexToNode(b)
            return 0 if pair == (0, 0) else known.get(pair, NEVER)

        routing.SetArcCostEvaluatorOfVehicle(routing.RegisterTransitCallback(cost), one)
    lasting = routing.RegisterUnaryTransitCallback(lambda a: int(minutes[manager.IndexToNode(a)]))
    routing.AddDimensionWithVehicleCapacity(lasting, 0, np.minimum(data["day_left"], 10**6).tolist(), True, "minutes")
    worked = routing.GetDimensionOrDie("minutes")
    person = np.zeros(shifts, dtype=int)
    person[shift] = data["person"]
    for one in np.unique(person):
        mine = np.flatnonzero(person == one)
        routing.solver().Add(
            routing.solver().Sum([worked.CumulVar(routing.End(int(v))) for v in mine]) <= int(data["week_left"][one])
        )
    for n in range(jobs):
        able = [int(one) for one in shift[job == n]]
        index = manager.NodeToIndex(n + 1)
        if able:
            routing.VehicleVar(index).SetValues([-1, *able])
        else:
            routing.VehicleVar(index).SetValue(-1)
        routing.AddDisjunction([index], int(data["weight"][n]))
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromSeconds(int(seconds))
    found = routing.SolveWithParameters(asked)
    chosen = []
    for one in range(shifts):
        index = routing.Start(one) if found else routing.End(one)
        while not routing.IsEnd(index):
            index = found.Value(routing.NextVar(index))
            node = 0 if routing.IsEnd(index) else manager.IndexToNode(index)
            if node:
                chosen.append(seat_of[one, node - 1])
    np.savez(answer, seats=np.array(chosen, dtype=np.int64))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
