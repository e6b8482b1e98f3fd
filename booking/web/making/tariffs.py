"""The tariffs as their page shows them: every scheme with its rates, the drafts, and where a rate is missing."""

from collections.abc import Iterable, Mapping

from booking.domain.catalogue import Fact
from booking.domain.costs.conditions import conditions, rate_in_words
from booking.domain.costs.drafts import Draft
from booking.domain.costs.endings import Ending
from booking.domain.costs.tariffs import COMPONENTS
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services import tariffs
from booking.services.desk import Desk
from booking.services.tariffs import RateRow, Scheme
from booking.web.views.orders import Option
from booking.web.views.tariffs import DraftLine, RateLine, SchemePanel, TariffPage

SHOWN = ("min_minutes", "step_minutes", "bill_basis", "cancel_free", "late_cancel_bills", "travel_min_km")
LATEST = 10
NONE = Text("", "")


async def tariff_page(
    desk: Desk,
    *,
    refused: tuple[Text, ...] = (),
    errors: Mapping[str, Text] | None = None,
    values: Mapping[str, str] | None = None,
) -> TariffPage:
    """Today's tariffs; `refused` says what is wrong with a spreadsheet."""
    found, cases = await tariffs.tariffs_on(desk), await tariffs.list_cases(desk)
    return TariffPage(
        day=found.day,
        schemes=tuple(_panel(desk, one) for one in found.schemes),
        endings=ending_words(desk, found.endings),
        drafts=tuple(_draft(one) for one in await tariffs.list_drafts(desk)),
        published=tuple(_draft(one) for one in (await tariffs.list_drafts(desk, published=True))[:LATEST]),
        cases=len(cases),
        failing=sum(not one.holds for one in cases),
        may_edit=may(desk.actor, "tariffs:write"),
        refused=refused,
        errors=errors or {},
        values=dict.fromkeys(("name", "scheme", "category", "scheme_name"), "") | dict(values or {}),
    )


def ending_words(desk: Desk, found: Iterable[Ending]) -> tuple[Text, ...]:
    names, today = desk.reference.scheme_names, local_date(desk.now)
    return tuple(one.words(names.full(one.scheme, one.category), today=today) for one in found)


def tariff_options(desk: Desk, *, journeys: bool = True) -> tuple[Option, ...]:
    """Every scheme with its categories, by name: "SCHEME|category"."""
    reference = desk.reference
    found = {(one.scheme, one.category) for one in reference.tariffs.rates}
    named = set(reference.scheme_names.names)
    whole = {scheme for scheme, category in found | named if category}
    kept = {one for one in found | named if one[1] or one[0] not in whole}
    if not journeys:
        kept = {one for one in kept if not one[0].startswith("KM-")}
    options = (Option(f"{of}|{category}", reference.scheme_names.full(of, category)) for of, category in kept)
    return tuple(sorted(options, key=lambda one: str(one.name)))


def _panel(desk: Desk, one: Scheme) -> SchemePanel:
    return SchemePanel(
        code=one.code,
        name=one.name,
        used=one.used,
        rows=tuple(_line(desk, one.code, row) for row in one.rows),
        terms=tuple((terms.mode, _facts(conditions(terms))) for terms in one.terms),
    )


def _facts(every: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in every if fact.key in SHOWN)


def _line(desk: Desk, scheme: str, row: RateRow) -> RateLine:
    return RateLine(
        category=desk.reference.scheme_names.category(scheme, row.category) if row.category else NONE,
        component=COMPONENTS[row.component],
        price=rate_in_words(row.now) if row.now is not None else None,
        until=row.now.valid_to if row.now is not None else None,
        coming=tuple((one.valid_from, rate_in_words(one)) for one in row.coming),
        past=tuple((one.valid_from, one.valid_to, rate_in_words(one)) for one in reversed(row.past)),
        missing=row.missing_from,
    )


def _draft(one: Draft) -> DraftLine:
    count = len(one.rates) + len(one.terms)
    return DraftLine(one.id, one.name, one.first_day, count, one.made_at, one.published_at, one.reason)
