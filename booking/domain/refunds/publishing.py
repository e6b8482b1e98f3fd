"""Publishing a rule: a new version takes over on a day, and nothing that was decided before is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.domain.errors import Conflict, Invalid
from booking.domain.refunds.rules import ANY, ANY_PROGRAMME, COST_LETTERS, MEASURES, PERSON_GROUPS, UNSURE, RefundRule
from booking.domain.texts import Text

EVIDENCE: dict[str, Text] = {
    "V": Text("Læst i loven", "Read in the law"),
    "P": Text("Delvis læst", "Partly read"),
    "M": Text("Efter hukommelsen", "From memory"),
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """A rule's version with who published it, when, and why; what came with the product has neither."""

    rule: RefundRule
    published_at: datetime | None = None
    published_by: str = ""
    note: str = ""


def check_rule(rule: RefundRule) -> None:
    """Invalid, naming the field, for a rule that no decision could be made by."""
    if not 0 <= rule.percent <= 100:
        raise Invalid(Text("Procenten ligger fra 0 til 100.", "The percent lies from 0 to 100."), field="percent")
    if not rule.legal_ref.strip():
        raise Invalid(
            Text("Skriv, hvor reglen står, f.eks. integrationsloven § 45 stk. 5.", "Write where the rule is found."),
            field="legal_ref",
        )
    if rule.evidence not in EVIDENCE:
        raise Invalid(Text("Vælg, hvor sikker kilden er.", "Choose how sure the source is."), field="evidence")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise Invalid(Text("Reglen ender, før den begynder.", "The rule ends before it begins."), field="valid_to")
    _check_codes(rule)


def _check_codes(rule: RefundRule) -> None:
    known = {
        "measures": (rule.measures, (MEASURES.keys() - {UNSURE}) | {ANY, ANY_PROGRAMME}),
        "person_groups": (rule.person_groups, PERSON_GROUPS.keys() | {ANY}),
    }
    for field, (given, codes) in known.items():
        strange = [code for code in given if code not in codes]
        if strange or not given:
            names = ", ".join(sorted(codes))
            raise Invalid(Text(f"Koderne er: {names}.", f"The codes are: {names}."), field=field)
    if set(rule.components) - COST_LETTERS.keys() or (rule.percent > 0 and not rule.components):
        names = ", ".join(COST_LETTERS)
        raise Invalid(Text(f"Omkostningerne er: {names}.", f"The costs are: {names}."), field="components")


def succeeded(
    versions: Iterable[RefundRule], new: RefundRule, *, last_decided: date | None
) -> tuple[RefundRule | None, RefundRule]:
    """The version that ends the day before, or None, and the new one with its number.

    Raises Conflict where a version begins on that day or later, and where something held from that day on is decided.
    """
    known = sorted((one for one in versions if one.code == new.code), key=lambda one: one.valid_from)
    if known and known[-1].valid_from >= new.valid_from:
        day = known[-1].valid_from
        raise Conflict(
            Text(f"Der er allerede en version fra {day:%d.%m.%Y}.", f"There is a version from {day} already."),
            field="valid_from",
        )
    if last_decided is not None and last_decided >= new.valid_from:
        first = last_decided + ONE_DAY
        raise Conflict(
            Text(
                f"Noget, der er holdt til og med {last_decided:%d.%m.%Y}, er afgjort efter reglen og røres ikke. "
                f"Vælg {first:%d.%m.%Y} eller senere, og fravig reglen for det, der skal afgøres om.",
                f"Something held until {last_decided} is decided by the rule and stays. Choose {first} or later, and "
                f"overrule it for what must be decided anew.",
            ),
            field="valid_from",
        )
    number = max((one.version for one in known), default=0) + 1
    ending = next((one for one in known if one.valid_to is None or one.valid_to >= new.valid_from), None)
    ended = replace(ending, valid_to=new.valid_from - ONE_DAY) if ending is not None else None
    return ended, replace(new, version=number)
