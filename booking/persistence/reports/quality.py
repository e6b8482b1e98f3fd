"""R13: how interpretings were rated, and what was complained about."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select, union_all

from booking.domain.quality import ABOUT
from booking.domain.reports import Column, Report, share
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.delivered import WHICH
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed, Part, Source, Sums, Total
from booking.persistence.tables.quality import complaints, ratings
from booking.persistence.tables.questions import past_ratings

_COUNTED = ("complaints", "decided", "upheld", *(f"about_{about.value}" for about in ABOUT))
_ADDED = ("rated", "stars", *_COUNTED)


def _judged(shape: Shape) -> Select[Any]:
    """What was held, with its rating and how many complaints of each kind there were, as known at the reading."""
    held = facts(shape, outcomes=("delivered", "no_show", "aborted")).subquery("held")
    at = shape.known_at
    still = select(ratings.c.booking_id, ratings.c.stars).where(ratings.c.rated_at <= at)
    past = select(past_ratings.c.booking_id, past_ratings.c.stars).where(
        past_ratings.c.rated_at <= at, past_ratings.c.known_to > at
    )
    rated = union_all(still, past).subquery("rated")
    made = _complaints(at)
    counts = [func.coalesce(made.c[name], 0).label(name) for name in _COUNTED]
    rating = case((rated.c.stars.is_(None), 0), else_=1).label("rated")
    done = case((held.c.outcome == "delivered", 1), else_=0).label("done")
    joined = held.outerjoin(rated, rated.c.booking_id == held.c.id).outerjoin(made, made.c.booking_id == held.c.id)
    return select(held, rated.c.stars, rating, done, *counts).select_from(joined)


def _complaints(at: ColumnElement[Any]) -> Subquery:
    decided = complaints.c.decided_at <= at
    return (
        select(
            complaints.c.booking_id,
            func.count().label("complaints"),
            func.count().filter(decided).label("decided"),
            func.count().filter(decided, complaints.c.ruling.in_(("upheld", "partly"))).label("upheld"),
            *(func.count().filter(complaints.c.about == about.value).label(f"about_{about.value}") for about in ABOUT),
        )
        .where(complaints.c.made_at <= at)
        .group_by(complaints.c.booking_id)
        .subquery("made")
    )


def _sum(name: str) -> Total:
    return lambda jobs: func.sum(jobs.c[name])


def _has(name: str) -> Part:
    return lambda jobs: jobs.c[name] > 0


def _figures(sums: Sums) -> Mapping[str, Value]:
    mean = Fraction(sums["stars"]) / sums["rated"] if sums["rated"] else None
    per = Fraction(1000 * sums["complaints"]) / sums["delivered"] if sums["delivered"] else None
    return sums | {"mean": mean, "per_thousand": per, "upheld_share": share(sums["upheld"], sums["decided"])}


SOURCE = Source(
    report=Report(
        key="quality",
        id="R13",
        slug="kvalitet",
        chapter="office",
        title=Text("Kvalitet", "Quality"),
        purpose=Text("Bedømmelser og klager, efter leverandør og sprog.", "Ratings and complaints, by supplier."),
        definition=Text(
            "Af de holdte bestillinger med bestilt start i perioden: gennemsnittet af de bedømmelser, der er givet "
            "(1–5 "
            "stjerner, den seneste af hver), klager pr. 1.000 udførte, hvad de drejer sig om, og hvor stor en del "
            "af de "
            "afgjorte der fik medhold, helt eller delvist.",
            "Of the bookings held with their booked start in the period: the mean of the ratings given (1–5 stars, the "
            "latest of each), complaints per 1,000 delivered, what they are about, and how many of those decided were "
            "upheld, wholly or partly.",
        ),
        version=1,
        columns=(
            Column("delivered", Text("Udførte", "Delivered")),
            Column("mean", Text("Bedømmelse", "Mean rating"), "decimal"),
            Column("rated", Text("Bedømte", "Rated")),
            Column("complaints", Text("Klager", "Complaints")),
            Column("per_thousand", Text("Pr. 1.000 udførte", "Per 1,000 delivered"), "decimal"),
            Column("decided", Text("Afgjorte", "Decided")),
            Column("upheld_share", Text("Medhold", "Upheld"), "share"),
            *(Column(f"about_{about.value}", name) for about, name in ABOUT.items()),
        ),
        headline="mean",
        by=("supplier", "language", "month", "quarter", "unit", "mode"),
        permission="quality:read",
        drawn="mean",
    ),
    basis=_judged,
    sums={"delivered": _sum("done")} | {name: _sum(name) for name in _ADDED},
    figures=_figures,
    parts={
        "delivered": _has("done"),
        "mean": _has("rated"),
        "per_thousand": _has("complaints"),
        "upheld_share": _has("decided"),
    }
    | {name: _has(name) for name in _ADDED if name != "stars"},
    listed=(
        *WHICH,
        Listed(Column("delivered", Text("Udførte", "Delivered")), "done"),
        Listed(Column("stars", Text("Stjerner", "Stars")), "stars"),
        Listed(Column("complaints", Text("Klager", "Complaints")), "complaints"),
        Listed(Column("upheld", Text("Medhold", "Upheld")), "upheld"),
    ),
)
