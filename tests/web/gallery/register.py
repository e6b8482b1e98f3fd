"""Every picture of the gallery, by name."""

from dataclasses import replace

from booking.domain.accounts import Role
from booking.domain.texts import Text
from booking.web.views import boards, lists
from booking.web.views.entrance import LoginForm, error_page
from booking.web.views.orders import OrderInput
from booking.web.views.templates import TemplateList
from booking.web.views.units import UnitTree
from tests.web.gallery import (
    calls,
    exits,
    illness,
    inbound,
    invoices,
    mails,
    phones,
    quality,
    suppliers,
    tariffs,
    tasks,
    weeks,
)
from tests.web.gallery.catalogues import EDITED, FORMS, HINTS, READ, WARNING
from tests.web.gallery.changes import CHANGED, OVERTAKEN, SAME, WRONGLY
from tests.web.gallery.days import BOARD
from tests.web.gallery.economy import economy_pictures
from tests.web.gallery.figures import report_pictures
from tests.web.gallery.frame import frame_pictures
from tests.web.gallery.frames import TODAY, Picture
from tests.web.gallery.illness import ILL, NO_PEOPLE, PEOPLE, PERSON, TOO_LATE, WELL
from tests.web.gallery.judging import (
    ALARM,
    CANDIDATES,
    NO_CANDIDATES,
    NO_SUBSTITUTES,
    SUBSTITUTES,
    WEIGHTS,
    WEIGHTS_READ,
)
from tests.web.gallery.lives import CONFIRMED, DELIVERED, NOBODY, ROWS
from tests.web.gallery.messages import message_pictures
from tests.web.gallery.offices import TREE, UNIT, UNIT_WRONG
from tests.web.gallery.orders import (
    AGAIN,
    ENTERED,
    ERRORS,
    KNOWN,
    LAMPS,
    NOBODY_FREE,
    QUOTE,
    SLOTS,
    TEMPLATES,
    TYPED,
    WISHES,
    WRONG,
    order_form,
)
from tests.web.gallery.overviews import CARDS, overview_pictures
from tests.web.gallery.papers import DEMO, JOBS, MADE, NO_JOBS, SUBSCRIBED
from tests.web.gallery.planned import plan_pictures
from tests.web.gallery.series import COURSE, DATED, ENDING, REACHING, REFUSED, RELATED
from tests.web.gallery.voucher_pictures import voucher_pictures


def quality_pictures() -> tuple[Picture, ...]:
    return (
        Picture("complaints", "kvalitet/klager.html", quality.LIST, "kvalitet"),
        Picture("complaints-none", "kvalitet/klager.html", quality.NONE, "kvalitet", Role.INTERPRETER),
        Picture("complaint-new", "kvalitet/klage.html", quality.RECEIVED, "kvalitet"),
        Picture("complaint-heard", "kvalitet/klage.html", quality.HEARING, "kvalitet"),
        Picture("complaint-asked", "kvalitet/klage.html", quality.ASKED, "kvalitet", Role.INTERPRETER),
        Picture("complaint-answered", "kvalitet/klage.html", quality.ANSWERED, "kvalitet"),
        Picture("complaint-decided", "kvalitet/klage.html", quality.ENDED, "kvalitet", Role.REQUESTER),
        Picture("judge", "kvalitet/bedoem.html", quality.JUDGE, "bestillinger", Role.REQUESTER),
        Picture("judge-early", "kvalitet/bedoem.html", quality.TOO_EARLY, "bestillinger", Role.REQUESTER),
        Picture("figures", "kvalitet/tal.html", quality.FIGURES, "kvalitet"),
        Picture("figures-none", "kvalitet/tal.html", quality.NOTHING, "kvalitet", Role.LEADER),
    )


