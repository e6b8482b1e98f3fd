"""The way in, and what is shown when something cannot be."""

from dataclasses import dataclass

from booking.domain.texts import Text

FRONT = Text("Gå til forsiden", "Go to the front page")
AGAIN = Text("Åbn siden igen", "Open the page again")


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A ready-made login of the seeded municipality, offered in local mode only."""

    role: Text
    email: str


@dataclass(frozen=True, slots=True)
class LoginForm:
    """`next` is the local path asked for before logging in; the password is never kept."""

    email: str = ""
    next: str = ""
    error: Text | None = None
    demo: tuple[DemoLogin, ...] = ()
    demo_password: str = ""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A refusal in the user's words: what happened, and where to go from here."""

    status: int
    title: Text
    message: Text
    what_next: Text
    href: str = "/"
    link: Text = FRONT
    request_id: str = ""


TOO_OLD = 440  # not a status of HTTP: the words for a form that is refused because its page is
_NEXT: dict[int, tuple[Text, Text]] = {
    TOO_OLD: (
        Text("Siden er for gammel", "The page is too old"),
        Text(
            "Intet er ændret. Åbn siden igen, og send så én gang til.",
            "Nothing was changed. Open the page again, and then send once more.",
        ),
    ),
    403: (
        Text("Det har du ikke adgang til", "You do not have access to this"),
        Text(
            "Skal du bruge adgangen i dit arbejde, så skriv til tolkekontoret, hvad du ville gøre.",
            "If your work needs it, write to the interpreter office and say what you wanted to do.",
        ),
    ),
    404: (
        Text("Siden findes ikke", "There is no such page"),
        Text(
            "Tjek adressen eller bestillingens nummer, eller find bestillingen på listen.",
            "Check the address or the number of the booking, or find the booking in the list.",
        ),
    ),
    409: (
        Text("Nogen kom før dig", "Somebody came first"),
        Text(
            "Intet er ændret. Åbn siden igen, se hvordan det står nu, og beslut så, om du stadig vil.",
            "Nothing was changed. Open the page again, see how things are, then decide whether you still want to.",
        ),
    ),
    413: (
        Text("Det fylder for meget", "That is too large"),
        Text(
            "Intet er gemt. Gå tilbage, og send en mindre fil, eller del den i flere.",
            "Nothing was saved. Go back and send a smaller file, or divide it into several.",
        ),
    ),
    429: (
        Text("Det går for stærkt", "That is too fast"),
        Text("Vent et par minutter, og prøv så igen.", "Wait a few minutes, then try again."),
    ),
    422: (
        Text("Det kan ikke være rigtigt", "That cannot be right"),
        Text(
            "Intet er ændret. Gå tilbage, ret det, og send igen.",
            "Nothing was changed. Go back, correct it and send again.",
        ),
    ),
    500: (
        Text("Der gik noget galt hos os", "Something went wrong on our side"),
        Text(
            "Prøv igen om lidt. Haster det, så ring til tolkekontoret og læs sporingsnummeret op.",
            "Try again in a moment. If it is urgent, call the interpreter office and read out the trace number.",
        ),
    ),
}
_PLAIN: dict[int, Text] = {
    403: Text("Din rolle giver ikke ret til det her.", "Your role does not allow this."),
    404: Text("Vi kan ikke finde det, du ledte efter.", "We cannot find what you were looking for."),
    409: Text("Det var muligt for et øjeblik siden.", "It was possible a moment ago."),
    413: Text("Siden kan ikke tage imod så meget på én gang.", "The page cannot take so much at once."),
    429: Text("Der er bedt om det mange gange på kort tid.", "It was asked for many times within a short time."),
    422: Text("Det, der blev sendt, kan ikke læses.", "What was sent cannot be read."),
    500: Text(
        "Fejlen er skrevet ned, og det, du havde gemt, er der stadig.",
        "The error is on record, and what you had saved is still there.",
    ),
}


def error_page(
    status: int, *, message: Text | None = None, href: str = "/", request_id: str = "", words: int = 0
) -> ErrorPage:
    """The page for a status, in the words of another where it says so; without any of its own those of 422 or 500."""
    known = next((one for one in (words, status) if one in _NEXT), 500 if status >= 500 else 422)
    title, what_next = _NEXT[known]
    link = AGAIN if href != "/" or known == 409 else FRONT
    return ErrorPage(status, title, message or _PLAIN[known], what_next, href, link, request_id)
