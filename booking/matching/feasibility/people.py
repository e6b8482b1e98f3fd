"""Rules about who somebody is: language, level, mode, gender, and who must not meet."""

from booking.domain.interpreters import Skill
from booking.domain.modes import MODES
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.problem import Occasion
from booking.matching.wording import short_date

ADULT_AT = 18

GENDERS: dict[str, Text] = {"female": Text("kvinde", "female"), "male": Text("mand", "male")}


def language_spoken(case: Case) -> str | None:
    """The first accepted language that the candidate holds at the level, valid on the day."""
    for code in case.wanted.accepted_languages:
        for skill in case.candidate.languages:
            if skill.language == code and _good_enough(case.occasion, skill):
                return code
    return None


def speaks(case: Case) -> Text | None:
    """The language itself or an accepted substitute, whatever the level."""
    accepted = case.wanted.accepted_languages
    for skill in case.candidate.languages:
        if skill.language in accepted:
            return None
    name = case.wanted.language_name(accepted[0])
    return Text(f"Tolker ikke {name.da}", f"Does not interpret {name.en}")


def qualified(case: Case) -> Text | None:
    """The level asked for, valid on the local date of the job; the nearest miss is the one named."""
    held = [skill for skill in case.candidate.languages if skill.language in case.wanted.accepted_languages]
    if not held or any(_good_enough(case.occasion, skill) for skill in held):
        return None
    best = max(held, key=lambda skill: skill.level)
    if best.level < case.wanted.level:
        need = case.wanted.level
        return Text(f"Har niveau {best.level}, der kræves {need}", f"Has level {best.level}, {need} is required")
    if best.valid_from > case.occasion.date:
        day = short_date(best.valid_from)
        return Text(f"Godkendelsen gælder først fra {day.da}", f"The approval is valid only from {day.en}")
    day = short_date(best.valid_to or case.occasion.date)
    return Text(f"Godkendelsen udløb {day.da}", f"The approval expired {day.en}")


def works_in_mode(case: Case) -> Text | None:
    mode = case.wanted.mode
    if mode in case.candidate.modes:
        return None
    name = MODES[mode].name
    return Text(f"Tager ikke {name.da.lower()}", f"Does not take this kind of job: {name.en.lower()}")


def of_required_gender(case: Case) -> Text | None:
    """Only a requirement counts here; a wish is weighed by the ranking. An agency sends whom it is asked to."""
    gender = case.wanted.gender
    if not case.wanted.gender_required or gender is None or case.candidate.gender == gender or case.candidate.is_agency:
        return None
    name = GENDERS.get(gender, Text(gender, gender))
    return Text(f"Der kræves en {name.da}", f"A {name.en} interpreter is required")


def not_barred(case: Case) -> Text | None:
    if case.candidate.id not in case.wanted.barred:
        return None
    return Text("Er fravalgt til denne bestilling", "Is barred from this booking")


def without_conflict(case: Case) -> Text | None:
    """No conflict of interest with the citizen, whose reference stays out of the sentence."""
    if not case.candidate.conflicts or case.wanted.citizen_ref not in case.candidate.conflicts:
        return None
    return Text("Er inhabil over for borgeren", "Has a conflict of interest with the citizen")


def grown_up(case: Case) -> Text | None:
    """18 years on the local date of the job (law 469/2025)."""
    born, on = case.candidate.born, case.occasion.date
    if born is None or (on.year - born.year, on.month, on.day) >= (ADULT_AT, born.month, born.day):
        return None
    return Text("Er under 18 år på dagen og må ikke tolke", "Is under 18 on the day and may not interpret")


def not_asked_before(case: Case) -> Text | None:
    if not case.candidate.declined:
        return None
    return Text(
        "Har sagt nej til opgaven eller ladet tilbuddet udløbe",
        "Has declined the job or let the offer lapse",
    )


def _good_enough(occasion: Occasion, skill: Skill) -> bool:
    return (
        skill.level >= occasion.wanted.level
        and skill.valid_from <= occasion.date
        and (skill.valid_to is None or occasion.date <= skill.valid_to)
    )
