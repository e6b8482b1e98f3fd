"""A plan in the words of a coordinator."""

from booking.domain.money import kroner_da, kroner_en
from booking.domain.plans.asking import Kind
from booking.domain.plans.plans import Ended, Figures, Plan
from booking.domain.texts import Text

ENDED: dict[Ended, Text] = {
    Ended.PROVED: Text("Færdig: en bedre plan findes ikke.", "Done: there is no better plan."),
    Ended.GAP: Text("Stoppet, fordi planen var god nok.", "Stopped, since the plan was good enough."),
    Ended.LIMIT: Text("Stoppet, da tiden var gået.", "Stopped when the time was over."),
    Ended.STOPPED: Text("Stoppet undervejs; det bedste indtil da.", "Stopped on the way; the best until then."),
    Ended.FELL: Text(
        "Beregningen gik i stå. Det er det første udkast, der står her; det er kontrolleret som enhver anden plan.",
        "The computation broke down. This is the first draft, checked as every other plan.",
    ),
}


def headline(plan: Plan) -> Text:
    """How many have somebody, what it costs against today, and how far it is from the best possible."""
    found, today = plan.plan, plan.today
    if found is None or today is None:
        return Text("Der er ingen plan endnu", "There is no plan yet")
    if not found.wanted:
        return Text("Der er ingen opgaver at planlægge", "There are no jobs to plan")
    if plan.imagined is not None:
        return _imagined(found, plan.imagined)
    parts = [_filled(found), _cost(found, today), distance(plan)]
    return Text("; ".join(one.da for one in parts if one.da), "; ".join(one.en for one in parts if one.en))


def _imagined(found: Figures, imagined: Figures) -> Text:
    """What is imagined against the best plan for the days as they are."""
    filled, difference = _filled(imagined), imagined.cost_ore - found.cost_ore
    da, en = kroner_da(abs(difference)), kroner_en(abs(difference))
    cost = Text(f"{da} kr. dyrere end planen uden", f"DKK {en} more than the plan without")
    if difference <= 0:
        cost = Text(f"{da} kr. billigere end planen uden", f"DKK {en} cheaper than the plan without")
    before, after = _remote(found), _remote(imagined)
    return Text(
        f"{filled.da} mod {found.filled}; {cost.da}; fjerntolkning {after} % mod {before} %",
        f"{filled.en} against {found.filled}; {cost.en}; remote share {after}% against {before}%",
    )


def _remote(found: Figures) -> int:
    return round(100 * found.remote / found.jobs) if found.jobs else 0


def _filled(found: Figures) -> Text:
    en = f"{found.filled} of {found.wanted} jobs filled"
    if found.filled < found.wanted:
        return Text(f"{found.filled} af {found.wanted} {'opgave' if found.wanted == 1 else 'opgaver'} besat", en)
    return Text("Opgaven er besat" if found.wanted == 1 else f"Alle {found.wanted} opgaver besat", en)


def _cost(found: Figures, today: Figures) -> Text:
    difference = found.cost_ore - today.cost_ore
    if difference == 0:
        return Text("koster det samme som i dag", "costs the same as today")
    da, en = (kroner_da(abs(difference)), kroner_en(abs(difference)))
    if difference < 0:
        return Text(f"{da} kr. billigere end i dag", f"DKK {en} cheaper than today")
    if found.filled > today.filled:
        return Text(
            f"{da} kr. mere end i dag, hvor {today.filled} er besat",
            f"DKK {en} more than today, with {today.filled} filled",
        )
    return Text(f"{da} kr. dyrere end i dag", f"DKK {en} more than today")


def distance(plan: Plan) -> Text:
    """How far from the best possible at most; empty where nothing is known of it. Nothing but a proof is 0 %."""
    if plan.proved:
        return Text("bevist bedst mulig", "proven the best possible")
    if plan.gap_ppm is None:
        return Text("afstanden til det bedst mulige er ikke kendt", "its distance from the best possible is not known")
    da, en = percent(plan.gap_ppm)
    if not plan.fill_proved:
        return Text(
            f"højst {da} % fra den billigste plan, der besætter lige så mange",
            f"at most {en}% from the cheapest plan that fills as many",
        )
    return Text(f"højst {da} % fra det bedst mulige", f"at most {en}% from the best possible")


def percent(ppm: int) -> tuple[str, str]:
    """Rounded up to a tenth of a percent: a bound is never flattered, and only nothing is 0."""
    tenths = -(-ppm // 1000)
    return f"{tenths // 10},{tenths % 10}", f"{tenths // 10}.{tenths % 10}"


def title(plan: Plan) -> Text:
    """The kind and its days: "Plan for mandag 23/11" or "Plan for 23/11–29/11"."""
    first, last = plan.ask.first, plan.ask.last
    da = f"{first.day}/{first.month}" if first == last else f"{first.day}/{first.month}–{last.day}/{last.month}"
    en = f"{first.day} {first:%b}" if first == last else f"{first.day} {first:%b} – {last.day} {last:%b}"
    name = {
        Kind.PLAN: Text("Plan for", "Plan for"),
        Kind.REPAIR: Text("Mindst mulig ændring", "Least change"),
        Kind.WHAT_IF: Text("Hvad nu hvis,", "What if,"),
    }[plan.ask.kind]
    return Text(f"{name.da} {da}", f"{name.en} {en}")
