"""Rules about somebody's day: hours offered, absence, other jobs, limits, and the road between."""

from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.matching.approaches import Gap, approach, gaps, other_jobs
from booking.matching.problem import Candidate, Occasion
from booking.matching.wording import clock_span, day_span, duration, moments


def available(occasion: Occasion, candidate: Candidate) -> Text | None:
    """Inside the hours offered; absences have a rule of their own."""
    if candidate.availability.within_hours(occasion.wanted.period):
        return None
    span = day_span(occasion.wanted.period)
    return Text(f"Har ikke givet tid {span.da}", f"Offers no time {span.en}")


def present(occasion: Occasion, candidate: Candidate) -> Text | None:
    absence = candidate.availability.absence(occasion.wanted.period)
    if absence is None:
        return None
    span = moments(absence)
    return Text(f"Fraværende fra {span.da}", f"Absent from {span.en}")


def unoccupied(occasion: Occasion, candidate: Candidate) -> Text | None:
    """No job, and no offer still open, at the same time."""
    period = occasion.wanted.period
    for job in other_jobs(occasion, candidate):
        if job.period.starts_at < period.ends_at and period.starts_at < job.period.ends_at:
            span = clock_span(job.period)
            by = Text(f" af {job.number}", f" by {job.number}") if job.number else Text("", "")
            if job.open_offer:
                return Text(f"Har et åbent tilbud {span.da}", f"Has an open offer {span.en}")
            return Text(f"Optaget {span.da}{by.da}", f"Busy {span.en}{by.en}")
    return None


def rested(occasion: Occasion, candidate: Candidate) -> Text | None:
    """Five minutes between two remote jobs."""
    for gap in gaps(occasion, candidate):
        if gap.trip is None and gap.minutes < gap.needed:
            return _too_tight(gap)
    return None


def can_get_there(occasion: Occasion, candidate: Candidate) -> Text | None:
    """The trip and ten minutes between two jobs of which one is in person; remote jobs are done at home."""
    for gap in gaps(occasion, candidate):
        if gap.trip is not None and gap.minutes < gap.needed:
            return _too_tight(gap)
    return None


def near_enough(occasion: Occasion, candidate: Candidate) -> Text | None:
    """The trip there, from home or from the job before, within the longest the candidate takes."""
    arrival = approach(occasion, candidate)
    if arrival is None or arrival.trip.minutes <= candidate.max_trip:
        return None
    minutes, most = arrival.trip.minutes, candidate.max_trip
    return Text(f"{minutes} min. kørsel, højst {most} ønskes", f"{minutes} min of travel, {most} at most is wanted")


def within_daily_limit(occasion: Occasion, candidate: Candidate) -> Text | None:
    return _over_limit(occasion, candidate, occasion.day, candidate.daily_limit, Text("dag", "day"))


def within_weekly_limit(occasion: Occasion, candidate: Candidate) -> Text | None:
    return _over_limit(occasion, candidate, occasion.week, candidate.weekly_limit, Text("uge", "week"))


def _over_limit(occasion: Occasion, candidate: Candidate, span: Period, limit: int, per: Text) -> Text | None:
    """A job counts whole in the day and the week in which it begins, Copenhagen time."""
    booked = 0
    for job in other_jobs(occasion, candidate):
        if span.starts_at <= job.period.starts_at < span.ends_at:
            booked += job.period.minutes
    if booked + occasion.minutes <= limit:
        return None
    most, taken, more = duration(limit), duration(booked), duration(occasion.minutes)
    return Text(
        f"Højst {most.da} pr. {per.da}: {taken.da} er booket, og opgaven varer {more.da}",
        f"At most {most.en} a {per.en}: {taken.en} are booked, and the job takes {more.en}",
    )


def _too_tight(gap: Gap) -> Text:
    span = clock_span(gap.job.period)
    side = Text("efter", "after") if gap.before else Text("før", "before")
    return Text(
        f"Kun {gap.minutes} min. {side.da} opgaven {span.da}, der skal bruges {gap.needed}",
        f"Only {gap.minutes} min {side.en} the job {span.en}, {gap.needed} are needed",
    )
