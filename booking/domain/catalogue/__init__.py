"""The service catalogue (servicekatalog): what may be ordered, in which ways, when, and how long before."""

from booking.domain.catalogue.codes import CASE_TYPES, IN_PERSON_REASONS, CaseType
from booking.domain.catalogue.rules import Asked, Objection, is_offered, open_modes, why_not
from booking.domain.catalogue.services import Catalogue, LanguageService, Service
from booking.domain.catalogue.wording import Fact, notice_in_words

__all__ = [
    "CASE_TYPES",
    "IN_PERSON_REASONS",
    "Asked",
    "CaseType",
    "Catalogue",
    "Fact",
    "LanguageService",
    "Objection",
    "Service",
    "is_offered",
    "notice_in_words",
    "open_modes",
    "why_not",
]
