"""What was interpreted for: the languages, case types and measures of 2018, and those of the present."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Purpose = tuple[str | None, str | None, int]
"""Measure, person group where the case type does not settle it, and weight."""


@dataclass(frozen=True, slots=True)
class Era:
    """Weights by language, by case type, and of the purposes of each case type."""

    languages: Mapping[str, int]
    case_types: Mapping[str, int]
    purposes: Mapping[str, Sequence[Purpose]]


# The house's own cases on 30 April 2018.
CASES_2018 = {
    "integration_benefit": 746,
    "integration_case": 15,
    "cash_benefit": 505,
    "pre_rehabilitation": 5,
    "resource_course": 68,
    "rehabilitation": 5,
    "self_supporting": 4,
    "education_benefit": 65,
    "other": 6,
}
_ADVICE: Sequence[Purpose] = (("GUIDE", None, 4), ("INTERVIEW", None, 3), (None, None, 3))
_PROGRAMME: Sequence[Purpose] = (
    ("OFFER_23B", None, 26),
    ("OFFER_23A", None, 10),
    ("MENTOR_23D", None, 8),
    ("DANISH_21", None, 12),
    ("OFFER_23B", "FAMILY_IN_PERIOD", 6),
    ("OFFER_23A", "UNACC_MINOR", 1),
    ("INTERVIEW", None, 12),
    ("GUIDE", None, 12),
    ("PLAN", None, 6),
    ("PART_23F", None, 2),
    (None, None, 9),
)
_CASH: Sequence[Purpose] = (
    (None, None, 30),
    ("GUIDE", None, 20),
    ("INTERVIEW", None, 16),
    ("DECISION", None, 6),
    ("OFFER_23B", "REFUGEE_AFTER_PERIOD", 15),
    ("OFFER_23B", None, 6),
    ("ASL_K10", None, 3),
    ("ASL_K4", "UNACC_MINOR", 1),
)
_COURSE: Sequence[Purpose] = (("RES_ACTIVATION", None, 5), ("RES_MENTOR", None, 3), ("GUIDE", None, 2))
_EDUCATION: Sequence[Purpose] = (*_ADVICE, ("MENTOR_23D", "REFUGEE_AFTER_PERIOD", 3), ("MENTOR_23D", None, 1))

YEAR_2018 = Era(
    languages={
        "apc": 30, "tir": 14, "som": 13, "prs": 9, "pes": 6, "kmr": 5, "ckb": 4, "acm": 4, "pus": 3, "arz": 2, "tur": 3,
        "kal": 4, "rus": 2, "pol": 2, "ron": 2, "swh": 2, "mya": 1, "amh": 1, "ary": 1, "bos": 1, "sqi": 1, "vie": 1,
        "tam": 1, "urd": 1, "tha": 1,
    },
    case_types=CASES_2018,
    purposes={
        "integration_benefit": (*_PROGRAMME, ("SPECIAL_HELP", None, 3), ("CHILD_MEASURE", "PERMIT_LT_3Y_CHILD", 3)),
        "integration_case": _PROGRAMME,
        "cash_benefit": _CASH,
        "resource_course": _COURSE,
        "education_benefit": _EDUCATION,
    },
)  # fmt: skip
PRESENT = Era(
    languages={
        "ukr": 22, "apc": 18, "tir": 9, "som": 9, "prs": 9, "pes": 5, "kmr": 4, "ckb": 3, "acm": 3, "pus": 4, "rus": 3,
        "tur": 4, "pol": 5, "ron": 6, "kal": 3, "arz": 2, "swh": 2, "mya": 1, "amh": 1, "ary": 1, "bos": 1, "sqi": 1,
        "vie": 2, "tam": 1, "urd": 2, "tha": 1,
    },
    case_types={
        "integration_benefit": 520, "integration_case": 40, "cash_benefit": 300, "resource_course": 60,
        "rehabilitation": 10, "self_supporting": 25, "education_benefit": 50, "family": 160, "school": 140, "other": 30,
    },
    purposes={
        "integration_benefit": (*_PROGRAMME, ("OFFER_23B", "UKRAINE_IN_PERIOD", 12), ("SPECIAL_HELP", None, 2)),
        "integration_case": _PROGRAMME,
        "cash_benefit": _CASH,
        "resource_course": _COURSE,
        "education_benefit": _EDUCATION,
        "family": (
            ("BL_32", "PERMIT_LT_3Y_CHILD", 3), ("BL_30", "PERMIT_LT_3Y_CHILD", 2), ("BL_30", None, 2),
            ("BL_75_78", "REFUGEE_AFTER_PERIOD", 2), ("GUIDE", None, 5), (None, None, 4),
        ),
    },
)  # fmt: skip


def era_of(day: date) -> Era:
    return YEAR_2018 if day.year < 2022 else PRESENT


def purposes_of(era: Era, case_type: str) -> Sequence[Purpose]:
    return era.purposes.get(case_type, _ADVICE)


# Unit → weight, by what the case is about; the others ask for everybody.
UNITS: Mapping[str, Mapping[str, int]] = {
    "integration_benefit": {
        "integration-ilov": 40, "familiekonsulenter": 12, "boliggruppen": 8, "jobcenter": 8, "ydelse": 5,
        "sundhedsplejen": 8, "familieafdelingen": 6, "skoler": 5, "ppr": 3, "borgerservice": 3, "integrationshuset": 2,
    },
    "cash_benefit": {
        "integration-alov": 36, "jobcenter": 22, "ydelse": 12, "familieafdelingen": 8, "sundhedsplejen": 5, "skoler": 6,
        "ppr": 3, "socialpsykiatri": 4, "sundhedscenter": 4, "borgerservice": 2,
    },
    "family": {"familieafdelingen": 6, "sundhedsplejen": 4, "ppr": 1},
    "school": {"skoler": 6, "ppr": 3, "sundhedsplejen": 1},
}  # fmt: skip
EVERYWHERE: Mapping[str, int] = {
    "integration-alov": 30, "jobcenter": 25, "socialpsykiatri": 8, "sundhedscenter": 8, "borgerservice": 6, "ydelse": 6,
}  # fmt: skip
