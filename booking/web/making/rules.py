"""The refund rules in words, every version of each, and the form for a new one."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from booking.domain.catalogue import CASE_TYPES
from booking.domain.costs.tariffs import in_force
from booking.domain.errors import NotFound
from booking.domain.periods import local_date
from booking.domain.permissions import may, require_permission
from booking.domain.refunds.decision import OUTCOMES
from booking.domain.refunds.publishing import EVIDENCE, Version
from booking.domain.refunds.rules import ANY, ANY_PROGRAMME, COST_LETTERS, MEASURES, PERSON_GROUPS, UNSURE, RefundRule
from booking.domain.texts import Text
from booking.services import refunds
from booking.services.desk import Desk
from booking.web.views.orders import Option
from booking.web.views.refunds import ExitChoice, RuleForm, RuleRow, RulesPage, RuleVersion
from booking.web.views.settings import LogRow

WILD: dict[str, Text] = {
    ANY: Text("alle", "any"),
    ANY_PROGRAMME: Text("alle i introduktionsprogrammet", "all of the introduction programme"),
}
COSTS: dict[str, Text] = {
    "F": Text("tolkning", "interpreting"),
    "T": Text("rejsetid", "travel time"),
    "K": Text("kørsel", "transport"),
}
TAGS = {"V": "ok", "P": "warn", "M": "bad"}
GIVES: tuple[Option, ...] = (
    Option("eligible", Text("Refusion som ellers", "Refund as otherwise")),
    Option("not_eligible", Text("Ingen refusion", "No refund")),
    Option("review", Text("Vurderes af en person", "Judged by a person")),
)
_EXITS = ("cancelled_late", "citizen_no_show", "interpreter_no_show", "aborted")
_NAMES: dict[str, Text] = {
    **{name: OUTCOMES[name] for name in _EXITS},  # type: ignore[index]
    "measure_expected": Text("Foranstaltning ventes for", "A measure is expected for"),
}
NEW = "ny"
CAP_TYPES: tuple[Option, ...] = (
    Option("none", Text("Intet loft", "No cap")),
    Option("municipal_year", Text("Rådighedsbeløbet", "The municipality's annual cap")),
    Option("lump_sum", Text("Fast tilskud", "A lump sum")),
)
_CAPS = {"municipal_year": "rådighedsbeløb", "lump_sum": "fast tilskud"}


async def rules_page(desk: Desk) -> RulesPage:
    """Denied to whoever has no part in them."""
    policy, today = refunds.read_policy(desk), local_date(desk.now)
    rows = []
    for code, versions in groupby(await refunds.rule_versions(desk), key=lambda one: one.rule.code):
        known = list(versions)
        now = next((one for one in known if in_force(one.rule, today)), None)
        newest = tuple(rule_version(one) for one in reversed(known))
        rows.append(RuleRow(code, rule_version(now or known[-1]), now is not None, newest))
    return RulesPage(
        rules=tuple(sorted(rows, key=lambda row: (not row.in_force, -row.now.percent, row.code))),
        exits=tuple(ExitChoice(name, _NAMES[name], getattr(policy, name)) for name in _EXITS),
        choices=GIVES,
        case_types=tuple(Option(one.code, one.name) for one in CASE_TYPES.values()),
        expected=policy.measure_expected,
        log=tuple(
            LogRow(one.set_at, one.set_by_name, _NAMES.get(one.key, Text(one.key, one.key)), str(one.value))
            for one in await refunds.policy_log(desk)
        ),
        may_write=may(desk.actor, "rules:write"),
    )


def rule_version(version: Version) -> RuleVersion:
    one = version.rule
    cap = ": ".join(part for part in (_CAPS.get(one.cap_type, ""), one.cap_note) if part)
    return RuleVersion(
        version=one.version,
        name=one.name,
        percent=one.percent,
        legal_ref=one.legal_ref,
        measures=_named(one.measures, MEASURES),
        groups=_named(one.person_groups, PERSON_GROUPS),
        costs=tuple(COSTS[letter] for letter in one.components),
        cap=cap,
        evidence=EVIDENCE.get(one.evidence, Text(one.evidence, one.evidence)),
        evidence_tag=TAGS.get(one.evidence, ""),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        published_by=version.published_by,
        published_at=version.published_at,
        note=version.note,
    )


def _named(codes: Iterable[str], register: Mapping[str, Text]) -> tuple[Text | str, ...]:
    return tuple(register.get(code) or WILD.get(code) or code for code in codes)


async def rule_form(
    desk: Desk, code: str, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> RuleForm:
    """Preset with the newest version, and empty for a new rule (NEW); NotFound for a code that no rule has."""
    require_permission(desk.actor, "rules:write")
    newest = None if code == NEW else await _newest(desk, code)
    fields, chosen = _preset(newest)
    if typed is not None:
        fields |= {name: typed.get(name, "")[:500] for name in fields}
        chosen = {name for name in typed if name[:2] in ("m-", "g-", "c-")}
    return RuleForm(
        code=code,
        version=newest.version + 1 if newest is not None else 1,
        typed=fields,
        measures=_choices(MEASURES, without=UNSURE),
        groups=_choices(PERSON_GROUPS),
        costs=tuple(Option(letter, COSTS[letter]) for letter in COST_LETTERS),
        evidences=tuple(Option(key, text) for key, text in EVIDENCE.items()),
        chosen=frozenset(chosen),
        errors=errors or {},
        caps=() if newest is not None else CAP_TYPES,
    )


async def _newest(desk: Desk, code: str) -> RefundRule:
    versions = [one for one in await refunds.rule_versions(desk) if one.rule.code == code]
    if not versions:
        raise NotFound(Text(f"Der er ingen regel {code}.", f"There is no rule {code}."), subject=code)
    return versions[-1].rule


def _preset(newest: RefundRule | None) -> tuple[dict[str, str], set[str]]:
    """The fields by name, and what is ticked."""
    empty = {"valid_from": "", "valid_to": "", "note": "", "code": "", "cap_type": "none"}
    names = ("legal_ref", "percent", "cap_note", "account_hint", "evidence")
    if newest is None:
        return empty | dict.fromkeys((*names, "name_da", "name_en"), ""), {f"c-{letter}" for letter in COST_LETTERS}
    fields = {name: str(getattr(newest, name)) for name in names}
    fields |= empty | {"name_da": newest.name.da, "name_en": newest.name.en}
    chosen = {f"m-{code}" for code in newest.measures} | {f"g-{code}" for code in newest.person_groups}
    return fields, chosen | {f"c-{letter}" for letter in newest.components}


def _choices(register: Mapping[str, Text], *, without: str = "") -> tuple[Option, ...]:
    wild = [ANY, ANY_PROGRAMME] if register is MEASURES else [ANY]
    named = [Option(code, name) for code, name in register.items() if code != without]
    return (*(Option(code, WILD[code]) for code in wild), *named)
