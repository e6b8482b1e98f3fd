"""Refund claims over the API: drafted, approved, submitted; their lines, what is held back, and the evidence."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api import claim_shapes as shaped
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.permissions import require_permission
from booking.services import claims
from booking.services.claims import evidence
from booking.services.desk import Desk
from schemas import claims as io

ONE = "/{number:str}"


class ClaimsController(Controller):
    path = "/refund-claims"
    tags = ["Refund claims"]

    @get(summary="Claims")
    async def list_claims(self, request: Asked) -> io.ClaimsOut:
        """The newest first."""
        async with desk_for(request) as desk:
            return io.ClaimsOut([shaped.head(claim, ore) for claim, ore in await claims.list_claims(desk)])

    @post(summary="Draft a claim")
    async def draft(self, request: Asked, data: JSONBody[io.NewClaim]) -> Response[io.ClaimOut]:
        """For a quarter or a year's statement, with everything that is ready; one claim at a time is open."""

        async def act(desk: Desk) -> str:
            made = await claims.draft(desk, kind=data.kind, year=data.year, quarter=data.quarter)
            return made.number

        return await _answered(request, act, permission="claims:make", status=201)

    @get(ONE, summary="One claim")
    async def read(self, request: Asked, number: FromPath[str]) -> io.ClaimOut:
        async with desk_for(request) as desk:
            return shaped.details(await claims.read_claim(desk, number=number), tongue_of(request))

    @delete(ONE, summary="Discard a draft")
    async def discard(self, request: Asked, number: FromPath[str]) -> None:
        async with desk_for(request) as desk:
            await claims.discard(desk, number=number)

    @post(f"{ONE}/recount", summary="Count a draft again", status_code=200)
    async def recount(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.ClaimStep]
    ) -> Response[io.ClaimOut]:
        async def act(desk: Desk) -> str:
            return (await claims.recount(desk, number=number, version=data.version)).number

        return await _answered(request, act, permission="claims:make")

    @post(f"{ONE}/approve", summary="Approve", status_code=200)
    async def approve(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.ClaimStep]
    ) -> Response[io.ClaimOut]:
        """By somebody who attested none of its lines, and did not make it."""

        async def act(desk: Desk) -> str:
            return (await claims.approve(desk, number=number, version=data.version)).number

        return await _answered(request, act, permission="claims:approve")

    @post(f"{ONE}/send-back", summary="Send back to finance", status_code=200)
    async def send_back(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.ClaimBack]
    ) -> Response[io.ClaimOut]:
        async def act(desk: Desk) -> str:
            done = await claims.send_back(desk, number=number, reason=data.reason, version=data.version)
            return done.number

        return await _answered(request, act, permission="claims:approve")

    @post(f"{ONE}/submit", summary="Submit and freeze", status_code=200)
    async def submit(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.ClaimSubmission]
    ) -> Response[io.ClaimOut]:
        """What becomes known later is a correction in the next claim."""

        async def act(desk: Desk) -> str:
            done = await claims.submit(desk, number=number, auditor=data.auditor, version=data.version)
            return done.number

        return await _answered(request, act, permission="claims:make")

    @get(f"{ONE}/lines", summary="A claim's lines")
    async def lines(self, request: Asked, number: FromPath[str]) -> io.ClaimLinesOut:
        return await _lines(request, number)

    @get(f"{ONE}/corrections", summary="A claim's corrections of earlier ones")
    async def corrections(self, request: Asked, number: FromPath[str]) -> io.ClaimLinesOut:
        return await _lines(request, number, kind="correction")

    @get(f"{ONE}/held", summary="What a claim holds back, and why")
    async def held(self, request: Asked, number: FromPath[str], reason: FromQuery[str] = "") -> io.HeldListOut:
        async with desk_for(request) as desk:
            rows, tongue = await claims.held_rows(desk, number=number, why=reason), tongue_of(request)
            return io.HeldListOut([shaped.held(desk, row, tongue) for row in rows])

    @post(f"{ONE}/evidence", summary="Build a pack of evidence", status_code=202)
    async def ask_for_pack(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.NewPack]
    ) -> Response[io.PackOut]:
        """A worker builds it; follow it at …/evidence/{id}."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "claims:evidence")

            async def make() -> Answer:
                made = await evidence.ask_for_pack(desk, number=number, seed=data.seed, sample=data.sample)
                return Answer(shaped.pack(made), status=202)

            return await once(request, desk, io.PackOut, make)

    @get(f"{ONE}/evidence", summary="A claim's packs of evidence")
    async def packs(self, request: Asked, number: FromPath[str]) -> io.PacksOut:
        async with desk_for(request) as desk:
            return io.PacksOut([shaped.pack(one) for one in await evidence.list_packs(desk, number=number)])

    @get(f"{ONE}/statement.pdf", summary="The claim's statement on paper", media_type="application/pdf")
    async def statement(self, request: Asked, number: FromPath[str]) -> Response[bytes]:
        """PDF/UA, as the claim stands now; the pack of evidence has the same document."""
        async with desk_for(request) as desk:
            content = await evidence.statement_document(desk, number=number)
            return Response(content, media_type="application/pdf")

    @get(f"{ONE}/evidence.zip", summary="The newest pack of evidence", media_type="application/zip")
    async def newest_pack(self, request: Asked, number: FromPath[str]) -> Response[bytes]:
        """Who took it is written down."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "claims:evidence")
            name, content = await evidence.take_newest(desk, number=number)
            return shaped.download(name, content)

    @post(f"{ONE}/evidence-with-cpr.zip", summary="The same with the CPR numbers", status_code=200)
    async def newest_with_numbers(self, request: Asked, number: FromPath[str]) -> Response[bytes]:
        """By finance; each number that is read is written down. The sheet is made now and kept nowhere."""
        async with desk_for(request) as desk:
            name, content = await evidence.take_newest_with_numbers(desk, number=number)
            return shaped.download(name, content)

    @get(f"{ONE}/evidence/{{pack_id:uuid}}", summary="How far a pack is")
    async def one_pack(self, request: Asked, number: FromPath[str], pack_id: FromPath[UUID]) -> io.PackOut:
        async with desk_for(request) as desk:
            return shaped.pack(await evidence.read_pack(desk, pack_id=pack_id))


async def _lines(request: Asked, number: str, *, kind: str = "") -> io.ClaimLinesOut:
    async with desk_for(request) as desk:
        rows = await claims.line_rows(desk, number=number, kind=kind)
        return io.ClaimLinesOut([shaped.line(desk, row) for row in rows])


async def _answered(
    request: Asked, act: Callable[[Desk], Awaitable[str]], *, permission: str, status: int = 200
) -> Response[io.ClaimOut]:
    async with desk_for(request) as desk:
        require_permission(desk.actor, permission)

        async def make() -> Answer:
            found = await claims.read_claim(desk, number=await act(desk))
            return Answer(shaped.details(found, tongue_of(request)), status=status)

        return await once(request, desk, io.ClaimOut, make)
