"""The jobs, one visible table: ids in, one service call each."""

from typing import Any
from uuid import UUID

import structlog

from booking.resources import Resources
from booking.services import economy
from booking.services.alarms import nearing_alone, raise_alarm
from booking.services.attestations import attest_silent, remind, silent_for_long
from booking.services.closing import close_passed, unfilled_passed
from booking.services.documents import warn_of_endings
from booking.services.monthly import send_leader_reports
from booking.services.outbox import Fulfilment
from booking.services.reports.keeping import fold_changes
from booking.services.resending import list_given_up, mend
from booking.services.sweeping import sweep_old
from booking.services.tariffs import list_missing

Context = dict[str, Any]
# Before every id.
FIRST = UUID(int=0)

log = structlog.get_logger()


async def ring(context: Context, promises: list[tuple[str, str]]) -> None:
    """Hands promises of the outbox, by kind and id, to the worker's own bell, which keeps several at once."""
    resources: Resources = context["resources"]
    resources.bell.ring([(kind, UUID(promise)) for kind, promise in promises])


async def tidy(context: Context) -> None:
    """Once a minute on one worker: what has outlived its use goes."""
    resources: Resources = context["resources"]
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        await sweep_old(desk, now=resources.now())
    log.info("tidied")


async def close(context: Context) -> None:
    """Once a minute on one worker: a booking that is over and that nobody had is closed, each by itself."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        numbers = await unfilled_passed(desk)
    for number in numbers:
        try:
            async with office.desk() as desk:
                await close_passed(desk, number=number)
        except Exception as error:  # one that cannot be closed must not keep the others open
            log.warning("not closed", number=number, error=type(error).__name__)


async def watch(context: Context) -> None:
    """Once a minute on one worker: what begins soon or has begun without anybody raises its alarm, once."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        numbers = await nearing_alone(desk)
    for number in numbers:
        try:
            async with office.desk() as desk:
                await raise_alarm(desk, number=number)
        except Exception as error:  # one that cannot be told of must not keep the others silent
            log.warning("alarm not raised", number=number, error=type(error).__name__)


async def attest(context: Context) -> None:
    """Once a minute on one worker: what silence approves is attested, each by itself, and requesters are reminded."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        await remind(desk)
        numbers = await silent_for_long(desk)
    for number in numbers:
        try:
            async with office.desk() as desk:
                await attest_silent(desk, number=number)
        except Exception as error:  # one without a tariff must not keep the others waiting
            log.warning("not attested", number=number, error=type(error).__name__)


async def keep_stakes(context: Context) -> None:
    """Once a minute on one worker: what is committed and at risk is put down of bookings that have changed."""
    office: Fulfilment = context["fulfilment"]
    kept, left = 0, True
    while left:
        async with office.desk() as desk:
            left = bool(put := await economy.keep_stakes(desk))
        kept += put
    if kept:
        log.info("kept", bookings=kept)


async def reconcile(context: Context) -> None:
    """Every five minutes on one worker: what calendars should have been told is sent, what was given up is a task."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        mended = await mend(desk)
        given_up = await list_given_up(desk)
    if mended or given_up:
        log.warning("reconciled", mended=mended, given_up=given_up)


async def compare(context: Context) -> None:
    """Once a night on one worker: what calendars were sent last is compared with the bookings ahead, and rates
    and interpreters' papers that end soon are looked for."""
    resources: Resources = context["resources"]
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        await desk.outbox.promise("drift", FIRST, now=resources.now())
        await list_missing(desk)
        await warn_of_endings(desk)


async def fold_reports(context: Context) -> None:
    """Every ten minutes on one worker: what has changed is folded into the monthly sums that reports are read of."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        folded = await fold_changes(desk)
    log.info("folded", changes=folded)


async def report_month(context: Context) -> None:
    """Six times an hour on one worker: leaders who have not had last month's report get it, once each."""
    office: Fulfilment = context["fulfilment"]
    async with office.desk() as desk:
        settled = await send_leader_reports(desk)
    if settled:
        log.info("leaders told", count=len(settled))


JOBS: list[Any] = [ring]
CRONS: list[Any] = [tidy, watch, close, attest, keep_stakes]
# The rarer ones, with the minutes and hours (UTC) at which they run.
RARE: list[tuple[Any, dict[str, set[int]]]] = [
    (reconcile, {"minute": set(range(0, 60, 5))}),
    (fold_reports, {"minute": set(range(3, 60, 10))}),
    (compare, {"hour": {1}, "minute": {20}}),
    (report_month, {"minute": set(range(2, 60, 10))}),
]
