"""Payroll exports over the API: foreseen, made, listed and fetched as sheets."""

from datetime import date
from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from booking.api.desks import Answer, Asked, desk_for, once
from booking.domain.money import kroner
from booking.persistence.payroll import Export, PayLine
from booking.services import payroll
from schemas import payroll as io

First = Annotated[date, QueryParameter(name="since", description="First day")]
Last = Annotated[date, QueryParameter(name="until", description="Last day, included")]


class PayrollController(Controller):
    path = "/payroll-exports"
    tags = ["Payroll"]

    @get(summary="Payroll exports")
    async def exports(self, request: Asked) -> io.PayrollsOut:
        async with desk_for(request) as desk:
            return io.PayrollsOut([_head(*found) for found in await payroll.exports(desk)])

    @get("/preview", summary="What an export would hold now")
    async def preview(self, request: Asked, since: First, until: Last) -> list[io.PayLineOut]:
        async with desk_for(request) as desk:
            return [line_out(one) for one in await payroll.foresee(desk, since=since, until=until)]

    @post(summary="Export a period")
    async def export(self, request: Asked, data: JSONBody[io.NewPayroll]) -> Response[io.PayrollOut]:
        """Each settled job once; what was corrected since it was exported comes as a difference."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                made, lines = await payroll.export(desk, since=data.since, until=data.until)
                return Answer(_out(made, lines))

            return await once(request, desk, io.PayrollOut, make)

    @get("/{export:str}/rows", summary="An export's jobs as a sheet", media_type="text/csv")
    async def rows(self, request: Asked, export: FromPath[str]) -> Response[bytes]:
        """CSV as a Danish payroll office opens it."""
        async with desk_for(request) as desk:
            return _sheet(f"{export}-opgaver", payroll.rows_sheet(export, await payroll.lines_of(desk, export)))

    @get("/{export:str}/sums", summary="An export's interpreters as a sheet", media_type="text/csv")
    async def sums(self, request: Asked, export: FromPath[str]) -> Response[bytes]:
        async with desk_for(request) as desk:
            return _sheet(export, payroll.sums_sheet(export, await payroll.lines_of(desk, export)))


def _sheet(name: str, content: bytes) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(content, media_type="text/csv", headers=headers)


def _head(made: Export, count: int, fees_ore: int) -> io.PayrollHeadOut:
    return io.PayrollHeadOut(
        number=made.number,
        since=made.since,
        until=made.until,
        made_at=made.made_at,
        made_by=made.made_by_name,
        count=count,
        fees=kroner(fees_ore),
    )


def _out(made: Export, lines: list[PayLine]) -> io.PayrollOut:
    return io.PayrollOut(
        number=made.number,
        since=made.since,
        until=made.until,
        made_at=made.made_at,
        made_by=made.made_by_name,
        lines=[line_out(one) for one in lines],
    )


def line_out(one: PayLine) -> io.PayLineOut:
    return io.PayLineOut(
        booking=one.number,
        held_on=one.held_on,
        interpreter=one.interpreter_id,
        name=one.name,
        employment=one.employment.value,
        correction=one.correction,
        normal_minutes=one.worked.normal_minutes,
        offhours_minutes=one.worked.offhours_minutes,
        travel_minutes=one.worked.travel_minutes,
        km=str(one.worked.km),
        fee=kroner(one.worked.fee_ore),
    )
