"""Makes the loops ready for this machine, so that no plan waits: `python -m booking.matching.planning.search`."""

from datetime import date
from uuid import UUID

import numpy as np

from booking.domain.costs.journey_rates import UNPAID
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.guided import guide_of
from booking.matching.planning.problem import NOBODY, Jobs, Pairs, People, Problem
from booking.matching.planning.search.annealing import Search
from booking.matching.roster.trips import Places


def one_job() -> Problem:
    """One job and somebody who can have it."""
    one, none, somewhere = np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int64), Places(np.zeros(1), np.zeros(1))
    false = np.zeros(1, dtype=np.bool_)
    return Problem(
        days=(date(2026, 1, 5),),
        week=none,
        jobs=Jobs(
            ids=(UUID(int=1),),
            starts=none,
            ends=60 * one,
            day=none,
            remote=false,
            place=somewhere,
            weight=one,
            holder=NOBODY * one,
            pinned=false,
            disturb_ore=none,
        ),
        people=People(
            ids=(UUID(int=2),),
            home=somewhere,
            max_trip=60 * one,
            agency=false,
            left_by_day=60 * one[:, None],
            left_by_week=60 * one[:, None],
            rate=none[:, None],
        ),
        pairs=Pairs(job=none, person=none, fee_ore=one, soft_ore=none),
        rates=(UNPAID,),
    )


def main() -> None:
    office = office_of(one_job())
    search = Search(Draft(office), guide_of(office, np.zeros(1)), seed=0)
    search.round(0.0)


if __name__ == "__main__":
    main()
