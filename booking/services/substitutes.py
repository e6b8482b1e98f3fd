"""Substitute languages: which the office lets stand in for which, and what that means."""

from dataclasses import dataclass

from booking.domain.errors import Invalid
from booking.domain.languages import Substitute, check_substitute
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.persistence import substitutes as kept
from booking.persistence.office_settings import Setting
from booking.persistence.substitutes import Concerned
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk

PREFIX = "substitute."
AS_ONE, CONSENT, NO = "as_one", "consent", "no"


@dataclass(frozen=True, slots=True)
class Standing:
    """A substitute with what it means, and what it would mean to do without it."""

    substitute: Substitute
    concerned: Concerned
    says: Text
    without: Text


async def read_substitutes(desk: Desk) -> list[Standing]:
    """By the names of the wanted language and of the spoken one."""
    require_permission(desk.actor, "catalogue:read")
    languages = desk.reference.languages
    return await _standing(
        desk, [one for one in desk.reference.substitutes if {one.wanted, one.spoken} <= languages.keys()]
    )


async def foresee_substitute(desk: Desk, *, substitute: Substitute) -> Standing:
    """What it would mean, with nothing changed; raises Invalid as setting it does."""
    require_permission(desk.actor, "catalogue:write")
    return (await _standing(desk, [_checked(desk, substitute)]))[0]


async def set_substitute(desk: Desk, *, substitute: Substitute) -> Standing:
    """In force for the next search, in every process within five seconds. Raises Invalid by field."""
    require_permission(desk.actor, "catalogue:write")
    checked = _checked(desk, substitute)
    before = await kept.find_substitute(desk.connection, checked.wanted, checked.spoken)
    if before != checked:
        await kept.put_substitute(desk.connection, checked)
        await _log(desk, checked, _said(before), _said(checked))
    return (await _standing(desk, [checked]))[0]


async def remove_substitute(desk: Desk, *, wanted: str, spoken: str) -> None:
    """Jobs that were given stay given. Removed twice it is gone all the same."""
    require_permission(desk.actor, "catalogue:write")
    before = await kept.find_substitute(desk.connection, wanted, spoken)
    if before is not None:
        await kept.drop_substitute(desk.connection, wanted, spoken)
        await _log(desk, before, _said(before), {"": NO})


async def substitutes_log(desk: Desk) -> list[Setting]:
    """Who set what, the newest first; keys are wanted.spoken, and wanted.spoken.note for the words."""
    require_permission(desk.actor, "catalogue:read")
    return await choices_made(desk, PREFIX)


def _checked(desk: Desk, substitute: Substitute) -> Substitute:
    for field in ("wanted", "spoken"):
        if getattr(substitute, field) not in desk.reference.languages:
            raise Invalid(Text("Vælg et sprog.", "Choose a language."), field=field)
    note = mask_cpr(guarded(" ".join(substitute.note.split()), field="note"))
    checked = Substitute(substitute.wanted, substitute.spoken, substitute.consent_needed, note)
    check_substitute(checked)
    return checked


def _said(one: Substitute | None) -> dict[str, str]:
    return {} if one is None else {"": CONSENT if one.consent_needed else AS_ONE, ".note": one.note}


async def _log(desk: Desk, one: Substitute, before: dict[str, str], after: dict[str, str]) -> None:
    pair = f"{one.wanted}.{one.spoken}"
    usual = {pair: NO, f"{pair}.note": ""}
    was = usual | {f"{pair}{part}": value for part, value in before.items()}
    await keep_choices(desk, PREFIX, {f"{pair}{part}": value for part, value in after.items()}, before=was)
    desk.events.add("board")


async def _standing(desk: Desk, found: list[Substitute]) -> list[Standing]:
    pairs = [(one.wanted, one.spoken) for one in found]
    known = await kept.concerned(desk.connection, pairs, on=local_date(desk.now), now=desk.now)
    made = [_means(desk, one, known[one.wanted, one.spoken]) for one in found]
    return sorted(made, key=lambda one: _names(desk, one.substitute))


def _names(desk: Desk, one: Substitute) -> tuple[str, str]:
    languages, tongue = desk.reference.languages, desk.actor.tongue
    return languages[one.wanted].name.in_(tongue), languages[one.spoken].name.in_(tongue)


def _means(desk: Desk, one: Substitute, found: Concerned) -> Standing:
    wanted, spoken = (_within(desk.reference.languages[code].name) for code in (one.wanted, one.spoken))
    waiting = found.agreed if one.consent_needed else found.waiting
    return Standing(one, found, _says(one, found.people, waiting, wanted, spoken), _without(wanted, spoken))


def _within(name: Text) -> Text:
    """As a language is written inside a Danish sentence."""
    return Text(name.da[:1].lower() + name.da[1:], name.en)


def _says(one: Substitute, people: int, waiting: int, wanted: Text, spoken: Text) -> Text:
    if people == 0:
        return Text(
            f"Lige nu er der ingen flere tolke til {wanted.da} af den grund.",
            f"For now it gives no more interpreters for {wanted.en}.",
        )
    who = Text(f"{people} tolke, der taler {spoken.da},", f"{people} interpreters who speak {spoken.en}")
    if people == 1:
        who = Text(f"1 tolk, der taler {spoken.da},", f"1 interpreter who speaks {spoken.en}")
    agreed = Text(", når rekvirenten har sagt ja til et nært beslægtet sprog", " once the requester agrees to that")
    when = agreed if one.consent_needed else Text("", "")
    opened = _opened(waiting)
    return Text(
        f"{who.da} kan også foreslås til {wanted.da}{when.da}.{opened.da}",
        f"{who.en} can also be suggested for {wanted.en}{when.en}.{opened.en}",
    )


def _opened(waiting: int) -> Text:
    """Of the bookings that nobody has, those that it opens."""
    if waiting == 0:
        return Text("", "")
    if waiting == 1:
        return Text(
            " Det giver 1 bestilling uden tolk flere at spørge.",
            " 1 unfilled booking gets more to ask.",
        )
    return Text(
        f" Det giver {waiting} bestillinger uden tolk flere at spørge.",
        f" {waiting} bookings without any get more to ask.",
    )


def _without(wanted: Text, spoken: Text) -> Text:
    return Text(
        f"Tolke, der taler {spoken.da} og ikke {wanted.da}, foreslås ikke mere til {wanted.da}. Opgaver, de har fået,"
        " beholder de.",
        f"Interpreters who speak {spoken.en} and not {wanted.en} are no longer suggested for {wanted.en}."
        " Jobs they have, they keep.",
    )
