"""Sentences for people, in Danish and English side by side."""

from dataclasses import dataclass
from typing import Literal

Tongue = Literal["da", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages of the product; neither can be forgotten."""

    da: str
    en: str

    def in_(self, tongue: Tongue) -> str:
        return self.en if tongue == "en" else self.da

    def __str__(self) -> str:
        return self.en
