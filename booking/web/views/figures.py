"""The pages of the reports: the index, a report with its chart and table, and the rows behind a number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the index."""

    href: str
    id: str
    title: Text
    purpose: Text


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The reports that the reader may see, by chapter."""

    chapters: tuple[tuple[Text, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table: as written, and where its rows are listed."""

    said: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column; `number` ones stand to the right."""

    name: Text
    number: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few figures at the top: its name, as written, a line under it, and where its rows are listed."""

    name: Text
    said: str
    under: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A form the page can be taken away in."""

    name: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The form: what was typed, what may be chosen, and what was wrong with it."""

    action: str
    typed: Mapping[str, str]
    since: str
    until: str
    by: tuple[Option, ...]
    units: tuple[Option, ...]
    languages: tuple[Option, ...]
    modes: tuple[Option, ...]
    case_types: tuple[Option, ...]
    measures: tuple[Option, ...]
    suppliers: tuple[Option, ...]
    may_public: bool
    errors: Mapping[str, Text] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked beyond period and breakdown."""
        return any(value for name, value in self.typed.items() if name not in ("from", "to", "by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report; `rows` are the table's lines, their first cell the row's name; `chart` is a picture or nothing."""

    title: Text
    purpose: Text
    id: str
    version: int
    definition: Text
    footnote: Text
    asking: Asking
    figures: tuple[Figure, ...]
    chart: Markup
    left_out: int
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    is_empty: bool
    is_public: bool
    downloads: tuple[Download, ...]
    rows_href: str
    whole_href: str = ""
    fewer_href: str = ""
    compare_href: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPage:
    """The rows behind a number: which number, what it is, and its lines, which add up to the last one.

    The first cell is the booking's number; `links` are the bookings themselves.
    """

    title: Text
    back_href: str
    number: str
    what: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]
    total: tuple[str, ...]
    footnote: Text
    downloads: tuple[Download, ...]
    next_href: str = ""
    sample_href: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
