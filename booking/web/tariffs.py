"""The tariffs' pages: what holds, spreadsheets out and in, and names for what is new."""

from litestar import Response, get, post
from litestar.datastructures import UploadFile

from booking.domain.errors import Conflict, Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import tariffs
from booking.services.imports import ImportRefused
from booking.web.guards import Asked, office_of
from booking.web.making.tariffs import tariff_page
from booking.web.orders_in import Wrong
from booking.web.visits import Visit, visiting

HERE, PLACE = "/takster", "takster"
PAGE = "takster/side.html"
LARGEST = 2_000_000


@get(HERE)
async def show(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, await tariff_page(visit.desk), place=PLACE)


@get(f"{HERE}/takster.csv")
async def sheet(request: Asked) -> Response[bytes]:
    """Every rate, as Excel opens it and as it is read back."""
    async with visiting(request) as visit:
        content = tariffs.rates_sheet(visit.desk)
    headers = {"Content-Disposition": 'attachment; filename="takster.csv"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@post(f"{HERE}/kladder")
async def make(request: Asked) -> Response[str]:
    """On to the new draft."""
    try:
        async with visiting(request) as visit:
            draft = await _made(visit)
            return visit.moved(f"{HERE}/kladder/{draft}", told="draft_made")
    except Wrong as wrong:
        return await _again(request, errors=wrong.errors)


async def _made(visit: Visit) -> str:
    require_permission(visit.desk.actor, "tariffs:write")
    try:
        return str((await tariffs.make_draft(visit.desk, name=visit.fields.get("name", ""))).id)
    except Invalid as refusal:
        raise Wrong({"name": refusal.message}) from refusal


@post(f"{HERE}/indlaes")
async def read(request: Asked) -> Response[str]:
    """A spreadsheet read into a draft; every mistake by row and column, and nothing of it kept."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "tariffs:write")
            name, content = await _file(request)
            draft = await tariffs.read_rates(visit.desk, content, name=name)
            return visit.moved(f"{HERE}/kladder/{draft.id}", told="draft_made")
    except ImportRefused as refused:
        return await _again(request, refused=tuple(fault.text for fault in refused.errors))
    except (Invalid, Conflict) as refusal:
        return await _again(request, errors={"file": refusal.message})


async def _file(request: Asked) -> tuple[str, bytes]:
    """The file's name without its ending, and what is in it; Invalid when none was chosen."""
    found = (await request.form()).get("file")
    content = await found.read() if isinstance(found, UploadFile) else b""
    if not content or len(content) > LARGEST:
        raise Invalid(Text("Vælg en CSV-fil på højst 2 MB.", "Choose a CSV file of 2 MB at most."), field="file")
    assert isinstance(found, UploadFile)
    return found.filename.rpartition(".")[0][:100] or "takster", content


@post(f"{HERE}/navne")
async def name(request: Asked) -> Response[str]:
    """A new tariff or category, or another name for one there is."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "tariffs:write")
            await _named(visit)
            answer = visit.moved(HERE, told="tariff_named")
    except Wrong as wrong:
        return await _again(request, errors=wrong.errors)
    office_of(request).forget_reference()
    return answer


async def _named(visit: Visit) -> None:
    typed = visit.fields
    said = typed.get("scheme_name", "")
    try:
        code, category = typed.get("scheme", "").strip().upper(), typed.get("category", "").strip().lower()
        await tariffs.name_scheme(visit.desk, scheme=code, category=category, name=Text(said, said))
    except Invalid as refusal:
        field = "scheme_name" if refusal.field == "name" else refusal.field or "scheme"
        raise Wrong({field: refusal.message}) from refusal


async def _again(
    request: Asked, *, errors: dict[str, Text] | None = None, refused: tuple[Text, ...] = ()
) -> Response[str]:
    async with visiting(request) as visit:
        view = await tariff_page(visit.desk, refused=refused, errors=errors, values=visit.fields)
        return await visit.show(PAGE, view, place=PLACE, status=422, path=HERE)
