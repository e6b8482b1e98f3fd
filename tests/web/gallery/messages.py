"""The gallery's pages of what one hears of, and of text messages."""

from booking.domain.accounts import ROLE_NAMES, Role
from booking.domain.messages import KEYS, TOPICS, WAYS, Topic, own_keys, topics_of
from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.preferences import (
    ChoiceForm,
    OfficeMessagesPage,
    PhoneBox,
    PreferencesPage,
    TextList,
    TextRow,
    TopicRow,
    Typed,
)
from booking.web.views.settings import LogRow
from tests.web.gallery.frames import Picture, at

WRONG = Text("Skriv et klokkeslæt, f.eks. 07.00.", "Write a time of day, such as 07:00.")


def rows(topics: tuple[Topic, ...], error: Text | None = None) -> tuple[TopicRow, ...]:
    return tuple(
        TopicRow(
            f"way.{one}", TOPICS[one].name, TOPICS[one].text, TOPICS[one].at_night, ROLE_NAMES[TOPICS[one].role],
            tuple(Option(way.value, WAYS[way]) for way in TOPICS[one].ways), TOPICS[one].usual.value,
            TOPICS[one].always, error,
        )
        for one in topics
    )  # fmt: skip


def form(role: Role, *, wrong: bool = False) -> ChoiceForm:
    topics = topics_of({role})
    fields = {key: Typed(str(KEYS[key].usual)) for key in own_keys(topics) if "." not in key and key != "quiet"}
    if wrong:
        fields["quiet_from"] = Typed("25.00", WRONG)
    return ChoiceForm(rows(topics, WRONG if wrong else None), fields, quiet=True, error=WRONG if wrong else None)


EVERYTHING = {key: Typed(str(one.usual)) for key, one in KEYS.items() if "." not in key and key != "quiet"}
OFFICE = ChoiceForm(rows(tuple(Topic)), EVERYTHING, quiet=False)
LOG = (LogRow(at(9), "Jette Holm", KEYS["remind_hours"].name, "48"),)
SENT = TextRow(
    at(9), "22 33 44 55", "Husk din tolkeopgave fredag 13/11 kl. 10.00-11.00: https://tolk.example.org/tolk", 1
)
PHONES = {
    "none": PhoneBox(sms=True, typed="22 33 44 55"),
    "waiting": PhoneBox(sms=True, waiting="22 33 44 55"),
    "wrong": PhoneBox(sms=True, waiting="22 33 44 55", typed="22", code="12", error_code=WRONG, error_phone=WRONG),
    "number": PhoneBox(sms=True, number="22 33 44 55"),
    "no-gateway": PhoneBox(sms=False),
}


def message_pictures() -> tuple[Picture, ...]:
    return (
        *(
            Picture(
                f"preferences-{name}",
                "mig/side.html",
                PreferencesPage("farid@example.org", "da", form(Role.INTERPRETER, wrong=name == "wrong"), box),
                role=Role.INTERPRETER,
            )
            for name, box in PHONES.items()
        ),
        Picture(
            "preferences-auditor",
            "mig/side.html",
            PreferencesPage("auditor@example.org", "en", form(Role.AUDITOR), PHONES["none"], undelivered=True),
            role=Role.AUDITOR,
        ),
        Picture("office-messages", "indstillinger/beskeder.html", OfficeMessagesPage(OFFICE, LOG, True, True), "tavle"),
        Picture("office-messages-read", "indstillinger/beskeder.html", OfficeMessagesPage(OFFICE), role=Role.LEADER),
        Picture(
            "office-messages-wrong",
            "indstillinger/beskeder.html",
            OfficeMessagesPage(form(Role.COORDINATOR, wrong=True), (), True),
            "tavle",
        ),
        Picture("texts", "post/sms.html", TextList((SENT, TextRow(at(8), "22 33 44 55", "Hej", 2, 1))), "post"),
        Picture("texts-none", "post/sms.html", TextList(), "post"),
    )
