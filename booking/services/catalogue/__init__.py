"""The service catalogue as the office edits it: what a version would change, and publishing it."""

from booking.services.catalogue.foreseeing import (
    Preview,
    preview_language,
    preview_service,
    preview_terms,
)
from booking.services.catalogue.publishing import publish_language, publish_service, publish_terms
from booking.services.catalogue.reading import Coming, Offered, OfferedOn, catalogue_on, is_special, terms_on

__all__ = [
    "Coming",
    "Offered",
    "OfferedOn",
    "Preview",
    "catalogue_on",
    "is_special",
    "preview_language",
    "preview_service",
    "preview_terms",
    "publish_language",
    "publish_service",
    "publish_terms",
    "terms_on",
]
