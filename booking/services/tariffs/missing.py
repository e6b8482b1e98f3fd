"""Rates that nothing follows: a task for the office while there is still time."""

from datetime import timedelta

from booking.domain.costs.endings import Ending, endings
from booking.domain.periods import local_date
from booking.persistence.repricing import used_schemes
from booking.services.desk import Desk

SOON = timedelta(days=30)


async def list_missing(desk: Desk) -> int:
    """How many rates are new among those that are missing, or will be within a month; once for each and its day.

    A task whose rate has been published since is settled.
    """
    today = local_date(desk.now)
    found = endings(desk.reference.tariffs, today=today, used=await used_schemes(desk.connection))
    due = {_subject(one): one for one in found if one.missing_from <= today + SOON}
    for task in await desk.tasks.listed(kind="rate"):
        if task.subject not in due:
            await desk.tasks.settle(await desk.tasks.get(task.id, lock=True), "published")
    names, added = desk.reference.scheme_names, 0
    for subject, one in due.items():
        said = one.words(names.full(one.scheme, one.category), today=today)
        added += await desk.tasks.add("rate", subject, facts={"da": said.da.rstrip("."), "en": said.en.rstrip(".")})
    if added:
        desk.events.add("board")
    return added


def _subject(one: Ending) -> str:
    return f"{one.scheme}|{one.category}|{one.component}|{one.missing_from}"
