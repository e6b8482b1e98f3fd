"""Who else has a booking open."""

from dataclasses import dataclass

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Openers:
    """`watched` when the page shall keep asking."""

    number: str
    names: tuple[str, ...]
    watched: bool = False

    @property
    def says(self) -> Text:
        """Mette Holm har også denne åben; Mette Holm og Per Lund har også denne åben."""
        *first, last = self.names
        da, en = (f"{', '.join(first)} {word} {last}" if first else last for word in ("og", "and"))
        return Text(f"{da} har også denne åben", f"{en} {'have' if first else 'has'} this open too")


NOBODY_ELSE = Openers("", ())
