"""The pages of saved questions, of two readings of a report side by side, and of the council's targets."""

from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Invalid, OfficeError
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import questions, targets
from booking.services.comparisons import compare
from booking.services.sampling import USUAL, sample
from booking.web.entries import day_in, number_in
from booking.web.guards import Asked, office_of
from booking.web.making.figures import HERE, behind_page
from booking.web.making.kept import again_page, comparison_page, earlier_usual, kept_list, targets_page
from booking.web.questions_in import NAMES, asked_of, instant_in, typed_in
from booking.web.reports import PLACE, key_of
from booking.web.visits import Visit, visiting

KEPT, TARGETS = f"{HERE}/gemte", f"{HERE}/maal"
ONE = f"{KEPT}/{{question_id:uuid}}"


@get(KEPT)
async def listing(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("rapporter/gemte.html", await kept_list(visit.desk), place=PLACE)


@post(KEPT)
async def save(request: Asked) -> Response[str]:
    """The question that the report's page asked, under the name that was typed."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "reports:read")
        asked = {name: visit.fields.get(name, "") for name in NAMES}
        await questions.save_question(
            visit.desk,
            name=visit.fields.get("name", ""),
            report=visit.fields.get("report", ""),
            asked=_in_iso(visit, asked),
            shared=bool(visit.fields.get("shared")),
        )
        return visit.moved(KEPT, told="question_saved")


def _in_iso(visit: Visit, asked: dict[str, str]) -> dict[str, str]:
    """Days and times as typed, as they are kept."""
    meant = asked_of(visit.desk, asked)
    days = {"from": meant["frm"], "to": meant["to"], "as_of": meant["as_of"], "known_at": meant["known_at"]}
    kept = {name: value.isoformat() if value is not None else "" for name, value in days.items()}
    return asked | kept | {"public": "true" if meant["public"] else ""}


@get(ONE)
async def again(request: Asked, question_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        view = again_page(visit.desk, await questions.ask_again(visit.desk, question_id))
        return await visit.show("rapporter/igen.html", view, place=PLACE)


@post(f"{ONE}/del")
async def share(request: Asked, question_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await questions.set_shared(visit.desk, question_id, shared=bool(visit.fields.get("shared")))
        return visit.moved(KEPT, told="question_shared")


@post(f"{ONE}/slet")
async def remove(request: Asked, question_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await questions.delete_question(visit.desk, question_id)
        return visit.moved(KEPT, told="question_deleted")


@get(f"{HERE}/{{slug:str}}/sammenlign")
async def comparison(request: Asked, slug: FromPath[str]) -> Response[str]:
    """The report as known `earlier`, such as yesterday, and as known at another time or now."""
    typed, earlier = typed_in(request), request.query_params.get("earlier", "").strip()
    async with visiting(request) as visit:
        desk, key, errors = visit.desk, key_of(slug), {}
        usual = earlier_usual(desk.now)
        try:
            at = instant_in(desk, earlier or usual, "earlier")
            assert at is not None
            found = await compare(desk, key, earlier=at, **asked_of(desk, typed))
        except Invalid as refusal:
            errors = {refusal.field or "earlier": refusal.message}
            at = instant_in(desk, usual, "earlier")
            assert at is not None
            found = await compare(desk, key, earlier=at)
        view = comparison_page(desk, found, typed, earlier or usual, errors)
        return await visit.show("rapporter/sammenlign.html", view, place=PLACE, status=422 if errors else 200)


@get(f"{HERE}/{{slug:str}}/stikproeve")
async def draw(
    request: Asked, slug: FromPath[str], many: FromQuery[int] = USUAL, seed: FromQuery[str] = ""
) -> Response[str]:
    """Some of the rows at random; the same seed draws the same."""
    typed = typed_in(request)
    async with visiting(request) as visit:
        result = await sample(visit.desk, key_of(slug), many=many, seed=seed.strip(), **asked_of(visit.desk, typed))
        view = behind_page(result, typed, visit.tongue, group="", column="")
        return await visit.show("rapporter/bestillinger.html", replace(view, downloads=()), place=PLACE)


@get(TARGETS)
async def target_list(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("rapporter/maal.html", await targets_page(visit.desk), place=PLACE)


@post(TARGETS)
async def decide(request: Asked) -> Response[str]:
    """What cannot be comes back as typed."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "settings:write")
            typed = visit.fields
            day = day_in(typed.get("valid_from", ""), local_date(visit.desk.now), field="valid_from")
            percent = number_in(typed.get("percent", "").replace("%", ""), field="percent")
            if percent != int(percent):
                raise Invalid(Text("Skriv hele procent.", "Write whole percent."), field="percent")
            await targets.decide_target(visit.desk, valid_from=day, percent=int(percent))
            answer = visit.moved(TARGETS, told="target_set")
    except Invalid as refusal:
        return await _decide_again(request, refusal)
    office_of(request).forget_reference()
    return answer


async def _decide_again(request: Asked, refusal: OfficeError) -> Response[str]:
    async with visiting(request) as visit:
        errors = {refusal.field or "": refusal.message}
        view = await targets_page(visit.desk, typed=visit.fields, errors=errors)
        return await visit.show("rapporter/maal.html", view, place=PLACE, status=422, path=TARGETS)


@post(f"{TARGETS}/slet")
async def withdraw(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "settings:write")
        day = day_in(visit.fields.get("valid_from", ""), local_date(visit.desk.now), field="valid_from")
        await targets.withdraw_target(visit.desk, valid_from=day)
        answer = visit.moved(TARGETS, told="target_withdrawn")
    office_of(request).forget_reference()
    return answer
