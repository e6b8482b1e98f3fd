"""Pages about quality: rate and complain, hear, answer and decide, and everybody's figures."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.quality import About, Ruling
from booking.domain.texts import Text
from booking.services import quality
from booking.web.guards import Asked
from booking.web.making.quality import complaint_list, complaint_page, figures_page, judge_page
from booking.web.questions_in import past_day
from booking.web.visits import Visit, visiting

COMPLAINTS, FIGURES, JUDGE = "/klager", "/kvalitet", "/bestillinger/{number:str}/kvalitet"
LIST, ONE, JUDGING, TABLE = "kvalitet/klager.html", "kvalitet/klage.html", "kvalitet/bedoem.html", "kvalitet/tal.html"
CHOOSE = Text("Vælg en af mulighederne.", "Choose one of the options.")


@get(JUDGE)
async def judge(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(JUDGING, await judge_page(visit.desk, number), place="bestillinger")


@post(f"{JUDGE}/stjerner")
async def rate(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        typed = visit.fields.get("stars", "")
        await quality.rate(visit.desk, number=number, stars=int(typed) if typed in "12345" and typed else 0)
        return visit.moved(f"/bestillinger/{number}/kvalitet", told="rated", number=number)


@post(f"{JUDGE}/klag")
async def complain(request: Asked, number: FromPath[str]) -> Response[str]:
    """What was typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            about = About(_one_of(visit, "about", [one.value for one in About]))
            made = await quality.complain(visit.desk, number=number, about=about, text=visit.fields.get("text", ""))
            return visit.moved(f"{COMPLAINTS}/{made.number}", told="complained", number=made.number)
    except Invalid as error:
        return await _judge_again(request, number, error)


async def _judge_again(request: Asked, number: str, error: Invalid) -> Response[str]:
    async with visiting(request) as visit:
        view = await judge_page(visit.desk, number)
        typed, about = visit.fields.get("text", ""), visit.fields.get("about", "")
        view = replace(view, typed=typed, about=about, errors={error.field or "text": error.message})
        path = f"/bestillinger/{number}/kvalitet"
        return await visit.show(JUDGING, view, place="bestillinger", status=422, path=path)


@get(COMPLAINTS)
async def complaints(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(LIST, await complaint_list(visit.desk), place="kvalitet")


@get(f"{COMPLAINTS}/{{complaint:str}}")
async def one_complaint(request: Asked, complaint: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(ONE, await complaint_page(visit.desk, complaint), place="kvalitet")


@post(f"{COMPLAINTS}/{{complaint:str}}/hoer")
async def hear(request: Asked, complaint: FromPath[str]) -> Response[str]:
    return await _step(request, complaint, lambda visit: quality.hear(visit.desk, number=complaint), "heard")


@post(f"{COMPLAINTS}/{{complaint:str}}/svar")
async def answer(request: Asked, complaint: FromPath[str]) -> Response[str]:
    def act(visit: Visit) -> Awaitable[object]:
        return quality.answer(visit.desk, number=complaint, text=visit.fields.get("answer", ""))

    return await _step(request, complaint, act, "answered")


@post(f"{COMPLAINTS}/{{complaint:str}}/afgoer")
async def decide(request: Asked, complaint: FromPath[str]) -> Response[str]:
    async def act(visit: Visit) -> object:
        require_permission(visit.desk.actor, "complaints:handle")
        ruling = Ruling(_one_of(visit, "ruling", [one.value for one in Ruling]))
        reason = visit.fields.get("decision", "")
        return await quality.decide(visit.desk, number=complaint, ruling=ruling, reason=reason)

    return await _step(request, complaint, act, "ruled")


async def _step(request: Asked, complaint: str, act: Callable[[Visit], Awaitable[object]], told: str) -> Response[str]:
    """On with the complaint; what was typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            await act(visit)
            return visit.moved(f"{COMPLAINTS}/{complaint}", told=told, number=complaint)
    except Invalid as error:
        async with visiting(request) as visit:
            view = await complaint_page(visit.desk, complaint)
            typed = visit.fields.get("answer", "") or visit.fields.get("decision", "")
            view = replace(view, typed=typed, errors={error.field or "answer": error.message})
            return await visit.show(ONE, view, place="kvalitet", status=422, path=f"{COMPLAINTS}/{complaint}")


def _one_of(visit: Visit, name: str, choices: list[str]) -> str:
    typed = visit.fields.get(name, "")
    if typed not in choices:
        raise Invalid(CHOOSE, field=name)
    return typed


@get(FIGURES)
async def figures(request: Asked, fra: FromQuery[str] = "", til: FromQuery[str] = "") -> Response[str]:
    """This year until today, or the period typed."""
    async with visiting(request) as visit:
        try:
            view = await figures_page(visit.desk, past_day(visit.desk, fra, "fra"), past_day(visit.desk, til, "til"))
        except Invalid as error:
            view = replace(await figures_page(visit.desk), since_typed=fra, until_typed=til, error=error.message)
        return await visit.show(TABLE, view, place="kvalitet", status=422 if view.error else 200)
