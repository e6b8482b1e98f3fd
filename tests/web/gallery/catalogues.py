"""The service catalogue: as a requester reads it, as the office edits it, and an order that it does not offer."""

from datetime import date

from booking.domain.catalogue import Fact
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.making.version_fields import NAMES
from booking.web.making.versions import OUTSIDE, TICKS
from booking.web.views.hints import ServiceHint
from booking.web.views.orders import Option
from booking.web.views.services import ComingRow, EditForm, LanguageRow, ModeCard, Outlook, ServicePage, SupplierRow
from tests.web.gallery.frames import SOMALI, TIGRINYA, TODAY

WEEK = (Text("mandag–fredag", "Monday–Friday"), Text("kl. 07.00–20.00", "07:00–20:00"))
NOTICE = Text("Mindst 2 timer før", "At least 2 hours before")
JOIN = Text("Mød tolken i receptionen.", "Meet the interpreter at the reception.")
MINIMUM = Fact("min_minutes", Text("Mindstetid", "Minimum"), Text("60 minutter", "60 minutes"))
NONE = Fact("min_minutes", Text("Mindstetid", "Minimum"), Text("", ""))
AGREED = Text("Bureauaftalen", "The agency agreement")
SUPPLIED = {
    "min_minutes": MINIMUM.value,
    "cancel_free": Text("Indtil kl. 14.00 dagen før", "Until 14:00 the day before"),
    "late_cancel_bills": Text("Hele den bestilte tid", "All of the booked time"),
}


def card(mode: Mode, *, offered: bool = True, edits: bool = False) -> ModeCard:
    return ModeCard(
        mode=mode,
        offered=offered,
        opening=(WEEK,),
        notice=NOTICE,
        join=JOIN if mode is Mode.IN_PERSON else Text("", ""),
        price=Text("421,20 kr. pr. påbegyndt time", "DKK 421.20 per started hour"),
        reasons=(Text("Et barn deltager", "A child takes part"),) if edits else (),
        facts=(MINIMUM,),
        edit=f"/servicekatalog/ret/ydelse/{mode.value}" if edits else "",
        edit_terms=f"/servicekatalog/ret/vilkaar/MUNI.{mode.value}" if edits else "",
    )


READ = ServicePage(
    day=TODAY,
    cards=(card(Mode.SKYPE), card(Mode.PHONE), card(Mode.IN_PERSON)),
    languages=(),
    coming=(),
    may_book=True,
)
EDITED = ServicePage(
    day=TODAY,
    cards=(card(Mode.SKYPE, offered=False, edits=True), card(Mode.IN_PERSON, edits=True)),
    languages=(LanguageRow(TIGRINYA, (Mode.PHONE,), NOTICE, "/servicekatalog/ret/sprog/tir"),),
    coming=(
        ComingRow(date(2027, 1, 1), SOMALI, ((NONE, MINIMUM), (MINIMUM, NONE)), "/servicekatalog/ret/sprog/som"),
        ComingRow(date(2027, 2, 1), TIGRINYA, ((MINIMUM, MINIMUM),)),
    ),
    suppliers=(
        SupplierRow(
            Text("Bureauaftalen", "The agency agreement"),
            Mode.PHONE,
            SUPPLIED,
            "/servicekatalog/ret/vilkaar/AGENCY.phone",
        ),
    ),
    choices=(Option("som", SOMALI), Option("tir", TIGRINYA)),
)
HINTS = (
    ServiceHint(mode=Mode.SKYPE, offered=True, opening=WEEK[1], notice=NOTICE, join=Text("", "")),
    ServiceHint(mode=Mode.PHONE, offered=False, opening=WEEK[1], notice=NOTICE, join=Text("", "")),
    ServiceHint(mode=Mode.IN_PERSON, offered=True, opening=WEEK[1], notice=NOTICE, join=JOIN, reasons=SOMALI),
)
WARNING = Text("Videotolkning har søndag 15/11 lukket.", "Video is closed on Sunday 15 November.")


def edit_form(
    part: str, *, errors: dict[str, Text] | None = None, outlook: Outlook | None = None, error: Text | None = None
) -> EditForm:
    typed = {"valid_from": "1.1.2027", "offered": "1", "opening_1": "7-20", "mode_phone": "1", "reason_child": "1"}
    return EditForm(
        part=f"servicekatalog/_{part}.html",
        title=SOMALI,
        href=f"/servicekatalog/ret/{part}/x",
        values=dict.fromkeys((*NAMES, *TICKS, "lead_unit", "cancel_kind"), "") | typed,
        names=NAMES,
        touches=OUTSIDE,
        errors=errors or {},
        outlook=outlook,
        outlook_error=error,
        seen="0f3a",
        reasons=(Option("child", Text("Et barn deltager", "A child takes part")),) if part == "ydelse" else (),
        bases=(Option("actual", MINIMUM.name),),
        deadlines=(Option("hours_before", NOTICE),),
        bills=(Option("minutes", MINIMUM.value),),
        days=((1, Text("mandag", "Monday")), (2, Text("tirsdag", "Tuesday"))),
        modes=(Mode.SKYPE, Mode.PHONE),
    )


OUTLOOK = Outlook(
    valid_from=date(2027, 1, 1),
    until=date(2027, 2, 1),
    replaces=True,
    changes=((NONE, MINIMUM), (MINIMUM, NONE)),
    count=3,
    touched=("B-2026-001042",),
)
UNTOUCHED = Outlook(
    valid_from=date(2027, 1, 1), until=None, replaces=False, changes=((MINIMUM, MINIMUM),), count=0, touched=()
)
WRONG_FIELDS = dict.fromkeys(("valid_from", "opening_1", "lead", "reasons", "join_da", "elsewhere"), WARNING)
FORMS = {
    "service": edit_form("ydelse", outlook=OUTLOOK),
    "service-wrong": edit_form("ydelse", errors=WRONG_FIELDS),
    "language": edit_form("sprog", error=WARNING),
    "terms": edit_form("vilkaar", outlook=UNTOUCHED),
    "terms-wrong": edit_form("vilkaar", errors={"cancel_value": WARNING, "late": WARNING}),
}
