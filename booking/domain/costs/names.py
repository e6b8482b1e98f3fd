"""What schemes and their categories are called, instead of their codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class SchemeNames:
    """By scheme and category; the scheme's own name stands under the empty category. What has none is its code."""

    names: Mapping[tuple[str, str], Text] = field(default_factory=dict)

    def scheme(self, code: str) -> Text:
        return self.names.get((code, "")) or Text(code, code)

    def category(self, scheme: str, category: str) -> Text:
        return self.names.get((scheme, category)) or Text(category, category)

    def full(self, scheme: str, category: str) -> Text:
        """Scheme and category together: "Kommunens egen takst, bureau"."""
        name = self.scheme(scheme)
        if not category:
            return name
        of = self.category(scheme, category)
        return Text(f"{name.da}, {of.da[:1].lower()}{of.da[1:]}", f"{name.en}, {of.en[:1].lower()}{of.en[1:]}")
