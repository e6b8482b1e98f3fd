"""The claims' pages: all of them, one with its way to the State, its lines, and its packs of evidence."""

from collections.abc import Awaitable, Callable
from typing import cast
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.claims import ClaimKind
from booking.domain.errors import Conflict, Denied, Invalid, OfficeError
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import claims
from booking.services.claims import evidence
from booking.web.economy import PLACE, downloaded, table_sheet
from booking.web.guards import Asked
from booking.web.making.economy import claim_list, claim_page
from booking.web.making.economy_rows import held_table, lines_table, rows_page
from booking.web.visits import Visit, visiting

HERE = "/refusionskrav"
ONE = f"{HERE}/{{number:str}}"
LIST, PAGE, ROWS = "refusionskrav/liste.html", "refusionskrav/side.html", "oekonomi/raekker.html"
CHOOSE = Text("Vælg periode og år.", "Choose period and year.")
_PERIODS: dict[str, tuple[str, int | None]] = {
    **{f"k{n}": ("quarter", n) for n in (1, 2, 3, 4)},
    "f": ("provisional", None),
    "e": ("final", None),
}


@get(HERE)
async def listing(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST, await claim_list(visit.desk), place=PLACE)


@post(HERE)
async def draft(request: Asked) -> Response[str]:
    """On to the draft; the list comes back with what is in the way."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "claims:make")
            period, year = visit.fields.get("period", ""), visit.fields.get("year", "")
            if period not in _PERIODS or not (year.isascii() and year.isdigit() and len(year) == 4):
                raise Invalid(CHOOSE, field="period")
            kind, quarter = _PERIODS[period]
            made = await claims.draft(visit.desk, kind=cast(ClaimKind, kind), year=int(year), quarter=quarter)
            return visit.moved(f"{HERE}/{made.number}", told="claim_drafted", number=made.number)
    except (Invalid, Conflict) as refusal:
        async with visiting(request) as visit:
            view = await claim_list(visit.desk, refusal.message)
            return await visit.show(LIST, view, place=PLACE, status=422, path=HERE)


@get(ONE)
async def show(request: Asked, number: FromPath[str]) -> Response[str]:
    """For htmx, while a pack is being built, only the packs."""
    async with visiting(request) as visit:
        view = await claim_page(visit.desk, number)
        return await visit.show(PAGE, view, place=PLACE, fragment="refusionskrav/_pakker.html")


@get(f"{ONE}/linjer")
async def lines(request: Asked, number: FromPath[str], regel: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        table = await lines_table(visit.desk, number, regel)
        return await visit.show(ROWS, await rows_page(visit.desk, table), place=PLACE)


@get(f"{ONE}/linjer.csv")
async def lines_sheet(request: Asked, number: FromPath[str], regel: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        return table_sheet(await lines_table(visit.desk, number, regel), f"{number}-linjer")


@get(f"{ONE}/tilbageholdt")
async def held(request: Asked, number: FromPath[str], grund: FromQuery[str] = "") -> Response[str]:
    async with visiting(request) as visit:
        table = await held_table(visit.desk, number, grund)
        return await visit.show(ROWS, await rows_page(visit.desk, table), place=PLACE)


@get(f"{ONE}/tilbageholdt.csv")
async def held_sheet(request: Asked, number: FromPath[str], grund: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        return table_sheet(await held_table(visit.desk, number, grund), f"{number}-tilbageholdt")


@post(f"{ONE}/tael-op")
async def recount(request: Asked, number: FromPath[str]) -> Response[str]:
    return await _step(request, number, lambda v: claims.recount(v.desk, number=number, version=_seen(v)), "recounted")


@post(f"{ONE}/kasser")
async def discard(request: Asked, number: FromPath[str]) -> Response[str]:
    async def act(visit: Visit) -> None:
        await claims.discard(visit.desk, number=number, version=_seen(visit))

    return await _step(request, number, act, "claim_discarded", to=HERE)


@post(f"{ONE}/godkend")
async def approve(request: Asked, number: FromPath[str]) -> Response[str]:
    return await _step(request, number, lambda v: claims.approve(v.desk, number=number, version=_seen(v)), "approved")


@post(f"{ONE}/send-tilbage")
async def send_back(request: Asked, number: FromPath[str]) -> Response[str]:
    def act(visit: Visit) -> Awaitable[object]:
        reason = visit.fields.get("reason", "")
        return claims.send_back(visit.desk, number=number, reason=reason, version=_seen(visit))

    return await _step(request, number, act, "sent_back")


@post(f"{ONE}/indsend")
async def submit(request: Asked, number: FromPath[str]) -> Response[str]:
    def act(visit: Visit) -> Awaitable[object]:
        auditor = visit.fields.get("auditor", "")
        return claims.submit(visit.desk, number=number, auditor=auditor, version=_seen(visit))

    return await _step(request, number, act, "submitted")


@post(f"{ONE}/pakke")
async def ask_for_pack(request: Asked, number: FromPath[str]) -> Response[str]:
    def act(visit: Visit) -> Awaitable[object]:
        require_permission(visit.desk.actor, "claims:evidence")
        typed = visit.fields.get("sample", "25").strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
            raise Invalid(Text("Skriv fra 0 til 500 bilag.", "Write from 0 to 500 vouchers."), field="sample")
        seed = visit.fields.get("seed", "")
        return evidence.ask_for_pack(visit.desk, number=number, seed=seed, sample=int(typed))

    return await _step(request, number, act, "pack_asked")


@get(f"{ONE}/pakke/{{pack_id:uuid}}")
async def take_pack(request: Asked, number: FromPath[str], pack_id: FromPath[UUID]) -> Response[bytes]:
    async with visiting(request) as visit:
        name, content = await evidence.take_pack(visit.desk, pack_id=pack_id)
        return downloaded(content, name, "application/zip")


@post(f"{ONE}/pakke/{{pack_id:uuid}}/cpr", status_code=200)
async def take_with_numbers(request: Asked, number: FromPath[str], pack_id: FromPath[UUID]) -> Response[bytes]:
    """A form and no link: every number is read, and every reading written down."""
    async with visiting(request) as visit:
        name, content = await evidence.take_with_numbers(visit.desk, pack_id=pack_id)
        return downloaded(content, name, "application/zip")


def _seen(visit: Visit) -> int | None:
    typed = visit.fields.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None


async def _step(
    request: Asked, number: str, act: Callable[[Visit], Awaitable[object]], told: str, *, to: str = ""
) -> Response[str]:
    """On with the claim; what is in the way is said on its page, and nothing is done."""
    try:
        async with visiting(request) as visit:
            await act(visit)
            return visit.moved(to or f"{HERE}/{number}", told=told, number=number)
    except (Invalid, Conflict) as refusal:
        return await _again(request, number, refusal)
    except Denied as refusal:
        # Whoever attested a line may see the claim, and is told why somebody else must approve it.
        if refusal.subject != number:
            raise
        return await _again(request, number, refusal, status=403)


async def _again(request: Asked, number: str, refusal: OfficeError, *, status: int = 422) -> Response[str]:
    async with visiting(request) as visit:
        view = await claim_page(visit.desk, number, {refusal.field or "": refusal.message}, visit.fields)
        return await visit.show(PAGE, view, place=PLACE, status=status, path=f"{HERE}/{number}")
