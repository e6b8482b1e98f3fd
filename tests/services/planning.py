"""Plans in tests: asked for, thought over in this very process, and read."""

import io
import pickle
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from booking.domain.accounts import SYSTEM, Actor
from booking.domain.bookings import Booking
from booking.domain.modes import Mode
from booking.domain.plans import PlanAsk
from booking.matching.planning.tasks import Explained
from booking.resources import Resources
from booking.services import assignments, bookings, planning
from booking.services.planning import PlanDetails, thinking
from tests.builders import Cast, order
from workers.thinking import LENGTH_BYTES, solve

DAY = date(2026, 3, 12)
VISIT: dict[str, Any] = {
    "mode": Mode.IN_PERSON,
    "in_person_reason": "other",
    "phone": "",
    "address": "Engvej 2, 9902 Vesterby",
    "postcode": "9902",
}


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A wall time in Copenhagen on the planned day, in winter."""
    return datetime(2026, 3, 12, tzinfo=UTC) + timedelta(days=days, hours=hour - 1, minutes=minute)


@dataclass
class Planning:
    """An office whose planner is this test."""

    office: Resources
    cast: Cast

    @staticmethod
    def on(days: int) -> date:
        return DAY + timedelta(days=days)

    async def book(self, hour: int, minute: int = 0, *, days: int = 0, to: UUID | None = None, **different: Any) -> str:
        """A booking on the day; given to somebody when `to` says whom. Nobody looks for anybody by themselves."""
        details = {"citizen_ref": "", "starts_at": at(hour, minute, days=days), "language": "pes"} | different
        async with self.office.desk(self.cast.requester) as desk:
            number = (await bookings.request(desk, order=order(**details))).number
        if to is not None:
            async with self.office.desk(self.cast.coordinator) as desk:
                await assignments.assign(desk, number=number, interpreter_id=to)
        return number

    async def ask(self, actor: Actor | None = None, **different: Any) -> UUID:
        values: dict[str, Any] = {"first": DAY, "last": DAY} | different
        async with self.office.desk(actor or self.cast.coordinator) as desk:
            return (await planning.ask_for_plan(desk, ask=PlanAsk(**values))).id

    async def solve(self, plan_id: UUID) -> PlanDetails:
        async with self.office.counter(SYSTEM) as desk:
            lease = await desk.plan_leases.claim(plan_id)
        assert lease is not None
        async with self.office.desk(SYSTEM) as desk:
            work = await thinking.take_up(desk, plan_id)
        async with self.office.desk(SYSTEM) as desk:
            assert await thinking.begin(desk, lease, work)
            assert await thinking.conclude(desk, lease, work, thought(work))
        return await self.read(plan_id)

    async def plan(self, **different: Any) -> PlanDetails:
        return await self.solve(await self.ask(**different))

    async def read(self, plan_id: UUID) -> PlanDetails:
        async with self.office.desk(self.cast.coordinator) as desk:
            return await planning.read_plan(desk, plan_id=plan_id)

    async def apply(self, found: PlanDetails, *numbers: int) -> PlanDetails:
        async with self.office.desk(self.cast.coordinator) as desk:
            await planning.apply_plan(desk, plan_id=found.plan.id, lines=list(numbers) or None)
        return await self.read(found.plan.id)

    async def stands(self, number: str) -> tuple[str, str]:
        """The booking's status, and who has it."""
        async with self.office.desk(self.cast.coordinator) as desk:
            found = await bookings.read(desk, number)
        return found.booking.status.value, found.interpreter.name if found.interpreter is not None else ""

    async def booking(self, number: str) -> Booking:
        async with self.office.desk(self.cast.coordinator) as desk:
            return await bookings.find(desk, number)


def thought(work: thinking.Work) -> thinking.Found:
    """All that the process would have said."""
    found, answers = thinking.Found(), io.BytesIO()
    for part in work.parts():
        solve(part, answers)
    answers.seek(0)
    while length := answers.read(LENGTH_BYTES):
        said = pickle.loads(answers.read(int.from_bytes(length, "big")))
        if isinstance(said, Explained):
            found.reasons[said.job] = said
        else:
            found.proposals[said.part] = said.proposal
    return found


def lines(found: PlanDetails) -> list[tuple[str, str, str, bool, str]]:
    """Each line: the booking, from whom, to whom, whether they are asked, and what became of it."""
    names = {key: one.name for key, one in found.people.items()} | {None: ""}
    return [
        (
            found.bookings[line.booking_id].number,
            names[line.giver_id],
            names[line.taker_id],
            line.asked,
            line.state.value,
        )
        for line in found.lines
    ]
