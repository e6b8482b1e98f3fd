"""Pages after the report: what waits for attestation, disputes, the voucher, and the rule for silence."""

from dataclasses import replace

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.attestations import AttestationRule
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import attestations, bookings
from booking.services.vouchers import voucher
from booking.web.booking_pages import seen
from booking.web.guards import Asked, office_of
from booking.web.making.bookings import booking_page
from booking.web.making.settings import attestation_rule_page
from booking.web.making.vouchers import attestation_list, voucher_page
from booking.web.settings import number_in
from booking.web.visits import visiting

LIST, RULE = "/attestation", "/indstillinger/attestation"
ONE = "/bestillinger/{number:str}"
LIST_PAGE, RULE_PAGE = "attestation/liste.html", "indstillinger/attestation.html"
VOUCHER_PAGE, BOOKING_PAGE = "bilag/side.html", "bestillinger/side.html"
TICKED, ALONE = "n-", "kun"
NOTHING = Text("Sæt kryds ved mindst én.", "Tick at least one.")


@get(LIST)
async def waiting(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST_PAGE, await attestation_list(visit.desk), place="attestation")


@post(LIST)
async def attest_many(request: Asked) -> Response[str]:
    """What could not be attested is said above the list as it then is."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "bookings:attest")
        ticked = [name.removeprefix(TICKED) for name in visit.fields if name.startswith(TICKED)]
        numbers = [alone] if (alone := visit.fields.get(ALONE, "")) else ticked
        done, refused = await attestations.attest_many(visit.desk, numbers)
        if numbers and not refused:
            return visit.moved(LIST, told="attested_many", number=str(len(done)))
        why = tuple(refused.items()) or (("", NOTHING),)
        view = replace(await attestation_list(visit.desk), refused=why)
        return await visit.show(LIST_PAGE, view, place="attestation", status=200 if done else 422, path=LIST)


@post(f"{ONE}/indsigelse")
async def dispute(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await seen(visit, number, "bookings:attest")
            await bookings.dispute(visit.desk, number=number, reason=visit.fields.get("reason", ""))
            return visit.moved(f"/bestillinger/{number}", told="disputed", number=number)
    except Invalid as error:
        return await _again(request, number, error)


@post(f"{ONE}/indsigelse/afgoer")
async def decide_dispute(request: Asked, number: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            await seen(visit, number, "disputes:decide")
            await bookings.decide_dispute(visit.desk, number=number, reason=visit.fields.get("reason", ""))
            return visit.moved(f"/bestillinger/{number}", told="dispute_stands", number=number)
    except Invalid as error:
        return await _again(request, number, error)


async def _again(request: Asked, number: str, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        view = await booking_page(visit.desk, number)
        if view.voucher is not None:
            view = replace(view, voucher=replace(view.voucher, dispute_error=error.message))
        return await visit.show(BOOKING_PAGE, view, place="bestillinger", status=422, path=f"/bestillinger/{number}")


@get(f"{ONE}/bilag")
async def show_voucher(request: Asked, number: FromPath[str]) -> Response[str]:
    """The voucher, as it is read and printed."""
    async with visiting(request) as visit:
        found = await voucher(visit.desk, number)
        page = voucher_page(visit.desk, found, visit.desk.identity.municipality)
        return await visit.show(VOUCHER_PAGE, page, place="bestillinger")


@get(RULE)
async def show_rule(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(RULE_PAGE, await attestation_rule_page(visit.desk), place="attestation")


@post(RULE)
async def set_rule(request: Asked) -> Response[str]:
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "settings:write")
            typed = {name: visit.fields.get(name, "") for name in ("silence_days", "remind_days")}
            days = {name: number_in(value, name) for name, value in typed.items()}
            await attestations.set_rule(visit.desk, rule=AttestationRule(**days))
            response = visit.moved(RULE, told="attestation_set")
    except Invalid as error:
        async with visiting(request) as visit:
            view = await attestation_rule_page(visit.desk)
            typed = {name: visit.fields.get(name, "")[:9] for name in ("silence_days", "remind_days")}
            view = replace(view, **typed, errors={error.field or "silence_days": error.message})  # type: ignore[arg-type]
            return await visit.show(RULE_PAGE, view, place="attestation", status=422, path=RULE)
    office_of(request).forget_reference()
    return response
