"""Shown: a draft as a proposal, with its gap to the bound."""

from uuid import UUID

import numpy as np

from booking.domain.texts import Text
from booking.matching.planning.drafts import Draft
from booking.matching.planning.fairness import spread
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.proposal import Bound, Ended, Line, Proposal


def proposal_of(
    draft: Draft,
    bound: Bound,
    ended: Ended | None,
    remarks: tuple[Text, ...],
    *,
    seed: int,
    steps: int,
    seconds: tuple[float, float],
) -> Proposal:
    """`seconds` in all, and until the first whole plan."""
    worth, total = draft.worth, int(draft.office.problem.jobs.weight.sum())
    gap = None if bound.score_ore is None else (worth.score_ore - bound.score_ore) / max(abs(worth.score_ore), 1)
    fill_gap = (worth.unfilled - bound.unfilled) / max(total, 1)
    return Proposal(
        lines=lines_of(draft),
        worth=worth,
        bound=bound,
        gap=gap,
        fill_gap=fill_gap,
        proved=gap == 0 and worth.unfilled == bound.unfilled,
        ended=ended,
        fairness=spread(draft),
        seed=seed,
        steps=steps,
        seconds=seconds[0],
        first_seconds=seconds[1],
        remarks=remarks,
    )


def lines_of(draft: Draft) -> tuple[Line, ...]:
    """One for each job, in the order of the problem."""
    problem, seats = draft.office.problem, draft.office.seats
    people, pairs = problem.people.ids, problem.pairs
    filled = np.flatnonzero(draft.seat != NOBODY)
    held = draft.seat[filled]
    rows = seats.row[held]
    columns = (seats.person[held], pairs.fee_ore[rows], pairs.soft_ore[rows], *draft.journey(held))
    by_job = dict(zip(filled.tolist(), zip(*(one.tolist() for one in columns), strict=True), strict=True))
    lines = []
    for job, id_ in enumerate(problem.jobs.ids):
        before = _named(people, int(problem.jobs.holder[job]))
        if job in by_job:
            person, fee, soft, minutes, tenths, paid = by_job[job]
            lines.append(
                Line(
                    job=id_,
                    interpreter=people[person],
                    before=before,
                    fee_ore=fee,
                    journey_ore=paid,
                    soft_ore=soft,
                    minutes=minutes,
                    tenths=tenths,
                )
            )
        else:
            lines.append(Line(job=id_, interpreter=None, before=before))
    return tuple(lines)


def _named(people: tuple[UUID, ...], row: int) -> UUID | None:
    return None if row == NOBODY else people[row]
