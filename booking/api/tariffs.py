"""Tariffs over the API: what holds, drafts with their preview, publishing, golden cases, spreadsheets."""

from datetime import date
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.api.priced import (
    case_from,
    case_out,
    draft_out,
    preview_out,
    rate_from,
    tariffs_out,
)
from booking.api.services import terms_from
from booking.domain.costs.tariffs import Component
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import check_day
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services import tariffs
from booking.services.imports import ImportRefused
from schemas import tariffs as io
from schemas.services import NewTerms

__all__ = ["TariffsController"]
DRAFT = "/drafts/{draft_id:uuid}"
CSV = "text/csv; charset=utf-8"


class TariffsController(Controller):
    path = "/tariffs"
    tags = ["Economy"]

    @get(summary="All tariffs on a day")
    async def on_day(self, request: Asked, on: FromQuery[date | None] = None) -> io.TariffsOut:
        """Each scheme with the rates in force, those to come and its terms in words; and where a rate is missing."""
        async with desk_for(request) as desk:
            check_day(on, field="on")
            return tariffs_out(desk, await tariffs.tariffs_on(desk, on), tongue_of(request))

    @get("/rates.csv", summary="Every rate as a spreadsheet", media_type=CSV)
    async def sheet(self, request: Asked) -> Response[bytes]:
        """Semicolons, decimal commas, UTF-8 with a BOM; edited in Excel it can be sent back as a draft."""
        async with desk_for(request) as desk:
            return Response(tariffs.rates_sheet(desk), media_type=CSV)

    @patch("/names", summary="Name a scheme or a category")
    async def name(self, request: Asked, data: JSONBody[io.SchemeName]) -> Response[None]:
        """A new one may be given rates from then on."""
        async with desk_for(request) as desk:
            name = Text(data.name, data.name_en or data.name)
            await tariffs.name_scheme(desk, scheme=data.scheme, category=data.category, name=name)
        office_of(request).forget_reference()
        return Response(None, status_code=204)

    @get("/drafts", summary="Drafts at work, or those published")
    async def drafts(self, request: Asked, published: FromQuery[bool] = False) -> list[io.DraftOut]:
        async with desk_for(request) as desk:
            return [draft_out(one) for one in await tariffs.list_drafts(desk, published=published)]

    @post("/drafts", summary="Make a draft")
    async def make(self, request: Asked, data: JSONBody[io.NewDraft]) -> Response[io.DraftOut]:
        """Nothing of it is in force until it is published."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")

            async def made() -> Answer:
                rates = [rate_from(one) for one in data.rates]
                terms = [terms_from(one) for one in data.terms]
                return Answer(draft_out(await tariffs.make_draft(desk, name=data.name, rates=rates, terms=terms)))

            return await once(request, desk, io.DraftOut, made)

    @post("/drafts/csv", summary="Make a draft of a spreadsheet")
    async def read(self, request: Asked, name: FromQuery[str] = "Regneark") -> Response[io.DraftOut]:
        """The body is the file; what it says anew becomes a draft, and every mistake is told by row and column."""
        content = await _content(request)
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")
            try:
                return Response(draft_out(await tariffs.read_rates(desk, content, name=name)), status_code=201)
            except ImportRefused as refused:
                said = [fault.text for fault in refused.errors]
                whole = Text("\n".join(one.da for one in said), "\n".join(one.en for one in said))
                raise Invalid(whole, field="file") from refused

    @get(DRAFT, summary="A draft")
    async def draft(self, request: Asked, draft_id: FromPath[UUID]) -> io.DraftOut:
        async with desk_for(request) as desk:
            return draft_out(await tariffs.read_draft(desk, draft_id=draft_id))

    @put(f"{DRAFT}/rates", summary="Put a rate into a draft")
    async def put_rate(self, request: Asked, draft_id: FromPath[UUID], data: JSONBody[io.RateIO]) -> io.DraftOut:
        """In the place of the one of the same scheme, category, component and first day."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")
            return draft_out(await tariffs.put_rate(desk, draft_id=draft_id, rate=rate_from(data)))

    @delete(f"{DRAFT}/rates", summary="Take a rate out of a draft")
    async def drop_rate(
        self,
        request: Asked,
        draft_id: FromPath[UUID],
        scheme: FromQuery[str],
        component: FromQuery[Component],
        valid_from: FromQuery[date],
        category: FromQuery[str] = "",
    ) -> None:
        async with desk_for(request) as desk:
            key = (scheme, category, component)
            await tariffs.drop_rate(desk, draft_id=draft_id, key=key, valid_from=valid_from)

    @put(f"{DRAFT}/terms", summary="Put terms into a draft")
    async def put_terms(self, request: Asked, draft_id: FromPath[UUID], data: JSONBody[NewTerms]) -> io.DraftOut:
        """In the place of those of the same scheme and mode."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")
            return draft_out(await tariffs.put_terms(desk, draft_id=draft_id, terms=terms_from(data)))

    @delete(f"{DRAFT}/terms", summary="Take terms out of a draft")
    async def drop_terms(
        self, request: Asked, draft_id: FromPath[UUID], scheme: FromQuery[str], mode: FromQuery[Mode]
    ) -> None:
        async with desk_for(request) as desk:
            await tariffs.drop_terms(desk, draft_id=draft_id, key=(scheme, mode))

    @delete(DRAFT, summary="Throw a draft away")
    async def drop(self, request: Asked, draft_id: FromPath[UUID]) -> None:
        async with desk_for(request) as desk:
            await tariffs.drop_draft(desk, draft_id=draft_id)

    @get(f"{DRAFT}/preview", summary="Last quarter priced again by a draft")
    async def preview(self, request: Asked, draft_id: FromPath[UUID]) -> io.PreviewOut:
        """What each scheme, mode and unit would have cost, the largest rows, and whether the golden cases hold."""
        async with desk_for(request) as desk:
            return preview_out(desk, await tariffs.preview(desk, draft_id=draft_id), tongue_of(request))

    @post(f"{DRAFT}/publish", summary="Publish a draft")
    async def publish(
        self, request: Asked, draft_id: FromPath[UUID], data: JSONBody[io.Publication]
    ) -> Response[io.DraftOut]:
        """From its days on it holds; what was held stays as it was billed."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")

            async def done() -> Answer:
                found = await tariffs.publish(desk, draft_id=draft_id, reason=data.reason)
                return Answer(draft_out(found), status=200)

            answer = await once(request, desk, io.DraftOut, done)
        office_of(request).forget_reference()
        return answer

    @get("/cases", summary="Golden cases")
    async def cases(self, request: Asked) -> list[io.CaseOut]:
        """Jobs whose price is known, held against the tariffs as they are."""
        async with desk_for(request) as desk:
            return [case_out(one) for one in await tariffs.list_cases(desk)]

    @post("/cases", summary="Add a golden case")
    async def add_case(self, request: Asked, data: JSONBody[io.NewCase]) -> Response[io.CaseOut]:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")

            async def made() -> Answer:
                return Answer(case_out(await tariffs.put_case(desk, case=case_from(data, new_id()), is_new=True)))

            return await once(request, desk, io.CaseOut, made)

    @put("/cases/{case_id:uuid}", summary="Change a golden case")
    async def put_case(self, request: Asked, case_id: FromPath[UUID], data: JSONBody[io.NewCase]) -> io.CaseOut:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "tariffs:write")
            return case_out(await tariffs.put_case(desk, case=case_from(data, case_id), is_new=False))

    @delete("/cases/{case_id:uuid}", summary="Take a golden case away")
    async def drop_case(self, request: Asked, case_id: FromPath[UUID]) -> None:
        async with desk_for(request) as desk:
            await tariffs.drop_case(desk, case_id=case_id)


async def _content(request: Request) -> bytes:  # type: ignore[type-arg]
    return await request.body()
