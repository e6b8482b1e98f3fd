"""What can be chosen on the board, and who is left when it is."""

from collections.abc import Iterable, Sequence

from booking.domain.interpreters import Employment, Interpreter
from booking.domain.texts import Text
from booking.persistence.reference import Reference
from booking.web.views.board_choices import Choices, Choosable
from booking.web.views.boards import BoardRow
from booking.web.views.orders import Option

# Somebody, their row, and whether there is anything but absence in it.
Line = tuple[Interpreter, BoardRow, bool]


def sifted(
    lines: Sequence[Line], choices: Choices, reference: Reference, waited: Iterable[str]
) -> tuple[list[Line], Choosable]:
    """The rows chosen, and what could be chosen instead; the counts are of the language chosen.

    `waited` are languages that are asked for in the queue.
    """
    spoken = [one for one in lines if speaks(one[0], choices.language)]
    kept = {"": spoken, "fri": [one for one in spoken if one[2]], "ansat": [one for one in spoken if _is_own(one[0])]}
    counts = {key: len(rows) for key, rows in kept.items()}
    return kept[choices.only], Choosable(languages_of([one[0] for one in lines], reference, waited), counts)


def speaks(person: Interpreter, language: str) -> bool:
    """Anybody does where no language is chosen."""
    return not language or any(skill.language == language for skill in person.skills)


def _is_own(person: Interpreter) -> bool:
    return person.employment is Employment.SALARIED


def languages_of(people: Sequence[Interpreter], reference: Reference, waited: Iterable[str]) -> tuple[Option, ...]:
    """Those somebody speaks or waits for, by name."""
    codes = {skill.language for one in people for skill in one.skills}.union(waited) & reference.languages.keys()
    return tuple(sorted((Option(code, reference.languages[code].name) for code in codes), key=_by_name))


def _by_name(one: Option) -> str:
    return one.name.da if isinstance(one.name, Text) else one.name
