"""Whether the process lives, whether it can serve, and its figures; no personal data in any of them."""

import asyncio
from datetime import timedelta

import msgspec
from litestar import Response, get
from litestar.exceptions import HTTPException
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from booking.api.desks import Asked, office_of
from booking.domain.accounts import SYSTEM
from booking.gateways.feeders.accounts import account_in
from booking.services.desk import Desk
from booking.services.planning import plan_backlog

PATIENCE = 2.0
UNREAD = timedelta(minutes=3)


class Readiness(msgspec.Struct):
    """`database` decides; a silent queue or mailbox is said but does not take the office out of service.

    `mailbox` is off where none is polled, degraded when it was not read for three minutes: the log says why.
    """

    database: str
    queue: str
    mailbox: str


@get("/health/live", tags=["Operations"], summary="The process runs")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@get("/health/ready", tags=["Operations"], summary="The office can be served")
async def ready(request: Asked) -> Readiness:
    """503 while PostgreSQL cannot be reached."""
    office = office_of(request)
    try:
        async with asyncio.timeout(PATIENCE), office.desk(SYSTEM) as desk:
            await desk.outbox.backlog()
            mailbox = await mailbox_state(desk, office.settings.imap_url)
    except Exception as error:
        raise HTTPException("The database cannot be reached.", status_code=503) from error
    return Readiness("ok", "ok" if await office.doorbell.ping() else "degraded", mailbox)


async def mailbox_state(desk: Desk, url: str) -> str:
    if not url:
        return "off"
    folder = await desk.inbound.folder(account_in(url).name)
    read = folder is not None and folder.read_at is not None and desk.now - folder.read_at < UNREAD
    return "ok" if read else "degraded"


@get("/metrics", tags=["Operations"], summary="Figures for Prometheus")
async def metrics(request: Asked) -> Response[bytes]:
    async with office_of(request).desk(SYSTEM) as desk:
        backlog = await desk.outbox.backlog()
        inbound = await desk.inbound.backlog()
        plans = await plan_backlog(desk)
    lines = [
        "# HELP sprogtolk_outbox Promises of the outbox by state.",
        "# TYPE sprogtolk_outbox gauge",
        f'sprogtolk_outbox{{state="pending"}} {backlog.pending}',
        f'sprogtolk_outbox{{state="dead"}} {backlog.dead}',
        "# HELP sprogtolk_outbox_oldest_seconds How long the oldest promise that is due has waited.",
        "# TYPE sprogtolk_outbox_oldest_seconds gauge",
        f"sprogtolk_outbox_oldest_seconds {backlog.oldest_seconds:.1f}",
        "# HELP sprogtolk_inbound Mails that came in and wait: to be judged, for the office, for their sender.",
        "# TYPE sprogtolk_inbound gauge",
        f'sprogtolk_inbound{{state="received"}} {inbound.received}',
        f'sprogtolk_inbound{{state="quarantined"}} {inbound.quarantined}',
        f'sprogtolk_inbound{{state="held"}} {inbound.held}',
        "# HELP sprogtolk_inbound_oldest_seconds How long the oldest mail that is not judged has waited.",
        "# TYPE sprogtolk_inbound_oldest_seconds gauge",
        f"sprogtolk_inbound_oldest_seconds {inbound.oldest_seconds:.1f}",
        "# HELP sprogtolk_plans Plans that wait for the planner, and those it thinks over.",
        "# TYPE sprogtolk_plans gauge",
        f'sprogtolk_plans{{state="queued"}} {plans.queued}',
        f'sprogtolk_plans{{state="solving"}} {plans.solving}',
        "# HELP sprogtolk_plans_oldest_seconds How long the oldest plan that nobody has taken up has waited.",
        "# TYPE sprogtolk_plans_oldest_seconds gauge",
        f"sprogtolk_plans_oldest_seconds {plans.oldest_seconds:.1f}",
    ]
    return Response(generate_latest() + ("\n".join(lines) + "\n").encode(), media_type=CONTENT_TYPE_LATEST)
