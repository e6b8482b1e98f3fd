"""What mail and calendars may know of a booking, and what changed in it."""

from dataclasses import dataclass
from typing import Literal

from booking.domain.deadlines import Deadline
from booking.domain.errors import Invalid
from booking.domain.invitations.wording import when
from booking.domain.modes import MODES, Mode
from booking.domain.periods import Period, danish_moment
from booking.domain.texts import Text

IN_APP: dict[Mode, Text] = {
    Mode.IN_PERSON: Text("Adresse i appen", "Address in the app"),
    Mode.PHONE: Text("Telefonnummer i appen", "Phone number in the app"),
    Mode.SKYPE: Text("Link i appen", "Link in the app"),
}

FREE_UNTIL = Text("Afbestil gratis senest", "Free to cancel until")
NEW_INTERPRETER = Text("Ny tolk", "New interpreter")
SEE_PAGE = Text("se hvem på siden", "see who on the page")

PlaceKind = Literal["public", "private", "link", "phone"]
PLACES: dict[PlaceKind, tuple[Text, Text]] = {
    "public": (Text("Sted", "Where"), Text("Nyt sted", "New place")),
    "private": (Text("Sted", "Where"), Text("Nyt sted", "New place")),
    "link": (Text("Link", "Link"), Text("Nyt link", "New link")),
    "phone": (Text("Ring til", "Call"), Text("Nyt nummer", "New number")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """How to get there: a public address, a join link, a municipal number, or nothing that may be mailed."""

    kind: PlaceKind
    text: str = ""

    def __post_init__(self) -> None:
        if self.kind == "private" and self.text:
            raise Invalid(
                Text(
                    "Et privat sted må ikke stå i en invitation.",
                    "A private place may not be named in an invitation.",
                ),
                field="place",
            )

    @property
    def label(self) -> Text:
        return PLACES[self.kind][0]

    def shown(self, mode: Mode) -> Text:
        return Text(self.text, self.text) if self.text else IN_APP[mode]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new; equal `before` and `after`: see the app; `discreet`: its values stay out of subjects."""

    label: Text
    before: Text
    after: Text
    discreet: bool = False

    @property
    def sentence(self) -> Text:
        """'Ny tid: tirsdag 24. november kl. 10.00–11.00, før mandag …'."""
        if self.before == self.after:
            return Text(f"{self.label.da}: {self.after.da}", f"{self.label.en}: {self.after.en}")
        return Text(
            f"{self.label.da}: {self.after.da}, før {self.before.da}",
            f"{self.label.en}: {self.after.en}, was {self.before.en}",
        )

    @property
    def headline(self) -> Text:
        """The sentence as far as a subject line may say it."""
        return self.label if self.discreet else self.sentence


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that mail and calendars may know of a booking; there is no field for citizen, language or case.

    `free_until` is the requester's business: whoever writes to an interpreter leaves it out.
    """

    number: str
    period: Period
    mode: Mode
    place: Place
    changes: tuple[Change, ...] = ()
    free_until: Deadline | None = None


def changes_between(before: EventFacts, after: EventFacts, *, place_moved: bool = False) -> tuple[Change, ...]:
    """What the recipient must be told; `place_moved` when a place moved that is private before and after.

    The deadline for cancelling is news where it stood before and moved.
    """
    found: list[Change] = []
    if before.period != after.period:
        found.append(Change(Text("Ny tid", "New time"), when(before.period), when(after.period)))
    if before.mode != after.mode:
        found.append(Change(Text("Ny mødeform", "New form"), _mode(before.mode), _mode(after.mode)))
    if place_moved or before.place != after.place:
        where = before.place.shown(before.mode), after.place.shown(after.mode)
        found.append(Change(PLACES[after.place.kind][1], where[0], where[1], discreet=True))
    was, now_is = before.free_until, after.free_until
    if was is not None and now_is is not None and was.instant != now_is.instant:
        label = Text("Ny afbestillingsfrist", "New cancellation deadline")
        found.append(Change(label, danish_moment(was.instant), now_is.said, discreet=True))
    return tuple(found)


def _mode(mode: Mode) -> Text:
    return Text(MODES[mode].short.da.lower(), MODES[mode].short.en.lower())
