"""What the report says and shows, as its document takes it: words, figures and pictures in one tongue."""

from collections.abc import Iterable
from fractions import Fraction

from booking.domain.insights.months import Month
from booking.domain.insights.steering import Steering, UnitFigures
from booking.domain.insights.sums import Sums
from booking.domain.insights.wording import said_amount, said_minutes
from booking.domain.periods import local
from booking.domain.reports import dated, percent
from booking.domain.reports import written as figure
from booking.domain.reports.spans import stamped
from booking.domain.texts import Text, Tongue
from booking.gateways.charts.steering import COST_TITLE, SHARE_TITLE, cost_chart, share_chart
from booking.persistence.reports import REPORTS
from booking.services.desk import Desk

MOST_UNITS = 30
"""More would not fit on the page; the smallest are put together."""

_WORDS = {
    "title": Text("Ledelsesrapport", "Leader's report"),
    "matters": Text("Det bør du vide", "What you should know"),
    "units": Text("Enhed for enhed", "Unit by unit"),
    "how": Text("Sådan er tallene talt", "How the figures are counted"),
    "page": Text("Side", "Page"),
    "of": Text("af", "of"),
    "others": Text("Øvrige enheder", "Other units"),
    "total": Text("I alt", "Total"),
    "none": Text("Intet har flyttet sig nok til at blive nævnt.", "Nothing has moved enough to be mentioned."),
}
_HEADINGS = (
    Text("Enhed", "Unit"), Text("Tolkninger", "Talks"), Text("Andel", "Share"), Text("Mål", "Target"),
    Text("Udgift", "Cost"), Text("Bemandet", "Filled"), Text("Svartid", "Response"),
)  # fmt: skip
_CAPTIONS = (
    Text(
        "Andelen af udførte tolkninger på telefon og video. Stiplet: byrådets mål.",
        "The share of delivered conversations by phone and video. Dashed: the council's target.",
    ),
    Text(
        "Nettoudgift til udførte tolkninger i 1.000 kr.: video (blå), telefon (grøn) og fremmøde (gul).",
        "Net cost of delivered conversations in DKK thousand: video (blue), phone (green) and in person (yellow).",
    ),
)
_DEFINITIONS = (
    Text(
        "Bemandet: bestillinger, der fik en tolk, af dem og de ubemandede. Svartid: medianen fra bestilling til tolk.",
        "Filled: bookings that got an interpreter, of those and the unfilled. Response: the median from order to "
        "interpreter.",
    ),
    Text(
        "Udgift: netto, uden moms, af det, der er afregnet. Der sammenlignes med måneden før.",
        "Cost: net of VAT, of what is priced. Comparisons are with the month before.",
    ),
)


def written(desk: Desk, month: Month, figures: Steering, year: Steering, tongue: Tongue) -> dict[str, object]:
    """Everything that `ledelse.typ` sets."""
    read = stamped(local(desk.now)).in_(tongue)
    said = [{"lead": one.lead.in_(tongue), "rest": one.rest.in_(tongue)} for one in figures.sentences]
    name = month.name.in_(tongue)
    return {
        "lang": tongue,
        "region": "DK" if tongue == "da" else "GB",
        "title": f"{_said('title', tongue)}, {name}",
        "municipality": desk.identity.municipality,
        "place": _place(desk, figures),
        "intro": _intro(figures, tongue),
        "read": f"{'Læst' if tongue == 'da' else 'Read'} {read}",
        "page": _said("page", tongue),
        "of": _said("of", tongue),
        "kpis": _kpis(figures, tongue),
        "matters": _said("matters", tongue),
        "sentences": said or [{"lead": "", "rest": _said("none", tongue)}],
        "charts": _charts(year, tongue),
        "units": _units(figures, tongue),
        "how": _said("how", tongue),
        "definitions": list(_definitions(tongue)),
    }


def _said(key: str, tongue: Tongue) -> str:
    return _WORDS[key].in_(tongue)


def _place(desk: Desk, figures: Steering) -> str:
    whole = desk.identity.municipality
    return whole if figures.place == whole else f"{whole} · {figures.place}"


