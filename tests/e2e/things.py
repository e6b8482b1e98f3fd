"""What the addresses of pages are made of: found in the seeded municipality, or made where it has none."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import asyncpg

from booking.domain.accounts import SYSTEM, Actor, Role
from booking.domain.periods import local_date
from booking.domain.plans import PlanAsk
from booking.domain.quality import About
from booking.domain.series import Rule
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from booking.services import administration, payroll, planning, quality, questions, repairs, tariffs
from booking.services.accounts import actor_of
from booking.services.desk import Desk
from booking.services.planning import thinking
from booking.services.series import request_series
from tests.builders import order
from tests.services.planning import thought

# The case worker whose unit has most of everything; the well-known one's may be between two jobs.
_BUSIEST = (
    "SELECT a.id FROM accounts a JOIN bookings b ON b.unit_id = a.unit_id WHERE 'requester' = ANY (a.roles) "
    "GROUP BY a.id ORDER BY min(cardinality(a.roles)), count(DISTINCT b.status) DESC, a.email LIMIT 1"
)
_MINE = f"unit_id = (SELECT unit_id FROM accounts WHERE id = ({_BUSIEST}))"
_JOBS = (
    "SELECT b.number FROM bookings b JOIN assignments a ON a.booking_id = b.id AND a.released_at IS NULL "
    "WHERE a.interpreter_id = (SELECT interpreter_id FROM accounts WHERE email = 'interpreter@example.org')"
)
FOUND: dict[str, str] = {
    "requester email": f"SELECT email FROM accounts WHERE id = ({_BUSIEST})",
    "confirmed": f"SELECT number FROM bookings WHERE status = 'confirmed' AND {_MINE} ORDER BY starts_at DESC LIMIT 1",
    "settled": f"SELECT number FROM bookings WHERE status IN ('attested', 'settled', 'claimed') AND {_MINE} "
    "ORDER BY starts_at DESC LIMIT 1",
    "attested": "SELECT number FROM bookings WHERE status = 'attested' ORDER BY starts_at DESC LIMIT 1",
    "delivered": "SELECT number FROM bookings WHERE status = 'delivered' ORDER BY starts_at DESC LIMIT 1",
    "unfilled": "SELECT number FROM bookings WHERE status = 'unfilled' ORDER BY starts_at DESC LIMIT 1",
    "offered": "SELECT number FROM bookings WHERE status = 'offered' ORDER BY starts_at LIMIT 1",
    "cancelled": "SELECT number FROM bookings WHERE status = 'cancelled' ORDER BY starts_at DESC LIMIT 1",
    "no_show": "SELECT number FROM bookings WHERE status = 'no_show' ORDER BY starts_at DESC LIMIT 1",
    "job": f"{_JOBS} AND b.status = 'confirmed' ORDER BY b.starts_at LIMIT 1",
    "done": f"{_JOBS} AND b.status IN ('delivered', 'attested', 'settled') ORDER BY b.starts_at DESC LIMIT 1",
    "account": "SELECT id FROM accounts WHERE email = 'leader@example.org'",
    "unit": "SELECT code FROM units ORDER BY code LIMIT 1",
    "interpreter": "SELECT interpreter_id FROM accounts WHERE email = 'interpreter@example.org'",
    "invoice": "SELECT id FROM invoices LIMIT 1",
    "supplier": "SELECT code FROM suppliers ORDER BY code LIMIT 1",
    "claim": "SELECT number FROM claims ORDER BY made_at, number LIMIT 1",
    "rule": "SELECT code FROM refund_rules ORDER BY code LIMIT 1",
    "tariff_case": "SELECT id FROM tariff_cases ORDER BY id LIMIT 1",
    "quarantined": "SELECT id FROM inbound_mails ORDER BY received_at LIMIT 1",
}


async def gather(office: Resources) -> dict[str, str]:
    """Every thing by its name: first what is found, then what each of MADE makes; a query that finds nothing fails."""
    found = await _found(office.settings.database_url)
    missing = [name for name, value in found.items() if not value]
    assert not missing, f"the seed has none of these: {missing}"
    for role, name, make in MADE:
        async with office.desk(SYSTEM) as desk:
            desk.actor = await actor(desk, found.get(f"{role} email", CAST[role][0]))
            found[name] = str(await make(desk, found))
    return found


async def actor(desk: Desk, email: str) -> Actor:
    account = await desk.accounts.by_email(email)
    assert account is not None
    return actor_of(account[0], desk.reference.units, via="web")


async def _found(url: str) -> dict[str, str]:
    connection = await asyncpg.connect(url)
    try:
        return {name: str(await connection.fetchval(query) or "") for name, query in FOUND.items()}
    finally:
        await connection.close()


async def _series(desk: Desk, _: dict[str, str]) -> UUID | None:
    assert desk.actor.unit_id is not None
    begins = desk.now.replace(minute=0) + timedelta(days=12)
    wish = order(starts_at=begins, language="ukr", unit_id=desk.actor.unit_id)
    return (await request_series(desk, order=wish, rule=Rule(times=3))).bookings[0].series_id


async def _illness(desk: Desk, found: dict[str, str]) -> UUID:
    return (await repairs.report_ill(desk, interpreter_id=UUID(found["interpreter"]))).id


async def _complaint(desk: Desk, found: dict[str, str]) -> str:
    said = await quality.complain(desk, number=found["settled"], about=About.LATE, text="Tolken kom for sent.")
    return said.number


async def _link(desk: Desk, found: dict[str, str]) -> str:
    account = (await administration.read_user(desk, account_id=UUID(found["account"]))).account
    return (await administration.make_link(desk, account=account)).removeprefix("/adgangskode/")


async def _question(desk: Desk, _: dict[str, str]) -> UUID:
    asked = {"from": "2026-01-01", "to": "2026-05-31"}
    return (await questions.save_question(desk, name="Fjerntolkning i foråret", report="remote-share", asked=asked)).id


async def _draft(desk: Desk, _: dict[str, str]) -> UUID:
    return (await tariffs.make_draft(desk, name="Takster for næste år")).id


async def _payroll(desk: Desk, _: dict[str, str]) -> str:
    last = local_date(desk.now).replace(day=1) - timedelta(days=1)
    return (await payroll.export(desk, since=last.replace(day=1), until=last))[0].number


async def _plan(desk: Desk, _: dict[str, str]) -> UUID:
    """Thought over at once, as the planner would."""
    today = local_date(desk.now)
    plan = await planning.ask_for_plan(desk, ask=PlanAsk(first=today, last=today + timedelta(days=6)))
    lease = await desk.plan_leases.claim(plan.id)
    assert lease is not None
    work = await thinking.work_of(desk, plan)
    assert await thinking.conclude(desk, lease, work, thought(work))
    return plan.id


async def _waiting_plan(desk: Desk, _: dict[str, str]) -> UUID:
    today = local_date(desk.now)
    return (await planning.ask_for_plan(desk, ask=PlanAsk(first=today, last=today))).id


MADE: tuple[tuple[Role, str, Callable[[Desk, dict[str, str]], Awaitable[object]]], ...] = (
    (Role.REQUESTER, "series", _series),
    (Role.REQUESTER, "complaint", _complaint),
    (Role.COORDINATOR, "plan", _plan),
    (Role.COORDINATOR, "waiting_plan", _waiting_plan),
    (Role.COORDINATOR, "repair", _illness),
    (Role.FINANCE, "draft", _draft),
    (Role.ADMIN, "link", _link),
    (Role.LEADER, "question", _question),
    (Role.FINANCE, "payroll", _payroll),
)