PICTURES: tuple[Picture, ...] = (
    Picture("login", "log-ind.html", LoginForm(demo=DEMO, demo_password="tolk-i-fjordby"), role=None),
    Picture(
        "login-wrong",
        "log-ind.html",
        LoginForm(
            "jette@example.org",
            "/bestil",
            Text("E-mail eller adgangskode passer ikke.", "Email or password does not match."),
        ),
        role=None,
    ),
    Picture("order-new", "bestil/side.html", order_form(OrderInput(), slots=LAMPS), "bestil", Role.REQUESTER),
    Picture("order-again", "bestil/side.html", AGAIN, "bestil", Role.REQUESTER),
    Picture("order-known", "bestil/side.html", KNOWN, "bestil", Role.REQUESTER),
    Picture(
        "order",
        "bestil/side.html",
        order_form(TYPED, quote=QUOTE, slots=SLOTS, more_wishes=WISHES),
        "bestil",
        Role.REQUESTER,
    ),
    Picture("order-nobody", "bestil/side.html", order_form(TYPED, quote=NOBODY_FREE), "bestil", Role.REQUESTER),
    Picture("templates", "bestil/skabeloner.html", TEMPLATES, "bestil", Role.REQUESTER),
    Picture("templates-none", "bestil/skabeloner.html", TemplateList(()), "bestil", Role.REQUESTER),
    Picture("order-entered", "bestil/side.html", ENTERED, "bestil"),
    Picture("order-wrong", "bestil/side.html", order_form(WRONG, errors=ERRORS), "bestil", Role.REQUESTER),
    Picture(
        "order-not-offered",
        "bestil/side.html",
        replace(order_form(TYPED, quote=replace(QUOTE, warnings=(WARNING,))), services=HINTS),
        "bestil",
        Role.REQUESTER,
    ),
    Picture(
        "order-anyway",
        "bestil/side.html",
        replace(order_form(TYPED, quote=replace(QUOTE, warnings=(WARNING,))), services=HINTS, may_override=True),
        "bestil",
    ),
    Picture("catalogue", "servicekatalog/side.html", READ, "servicekatalog", Role.REQUESTER),
    *(Picture(f"version-{name}", "servicekatalog/ret.html", form, "servicekatalog") for name, form in FORMS.items()),
    Picture("units", "enheder/liste.html", TREE, "enheder", Role.ADMIN),
    Picture("units-none", "enheder/liste.html", UnitTree((), may_edit=False), "enheder", Role.FINANCE),
    Picture("unit", "enheder/enhed.html", UNIT, "enheder", Role.ADMIN),
    *(Picture(name, page, view, "takster", Role.FINANCE) for name, page, view in tariffs.PICTURES),
    *invoices.PICTURES,
    Picture("suppliers", "leverandoerer/liste.html", suppliers.LISTED, "leverandoerer", Role.FINANCE),
    Picture("suppliers-none", "leverandoerer/liste.html", suppliers.NOBODY, "leverandoerer"),
    Picture("supplier", "leverandoerer/leverandoer.html", suppliers.form(is_new=False), "leverandoerer", Role.FINANCE),
    Picture(
        "supplier-wrong",
        "leverandoerer/leverandoer.html",
        suppliers.form(is_new=True, errors={"cvr": Text("Et CVR-nummer har otte cifre.", "Eight digits.")}),
        "leverandoerer",
        Role.FINANCE,
    ),
    Picture("unit-wrong", "enheder/enhed.html", UNIT_WRONG, "enheder", Role.ADMIN),
    Picture("catalogue-office", "servicekatalog/side.html", EDITED, "servicekatalog"),
    Picture(
        "list",
        "bestillinger/liste.html",
        lists.BookingList(ROWS, lists.Filter(), 7, True, "/bestillinger?side=1", "/bestillinger?side=3"),
        "bestillinger",
    ),
    Picture(
        "list-none",
        "bestillinger/liste.html",
        lists.BookingList((), lists.Filter(), 0, True),
        "bestillinger",
        Role.REQUESTER,
    ),
    Picture(
        "list-narrow",
        "bestillinger/liste.html",
        lists.BookingList(
            (), lists.Filter("offered", since="39.1", q="<b>"), 0, False, errors={"since": ERRORS["date"]}
        ),
        "bestillinger",
    ),
    Picture("booking", "bestillinger/side.html", CONFIRMED, "bestillinger"),
    *(
        Picture(f"booking-{name}", "bestillinger/side.html", replace(CONFIRMED, advice=card), "bestillinger")
        for name, card in CARDS.items()
    ),
    Picture("booking-delivered", "bestillinger/side.html", DELIVERED, "bestillinger", Role.REQUESTER),
    Picture("booking-nobody", "bestillinger/side.html", NOBODY, "bestillinger"),
    Picture("repair", "reparation/side.html", ILL, "tolke"),
    Picture("repair-well", "reparation/side.html", WELL, "tolke"),
    Picture("candidates", "bestillinger/kandidater.html", CANDIDATES, "bestillinger"),
    Picture("candidates-none", "bestillinger/kandidater.html", NO_CANDIDATES, "bestillinger"),
    Picture("weights", "indstillinger/vaegte.html", WEIGHTS, "tolke", Role.ADMIN),
    Picture("weights-read", "indstillinger/vaegte.html", WEIGHTS_READ, "tolke"),
    Picture("substitutes", "indstillinger/erstatningssprog.html", SUBSTITUTES, "indstillinger"),
    Picture("substitutes-none", "indstillinger/erstatningssprog.html", NO_SUBSTITUTES, "indstillinger"),
    Picture("alarm", "indstillinger/alarm.html", ALARM, "tavle"),
    Picture("people", "tolke/liste.html", PEOPLE, "tolke"),
    Picture("settings", "indstillinger/oversigt.html", calls.SETTINGS_INDEX, "indstillinger"),
    Picture("callers", "bestil/telefon.html", calls.CALLERS, "bestil"),
    Picture("callers-none", "bestil/telefon.html", calls.NO_CALLERS, "bestil"),
    Picture("people-nobody", "tolke/liste.html", illness.NOBODY_YET, "tolke"),
    Picture("person-new", "tolke/ret.html", illness.NEW_PERSON, "tolke"),
    Picture("person-edit", "tolke/ret.html", illness.EDITED_PERSON, "tolke"),
    Picture("person-ended", "tolke/side.html", illness.ENDED, "tolke"),
    Picture("people-none", "tolke/liste.html", NO_PEOPLE, "tolke"),
    Picture("person", "tolke/side.html", PERSON, "tolke"),
    Picture("person-ill", "tolke/side.html", TOO_LATE, "tolke"),
    *(
        Picture(f"exit-{name}", "bestillinger/side.html", view, "bestillinger")
        for name, view in {
            "waiting": exits.WAITING,
            "waited": exits.WAITED,
            "not-waiting": exits.NOT_WAITING,
            "cancelled": exits.CANCELLED,
            "paid-used": exits.USED,
            "paid-used-unseen": exits.USED_UNSEEN,
            "stayed-away": exits.STAYED_AWAY,
            "unfilled": exits.UNFILLED,
            "costly": exits.COSTLY,
        }.items()
    ),
    Picture("change-late", "bestillinger/ret.html", exits.MOVED_LATE, "bestillinger"),
    Picture("order-dates", "bestil/side.html", DATED, "bestil", Role.REQUESTER),
    Picture("booking-related", "bestillinger/side.html", RELATED, "bestillinger"),
    Picture("cancel-several", "bestillinger/afbestil.html", ENDING, "bestillinger", Role.REQUESTER),
    Picture("change-several", "bestillinger/ret.html", REACHING, "bestillinger"),
    Picture("series", "serier/side.html", COURSE, "bestillinger", Role.REQUESTER),
    Picture("series-refused", "serier/side.html", REFUSED, "bestillinger"),
    Picture("change", "bestillinger/ret.html", CHANGED, "bestillinger", Role.REQUESTER),
    Picture("change-wrong", "bestillinger/ret.html", WRONGLY, "bestillinger"),
    Picture("change-overtaken", "bestillinger/ret.html", OVERTAKEN, "bestillinger"),
    Picture("change-overtaken-same", "bestillinger/ret.html", SAME, "bestillinger"),
    Picture("board", "tavle/dag.html", BOARD, "tavle"),
    Picture("week", "tavle/uge.html", weeks.WEEK, "tavle"),
    Picture("week-empty", "tavle/uge.html", weeks.NOBODY, "tavle"),
    Picture("board-empty", "tavle/dag.html", boards.BoardDay(TODAY, TODAY, (), ()), "tavle"),
    Picture("policy", "tilbud/regler.html", calls.POLICY),
    Picture("policy-wrong", "tilbud/regler.html", calls.POLICY_WRONG),
    Picture("policy-read", "tilbud/regler.html", calls.POLICY_READ, role=Role.LEADER),
    Picture("now", "nu/side.html", calls.ASKED, "nu", Role.REQUESTER),
    Picture("now-wrong", "nu/side.html", calls.WRONGLY_ASKED, "nu", Role.REQUESTER),
    *(
        Picture(f"call-{name}", "nu/opkald.html", view, "nu", Role.REQUESTER)
        for name, view in {
            "waits": calls.WAITING,
            "come": calls.COME,
            "video": calls.COME_BY_VIDEO,
            "nobody": calls.NOBODY_CAME,
            "none-free": calls.NOBODY_FREE,
            "over": calls.TAKEN_BACK,
        }.items()
    ),
    Picture("jobs", "tolk/side.html", JOBS, "tolk", Role.INTERPRETER),
    *(
        Picture(f"jobs-{name}", "tolk/side.html", replace(JOBS, waiting=box), "tolk", Role.INTERPRETER)
        for name, box in {
            "not-waiting": exits.NOT_WAITING.exits.waiting,
            "waiting": exits.WAITING.exits.waiting,
            "waited": exits.WAITED.exits.waiting,
        }.items()
    ),
    Picture("jobs-none", "tolk/side.html", NO_JOBS, "tolk", Role.INTERPRETER),
    *phones.PICTURES,
    Picture("calendar", "kalender/side.html", SUBSCRIBED, "kalender", Role.REQUESTER),
    Picture("calendar-made", "kalender/side.html", MADE, "kalender", Role.REQUESTER),
    Picture("tasks", "opgaver/side.html", tasks.WAITING, "opgaver"),
    Picture("tasks-refused", "opgaver/side.html", tasks.REFUSED, "opgaver"),
    Picture("tasks-done", "opgaver/side.html", tasks.SETTLED, "opgaver"),
    Picture("inbound", "indgaaende/liste.html", inbound.WAITING, "opgaver"),
    Picture("inbound-all", "indgaaende/liste.html", inbound.ALL, "opgaver"),
    Picture("inbound-none", "indgaaende/liste.html", inbound.NONE, "opgaver"),
    Picture("inbound-answer", "indgaaende/mail.html", inbound.ANSWER, "opgaver"),
    Picture("inbound-unreadable", "indgaaende/mail.html", inbound.UNREADABLE, "opgaver"),
    Picture("inbound-old", "indgaaende/mail.html", inbound.OLD, "opgaver"),
    Picture("held", "tolk/svar.html", inbound.HELD, "tolk", Role.INTERPRETER),
    Picture("held-none", "tolk/svar.html", inbound.DEALT_WITH, "tolk", Role.INTERPRETER),
    Picture("tasks-none", "opgaver/side.html", tasks.NONE, "opgaver", Role.ADMIN),
    *report_pictures(),
    *quality_pictures(),
    *economy_pictures(),
    *overview_pictures(),
    *message_pictures(),
    *plan_pictures(),
    Picture("mails", "post/liste.html", mails.LIST, "post"),
    Picture("mails-found-none", "post/liste.html", replace(mails.LIST, stories=(), number="B-2026"), "post"),
    Picture("mails-none", "post/liste.html", replace(mails.LIST, stories=()), "post"),
    Picture("mail", "post/brev.html", mails.LETTER, "post"),
    Picture("mail-wrong", "post/brev.html", mails.WRONG, "post"),
    Picture("mail-plain", "post/brev.html", mails.PLAIN, "post"),
    Picture("mail-answer", "post/brev.html", mails.ANSWER, "post"),
    *voucher_pictures(),
    *(
        Picture(f"error-{status}", "fejl.html", error_page(status, request_id="0f3a"), role=None)
        for status in (403, 404, 409, 422, 500)
    ),
    *frame_pictures(),
)
