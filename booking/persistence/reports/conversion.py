"""R12: what was held in person and could have been held by phone or video, and what that would have saved."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, select

from booking.domain.conversions import KEEPERS, SHORT
from booking.domain.modes import MODES, Mode, is_remote
from booking.domain.reports import Column, Report
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import DELIVERED, WHICH, delivered
from booking.persistence.reports.rollups import rolled
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Part, Source, Sums
from booking.persistence.tables.bookings import bookings

_REMOTE = tuple(mode.value for mode in MODES if is_remote(mode))


def _talks(shape: Shape) -> Select[Any]:
    """What was delivered, and of each whether it could have been remote: `booking.domain.conversions.fits` in SQL."""
    held = delivered(shape).subquery("held")
    everywhere = replace(shape, by="language", narrowed=frozenset())
    summed = rolled(everywhere, outcomes=DELIVERED)
    assert summed is not None, "no sums are kept by language"
    talks = summed.subquery("talks")
    spoken = select(talks.c.language).where(talks.c.mode.in_(_REMOTE)).group_by(talks.c.language)
    spoken = spoken.having(func.sum(talks.c.n) > 0)
    alone = exists().where(bookings.c.id == held.c.id, bookings.c.parties <= 2, bookings.c.child_present.is_(False))
    fits = and_(
        held.c.mode == Mode.IN_PERSON.value,
        held.c.booked_minutes <= SHORT,
        held.c.citizens <= 1,
        held.c.in_person_reason.not_in(sorted(KEEPERS)),
        held.c.language.in_(spoken),
        alone,
    )
    return select(held, fits.label("fits"))


def _in(mode: Mode) -> Part:
    return lambda jobs: and_(jobs.c.mode == mode.value, jobs.c.net_ore.is_not(None))


def _fits(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.fits


def _figures(sums: Sums) -> Mapping[str, Value]:
    room, video = (_mean(sums, name) for name in ("room", "video"))
    saving = (room - video) * sums["fits"] if room is not None and video is not None else None
    return sums | {"room_mean": room, "video_mean": video, "saving": saving}


def _mean(sums: Sums, name: str) -> Fraction | None:
    return Fraction(sums[f"{name}_cost"]) / sums[f"{name}_count"] if sums[f"{name}_count"] else None


def _sums(name: str, mode: Mode) -> dict[str, Any]:
    return {
        f"{name}_count": lambda jobs: func.sum(jobs.c.priced).filter(_in(mode)(jobs)),
        f"{name}_cost": lambda jobs: func.sum(jobs.c.net_ore).filter(_in(mode)(jobs)),
    }


SOURCE = Source(
    report=Report(
        key="conversion-potential",
        id="R12",
        slug="omlaegningspotentiale",
        chapter="remote",
        title=Text("Omlægningspotentiale", "Conversion potential"),
        purpose=Text("Fremmøder, der kunne være fjerntolket, og besparelsen.", "What could be remote, and the saving."),
        definition=Text(
            "Tolkninger udført ved fremmøde med bestilt start i perioden, som kunne være holdt på telefon eller video: "
            f"bestilt til højst {SHORT} minutter, to parter, én borger, intet barn, ingen begrundelse, der kræver "
            "fremmøde, og et sprog, der er fjerntolket i perioden. Besparelsen er antallet gange forskellen mellem "
            "gennemsnitsudgiften til fremmøde og til video, af de afregnede i samme række; summen har sine egne "
            "gennemsnit. Det er den samme regel, som rådgiveren bruger fremad.",
            "Interpretings delivered in person with their booked start in the period that could have been held by "
            "phone "
            f"or video: booked for {SHORT} minutes at most, two parties, one citizen, no child, no reason that takes "
            "meeting, and a language that was interpreted remotely in the period. The saving is their number times the "
            "difference between the mean cost in person and by video, of those priced in the same row; the total has "
            "means of its own. It is the rule that the advisor uses for what is ahead.",
        ),
        version=1,
        columns=(
            Column("in_person", Text("Fremmøde", "In person")),
            Column("fits", Text("Kunne omlægges", "Could be converted")),
            Column("room_mean", Text("Fremmøde i gennemsnit", "In person, mean"), "kroner"),
            Column("video_mean", Text("Video i gennemsnit", "Video, mean"), "kroner"),
            Column("saving", Text("Besparelse", "Saving"), "kroner"),
        ),
        headline="saving",
        by=("unit", "language", "month", "quarter", "case_type", "measure"),
        drawn="fits",
    ),
    basis=_talks,
    sums={
        "in_person": lambda jobs: func.sum(jobs.c.n).filter(jobs.c.mode == Mode.IN_PERSON.value),
        "fits": lambda jobs: func.sum(jobs.c.n).filter(_fits(jobs)),
    }
    | _sums("room", Mode.IN_PERSON)
    | _sums("video", Mode.SKYPE),
    figures=_figures,
    parts={
        "in_person": lambda jobs: jobs.c.mode == Mode.IN_PERSON.value,
        "fits": _fits,
        "saving": _fits,
        "room_mean": _in(Mode.IN_PERSON),
        "video_mean": _in(Mode.SKYPE),
    },
    listed=(
        *WHICH,
        Listed(Column("delivered", Text("Udførte", "Delivered")), "n"),
        Listed(Column("cost", Text("Udgift", "Cost"), "kroner"), "net_ore"),
    ),
)