def _intro(figures: Steering, tongue: Tongue) -> str:
    since, until = dated(figures.span.since).in_(tongue), dated(figures.span.until).in_(tongue)
    return f"{since}–{until}. " + (
        "Tolkning på telefon og video mod byrådets mål, udgift og bemanding."
        if tongue == "da"
        else "Interpreting by phone and video against the council's target, cost and fill rate."
    )


def _kpis(figures: Steering, tongue: Tongue) -> list[dict[str, str]]:
    whole, before = figures.whole, figures.before
    told = {"da": "måneden før", "en": "the month before"}[tongue]
    goal = percent(figures.target, tongue, places=0)
    names = (
        Text("Andel fjerntolkning", "Remote share"), Text("Udgift", "Cost"),
        Text("Bemandet", "Filled"), Text("Svartid", "Response"),
    )  # fmt: skip
    aim = f"{'mål' if tongue == 'da' else 'target'} {goal}; {told} {percent(before.share, tongue)}"
    values = (
        (percent(whole.share, tongue), aim),
        (said_amount(whole.net_ore).in_(tongue), f"{told} {said_amount(before.net_ore).in_(tongue)}"),
        (percent(whole.fill_rate, tongue), f"{told} {percent(before.fill_rate, tongue)}"),
        (_minutes(figures.whole.response, tongue), f"{told} {_minutes(figures.before.response, tongue)}"),
    )
    return [
        {"name": name.in_(tongue), "value": value, "sub": sub} for name, (value, sub) in zip(names, values, strict=True)
    ]


def _minutes(minutes: int | None, tongue: Tongue) -> str:
    return "–" if minutes is None else said_minutes(minutes).in_(tongue)


def _charts(year: Steering, tongue: Tongue) -> list[dict[str, object]]:
    """The page's own pictures, in the document's own letters; what they show is told beside them."""
    drawn = ((SHARE_TITLE, share_chart(year.months, tongue)), (COST_TITLE, cost_chart(year.months, tongue)))
    return [
        {
            "title": title.in_(tongue),
            "svg": str(svg).replace("IBM Plex Sans, sans-serif", "Libertinus Serif"),
            "alt": f"{title.in_(tongue)}. {_told(str(svg))}",
            "caption": caption.in_(tongue),
            "width": 100,
        }
        for (title, svg), caption in zip(drawn, _CAPTIONS, strict=True)
    ]


def _told(svg: str) -> str:
    return svg.partition("<desc")[2].partition(">")[2].partition("</desc>")[0]


def _units(figures: Steering, tongue: Tongue) -> dict[str, object]:
    largest = sorted(figures.units, key=lambda one: -one.sums.delivered)[:MOST_UNITS]
    shown = [one for one in figures.units if one in largest]
    rest = [one for one in figures.units if one not in largest]
    rows = [_unit(one, figures.target, tongue) for one in shown]
    if rest:
        rows.append(_row(_said("others", tongue), _added(rest), figures.target, tongue))
    return {
        "title": _said("units", tongue),
        "headings": [one.in_(tongue) for one in _HEADINGS],
        "rows": rows,
        "total": _row(_said("total", tongue), figures.whole, figures.target, tongue),
    }


def _unit(one: UnitFigures, target: Fraction | None, tongue: Tongue) -> list[str]:
    return _row(one.name, one.sums, target, tongue)


def _row(name: str, sums: Sums, target: Fraction | None, tongue: Tongue) -> list[str]:
    return [
        name,
        figure("count", sums.delivered, tongue),
        percent(sums.share, tongue),
        percent(target, tongue, places=0),
        said_amount(sums.net_ore).in_(tongue),
        percent(sums.fill_rate, tongue),
        _minutes(sums.response, tongue),
    ]


def _added(units: Iterable[UnitFigures]) -> Sums:
    units = list(units)
    names = ("delivered", "remote", "minutes", "net_ore", "filled", "unfilled")
    return Sums(**{name: sum(getattr(one.sums, name) for one in units) for name in names})


def _definitions(tongue: Tongue) -> Iterable[str]:
    share = REPORTS["remote-share"].report
    yield f"{share.title.in_(tongue)} ({share.id}, version {share.version}): {share.definition.in_(tongue)}"
    yield from (one.in_(tongue) for one in _DEFINITIONS)
