"""The table of what mail that came in means: read from above, the first line that fits decides."""

from booking.domain.inbound.answers import ANSWERED
from booking.domain.inbound.judging import HEARD, Known, Lot, Outcome, Rule, Verdict
from booking.domain.inbound.mails import Bounce, Mail, Message, Reply, Unreadable
from booking.domain.texts import Text

O, Q = Outcome, Lot.QUARANTINED  # noqa: E741  a table is read by its columns

RULES: tuple[Rule, ...] = (
    Rule(
        "24",
        O.UNREADABLE,
        Text("Mailen kan ikke læses", "The mail cannot be read"),
        Text("Karantæne med begrundelsen", "Quarantine with the reason"),
        lambda mail, known: isinstance(mail, Unreadable),
        Q,
    ),
    Rule(
        "4, 25",
        O.DUPLICATE,
        Text("Samme besked eller rapport igen", "The same message or report again"),
        Text("Intet, talt", "Nothing, counted"),
        lambda mail, known: isinstance(mail, Bounce | Message) and known.before,
    ),
    Rule(
        "22",
        O.BOUNCE_FORGED,
        Text("Rapport om en mail, vi ikke har sendt", "A report of a mail that we did not send"),
        Text("Intet, talt", "Nothing, counted"),
        lambda mail, known: isinstance(mail, Bounce) and mail.row is None,
    ),
    Rule(
        "22",
        O.BOUNCED,
        Text("Mailen kan ikke leveres (5.x)", "The mail cannot be delivered (5.x)"),
        Text("Mail og adresse mærket, opgave", "Mail and address marked, a task"),
        lambda mail, known: isinstance(mail, Bounce) and mail.action == "failed" and mail.status.startswith("5."),
    ),
    Rule(
        "23",
        O.DELAYED,
        Text("Mailen er forsinket (4.x)", "The mail is delayed (4.x)"),
        Text("Noteret", "Noted"),
        lambda mail, known: isinstance(mail, Bounce) and mail.status.startswith("4."),
    ),
    Rule(
        "22",
        O.REPORT,
        Text("Anden leveringsrapport", "Another report of delivery"),
        Text("Intet, talt", "Nothing, counted"),
        lambda mail, known: isinstance(mail, Bounce),
    ),
    Rule(
        "21",
        O.MESSAGE,
        Text("Besked eller fraværssvar uden kalender", "A message or an absence reply without a calendar"),
        Text("Vist for kontoret som tekst, opgave", "Shown to the office as text, a task"),
        lambda mail, known: isinstance(mail, Message) and (known.person is not None or known.vouched),
    ),
    Rule(
        "14",
        O.UNKNOWN_SENDER,
        Text("Besked til en adresse, der ikke er nogens", "A message to an address that is nobody's"),
        Text("Karantæne", "Quarantine"),
        lambda mail, known: isinstance(mail, Message),
        Q,
    ),
    Rule(
        "20",
        O.FOREIGN,
        Text("En andens invitation, aflysning eller kalender", "Somebody's invitation, cancellation or calendar"),
        Text("Intet, talt", "Nothing, counted"),
        lambda mail, known: isinstance(mail, Reply) and mail.method not in HEARD,
    ),
    Rule(
        "14",
        O.UNKNOWN_EVENT,
        Text("Svar om noget, vi ikke har sendt", "An answer about something that we did not send"),
        Text("Karantæne", "Quarantine"),
        lambda mail, known: known.stream is None,
        Q,
    ),
    *ANSWERED,
)


def judge(mail: Mail, known: Known) -> Verdict:
    """The first rule of the table that fits; nothing but a yes of the right person reaches the last."""
    rule = next(rule for rule in RULES if rule.fits(mail, known))
    via = mail.head.sender if isinstance(mail, Reply) and mail.head.sender not in mail.attendees else ""
    return Verdict(rule, via)
