"""Refund rules as versioned, dated data, and the words they are written in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from booking.domain.costs.tariffs import Component
from booking.domain.texts import Text

CapType = Literal["none", "municipal_year", "lump_sum"]

ANY = "any"
ANY_PROGRAMME = "ANY_PROGRAMME"
UNSURE = "UNSURE"

COST_LETTERS: dict[str, Component] = {"F": "interpreting", "T": "travel_time", "K": "transport"}

MEASURES: dict[str, Text] = {
    "GUIDE": Text("Vejledning", "Guidance"),
    "INTERVIEW": Text("Samtale", "Interview"),
    "PLAN": Text("Plan eller kontrakt", "Plan or contract"),
    "DECISION": Text("Afgørelse", "Decision"),
    "OFFER_23A": Text("Tilbud efter integrationsloven § 23 a", "Offer under the Integration Act § 23 a"),
    "OFFER_23B": Text("Tilbud efter integrationsloven § 23 b", "Offer under the Integration Act § 23 b"),
    "MENTOR_23D": Text("Mentor (integrationsloven § 23 d)", "Mentor (Integration Act § 23 d)"),
    "DANISH_21": Text("Danskuddannelse (integrationsloven § 21)", "Danish lessons (Integration Act § 21)"),
    "REPAT_6A": Text("Repatriering (§ 6 a)", "Repatriation (§ 6 a)"),
    "PART_23F": Text("Udgifter ved deltagelse (integrationsloven § 23 f)", "Participation (Integration Act § 23 f)"),
    "AID_24A": Text("Hjælpemidler (integrationsloven § 24 a)", "Aids (Integration Act § 24 a)"),
    "SPECIAL_HELP": Text("Hjælp i særlige tilfælde", "Help in special cases"),
    "CHILD_MEASURE": Text("Foranstaltning for børn og unge (før 2024)", "Measure for children (before 2024)"),
    "BL_30": Text("Barnets lov § 30", "Act on the Child § 30"),
    "BL_32": Text("Barnets lov § 32", "Act on the Child § 32"),
    "BL_35": Text("Barnets lov § 35", "Act on the Child § 35"),
    "BL_75_78": Text("Barnets lov §§ 75-78", "Act on the Child §§ 75-78"),
    "BL_86": Text("Barnets lov § 86", "Act on the Child § 86"),
    "BL_87": Text("Barnets lov § 87", "Act on the Child § 87"),
    "BL_114": Text("Barnets lov § 114", "Act on the Child § 114"),
    "LAB_OFFER": Text("Tilbud (beskæftigelsesindsats)", "Offer (active employment effort)"),
    "LAB_MENTOR": Text("Mentor (beskæftigelsesindsats)", "Mentor (active employment effort)"),
    "ASL_K4": Text("Aktivlovens kapitel 4", "Active Social Policy Act, chapter 4"),
    "ASL_K6": Text("Aktivlovens kapitel 6", "Active Social Policy Act, chapter 6"),
    "ASL_K10": Text("Aktivlovens kapitel 10", "Active Social Policy Act, chapter 10"),
    "RES_ACTIVATION": Text("Ressourceforløb: aktivering", "Resource clarification: activation"),
    "RES_MENTOR": Text("Ressourceforløb: mentor", "Resource clarification: mentor"),
    "ELDER_47": Text("Døgnophold (ældreloven § 47)", "Residential care (Elderly Act § 47)"),
    "HOSPITAL": Text("Sygehus", "Hospital"),
    "GP": Text("Praktiserende læge", "General practitioner"),
    "SPECIALIST": Text("Speciallæge", "Medical specialist"),
    UNSURE: Text("Ved ikke endnu", "Not known yet"),
}

PERSON_GROUPS: dict[str, Text] = {
    "REFUGEE_IN_PERIOD": Text("Flygtning i integrationsperioden", "Refugee in the integration period"),
    "FAMILY_IN_PERIOD": Text("Familiesammenført i integrationsperioden", "Reunified family in the integration period"),
    "UKRAINE_IN_PERIOD": Text(
        "Fordreven fra Ukraine i integrationsperioden", "Displaced from Ukraine in the integration period"
    ),
    "REFUGEE_AFTER_PERIOD": Text("Flygtning efter integrationsperioden", "Refugee after the integration period"),
    "UNACC_MINOR": Text("Uledsaget mindreårig", "Unaccompanied minor"),
    "PERMIT_LT_3Y_CHILD": Text("Barn, under 3 år efter opholdstilladelsen", "Child, less than 3 years from the permit"),
    "RESIDENTIAL_LT_12M": Text("Døgnophold, under 12 måneder", "Residential, less than 12 months"),
    "PERMIT_LT_2Y_RESIDENTIAL": Text(
        "Døgnophold, under 2 år efter opholdstilladelsen", "Residential, less than 2 years from the permit"
    ),
    "BENEFIT_RESOURCE": Text("Ressourceforløbsydelse", "Resource clarification benefit"),
    "DANISH_CITIZEN": Text("Dansk statsborger", "Danish citizen"),
    "NORDIC_EU": Text("Nordisk statsborger eller EU-borger", "Nordic or EU citizen"),
}

GENERAL = frozenset({"GUIDE", "INTERVIEW", "PLAN", "DECISION"})
PROGRAMME = frozenset({"OFFER_23A", "OFFER_23B", "MENTOR_23D", "DANISH_21", "REPAT_6A", "PART_23F", "AID_24A"})
REGIONS_BILL = frozenset({"HOSPITAL", "GP", "SPECIALIST"})


@dataclass(frozen=True, slots=True)
class RefundRule:
    """One version of a rule, in force from `valid_from` to `valid_to`, both days included.

    `measures` and `person_groups` are codes of the registers, or the wildcards: "any" is every measure or person;
    "ANY_PROGRAMME" is every measure of the Integration Act's programme, and no others. `components` are the letters of
    the costs that can be claimed. `excludes` names the rules that must not be claimed beside this one.
    """

    code: str
    version: int
    legal_ref: str
    name: Text
    percent: int
    person_groups: tuple[str, ...]
    measures: tuple[str, ...]
    components: tuple[str, ...]
    cap_type: CapType
    cap_note: str
    valid_from: date
    valid_to: date | None
    account_hint: str
    excludes: tuple[str, ...]
    evidence: str


def is_regions_bill(measure: str | None) -> bool:
    """Interpreting in the health service is paid by the region (sundhedsloven § 50): refuse the booking and say so."""
    return measure in REGIONS_BILL


def covers_measure(rule: RefundRule, measure: str) -> bool:
    """Whether the rule is written for the measure; general guidance and the region's bill have rules of their own."""
    if measure in rule.measures:
        return True
    if ANY_PROGRAMME in rule.measures and measure in PROGRAMME:
        return True
    return ANY in rule.measures and measure not in GENERAL | REGIONS_BILL


def covers_person(rule: RefundRule, person_group: str | None) -> bool:
    return ANY in rule.person_groups or person_group in rule.person_groups
