"""The form that changes a booking: as it was, with what a change means, and overtaken by somebody else."""

from dataclasses import fields, replace

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.bookings import Change
from booking.web.views.changes import ChangeForm, Meaning, Meanwhile, Overtaken
from booking.web.views.orders import OrderForm
from tests.web.gallery.frames import TIGRINYA, at
from tests.web.gallery.orders import ERRORS, TYPED, WRONG, order_form

MEANING = Meaning(
    starts_at=at(13, days=7),
    ends_at=at(15, days=7),
    mode=Mode.SKYPE,
    language=TIGRINYA,
    changes=(Change(Text("Varighed", "Length"), "60", "120"), Change(Text("Kontakt", "Contact"), "Birgitte", "")),
    interpreter="Selam Tesfay",
    says=Text("Tolken beholder opgaven.", "The interpreter keeps the job."),
    loses=False,
    free=None,
    before_ore=47250,
    after_ore=94500,
    refund_ore=47250,
    free_until=at(13, days=6),
    free_until_why=Text("24 timer før start.", "24 hours before the start."),
    too_late=False,
)
LOSING = replace(
    MEANING, loses=True, free=3, after_ore=None, before_ore=None, refund_ore=None, free_until=None, changes=()
)
_FORM = {field.name: getattr(order_form(TYPED), field.name) for field in fields(OrderForm)}
CHANGED = ChangeForm(**_FORM, number="B-2026-001042", version="3", origin="language=tir", meaning=MEANING)
OVERTAKEN = replace(
    CHANGED,
    meaning=LOSING,
    meanwhile=Meanwhile(
        "Jette Holm",
        at(9),
        (
            Overtaken(Change(Text("Dato", "Date"), "12.11.2026", "13.11.2026"), "19.11.2026"),
            Overtaken(Change(Text("Kontakt", "Contact"), "Birgitte", "")),
        ),
    ),
)
SAME = replace(OVERTAKEN, meaning=replace(MEANING, too_late=True), meanwhile=Meanwhile("", None, ()))
WRONGLY = replace(CHANGED, values=WRONG, errors=ERRORS, meaning=None, meaning_error=ERRORS["date"])
