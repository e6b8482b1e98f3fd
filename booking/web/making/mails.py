"""Makes stories of what the local sink kept: which mail belongs to which, and what each is in a few words."""

from collections.abc import Iterable, Mapping

from booking.domain.periods import local
from booking.domain.texts import Text, Tongue
from booking.gateways.answering import ANSWERS, CLIENTS, Event
from booking.gateways.kept_mails import KeptMail
from booking.services.sent_mails import Heard
from booking.web.formats import clock, day
from booking.web.views.mails import (
    AnswerForm,
    CalendarCard,
    MailOutcome,
    MailPage,
    MailStep,
    MailStory,
)

LOTS = {"quarantined": "bad", "held": "warn"}
ANSWERED = {
    "ACCEPTED": (Text("Svar: ja", "Answer: yes"), "ok"),
    "DECLINED": (Text("Svar: nej", "Answer: no"), "bad"),
    "TENTATIVE": (Text("Svar: måske", "Answer: maybe"), "warn"),
}
WANTS = {
    "NEEDS-ACTION": Text("Beder om svar", "Asks for an answer"),
    "ACCEPTED": Text("Regner med et ja", "Takes a yes for granted"),
}
HEARD = dict[bytes, Heard]


def stories_of(mails: Iterable[KeptMail], heard: HEARD) -> tuple[MailStory, ...]:
    """The story whose newest mail is newest comes first."""
    told: dict[str, list[KeptMail]] = {}
    for mail, key in _keyed(list(mails)):
        told.setdefault(key, []).append(mail)
    made = [_story(steps, heard) for steps in told.values()]
    return tuple(sorted(made, key=lambda story: story.steps[-1].at, reverse=True))


def story_with(mails: Iterable[KeptMail], chosen: KeptMail, heard: HEARD) -> MailStory:
    """The one that a mail belongs to."""
    keyed = _keyed([*mails])
    key = next((key for mail, key in keyed if mail.file == chosen.file), "")
    return _story([mail for mail, of in keyed if of == key] or [chosen], heard)


def _keyed(mails: list[KeptMail]) -> list[tuple[KeptMail, str]]:
    """Each with the key of its story: an answer belongs to the mail that it answers."""
    own = {mail.message_id: _own_key(mail) for mail in mails if not mail.incoming}
    return [(mail, own.get(mail.answers) or _own_key(mail) if mail.incoming else _own_key(mail)) for mail in mails]


def _own_key(mail: KeptMail) -> str:
    who = mail.sender if mail.incoming else mail.recipient
    return mail.uid or f"{mail.number} {who.address.lower()}"


def _story(mails: list[KeptMail], heard: HEARD) -> MailStory:
    sent = [mail for mail in mails if not mail.incoming]
    who = sent[-1].recipient if sent else mails[-1].sender
    number = next((mail.number for mail in reversed(mails) if mail.number), "")
    state, tag = _state(sent)
    return MailStory(who.name or who.address, who.address, number, state, tag, tuple(_step(m, heard) for m in mails))


def _state(sent: list[KeptMail]) -> tuple[Text, str]:
    methods = [mail.method for mail in sent if mail.method]
    if not methods:
        return Text("Uden kalender", "No calendar"), ""
    if methods[-1] == "CANCEL":
        return Text("Taget ud af kalenderen", "Taken out of the calendar"), "bad"
    return Text("Står i kalenderen", "Is in the calendar"), "ok"


def _step(mail: KeptMail, heard: HEARD) -> MailStep:
    kind, tag = kind_of(mail)
    outcome = _outcome(heard[mail.essence]) if mail.incoming and mail.essence in heard else None
    return MailStep(mail.file, mail.at, kind, mail.subject, tag, mail.incoming, outcome)


def kind_of(mail: KeptMail) -> tuple[Text, str]:
    """What a mail is, and its colour."""
    if not mail.incoming:
        return _sent_kind(mail.method, mail.sequence or 0)
    if mail.report:
        return Text("Kom retur", "Came back"), "bad"
    if mail.method == "COUNTER":
        return Text("Forslag til ny tid", "Another time proposed"), "warn"
    if mail.event is not None:
        return ANSWERED.get(mail.event.partstat, (Text("Svar", "Answer"), ""))
    return (Text("Autosvar", "Absence reply"), "") if mail.automatic else (Text("Besked", "Message"), "info")


def _sent_kind(method: str | None, sequence: int) -> tuple[Text, str]:
    if method == "CANCEL":
        return Text("Aflysning", "Cancellation"), "bad"
    if method == "REQUEST" and sequence:
        return Text(f"Ændring {sequence}", f"Change {sequence}"), "warn"
    if method == "REQUEST":
        return Text("Invitation", "Invitation"), "ok"
    return Text("Besked", "Message"), ""


def _outcome(one: Heard) -> MailOutcome:
    return MailOutcome(one.case, one.effect, "" if one.pending else LOTS.get(one.lot, "ok"), one.pending)


def mail_page(mail: KeptMail, story: MailStory, *, here: str, form: AnswerForm | None) -> MailPage:
    return MailPage(
        id=mail.file,
        at=mail.at,
        subject=mail.subject,
        sender=(mail.sender.name, mail.sender.address),
        recipient=(mail.recipient.name, mail.recipient.address),
        number=mail.number or story.number,
        plain=mail.plain,
        html_href=f"{here}/html" if mail.html else "",
        headers=mail.headers,
        calendar=mail.calendar or "",
        raw_href=f"{here}/raa",
        story=story,
        incoming=mail.incoming,
        card=_card(mail, mail.event) if mail.event is not None else None,
        form=form,
    )


def _card(mail: KeptMail, event: Event) -> CalendarCard:
    kind, tag = kind_of(mail)
    wants = WANTS["NEEDS-ACTION" if event.asks else "ACCEPTED"]
    if mail.method == "CANCEL":
        wants = Text("Tager begivenheden ud af kalenderen", "Takes the event out of the calendar")
    elif mail.incoming:
        wants = Text("Fra modtageren", "From the recipient")
    period, at = event.period, event.location
    icon = "video" if "://" in at else "phone" if at[:1].isdigit() or at[:1] == "+" else "map-pin"
    return CalendarCard(kind, tag, period.starts_at, period.ends_at, at, icon, wants, event.uid, event.sequence)


def answer_form(
    mail: KeptMail, tongue: Tongue, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> AnswerForm | None:
    """None for what was sent to us; a mail without an invitation leaves the calendar's answers out."""
    if mail.incoming:
        return None
    given, invites = typed or {}, mail.original().event is not None
    starts_at = local(mail.event.period.starts_at) if mail.event is not None else None
    buttons = [(key.value, manner.name) for key, manner in ANSWERS.items() if manner.of_calendar]
    return AnswerForm(
        programs=tuple((client.key, client.name) for client in CLIENTS.values()),
        buttons=tuple(buttons) if invites else (),
        others=tuple((key.value, manner.name) for key, manner in ANSWERS.items() if not manner.of_calendar),
        program=given.get("client", "outlook"),
        comment=given.get("comment", ""),
        date=given.get("date", day(starts_at, tongue) if starts_at else ""),
        start=given.get("start", clock(starts_at, tongue) if starts_at else ""),
        proposes=invites,
        errors=errors or {},
    )
