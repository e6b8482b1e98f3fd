"""R02: the share of interpretings that are done by phone and video, planned and delivered, by count, hours and cost."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func

from booking.domain.modes import MODES, is_remote
from booking.domain.reports import Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import BY, DELIVERED, LISTED, delivered
from booking.persistence.reports.sources import Source, Sums

_MODES = tuple(Column(mode.value, traits.name) for mode, traits in MODES.items())


def _remote(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.mode.in_([mode.value for mode in MODES if is_remote(mode)])


def _planned(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.mode_booked.in_([mode.value for mode in MODES if is_remote(mode)])


def _priced(jobs: Subquery) -> ColumnElement[bool]:
    return jobs.c.net_ore.is_not(None)


def _in_mode(mode: str) -> Callable[[Subquery], ColumnElement[bool]]:
    return lambda jobs: jobs.c.mode == mode


def _counted(mode: str) -> Callable[[Subquery], ColumnElement[Any]]:
    return lambda jobs: func.sum(jobs.c.n).filter(jobs.c.mode == mode)


SUMS: dict[str, Callable[[Subquery], ColumnElement[Any]]] = {
    "delivered": lambda jobs: func.sum(jobs.c.n),
    "remote": lambda jobs: func.sum(jobs.c.n).filter(_remote(jobs)),
    "planned": lambda jobs: func.sum(jobs.c.n).filter(_planned(jobs)),
    "became_remote": lambda jobs: func.sum(jobs.c.n).filter(_remote(jobs) & ~_planned(jobs)),
    "became_room": lambda jobs: func.sum(jobs.c.n).filter(~_remote(jobs) & _planned(jobs)),
    "hours": lambda jobs: func.sum(jobs.c.minutes),
    "remote_hours": lambda jobs: func.sum(jobs.c.minutes).filter(_remote(jobs)),
    "priced": lambda jobs: func.sum(jobs.c.priced),
    "cost": lambda jobs: func.sum(jobs.c.net_ore),
    "remote_cost": lambda jobs: func.sum(jobs.c.net_ore).filter(_remote(jobs)),
} | {column.key: _counted(column.key) for column in _MODES}


def figures(sums: Sums) -> Mapping[str, Value]:
    return sums | {
        "share": share(sums["remote"], sums["delivered"]),
        "planned_share": share(sums["planned"], sums["delivered"]),
        "share_by_hours": share(sums["remote_hours"], sums["hours"]),
        "share_by_cost": share(sums["remote_cost"], sums["cost"]),
    }


PARTS = (
    {column.key: _in_mode(column.key) for column in _MODES}
    | dict.fromkeys(("remote", "remote_hours"), _remote)
    | dict.fromkeys(("priced", "cost", "share_by_cost"), _priced)
    | {
        "planned": _planned,
        "became_remote": lambda jobs: _remote(jobs) & ~_planned(jobs),
        "became_room": lambda jobs: ~_remote(jobs) & _planned(jobs),
        "remote_cost": lambda jobs: _remote(jobs) & _priced(jobs),
    }
)

SOURCE = Source(
    report=Report(
        key="remote-share",
        id="R02",
        slug="fjerntolkning",
        chapter="remote",
        title=Text("Fjerntolkningsandel", "Remote share"),
        purpose=Text(
            "Andelen på telefon og video, planlagt og udført, over for kommunalbestyrelsens mål.",
            "The share by phone and video, planned and delivered, against the council's target.",
        ),
        definition=Text(
            "Tolkninger udført på telefon eller video i forhold til alle udførte tolkninger; begge dele talt efter den "
            "bestilte starttid i perioden (dansk tid). Hver gang i et forløb og hver gruppesamtale tæller én gang. "
            "Afbestilte, udeblevne og ubemandede bestillinger tæller ikke med. Er der intet at regne på, står der en "
            "streg. Ved siden af står det planlagte: de samme tolkninger efter den form, de var bestilt i. Andelen "
            "vises også af timer (de fakturerede, hvor opgaven er afregnet, ellers de udførte) og af kroner "
            "(nettoudgiften til de afregnede opgaver).",
            "Interpreting delivered by phone or video as a share of all interpreting delivered; both counted by the "
            "booked start in the period (Danish time). Each time of a series and each group session counts once. "
            "Cancelled, no-show and unfilled bookings are not counted. Where there is nothing to divide, a dash is "
            "shown. Beside it stands what was planned: the same jobs by the mode they were booked in. The share is "
            "also given of hours (those billed where the job is priced, else those it lasted) and of cost (the net "
            "cost of the jobs that are priced).",
        ),
        version=2,
        columns=(
            Column("delivered", Text("Udførte", "Delivered")),
            Column("remote", Text("Fjerntolkede", "Remote")),
            *_MODES,
            Column("share", Text("Andel", "Share"), "share"),
            Column("planned", Text("Bestilt som fjerntolkning", "Booked as remote")),
            Column("planned_share", Text("Planlagt andel", "Planned share"), "share"),
            Column("became_remote", Text("Fra fremmøde til fjern", "From in person to remote")),
            Column("became_room", Text("Fra fjern til fremmøde", "From remote to in person")),
            Column("hours", Text("Timer", "Hours"), "hours"),
            Column("remote_hours", Text("Fjerntolkede timer", "Remote hours"), "hours"),
            Column("share_by_hours", Text("Andel af timer", "Share of hours"), "share"),
            Column("priced", Text("Afregnede", "Priced")),
            Column("cost", Text("Udgift", "Cost"), "kroner"),
            Column("remote_cost", Text("Udgift, fjerntolkede", "Cost, remote"), "kroner"),
            Column("share_by_cost", Text("Andel af udgift", "Share of cost"), "share"),
        ),
        headline="share",
        by=BY,
        targeted=True,
        drawn="share",
        brief=(
            "delivered",
            "remote",
            *(column.key for column in _MODES),
            "share",
            "planned_share",
            "share_by_hours",
            "share_by_cost",
        ),
    ),
    basis=delivered,
    rolled=DELIVERED,
    sums=SUMS,
    figures=figures,
    parts=PARTS,
    listed=LISTED,
)
