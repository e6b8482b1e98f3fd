"""From tariffs, drafts and golden cases to what the API says, and back."""

from decimal import Decimal
from uuid import UUID

from booking.domain.costs.conditions import conditions
from booking.domain.costs.drafts import Draft
from booking.domain.costs.golden import Case, Judged
from booking.domain.costs.tariffs import Rate
from booking.domain.errors import Invalid
from booking.domain.money import kroner, ore_from
from booking.domain.texts import Text, Tongue
from booking.services.desk import Desk
from booking.services.tariffs import DraftPreview, Group, Scheme, TariffsOn
from schemas import tariffs as io
from schemas.services import FactOut

_SAME = ("name", "scheme", "category", "mode", "outcome", "day", "starts", "booked_minutes", "actual_minutes")


def rate_from(data: io.RateIO) -> Rate:
    return Rate(
        scheme=data.scheme,
        category=data.category,
        component=data.component,
        unit=data.unit,
        amount_ore=ore_from(data.amount, field="amount"),
        valid_from=data.valid_from,
        valid_to=data.valid_to,
    )


def rate_out(rate: Rate) -> io.RateIO:
    return io.RateIO(
        scheme=rate.scheme,
        category=rate.category,
        component=rate.component,
        unit=rate.unit,
        amount=kroner(rate.amount_ore),
        valid_from=rate.valid_from,
        valid_to=rate.valid_to,
    )


def tariffs_out(desk: Desk, found: TariffsOn, tongue: Tongue) -> io.TariffsOut:
    names = desk.reference.scheme_names
    return io.TariffsOut(
        on=found.day,
        schemes=[_scheme_out(desk, one, tongue) for one in found.schemes],
        endings=[
            io.EndingOut(
                scheme=one.scheme,
                category=one.category,
                component=one.component,
                missing_from=one.missing_from,
                words=one.words(names.full(one.scheme, one.category), today=found.day).in_(tongue),
            )
            for one in found.endings
        ],
    )


def _scheme_out(desk: Desk, one: Scheme, tongue: Tongue) -> io.SchemeOut:
    names = desk.reference.scheme_names
    categories = sorted({row.category for row in one.rows if row.category})
    return io.SchemeOut(
        code=one.code,
        name=one.name.in_(tongue),
        categories={code: names.category(one.code, code).in_(tongue) for code in categories},
        in_use=one.used,
        rates=[rate_out(row.now) for row in one.rows if row.now is not None],
        coming=[rate_out(rate) for row in one.rows for rate in row.coming],
        terms={
            terms.mode.value: [
                FactOut(fact.key, fact.name.in_(tongue), fact.value.in_(tongue)) for fact in conditions(terms)
            ]
            for terms in one.terms
        },
    )


def draft_out(draft: Draft) -> io.DraftOut:
    return io.DraftOut(
        id=draft.id,
        name=draft.name,
        version=draft.version,
        made_at=draft.made_at,
        published_at=draft.published_at,
        reason=draft.reason,
        failed=list(draft.failed),
        rates=[rate_out(one) for one in draft.rates],
        terms=[f"{one.scheme} {one.mode.value} {one.valid_from.isoformat()}" for one in draft.terms],
    )


def preview_out(desk: Desk, found: DraftPreview, tongue: Tongue) -> io.PreviewOut:
    return io.PreviewOut(
        first=found.first,
        last=found.last,
        priced=found.priced,
        unaffected=found.unaffected,
        unpriced=found.unpriced,
        before=kroner(found.before_ore),
        after=kroner(found.after_ore),
        difference=kroner(found.after_ore - found.before_ore),
        groups=[_group_out(desk, one, tongue) for one in found.groups],
        largest=[
            io.RepricedOut(
                number=one.settled.number,
                before=kroner(one.before_ore),
                after=kroner(one.after_ore),
                difference=kroner(one.difference_ore),
            )
            for one in found.largest
        ],
        cases=[case_out(one) for one in found.cases],
    )


def _group_out(desk: Desk, one: Group, tongue: Tongue) -> io.GroupOut:
    return io.GroupOut(
        scheme=one.scheme,
        category=one.category,
        tariff=desk.reference.scheme_names.full(one.scheme, one.category).in_(tongue),
        mode=one.mode,
        unit=desk.reference.units[one.unit_id].code,
        count=one.count,
        before=kroner(one.before_ore),
        after=kroner(one.after_ore),
        difference=kroner(one.after_ore - one.before_ore),
    )


def case_from(data: io.NewCase, case_id: UUID) -> Case:
    expected = _minutes(data.expected) if data.expects == "minutes" else ore_from(data.expected, field="expected")
    given = {name: getattr(data, name) for name in data.__struct_fields__ if name != "expected"}
    return Case(id=case_id, expected=expected, **given)


def _minutes(written: str) -> int:
    if not written.isdecimal() or len(written) > 5:
        raise Invalid(Text("Skriv et helt tal minutter.", "Write a whole number of minutes."), field="expected")
    return int(written)


def case_out(one: Judged) -> io.CaseOut:
    case = one.case
    return io.CaseOut(
        **{name: getattr(case, name) for name in _SAME},
        id=case.id,
        travel_minutes=case.travel_minutes,
        km=f"{Decimal(case.km):f}",
        notice_hours=case.notice_hours,
        expects=case.expects,
        expected=_figure(case, case.expected),
        found=_figure(case, one.found) if one.found is not None else None,
        holds=one.holds,
        source=case.source,
    )


def _figure(case: Case, value: int) -> str:
    return str(value) if case.expects == "minutes" else kroner(value)
