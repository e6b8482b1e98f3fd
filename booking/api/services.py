"""The service catalogue over the API: what is offered on a day, and publishing new versions of it."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Literal

from litestar import Controller, Response, get, post
from litestar.params import FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.domain.catalogue import Fact, LanguageService, Service
from booking.domain.catalogue.services import BEGINNING
from booking.domain.catalogue.wording import opening_in_a_line
from booking.domain.costs.conditions import conditions
from booking.domain.costs.tariffs import Terms
from booking.domain.deadlines import DeadlineRule
from booking.domain.hours import Hours
from booking.domain.modes import MODES
from booking.domain.periods import check_day
from booking.domain.texts import Text, Tongue
from booking.services import catalogue
from booking.services.catalogue import Coming, Offered, Preview, catalogue_on
from booking.services.desk import Desk
from schemas import services as io
from schemas.others import HoursIO

Publish = Callable[[Desk], Awaitable[Preview]]


class ServicesController(Controller):
    path = "/services"
    tags = ["Catalogue"]

    @get(summary="The service catalogue on a day")
    async def services(self, request: Asked, on: FromQuery[date | None] = None) -> io.ServicesOut:
        """Per mode: opening hours, notice, terms and price in words; languages that differ; versions to come."""
        async with desk_for(request) as desk:
            check_day(on, field="on")
            return _catalogue_out(desk, on, tongue_of(request))

    @post(summary="Publish a version of a mode")
    async def publish(
        self, request: Asked, data: JSONBody[io.NewService], preview: FromQuery[bool] = False
    ) -> Response[io.PublicationOut]:
        """In force from `valid_from`, today at the earliest. With `preview` nothing is written."""
        service = Service(
            mode=data.mode,
            valid_from=data.valid_from,
            offered=data.offered,
            opening=tuple(Hours(part.weekday, part.starts, part.ends) for part in data.opening),
            lead_minutes=data.lead_minutes,
            reasons=tuple(data.reasons),
            join=Text(data.join_da, data.join_en or data.join_da),
        )
        if preview:
            return await _previewed(request, lambda desk: catalogue.preview_service(desk, service))
        return await _published(request, lambda desk: catalogue.publish_service(desk, service=service))

    @post("/languages", summary="Publish a version of a language's service")
    async def publish_language(
        self, request: Asked, data: JSONBody[io.NewLanguageService], preview: FromQuery[bool] = False
    ) -> Response[io.PublicationOut]:
        """The modes it is offered in and, where it differs from the mode's, the notice it takes."""
        language = LanguageService(
            language=data.language,
            valid_from=data.valid_from,
            modes=frozenset(data.modes),
            lead_minutes=data.lead_minutes,
        )
        if preview:
            return await _previewed(request, lambda desk: catalogue.preview_language(desk, language))
        return await _published(request, lambda desk: catalogue.publish_language(desk, language=language))

    @post("/terms", summary="Publish terms of a scheme for a mode")
    async def publish_terms(
        self, request: Asked, data: JSONBody[io.NewTerms], preview: FromQuery[bool] = False
    ) -> Response[io.PublicationOut]:
        """What holds until then ends the day before; what was held stays as it was billed."""
        terms = terms_from(data)
        if preview:
            return await _previewed(request, lambda desk: catalogue.preview_terms(desk, terms))
        return await _published(request, lambda desk: catalogue.publish_terms(desk, terms=terms))


async def _published(request: Asked, publish: Publish) -> Response[io.PublicationOut]:
    async with desk_for(request) as desk:

        async def make() -> Answer:
            return Answer(_publication_out(await publish(desk), tongue_of(request), published=True))

        answer = await once(request, desk, io.PublicationOut, make)
    office_of(request).forget_reference()
    return answer


async def _previewed(request: Asked, look: Publish) -> Response[io.PublicationOut]:
    async with desk_for(request) as desk:
        said = _publication_out(await look(desk), tongue_of(request), published=False)
        return Response(said, status_code=200)


def terms_from(data: io.NewTerms) -> Terms:
    rule = DeadlineRule(data.cancel_free.kind, data.cancel_free.value) if data.cancel_free is not None else None
    named = {name: getattr(data, name) for name in data.__struct_fields__ if name != "cancel_free"}
    return Terms(**named, cancel_free=rule)


def _publication_out(preview: Preview, tongue: Tongue, *, published: bool) -> io.PublicationOut:
    return io.PublicationOut(
        published=published,
        valid_from=preview.valid_from,
        until=preview.until,
        replaces=preview.replaces,
        changes=_changes(preview.changes, tongue),
        touched=list(preview.touched),
    )


def _changes(changes: tuple[tuple[Fact, Fact], ...], tongue: Tongue) -> list[io.ChangeOut]:
    return [
        io.ChangeOut(after.name.in_(tongue), before.value.in_(tongue), after.value.in_(tongue))
        for before, after in changes
    ]


def _catalogue_out(desk: Desk, on: date | None, tongue: Tongue) -> io.ServicesOut:
    found = catalogue_on(desk, on)
    return io.ServicesOut(
        on=found.day,
        services=[_service_out(one, tongue) for one in found.services],
        languages=[
            io.LanguageServiceOut(
                language=one.language,
                name=desk.reference.language(one.language).name.in_(tongue),
                valid_from=one.valid_from,
                modes=sorted(one.modes),
                lead_minutes=one.lead_minutes,
            )
            for one in found.languages
        ],
        coming=[_coming_out(one, tongue) for one in found.coming],
    )


def _service_out(one: Offered, tongue: Tongue) -> io.ServiceOut:
    service = one.service
    facts = conditions(one.terms) if one.terms is not None else ()
    return io.ServiceOut(
        mode=service.mode,
        name=MODES[service.mode].name.in_(tongue),
        valid_from=service.valid_from if service.valid_from > BEGINNING else None,
        offered=service.offered,
        opening=[HoursIO(part.weekday, part.starts, part.ends) for part in service.opening],
        opening_words=opening_in_a_line(service.opening).in_(tongue),
        lead_minutes=service.lead_minutes,
        reasons=list(service.reasons),
        join=service.join.in_(tongue),
        price=one.price.in_(tongue),
        terms=[io.FactOut(fact.key, fact.name.in_(tongue), fact.value.in_(tongue)) for fact in facts],
    )


def _coming_out(one: Coming, tongue: Tongue) -> io.ComingOut:
    version = one.version
    changes = _changes(one.changes, tongue)
    if isinstance(version, LanguageService):
        return io.ComingOut(kind="language", key=version.language, valid_from=version.valid_from, changes=changes)
    kind: Literal["service", "terms"] = "service" if isinstance(version, Service) else "terms"
    return io.ComingOut(kind=kind, key=version.mode.value, valid_from=version.valid_from, changes=changes)
