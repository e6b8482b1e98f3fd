"""The invoices' pages: read in, gone through line by line, released or sent back."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import invoicing
from booking.services.desk import Desk
from booking.web.guards import Asked
from booking.web.making.invoices import invoice_list, invoice_page
from booking.web.visits import HEADERS, visiting

HERE, PLACE = "/fakturaer", "fakturaer"
ONE = f"{HERE}/{{invoice_id:uuid}}"
LIST, PAGE = "fakturaer/liste.html", "fakturaer/side.html"


@get(HERE)
async def invoices(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST, await invoice_list(visit.desk), place=PLACE)


@post(HERE)
async def receive(request: Asked) -> Response[str]:
    """On to the invoice, or to the list when there were several; nothing is kept of a file with a mistake."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "invoices:write")
            name, content = await _file(request)
            found = await invoicing.receive(visit.desk, content, file_name=name)
            href = f"{HERE}/{found[0].invoice.id}" if len(found) == 1 else HERE
            return visit.moved(href, told="invoice_received")
    except (Invalid, Conflict) as refusal:
        async with visiting(request) as visit:
            view = await invoice_list(visit.desk, refusal.message)
            return await visit.show(LIST, view, place=PLACE, status=422, path=HERE)


async def _file(request: Asked) -> tuple[str, bytes]:
    found = (await request.form()).get("file")
    if not isinstance(found, UploadFile):
        raise Invalid(Text("Vælg en XML- eller CSV-fil.", "Choose an XML or CSV file."), field="file")
    return found.filename[:200], await found.read()


@get(ONE)
async def invoice(request: Asked, invoice_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await invoice_page(visit.desk, invoice_id), place=PLACE)


@get(f"{ONE}/fil")
async def file(request: Asked, invoice_id: FromPath[UUID]) -> Response[bytes]:
    """What the supplier sent, byte for byte."""
    async with visiting(request) as visit:
        name, content = await invoicing.file_of(visit.desk, invoice_id=invoice_id)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


@post(f"{ONE}/linjer/{{n:int}}")
async def accept(request: Asked, invoice_id: FromPath[UUID], n: FromPath[int]) -> Response[str]:
    """A deviation is paid all the same; line 0 is the totals."""

    def act(desk: Desk, fields: dict[str, str]) -> Awaitable[object]:
        return invoicing.accept(desk, invoice_id=invoice_id, n=n, reason=fields.get("reason", ""))

    return await _step(request, invoice_id, act, "invoice_accepted", permission="invoices:write")


@post(f"{ONE}/frigiv")
async def release(request: Asked, invoice_id: FromPath[UUID]) -> Response[str]:
    def act(desk: Desk, _: dict[str, str]) -> Awaitable[object]:
        return invoicing.release(desk, invoice_id=invoice_id)

    return await _step(request, invoice_id, act, "invoice_released", permission="invoices:release")


@post(f"{ONE}/retur")
async def send_back(request: Asked, invoice_id: FromPath[UUID]) -> Response[str]:
    def act(desk: Desk, _: dict[str, str]) -> Awaitable[object]:
        return invoicing.send_back(desk, invoice_id=invoice_id)

    return await _step(request, invoice_id, act, "invoice_returned", permission="invoices:write")


async def _step(
    request: Asked,
    invoice_id: UUID,
    act: Callable[[Desk, dict[str, str]], Awaitable[object]],
    told: str,
    *,
    permission: str,
) -> Response[str]:
    """Back to the invoice; what is in the way is said on it."""
    try:
        async with visiting(request) as visit:
            await act(visit.desk, dict(visit.fields))
            return visit.moved(f"{HERE}/{invoice_id}", told=told)
    except (Invalid, Conflict, Denied) as refusal:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, permission)  # whoever may not is told so, and not on the page
            view = await invoice_page(visit.desk, invoice_id, refusal.message)
            return await visit.show(PAGE, view, place=PLACE, status=422, path=f"{HERE}/{invoice_id}")
