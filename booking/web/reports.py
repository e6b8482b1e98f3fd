"""The reports' pages: the index, each report of the register, and the rows behind its numbers, in every form."""

import asyncio
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from booking.domain.errors import Invalid, NotFound
from booking.domain.reports import ReportResult
from booking.domain.texts import Text
from booking.gateways.renderings import FORMS, file_name
from booking.persistence.reports import KEYS
from booking.services.reports import rows_behind, run
from booking.web.guards import Asked
from booking.web.lists import cursor_in
from booking.web.making.figures import HERE, behind_page, index_page, report_page
from booking.web.questions_in import asked_of, typed_in
from booking.web.visits import HEADERS, Visit, visiting

PLACE = "rapporter"
ONE, BEHIND = f"{HERE}/{{slug:str}}", f"{HERE}/{{slug:str}}/bestillinger"
LINES = 100
Answer = Response[str] | Response[bytes]


@get(HERE)
async def index(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("rapporter/index.html", index_page(visit.desk), place=PLACE)


@get(ONE)
async def report(request: Asked, slug: FromPath[str]) -> Answer:
    """A report of the register by its word, or by that word and the ending of a form it is taken away in.

    What cannot be asked shows the report as it is usually asked, and says what is wrong at its field.
    """
    name, dot, form = slug.rpartition(".")
    typed = typed_in(request)
    async with visiting(request) as visit:
        if dot and form in FORMS:
            return await taken(visit, name, form, await run(visit.desk, key_of(name), **asked_of(visit.desk, typed)))
        key = key_of(slug)
        every = request.query_params.get("columns") == "all"
        try:
            result = await run(visit.desk, key, **asked_of(visit.desk, typed))
        except Invalid as refusal:
            wrong = {refusal.field or "from": refusal.message}
            view = report_page(visit.desk, await run(visit.desk, key), typed, wrong)
            return await visit.show("rapporter/rapport.html", view, place=PLACE, status=422)
        view = report_page(visit.desk, result, typed, {}, every_column=every)
        return await visit.show("rapporter/rapport.html", view, place=PLACE)


@get([BEHIND, *(f"{BEHIND}.{form}" for form in FORMS)])
async def behind(request: Asked, slug: FromPath[str]) -> Answer:
    """The rows one by one, a page at a time, all as known when the first page was read; or the whole list in a form."""
    query, typed = request.query_params, typed_in(request)
    group, column = query.get("group", ""), query.get("column", "")
    form = request.scope["path"].rpartition(".")[2]
    async with visiting(request) as visit:
        wanted: dict[str, Any] = {"group": group or None, "column": column or None}
        wanted |= asked_of(visit.desk, typed)
        if form in FORMS:
            return await taken(
                visit, f"{slug}-bestillinger", form, await rows_behind(visit.desk, key_of(slug), **wanted)
            )
        after = cursor_in(query.get("efter", ""))
        result = await rows_behind(visit.desk, key_of(slug), **wanted, after=after, limit=LINES)
        view = behind_page(result, typed, visit.tongue, group=group, column=column)
        return await visit.show("rapporter/bestillinger.html", view, place=PLACE)


def key_of(slug: str) -> str:
    """The key of the report that an address names; NotFound for none."""
    if slug not in KEYS:
        raise NotFound(Text(f"Der er ingen rapport {slug!r}.", f"There is no report {slug!r}."), subject=slug)
    return KEYS[slug]


async def taken(visit: Visit, name: str, form: str, result: ReportResult) -> Response[bytes]:
    """The result as a file of a form."""
    made = FORMS[form]
    content = await asyncio.to_thread(made.make, result, visit.tongue, visit.desk.identity.municipality)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{file_name(result, name, form)}"'}
    return Response(content, media_type=made.media_type, headers=headers)
