"""The queue of the board: what nobody has, who could take it, and what is in the way."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from booking.domain.alarms import ALARMS, alarm_of
from booking.domain.interpreters import EMPLOYMENTS, Employment
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.matching.feasibility import RULES
from booking.matching.ranking import Ranked, Ranking
from booking.persistence.reference import Reference
from booking.services.alarms import rule_of
from booking.services.boards import Waiting
from booking.web import formats
from booking.web.views.board_choices import EVERYTHING, Choices
from booking.web.views.boards import QueueItem, Suggestion

URGENT = timedelta(hours=4)
SUGGESTED, SAID, REASONS, NAMED = 3, 2, 3, 2
_RULES = {rule.key: rule.name for rule in RULES}


def queue_item(
    waiting: Waiting, reference: Reference, now: datetime, *, chosen: str, choices: Choices = EVERYTHING
) -> QueueItem:
    """One booking that waits; the suggestions stand in the one that is open."""
    booking, ranking = waiting.booking, waiting.ranking
    alarm = alarm_of(booking.starts_at, now, rule_of(reference))
    language, is_chosen = reference.languages.get(booking.language), booking.number == chosen
    return QueueItem(
        number=booking.number,
        language=language.name if language is not None else booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        unit=reference.units[booking.unit_id].name,
        free=len(ranking.ranked) if ranking is not None else None,
        group=_day_name(local_date(booking.starts_at), local_date(now)),
        lead=lead(booking.starts_at - now) if booking.starts_at - now < URGENT else None,
        reasons=tuple(_reasons(waiting)),
        suggestions=tuple(suggestions(ranking)) if is_chosen else (),
        chosen=is_chosen,
        askable=_askable(waiting) if is_chosen and booking.starts_at > now else 0,
        alarm=ALARMS[alarm] if alarm is not None else None,
        choices=choices,
    )


def _askable(waiting: Waiting) -> int:
    """How many could be asked beside those who are asked already: salaried staff are given jobs and not asked."""
    able = waiting.ranking.ranked if waiting.ranking is not None else ()
    asked = waiting.asked.interpreters if waiting.asked is not None else frozenset()
    return sum(one.candidate.employment is not Employment.SALARIED and one.candidate.id not in asked for one in able)


def suggestions(ranking: Ranking | None) -> Iterator[Suggestion]:
    for one in ranking.ranked[:SUGGESTED] if ranking is not None else ():
        yield Suggestion(one.candidate.id, one.candidate.name, why(one))


def why(ranked: Ranked) -> Text:
    """The price, and what else weighs most."""
    said = ranked.reasons[:SAID] or (EMPLOYMENTS[ranked.candidate.employment],)
    return Text(" · ".join(reason.da for reason in said), " · ".join(reason.en for reason in said))


def _reasons(waiting: Waiting) -> Iterator[Text]:
    """Who gave it back too late, who is being asked, or, where nobody is left, what removed most."""
    if waiting.withdrew is not None:
        at = waiting.withdrew.withdrawn_at
        yield Text(f"Tolken sprang fra kl. {formats.clock(at, 'da')}", f"Given back at {formats.clock(at, 'en')}")
    if waiting.asked is not None:
        name, until, more = waiting.asked.name, waiting.asked.answer_by, len(waiting.asked.interpreters) - 1
        others = Text(f" og {more} mere" if more == 1 else f" og {more} flere", f" and {more} more")
        beside = others if more else Text("", "")
        yield Text(
            f"Tilbudt {name}{beside.da}, svar inden kl.\xa0{formats.clock(until, 'da')}",
            f"Offered to {name}{beside.en}, answer by {formats.clock(until, 'en')}",
        )
    if waiting.ranking is not None and not waiting.ranking.ranked:
        yield from _in_the_way(waiting.ranking)


def _in_the_way(ranking: Ranking) -> Iterator[Text]:
    """Of few everybody by name with what keeps them, of many the rules that removed most."""
    removed = ranking.removed
    if not removed:
        yield Text("Ingen i registeret taler sproget", "Nobody in the register speaks the language")
    elif len(removed) <= NAMED:
        for one in removed:
            name = one.candidate.name
            yield Text(f"{name}: {one.reason.da}", f"{name}: {one.reason.en}")
    else:
        for rule, count in Counter(one.rule for one in removed).most_common(REASONS):
            yield Text(f"{count} {_RULES[rule].da}", f"{count} {_RULES[rule].en}")


def lead(ahead: timedelta) -> Text:
    """How soon something begins: "om 1 t. 48 min."; or that it has begun."""
    minutes = int(ahead / timedelta(minutes=1))
    if ahead < timedelta(0):
        since = formats.duration(-minutes, "da"), formats.duration(-minutes, "en")
        return Text(f"begyndt for {since[0]} siden", f"began {since[1]} ago")
    return Text(f"om {formats.duration(minutes, 'da')}", f"in {formats.duration(minutes, 'en')}")


def _day_name(day: date, today: date) -> Text:
    if day == today:
        return Text("I dag", "Today")
    name = Text(formats.day_title(day, "da"), formats.day_title(day, "en"))
    if day == today + timedelta(days=1):
        return Text(f"I morgen, {name.da[0].lower()}{name.da[1:]}", f"Tomorrow, {name.en}")
    return name
