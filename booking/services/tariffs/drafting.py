"""Drafts of a tariff: made, filled with rates and terms, and thrown away; nothing of it is in force."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from booking.domain.catalogue.publishing import check_first_day
from booking.domain.costs import drafts
from booking.domain.costs.drafts import Draft, RateKey, TermsKey
from booking.domain.costs.tariffs import Rate, Terms
from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.persistence.ids import new_id
from booking.services.desk import Desk

LONGEST_NAME = 100
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,29}")
_CATEGORY = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")


async def list_drafts(desk: Desk, *, published: bool = False) -> list[Draft]:
    """Those at work, the newest first, or those that were published."""
    require_permission(desk.actor, "tariffs:read")
    return await desk.tariff_book.drafts(published=published)


async def read_draft(desk: Desk, *, draft_id: UUID) -> Draft:
    """NotFound when there is none."""
    require_permission(desk.actor, "tariffs:read")
    return await desk.tariff_book.draft(draft_id)


async def make_draft(desk: Desk, *, name: str, rates: Iterable[Rate] = (), terms: Iterable[Terms] = ()) -> Draft:
    """Raises Invalid, by field, for a name that is none and for what cannot be in force."""
    require_permission(desk.actor, "tariffs:write")
    draft = Draft(id=new_id(), name=_name(name), rates=(), terms=(), made_at=desk.now, made_by=desk.actor.account_id)
    for rate in rates:
        draft = drafts.with_rate(draft, checked(desk, rate))
    for one in terms:
        draft = drafts.with_terms(draft, checked_terms(desk, one))
    await desk.tariff_book.add_draft(draft)
    return draft


async def put_rate(desk: Desk, *, draft_id: UUID, rate: Rate) -> Draft:
    """In the place of the one of the same scheme, category, component and first day."""
    draft = await _open(desk, draft_id)
    return await _save(desk, draft, drafts.with_rate(draft, checked(desk, rate)))


async def drop_rate(desk: Desk, *, draft_id: UUID, key: RateKey, valid_from: date) -> Draft:
    draft = await _open(desk, draft_id)
    return await _save(desk, draft, drafts.without_rate(draft, key, valid_from))


async def put_terms(desk: Desk, *, draft_id: UUID, terms: Terms) -> Draft:
    """In the place of those of the same scheme and mode."""
    draft = await _open(desk, draft_id)
    return await _save(desk, draft, drafts.with_terms(draft, checked_terms(desk, terms)))


async def drop_terms(desk: Desk, *, draft_id: UUID, key: TermsKey) -> Draft:
    draft = await _open(desk, draft_id)
    return await _save(desk, draft, drafts.without_terms(draft, key))


async def drop_draft(desk: Desk, *, draft_id: UUID) -> None:
    """Conflict for one that was published: that stays, as what was decided."""
    await desk.tariff_book.drop_draft(await _open(desk, draft_id))


async def name_scheme(desk: Desk, *, scheme: str, category: str = "", name: Text) -> None:
    """What a scheme, or one of its categories, is called; a new one may be given rates from then on."""
    require_permission(desk.actor, "tariffs:write")
    if not _CODE.fullmatch(scheme):
        said = Text("Skriv en kode med store bogstaver, cifre og bindestreger.", "Write a code of capitals and digits.")
        raise Invalid(said, field="scheme")
    if category and not _CATEGORY.fullmatch(category):
        said = Text("Skriv en kode med små bogstaver og cifre.", "Write a code of small letters and digits.")
        raise Invalid(said, field="category")
    da = _name(name.da)
    await desk.tariff_book.name(scheme, category, Text(da, _name(name.en or da)))


async def _open(desk: Desk, draft_id: UUID) -> Draft:
    """Locked, to be changed; Conflict when it was published."""
    require_permission(desk.actor, "tariffs:write")
    draft = await desk.tariff_book.draft(draft_id, lock=True)
    check_open(draft)
    return draft


def check_open(draft: Draft) -> None:
    if draft.published_at is not None:
        raise Conflict(
            Text("Kladden er udgivet og ligger fast.", "The draft is published and cannot be changed."),
            field="draft",
        )


async def _save(desk: Desk, before: Draft, after: Draft) -> Draft:
    after = replace(after, version=before.version + 1)
    await desk.tariff_book.save_draft(before, after)
    return after


def checked(desk: Desk, rate: Rate) -> Rate:
    """A rate that may be in force: known by name, and not in the past; Invalid by field."""
    drafts.check_rate(rate)
    names = desk.reference.scheme_names.names
    if (rate.scheme, rate.category) not in names:
        known = rate.component == "transport" or any(
            (one.scheme, one.category) == (rate.scheme, rate.category) for one in desk.reference.tariffs.rates
        )
        if not known:
            raise Invalid(
                Text(
                    f"Taksten {rate.scheme} {rate.category} kendes ikke. Opret den først.",
                    f"The tariff {rate.scheme} {rate.category} is unknown. Add it first.",
                ),
                field="scheme",
            )
    drafts.check_days(rate, desk.reference.tariffs, today=local_date(desk.now))
    return rate


def checked_terms(desk: Desk, terms: Terms) -> Terms:
    """Terms that may be in force; raises as the catalogue's own publishing."""
    mine = [one for one in desk.reference.tariffs.all_terms if (one.scheme, one.mode) == (terms.scheme, terms.mode)]
    check_first_day(terms.valid_from, today=local_date(desk.now), there=[one.valid_from for one in mine])
    return terms


def _name(written: str) -> str:
    name = guarded(" ".join(written.split()), field="name")
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid(Text("Skriv et navn på højst 100 tegn.", "Write a name of 100 characters at most."), field="name")
    return name
