"""Weights: what each soft wish is worth, in øre of expected cost, for the office to read and to set."""

from dataclasses import dataclass

from booking.domain.texts import Text

FULL_WEEK_MINUTES = 37 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All in øre but `continuity_most`, a count of meetings; WEIGHTS says each in words."""

    continuity_ore: int = 1000
    continuity_most: int = 4
    preferred_ore: int = 2500
    gender_wish_ore: int = 2500
    substitute_ore: int = 5000
    decline_ore: int = 6000
    asked_ore: int = 200
    worked_week_ore: int = 2000


@dataclass(frozen=True, slots=True)
class Weight:
    """One weight for the settings page: the field of Weights, its unit, and what it does."""

    key: str
    unit: Text
    text: Text


_ORE = Text("øre", "øre")

WEIGHTS: tuple[Weight, ...] = (
    Weight(
        "continuity_ore",
        Text("øre pr. møde", "øre per meeting"),
        Text(
            "Så meget dyrere må en tolk være for hver gang, tolken har tolket for borgeren før.",
            "How much dearer an interpreter may be for each earlier meeting with the citizen.",
        ),
    ),
    Weight(
        "continuity_most",
        Text("møder", "meetings"),
        Text("Flere møder end dette tæller ikke mere.", "Meetings beyond this number count no further."),
    ),
    Weight(
        "preferred_ore",
        _ORE,
        Text(
            "Så meget dyrere må en tolk være, som rekvirenten ønsker.",
            "How much dearer an interpreter may be whom the requester asks for.",
        ),
    ),
    Weight(
        "gender_wish_ore",
        _ORE,
        Text(
            "Så meget dyrere må en tolk af det ønskede køn være. Et krav er noget andet og udelukker.",
            "How much dearer an interpreter of the wished gender may be. A requirement is another thing and removes.",
        ),
    ),
    Weight(
        "substitute_ore",
        _ORE,
        Text(
            "Så meget billigere skal et accepteret erstatningssprog være for at gå forud for sproget selv.",
            "How much cheaper an accepted substitute language must be to come before the language itself.",
        ),
    ),
    Weight(
        "decline_ore",
        Text("øre ved sikkert afslag", "øre for a certain refusal"),
        Text(
            "Prisen for et forgæves tilbud, ganget med andelen af tilbud, tolken plejer at sige nej til.",
            "The price of an offer made in vain, times the share of offers that the interpreter usually refuses.",
        ),
    ),
    Weight(
        "asked_ore",
        Text("øre pr. forespørgsel", "øre per time asked"),
        Text(
            "Lægges til for hver gang, tolken er spurgt i denne måned, så andre også spørges.",
            "Added for each time the interpreter was asked this month, so that others are asked too.",
        ),
    ),
    Weight(
        "worked_week_ore",
        Text("øre pr. fuld uge (37 timer)", "øre per full week (37 hours)"),
        Text(
            "Lægges til i forhold til de timer, tolken har haft i denne måned, så arbejdet deles.",
            "Added in proportion to the interpreter's hours this month, so that the work is shared.",
        ),
    ),
)
