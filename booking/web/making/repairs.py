"""The pages of a repair and of the register, made of what the services found."""

from uuid import UUID

from booking.domain.modes import MODES
from booking.domain.repairs import LineKind, LineState
from booking.domain.texts import Text
from booking.services import repairs
from booking.services.desk import Desk
from booking.services.repairs import LineDetails, RepairDetails
from booking.services.repairs.telling import tells
from booking.web.views.repairs import (
    LineRow,
    RepairPage,
    ToldRow,
)


async def repair_page(desk: Desk, repair_id: UUID) -> RepairPage:
    found = await repairs.read_repair(desk, repair_id=repair_id)
    repair = found.repair
    return RepairPage(
        id=repair.id,
        interpreter_id=repair.interpreter_id,
        name=found.interpreter.name,
        starts_at=repair.starts_at,
        until=repair.until,
        open_ended=repair.open_ended,
        live=repair.is_live(desk.now),
        ended_at=repair.ended_at,
        proved=repair.proved,
        lines=tuple(_line(desk, found, one) for one in found.lines),
    )


def _line(desk: Desk, found: RepairDetails, one: LineDetails) -> LineRow:
    line, booking = one.line, one.booking
    language = desk.reference.languages.get(booking.language)
    return LineRow(
        id=line.id,
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=language.name if language is not None else booking.language,
        unit=desk.reference.units[booking.unit_id].name,
        kind=line.kind,
        state=line.state,
        what=_what(found, one),
        cost_ore=line.cost_ore if line.moves else None,
        tells=tuple(ToldRow(told.name, told.text) for told in tells(desk, found, one)),
        said=line.said,
        may_take_back=one.may_take_back,
    )


def _goes_to(name: str) -> Text:
    return Text(f"Tildeles {name}", f"Goes to {name}")


def _what(found: RepairDetails, one: LineDetails) -> Text:
    """The proposal in one sentence, or what became of it."""
    done = one.line.state in (LineState.DONE, LineState.TAKEN_BACK)
    line, names = one.line, [found.people[move.taker_id].name for move in one.line.moves]
    match line.kind:
        case LineKind.GIVE:
            return Text(f"Tildelt {names[0]}", f"Went to {names[0]}") if done else _goes_to(names[0])
        case LineKind.ASK if done:
            return Text(f"Tilbudt {names[0]}", f"Offered to {names[0]}")
        case LineKind.ASK:
            return Text(f"Tilbydes {names[0]}", f"Is offered to {names[0]}")
        case LineKind.SWAP:
            number = one.other.number if one.other is not None else ""
            return Text(
                f"Tildeles {names[0]}, hvis {number} går til {names[1]}",
                f"Goes to {names[0]}, with {number} going to {names[1]}",
            )
        case LineKind.REMOTE:
            mode = MODES[line.mode].name if line.mode is not None else Text("", "")
            return Text(
                f"Rekvirenten spørges om {mode.da.lower()}: {line.able} ledige",
                f"The requester is asked about {mode.en.lower()}: {line.able} free",
            )
        case LineKind.NOBODY:
            return Text("Ingen ledige: lægges i køen", "Nobody free: left in the queue")
