"""The register's forms: somebody new, somebody changed, ended or resumed; and the papers the office has seen."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.documents import Paper
from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services import documents, employing
from booking.services.desk import Desk
from booking.services.imports import interpreter_typed
from booking.services.interpreters import add_interpreter, read_interpreter
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.people import blank_form, form_of
from booking.web.making.persons import person_page
from booking.web.orders_in import Wrong
from booking.web.views.chrome import Notice
from booking.web.views.people import PersonForm
from booking.web.visits import Visit, fields_of, visiting

LIST, HERE = "/tolke", "/tolke/{interpreter_id:uuid}"
FORM, PAGE, PLACE = "tolke/ret.html", "tolke/side.html", "tolke"
MODES = ("skype", "phone", "in_person")


@get(f"{LIST}/ny")
async def new_person(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "interpreters:write")
        return await visit.show(FORM, blank_form(), place=PLACE)


@post(f"{LIST}/ny")
async def add(request: Asked) -> Response[str]:
    """On to the new interpreter's page; the form as typed comes back with what is wrong."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "interpreters:write")
            made = await _entered(visit.desk, _typed(visit.fields), None)
            return visit.moved(f"{LIST}/{made}", told="person_added")
    except Wrong as wrong:
        async with visiting(request) as visit:
            view = PersonForm(_typed(visit.fields), wrong.errors)
            return await visit.show(FORM, view, place=PLACE, status=422, path=f"{LIST}/ny")


@get(f"{HERE}/ret")
async def edit_person(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "interpreters:write")
        found = await read_interpreter(visit.desk, interpreter_id=interpreter_id)
        return await visit.show(FORM, form_of(found, visit.desk.reference, visit.tongue), place=PLACE)


@post(f"{HERE}/ret")
async def change(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "interpreters:write")
            found = await read_interpreter(visit.desk, interpreter_id=interpreter_id)
            await _entered(visit.desk, _typed(visit.fields) | {"email": found.email}, interpreter_id)
            return visit.moved(f"{LIST}/{interpreter_id}", told="person_changed")
    except Wrong as wrong:
        async with visiting(request) as visit:
            found = await read_interpreter(visit.desk, interpreter_id=interpreter_id)
            typed = _typed(visit.fields) | {"email": found.email}
            view = PersonForm(typed, wrong.errors, interpreter_id, found.name)
            return await visit.show(FORM, view, place=PLACE, status=422, path=f"{LIST}/{interpreter_id}/ret")


def _typed(fields: Mapping[str, str]) -> dict[str, str]:
    """The form's fields; the modes that are ticked as one."""
    modes = ", ".join(mode for mode in MODES if fields.get(f"mode_{mode}"))
    return {name: value for name, value in fields.items() if name != "csrf"} | {"modes": modes}


async def _entered(desk: Desk, typed: Mapping[str, str], interpreter_id: UUID | None) -> UUID:
    """Whom the form describes, added or changed; raises Wrong, with all that is wrong by field."""
    found, errors = interpreter_typed(desk, typed)
    if not typed.get("modes"):
        errors = {**errors, "modes": Text("Vælg mindst én.", "Choose at least one.")}
    if errors or found is None:
        raise Wrong(errors)
    try:
        if interpreter_id is None:
            return (await add_interpreter(desk, interpreter=found)).id
        stamp = typed.get("stamp", "")
        return (await employing.change_interpreter(desk, interpreter_id=interpreter_id, after=found, stamp=stamp)).id
    except (Invalid, Conflict) as refusal:
        raise Wrong({_FIELDS.get(refusal.field or "", refusal.field or "name"): refusal.message}) from refusal


# What the services call a field, where the form calls it otherwise.
_FIELDS = {"If-Match": "name", "skills": "languages", "valid_from": "languages", "valid_to": "languages"}


@post(f"{HERE}/ophoer")
async def end(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """What stands in the way is said on the page."""
    try:
        async with visiting(request) as visit:
            await employing.end_interpreter(visit.desk, interpreter_id=interpreter_id)
            return visit.moved(f"{LIST}/{interpreter_id}", told="person_ended")
    except Conflict as error:
        async with visiting(request) as visit:
            view, notice = await person_page(visit.desk, interpreter_id), Notice(error.message, "warn")
            path = f"{LIST}/{interpreter_id}"
            return await visit.show(PAGE, view, place=PLACE, status=409, path=path, notice=notice)


@post(f"{HERE}/genoptag")
async def resume(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await employing.resume_interpreter(visit.desk, interpreter_id=interpreter_id)
        return visit.moved(f"{LIST}/{interpreter_id}", told="person_resumed")


@post(f"{HERE}/dokumenter")
async def add_document(request: Asked, interpreter_id: FromPath[UUID]) -> Response[str]:
    """What cannot be read comes back as it was typed."""
    try:
        async with visiting(request) as visit:
            await documents.add_document(visit.desk, interpreter_id=interpreter_id, seen=_seen(visit))
            return visit.moved(f"{LIST}/{interpreter_id}#dokumenter", told="document_added")
    except Invalid as error:
        typed = await fields_of(request)
        async with visiting(request) as visit:
            view = await person_page(visit.desk, interpreter_id)
            box = replace(view.documents, typed=typed, errors={error.field or "kind": error.message})
            path = f"{LIST}/{interpreter_id}"
            return await visit.show(PAGE, replace(view, documents=box), place=PLACE, status=422, path=path)


@post(f"{HERE}/dokumenter/{{document_id:uuid}}/slet")
async def end_document(request: Asked, interpreter_id: FromPath[UUID], document_id: FromPath[UUID]) -> Response[str]:
    async with visiting(request) as visit:
        await documents.end_document(visit.desk, interpreter_id=interpreter_id, document_id=document_id)
        return visit.moved(f"{LIST}/{interpreter_id}#dokumenter", told="document_ended")


def _seen(visit: Visit) -> documents.Seen:
    require_permission(visit.desk.actor, "interpreters:write")
    typed, today = visit.fields, local_date(visit.desk.now)
    kind, replaces = typed.get("kind", ""), typed.get("replaces", "")
    if kind not in list(Paper):
        raise Invalid(Text("Vælg, hvad det er.", "Choose what it is."), field="kind")
    days = {
        name: day_in(typed[name], today, field=name) if typed.get(name, "").strip() else None
        for name in ("issued_on", "expires_on")
    }
    try:
        before = UUID(replaces) if replaces else None
    except ValueError as error:
        raise Invalid(Text("Vælg et af dokumenterne.", "Choose one of the documents."), field="replaces") from error
    return documents.Seen(kind=Paper(kind), note=typed.get("note", ""), replaces=before, **days)
