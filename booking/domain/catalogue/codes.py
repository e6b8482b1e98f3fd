"""Codes an order may use: case types, the person groups they imply, and the reasons for in person."""

from dataclasses import dataclass

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class CaseType:
    """A case type (sagstype); `person_group` is the refund's person group where the type settles it."""

    code: str
    name: Text
    person_group: str | None = None


CASE_TYPES: dict[str, CaseType] = {
    case.code: case
    for case in (
        CaseType("integration_benefit", Text("Integrationsydelse", "Integration benefit"), "REFUGEE_IN_PERIOD"),
        CaseType("integration_case", Text("Integrationssag", "Integration case"), "REFUGEE_IN_PERIOD"),
        CaseType("cash_benefit", Text("Kontanthjælp", "Cash benefit")),
        CaseType("pre_rehabilitation", Text("Forrevalidering – kontanthjælp", "Pre-rehabilitation")),
        CaseType("resource_course", Text("Ressourceforløb", "Resource clarification"), "BENEFIT_RESOURCE"),
        CaseType("rehabilitation", Text("Revalidering", "Rehabilitation")),
        CaseType("self_supporting", Text("Selvforsørgende", "Self-supporting")),
        CaseType("education_benefit", Text("Uddannelseshjælp", "Education benefit")),
        CaseType("family", Text("Børn og familie", "Children and family")),
        CaseType("school", Text("Skole og dagtilbud", "School and day care")),
        CaseType("other", Text("Øvrige sagstyper", "Other case types")),
    )
}

IN_PERSON_REASONS: dict[str, Text] = {
    "several_parties": Text("Flere deltagere i lokalet", "Several people in the room"),
    "child": Text("Et barn deltager", "A child takes part"),
    "trauma": Text("Traume eller sårbar borger", "Trauma or a vulnerable citizen"),
    "hearing": Text("Høre- eller synsnedsættelse", "Impaired hearing or sight"),
    "documents": Text("Dokumenter gennemgås og underskrives", "Documents are read and signed"),
    "home_visit": Text("Hjemmebesøg", "Home visit"),
    "no_connection": Text("Ingen brugbar forbindelse på stedet", "No usable connection at the place"),
    "other": Text("Andet", "Other"),
}
