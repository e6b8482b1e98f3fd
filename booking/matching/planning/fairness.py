"""Fairness: of plans with the same score, one where the hours lie more evenly."""

import numpy as np

from booking.matching.planning.drafts import Draft
from booking.matching.planning.problem import NOBODY


def spread(draft: Draft) -> float:
    """The standard deviation of hours among those who work, as a share of their mean; 0 when they are alike."""
    seats = draft.office.seats
    held = draft.seat[draft.seat != NOBODY]
    hours = np.bincount(seats.person[held], weights=seats.minutes[held])
    hours = hours[hours > 0]
    return float(hours.std() / hours.mean()) if len(hours) else 0.0


def evened(draft: Draft) -> Draft:
    """Each job once, given to whoever has least of those with whom the score is no higher."""
    made, seats, pinned = draft.copy(), draft.office.seats, draft.office.problem.jobs.pinned
    hours = np.zeros(len(draft.office.problem.people.ids), dtype=np.int64)
    held = made.seat[made.seat != NOBODY]
    np.add.at(hours, seats.person[held], seats.minutes[held])
    for job in np.flatnonzero((made.seat != NOBODY) & ~pinned).tolist():
        seat = int(made.seat[job])
        hours[seats.person[seat]] -= seats.minutes[seat]
        made.take(job)
        able, added = made.choice(job)
        alike = able[added == added.min()]
        seat = int(alike[np.lexsort((alike, hours[seats.person[alike]]))[0]])
        made.put(seat)
        hours[seats.person[seat]] += seats.minutes[seat]
    return made if spread(made) < spread(draft) else draft
