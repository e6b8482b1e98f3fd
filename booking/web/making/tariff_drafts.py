"""A draft of a tariff as its page shows it: what is in it, what it would have made of last quarter, and its form."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from booking.domain.catalogue import Fact
from booking.domain.catalogue.wording import differences
from booking.domain.costs.conditions import conditions, rate_in_words
from booking.domain.costs.drafts import Draft, key_of
from booking.domain.costs.golden import EXPECTS, Judged, amount
from booking.domain.costs.tariffs import COMPONENTS, Rate, Terms, in_force
from booking.domain.costs.wording import ONE
from booking.domain.modes import MODES
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services import tariffs
from booking.services.desk import Desk
from booking.services.tariffs import DraftPreview
from booking.web import formats
from booking.web.making.tariffs import ending_words, tariff_options
from booking.web.views.orders import Option
from booking.web.views.tariffs import NAMES, CaseLine, DraftPage, DraftRate, DraftTerms, GroupLine, PreviewBox

ONE_DAY = timedelta(days=1)


async def draft_page(
    desk: Desk,
    draft_id: UUID,
    typed: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, Text] | None = None,
) -> DraftPage:
    """NotFound when there is no such draft."""
    found = await tariffs.preview(desk, draft_id=draft_id)
    draft, names = found.draft, desk.reference.scheme_names
    edits = may(desk.actor, "tariffs:write") and draft.published_at is None
    kinds = sorted({(one.scheme, one.mode) for one in desk.reference.tariffs.all_terms})
    return DraftPage(
        id=draft.id,
        name=draft.name,
        rates=tuple(_rate(desk, one) for one in draft.rates),
        terms=tuple(_terms(desk, one) for one in draft.terms),
        preview=_preview(desk, found) if not draft.is_empty and draft.published_at is None else None,
        published_at=draft.published_at,
        reason=draft.reason,
        failed=draft.failed,
        may_edit=edits,
        tariffs=tariff_options(desk),
        components=tuple(Option(code, text) for code, text in COMPONENTS.items()),
        units=tuple(Option(code, Text(f"pr. {text.da}", f"per {text.en}")) for code, text in ONE.items()),
        subjects=tuple(
            Option(f"{scheme}.{mode.value}", _joined(names.scheme(scheme), MODES[mode].name)) for scheme, mode in kinds
        ),
        values=dict.fromkeys(NAMES, "") | _first_day(desk, draft) | dict(typed or {}),
        errors=errors or {},
    )


def _first_day(desk: Desk, draft: Draft) -> dict[str, str]:
    """The next rate begins with the others."""
    return {"valid_from": formats.day(draft.first_day, desk.actor.tongue)} if draft.first_day is not None else {}


def _joined(one: Text, other: Text) -> Text:
    return Text(f"{one.da}, {other.da.lower()}", f"{one.en}, {other.en.lower()}")


def _rate(desk: Desk, one: Rate) -> DraftRate:
    eve = one.valid_from - ONE_DAY
    before = [rate for rate in desk.reference.tariffs.rates if key_of(rate) == key_of(one) and in_force(rate, eve)]
    return DraftRate(
        tariff=desk.reference.scheme_names.full(one.scheme, one.category),
        component=COMPONENTS[one.component],
        before=rate_in_words(before[0]) if before else None,
        after=rate_in_words(one),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        keys={
            "tariff": f"{one.scheme}|{one.category}",
            "component": one.component,
            "valid_from": one.valid_from.isoformat(),
        },
    )


def _terms(desk: Desk, one: Terms) -> DraftTerms:
    eve = one.valid_from - ONE_DAY
    there = [old for old in desk.reference.tariffs.all_terms if (old.scheme, old.mode) == (one.scheme, one.mode)]
    before = next((old for old in there if in_force(old, eve)), None)
    nothing = Text("", "")
    changes = (
        differences(conditions(before), conditions(one))
        if before is not None
        else tuple((Fact(fact.key, fact.name, nothing), fact) for fact in conditions(one))
    )
    return DraftTerms(
        subject=f"{one.scheme}.{one.mode.value}",
        tariff=desk.reference.scheme_names.scheme(one.scheme),
        mode=one.mode,
        valid_from=one.valid_from,
        changes=changes,
    )


def _preview(desk: Desk, found: DraftPreview) -> PreviewBox:
    names, units = desk.reference.scheme_names, desk.reference.units
    return PreviewBox(
        first=found.first,
        last=found.last,
        priced=found.priced,
        unaffected=found.unaffected,
        unpriced=found.unpriced,
        before_ore=found.before_ore,
        after_ore=found.after_ore,
        groups=tuple(
            GroupLine(
                tariff=names.full(one.scheme, one.category),
                mode=one.mode,
                unit=units[one.unit_id].name,
                count=one.count,
                before_ore=one.before_ore,
                after_ore=one.after_ore,
            )
            for one in found.groups
        ),
        largest=tuple((one.settled.number, one.before_ore, one.after_ore) for one in found.largest),
        cases=tuple(case_line(desk, one) for one in found.cases),
        endings=ending_words(desk, found.endings),
    )


def case_line(desk: Desk, one: Judged) -> CaseLine:
    case = one.case
    return CaseLine(
        id=case.id,
        name=case.name,
        tariff=desk.reference.scheme_names.full(case.scheme, case.category),
        mode=case.mode,
        day=case.day,
        expects=EXPECTS[case.expects],
        expected=amount(case, case.expected),
        found=amount(case, one.found),
        holds=one.holds,
        source=case.source,
    )
