"""The list of one's own order templates."""

from dataclasses import dataclass

from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class TemplateList:
    """`wrong` is the id of the template whose new name was refused, with why."""

    templates: tuple[Option, ...]
    wrong: str = ""
    error: Text | None = None
