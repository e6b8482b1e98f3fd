"""Candidates held against a booking, and the office's settings."""

from dataclasses import replace
from datetime import date

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views import candidates, settings, substitutes
from booking.web.views.conflicts import AwayBox, AwayFromRow
from booking.web.views.orders import Option
from tests.web.gallery.frames import ARABIC, ID, NOW, at

SALARIED, FREELANCE = Text("Ansat", "Salaried"), Text("Freelance", "Freelance")
CANDIDATES = candidates.CandidatesPage(
    number="26-1101",
    language=ARABIC,
    starts_at=at(11, 30),
    ends_at=at(12),
    mode=Mode.PHONE,
    unit="Tandplejen",
    able=(
        candidates.AbleRow(1, ID, "Selam Tesfay", SALARIED, 0, -4000, (Text("Ansat", "Salaried"), Text("A", "A"))),
        candidates.AbleRow(2, ID, "Karim Mansour", FREELANCE, 47100, 49100, (Text("471,00 kr.", "DKK 471.00"),)),
    ),
    fallen=(
        candidates.FallenRow(ID, "Amal Haddad", Text("er optaget", "are busy"), Text("Optaget 11–12", "Busy 11–12")),
    ),
    one=candidates.OneInterpreter(
        "Amal Haddad", ((Text("er optaget", "are busy"), Text("Optaget 11.00–12.00", "Busy 11:00–12:00")),)
    ),
    may_give=True,
    away=AwayBox(
        "/bestillinger/26-1101/hold-fra",
        "/bestillinger/26-1101/kandidater",
        "Tandplejen",
        "26-04417",
        (
            AwayFromRow(ID, ID, "Amal Haddad", Text("Sagen", "The case"), "<b>", date(2026, 12, 31), False),
            AwayFromRow(ID, ID, "Olena Bondar", Text("Hele enheden", "The whole unit"), "", date(2026, 1, 1), True),
        ),
        (Option(str(ID), "Amal Haddad"),),
        {"tolk": str(ID), "om": "enhed", "grund": "<b>", "til": "i går"},
        Text("Vælg en dag.", "Choose a day."),
        shown=True,
    ),
)
NO_CANDIDATES = replace(
    CANDIDATES,
    able=(),
    fallen=(),
    q="<b>",
    ways_out=(
        candidates.WayRow(Text("Telefontolkning", "Telephone"), 2, "Karim Mansour", 47100, "/bestillinger/1/ret?vej=x"),
        candidates.WayRow(Text("Ekstern leverandør", "External supplier"), 1, "Nordtolk", 90000),
    ),
    rules=(candidates.RuleRow(Text("er optaget", "are busy"), 3, 4, 2),),
    may_change=True,
    one=candidates.OneInterpreter("Karim Mansour", ()),
    may_give=False,
)
ROW = settings.WeightRow(
    "asked_ore",
    Text("Spurgt før", "Asked before"),
    Text("Lægges til for hver gang.", "Added for each time."),
    Text("øre pr. forespørgsel", "øre per time asked"),
    "200",
    200,
)
LOG = (settings.LogRow(NOW, "Jette Holm", Text("Spurgt før", "Asked before"), "200"),)
WEIGHTS = settings.WeightsPage(
    (ROW, replace(ROW, key="decline_ore", value="ti", error=Text("Skriv et helt tal.", "Write a whole number."))),
    LOG,
    True,
)
WEIGHTS_READ = settings.WeightsPage((ROW,), ())
ALARM = settings.AlarmPage("x", "kontor", LOG, True, Text("Skriv et tal.", "Write a number."), Text("Skriv.", "Write."))

CALM = Text("Ro.", "Calm.")
DARI, FARSI = Text("Dari", "Dari"), Text("Farsi", "Persian")
SUBSTITUTES = substitutes.SubstitutesPage(
    rows=(
        substitutes.SubstituteRow(
            "prs",
            "pes",
            Text("Dari", "Dari"),
            Text("Farsi", "Persian"),
            True,
            "<b>",
            Text("Kan.", "Can."),
            CALM,
        ),
        substitutes.SubstituteRow(
            "bos",
            "hrv",
            Text("Bosnisk", "Bosnian"),
            CALM,
            False,
            "",
            CALM,
            CALM,
        ),
    ),
    languages=(Option("prs", DARI), Option("pes", FARSI)),
    values={"wanted": "prs", "spoken": "prs", "how": "as_one", "note": "<b>"},
    log=LOG,
    may_write=True,
    meaning=Text("6 tolke kan også foreslås.", "6 interpreters can also be suggested."),
    errors={"spoken": Text("Vælg to.", "Choose two.")},
)
NO_SUBSTITUTES = substitutes.SubstitutesPage((), (), {"wanted": "", "spoken": "", "how": "", "note": ""})
