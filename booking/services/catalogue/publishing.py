"""Publishing: a new version from a day on, logged; what came before ends the day before, the past is left alone."""

from booking.domain.catalogue import LanguageService, Service
from booking.domain.costs.succession import succeeded
from booking.domain.costs.tariffs import Terms
from booking.domain.permissions import require_permission
from booking.services.catalogue.foreseeing import (
    Preview,
    check_changes,
    preview_language,
    preview_service,
    preview_terms,
)
from booking.services.desk import Desk


async def publish_service(desk: Desk, *, service: Service) -> Preview:
    """What it changed. Raises as the preview, and Conflict when it changes nothing."""
    await _begin(desk)
    found = await preview_service(desk, service)
    check_changes(found)
    before = (await desk.catalogues.read()).service(service.mode, day=service.valid_from)
    await desk.catalogues.put_service(before, service, by=desk.actor.account_id, now=desk.now)
    return found


async def publish_language(desk: Desk, *, language: LanguageService) -> Preview:
    """What it changed. Raises as the preview, and Conflict when it changes nothing."""
    await _begin(desk)
    found = await preview_language(desk, language)
    check_changes(found)
    before = (await desk.catalogues.read()).language(language.language, day=language.valid_from)
    await desk.catalogues.put_language(before, language, by=desk.actor.account_id, now=desk.now)
    return found


async def publish_terms(desk: Desk, *, terms: Terms) -> Preview:
    """What it changed; on every day there is still one set of terms at most. Raises as the preview."""
    await _begin(desk)
    found = await preview_terms(desk, terms)
    check_changes(found)
    versions = await desk.catalogues.terms(terms.scheme, terms.mode)
    for before, after in succeeded(versions, terms):
        await desk.catalogues.put_terms(before, after)
    return found


async def _begin(desk: Desk) -> None:
    require_permission(desk.actor, "catalogue:write")
    await desk.catalogues.lock()
