"""Rules about somebody's day: hours offered, absence, other jobs, limits, and the road between."""

from datetime import timedelta

from booking.domain.texts import Text
from booking.matching.cases import BETWEEN_REMOTE_MINUTES, BUFFER_MINUTES, MINUTE, Case, Neighbour
from booking.matching.wording import clock_span, day_span, duration, moments


def available(case: Case) -> Text | None:
    """Inside the hours offered; absences have a rule of their own."""
    if case.candidate.availability.within_hours(case.wanted.period):
        return None
    span = day_span(case.wanted.period)
    return Text(f"Har ikke givet tid {span.da}", f"Offers no time {span.en}")


def present(case: Case) -> Text | None:
    absence = case.candidate.availability.absence(case.wanted.period)
    if absence is None:
        return None
    span = moments(absence)
    return Text(f"Fraværende fra {span.da}", f"Absent from {span.en}")


def unoccupied(case: Case) -> Text | None:
    """No job, and no offer still open, at the same time."""
    job = case.diary.overlapping
    if job is None:
        return None
    span = clock_span(job.period)
    if job.open_offer:
        return Text(f"Har et åbent tilbud {span.da}", f"Has an open offer {span.en}")
    if job.held:
        return Text(f"Reserveret {span.da} af en, der er ved at bestille", f"Held {span.en} by somebody about to book")
    by = Text(f" af {job.number}", f" by {job.number}") if job.number else Text("", "")
    return Text(f"Optaget {span.da}{by.da}", f"Busy {span.en}{by.en}")


def rested(case: Case) -> Text | None:
    """Five minutes between two remote jobs."""
    for near in case.diary.neighbours:
        if near.minutes < BETWEEN_REMOTE_MINUTES and case.trip_between(near) is None:
            return _too_tight(near, BETWEEN_REMOTE_MINUTES)
    return None


def can_get_there(case: Case) -> Text | None:
    """The trip and ten minutes between two jobs of which one is in person; remote jobs are done at home."""
    for near in case.diary.neighbours:
        trip = case.trip_between(near)
        if trip is not None and near.minutes < trip.minutes + BUFFER_MINUTES:
            return _too_tight(near, trip.minutes + BUFFER_MINUTES)
    return None


def near_enough(case: Case) -> Text | None:
    """The trip there, from home or from the job before, within the longest the candidate takes."""
    approach, most = case.approach, case.candidate.max_trip
    if approach is None or approach.trip.minutes <= most:
        return None
    minutes = approach.trip.minutes
    return Text(f"{minutes} min. kørsel, højst {most} ønskes", f"{minutes} min of travel, {most} at most is wanted")


def within_daily_limit(case: Case) -> Text | None:
    """What begins on the same local day, with this job, within the candidate's minutes a day."""
    return _over_limit(case, case.diary.booked_today, case.candidate.daily_limit, _DAY)


def within_weekly_limit(case: Case) -> Text | None:
    """What begins in the same ISO week, with this job, within the candidate's minutes a week."""
    return _over_limit(case, case.diary.booked_this_week, case.candidate.weekly_limit, _WEEK)


_DAY, _WEEK = Text("dag", "day"), Text("uge", "week")


def _over_limit(case: Case, booked: timedelta, limit: int, per: Text) -> Text | None:
    minutes = booked // MINUTE
    if minutes + case.occasion.minutes <= limit:
        return None
    most, taken, more = duration(limit), duration(minutes), duration(case.occasion.minutes)
    return Text(
        f"Højst {most.da} pr. {per.da}: {taken.da} er booket, og opgaven varer {more.da}",
        f"At most {most.en} a {per.en}: {taken.en} are booked, and the job takes {more.en}",
    )


def _too_tight(near: Neighbour, needed: int) -> Text:
    span = clock_span(near.job.period)
    side = Text("efter", "after") if near.before else Text("før", "before")
    return Text(
        f"Kun {near.minutes} min. {side.da} opgaven {span.da}, der skal bruges {needed}",
        f"Only {near.minutes} min {side.en} the job {span.en}, {needed} are needed",
    )
