"""Publishing a draft: from its days on it holds, what came before ends the day before, and the past stands."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from booking.domain.costs import drafts
from booking.domain.costs.drafts import Draft, key_of, published
from booking.domain.costs.golden import Judged, judged
from booking.domain.costs.succession import succeeded
from booking.domain.costs.tariffs import Rate, Tariffs
from booking.domain.errors import Conflict
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.tariffs.drafting import check_open, checked_terms

SHORTEST_REASON = 10


async def publish(desk: Desk, *, draft_id: UUID, reason: str = "") -> Draft:
    """The draft as published, with the names of the cases it overrules.

    Raises Conflict when a golden case does not hold and no reason is given (field "reason"), when the draft says
    nothing new, and when something was settled meanwhile on a day it would price; Invalid as the draft's own checks.
    """
    require_permission(desk.actor, "tariffs:write")
    await desk.catalogues.lock()
    draft = await desk.tariff_book.draft(draft_id, lock=True)
    check_open(draft)
    tariffs = await desk.tariff_book.tariffs()
    drafts.check_news(draft, tariffs)
    await _check_days(desk, draft, tariffs)
    reason = mask_cpr(" ".join(reason.split()))
    failed = await _failed(desk, draft, tariffs)
    if failed and len(reason) < SHORTEST_REASON:
        raise _does_not_hold(failed)
    await _write(desk, draft, tariffs)
    done = replace(
        draft,
        version=draft.version + 1,
        published_at=desk.now,
        published_by=desk.actor.account_id,
        reason=reason if failed else "",
        failed=tuple(one.case.name for one in failed),
    )
    await desk.tariff_book.save_draft(draft, done, action="published")
    return done


async def _failed(desk: Desk, draft: Draft, tariffs: Tariffs) -> tuple[Judged, ...]:
    after = published(tariffs, draft)
    found = judged(await desk.tariff_book.cases(), after, desk.reference.workdays)
    return tuple(one for one in found if not one.holds)


async def _check_days(desk: Desk, draft: Draft, tariffs: Tariffs) -> None:
    today = local_date(desk.now)
    for rate in draft.rates:
        drafts.check_days(rate, tariffs, today=today)
        await _check_unsettled(desk, rate, today)
    for terms in draft.terms:
        checked_terms(desk, terms)


async def _check_unsettled(desk: Desk, rate: Rate, today: date) -> None:
    """Days that are over may be given a rate they never had, unless something of them is settled."""
    if rate.valid_from >= today or rate.component == "transport":
        return
    last = min(day for day in (rate.valid_to, today - timedelta(days=1)) if day is not None)
    found = await desk.tariff_book.settled(rate.scheme, rate.category, first=rate.valid_from, last=last)
    if found:
        raise Conflict(
            Text(
                f"{found} opgaver før i dag er afregnet efter den takst. De ligger fast. Vælg i dag eller senere.",
                f"{found} jobs before today are settled by that tariff. They are not changed. Choose today or later.",
            ),
            field="valid_from",
        )


async def _write(desk: Desk, draft: Draft, tariffs: Tariffs) -> None:
    """Each rate and each set of terms after the one it follows, as they stand once the ones before are written."""
    for rate in draft.rates:
        own = [one for one in tariffs.rates if key_of(one) == key_of(rate)]
        for before, after in succeeded(own, rate):
            await desk.tariff_book.put_rate(before, after)
        tariffs = published(tariffs, replace(draft, rates=(rate,), terms=()))
    for terms in draft.terms:
        for old, new in succeeded(await desk.catalogues.terms(terms.scheme, terms.mode), terms):
            await desk.catalogues.put_terms(old, new)


def _does_not_hold(failed: tuple[Judged, ...]) -> Conflict:
    names = ", ".join(one.case.name for one in failed[:3]) + (" …" if len(failed) > 3 else "")
    return Conflict(
        Text(
            f"{len(failed)} prøver holder ikke: {names}. Ret kladden, eller skriv, hvorfor den skal gælde alligevel.",
            f"{len(failed)} cases do not come out right: {names}. Edit the draft, or write why it applies anyway.",
        ),
        field="reason",
    )
