"""The interpreters' register over the API."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from booking.api import cursors
from booking.api.desks import Answer, Asked, desk_for, once
from booking.domain.interpreters import Hours, Interpreter, Interval, Skill
from booking.domain.periods import check_offset as instant
from booking.domain.periods import local_date
from booking.persistence.ids import new_id
from booking.services import interpreters
from booking.services.desk import Desk
from booking.services.employing import face_of
from booking.services.stamps import stamp_of
from schemas.others import (
    AvailabilityOut,
    HoursIO,
    InterpreterOut,
    InterpretersPage,
    IntervalIO,
    NewInterpreter,
    SkillIO,
    WeeklyHours,
)


def interpreter_from(data: NewInterpreter, desk: Desk) -> Interpreter:
    today = local_date(desk.now)
    direct = frozenset({"skills", "hours", "modes"})
    named = {name: getattr(data, name) for name in data.__struct_fields__ if name not in direct}
    skills = (Skill(one.language, one.level, one.valid_from or today, one.valid_to) for one in data.skills)
    return Interpreter(
        **named,
        id=new_id(),
        modes=frozenset(data.modes),
        skills=tuple(skills),
        hours=tuple(Hours(part.weekday, part.starts, part.ends) for part in data.hours),
    )


def interpreter_out(one: Interpreter) -> InterpreterOut:
    return InterpreterOut(
        id=one.id,
        name=one.name,
        email=one.email,
        phone=one.phone,
        employment=one.employment,
        gender=one.gender,
        modes=sorted(one.modes),
        home_place=one.home_place,
        skills=[
            SkillIO(language=skill.language, level=skill.level, valid_from=skill.valid_from, valid_to=skill.valid_to)
            for skill in one.skills
        ],
        hours=hours_out(one),
        active=one.active,
    )


def etag_of(one: Interpreter) -> str:
    return f'"{stamp_of(face_of(one))}"'


def hours_out(one: Interpreter) -> list[HoursIO]:
    return [HoursIO(part.weekday, part.starts, part.ends) for part in one.hours]


def interval_out(interval: Interval) -> IntervalIO:
    return IntervalIO(
        starts_at=interval.starts_at,
        ends_at=interval.ends_at,
        offered=interval.offered,
        reason=interval.reason,
        id=interval.id,
    )


class InterpretersController(Controller):
    path = "/interpreters"
    tags = ["Interpreters"]

    @get(summary="The register")
    async def list_interpreters(
        self,
        request: Asked,
        language: FromQuery[str | None] = None,
        cursor: FromQuery[str | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
    ) -> InterpretersPage:
        """By name; `cursor` is the `next` of the page before."""
        async with desk_for(request) as desk:
            if language is not None:
                desk.reference.language(language)
            after = cursors.read(cursor) if cursor else None
            found = await interpreters.list_interpreters(desk, language=language, after=after, limit=limit)
            more = cursors.written(found[-1].name, found[-1].id) if len(found) == limit else None
            return InterpretersPage([interpreter_out(one) for one in found], more)

    @post(summary="Add an interpreter")
    async def add(self, request: Asked, data: JSONBody[NewInterpreter]) -> Response[InterpreterOut]:
        async with desk_for(request) as desk:

            async def make() -> Answer:
                added = await interpreters.add_interpreter(desk, interpreter=interpreter_from(data, desk))
                return Answer(interpreter_out(added))

            return await once(request, desk, InterpreterOut, make)

    @get("/{interpreter_id:uuid}", summary="Read an interpreter")
    async def read(self, request: Asked, interpreter_id: FromPath[UUID]) -> Response[InterpreterOut]:
        async with desk_for(request) as desk:
            found = await interpreters.read_interpreter(desk, interpreter_id=interpreter_id)
            return Response(interpreter_out(found), headers={"ETag": etag_of(found)})

    @get("/{interpreter_id:uuid}/availability", summary="Weekly hours and exceptions")
    async def availability(self, request: Asked, interpreter_id: FromPath[UUID]) -> AvailabilityOut:
        async with desk_for(request) as desk:
            one, exceptions = await interpreters.read_availability(desk, interpreter_id=interpreter_id)
            return AvailabilityOut(hours_out(one), [interval_out(interval) for interval in exceptions])

    @put("/{interpreter_id:uuid}/availability", summary="Set the weekly hours")
    async def set_hours(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[WeeklyHours]
    ) -> AvailabilityOut:
        async with desk_for(request) as desk:
            weekly = [Hours(part.weekday, part.starts, part.ends) for part in data.hours]
            await interpreters.set_hours(desk, interpreter_id=interpreter_id, hours=weekly)
            one, exceptions = await interpreters.read_availability(desk, interpreter_id=interpreter_id)
            return AvailabilityOut(hours_out(one), [interval_out(interval) for interval in exceptions])

    @post("/{interpreter_id:uuid}/absences", summary="Report an absence, or extra hours")
    async def add_absence(
        self, request: Asked, interpreter_id: FromPath[UUID], data: JSONBody[IntervalIO]
    ) -> Response[IntervalIO]:
        async with desk_for(request) as desk:

            async def make() -> Answer:
                added = await interpreters.add_absence(
                    desk,
                    interpreter_id=interpreter_id,
                    starts_at=instant(data.starts_at, field="starts_at"),
                    ends_at=instant(data.ends_at, field="ends_at"),
                    reason=data.reason,
                    offered=data.offered,
                )
                return Answer(interval_out(added))

            return await once(request, desk, IntervalIO, make)

    @delete("/{interpreter_id:uuid}/absences/{interval_id:uuid}", summary="Take an absence or extra hours away")
    async def remove_absence(self, request: Asked, interpreter_id: FromPath[UUID], interval_id: FromPath[UUID]) -> None:
        """Gone is gone, also when asked twice; an illness ends by being well (409)."""
        async with desk_for(request) as desk:
            await interpreters.remove_absence(desk, interpreter_id=interpreter_id, interval_id=interval_id)
