"""What was mailed: stories, a letter with its answer form, and an answer that came back."""

from dataclasses import replace

from booking.domain.texts import Text
from booking.web.views import mails
from tests.web.gallery.frames import at

ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSEQUENCE:0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
FIRST = mails.MailStep("a.eml", at(8, 5), Text("Invitation", "Invitation"), "Tolkeopgave B-2026-000123", "ok")
STORY = mails.MailStory(
    "Amal Haddad",
    "amal@example.org",
    "B-2026-000123",
    Text("Taget ud af kalenderen", "Taken out of the calendar"),
    "bad",
    (
        FIRST,
        mails.MailStep(
            "b.eml",
            at(8, 20),
            Text("Svar: nej", "Answer: no"),
            "Afvist: Tolkeopgave B-2026-000123",
            "bad",
            incoming=True,
            outcome=mails.MailOutcome(
                Text("Nej", "No"), Text("Springer fra; søges på ny, opgave", "Withdraws; searched again, a task"), "ok"
            ),
        ),
        mails.MailStep("c.eml", at(8, 21), Text("Aflysning", "Cancellation"), "Aflyst: B-2026-000123", "bad"),
    ),
)
PENDING = replace(
    STORY,
    steps=(
        FIRST,
        replace(
            STORY.steps[1], outcome=mails.MailOutcome(Text("Ikke modtaget endnu", "Not received yet"), pending=True)
        ),
    ),
)
NOTE = replace(STORY, name="jens@example.org", address="jens@example.org", number="", steps=(FIRST,))
LIST = mails.MailList((PENDING, NOTE), more=100)
FORM = mails.AnswerForm(
    programs=(("outlook", "Outlook"), ("gmail", "Gmail")),
    buttons=(("accept", Text("Acceptér", "Accept")), ("counter", Text("Foreslå ny tid", "Propose another time"))),
    others=(("bounce", Text("Send retur", "Return")),),
    program="outlook",
    date="12.11.2026",
    start="13.00",
    proposes=True,
)
LETTER = mails.MailPage(
    id="a.eml",
    at=at(8, 5),
    subject="Tolkeopgave B-2026-000123",
    sender=("Tolkebooking, Fjordby Kommune", "svar+abc@tolk.example.org"),
    recipient=("Amal Haddad", "amal@example.org"),
    number="B-2026-000123",
    plain="Hej Amal\nDu har fået en opgave.",
    html_href="/post/a.eml/html",
    headers=(("From", "svar+abc@tolk.example.org"), ("To", "amal@example.org")),
    calendar=ICS,
    raw_href="/post/a.eml/raa",
    story=PENDING,
    card=mails.CalendarCard(
        Text("Invitation", "Invitation"),
        "ok",
        at(13),
        at(14),
        "Rådhuset, lokale 2",
        "map-pin",
        Text("Beder om svar", "Asks for an answer"),
        "1c9f@tolk.example.org",
        0,
    ),
    form=FORM,
)
WRONG = replace(
    LETTER,
    form=replace(
        FORM,
        errors={
            "answer": Text("Vælg et svar.", "Choose an answer."),
            "date": Text("Skriv en dato.", "Write a date."),
            "start": Text("Skriv et klokkeslæt.", "Write a time."),
        },
    ),
)
PLAIN = replace(
    LETTER, sender=("", "a@example.org"), recipient=("", "b@example.org"), number="", html_href="", calendar="",
    story=STORY, card=None, form=replace(FORM, buttons=(), proposes=False),
)  # fmt: skip
ANSWER = replace(PLAIN, form=None, incoming=True)
