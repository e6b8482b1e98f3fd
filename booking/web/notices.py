"""What just happened, told once on the next page: a word in a short-lived cookie, its sentence in this register."""

import re

from booking.domain.texts import Text
from booking.web.setting_notices import SETTING_NOTICES
from booking.web.views.chrome import Notice

COOKIE = "notice"
NOTICES: dict[str, Text] = {
    "booked": Text(
        "{number} er sendt. Vi finder en tolk og sender en kalenderinvitation.",
        "{number} was sent. We find an interpreter and send a calendar invitation.",
    ),
    "booked_series": Text(
        "Serien er sendt, {number} er den første. Vi finder en tolk til hver dato og sender kalenderinvitationer.",
        "The series was sent, {number} is the first. We find an interpreter for each date and send invitations.",
    ),
    "booked_job": Text(
        "{number} og makkertolkens bestilling er sendt. Vi finder en tolk til hver og sender kalenderinvitationer.",
        "{number} and its companion were sent. We find an interpreter for each and send calendar invitations.",
    ),
    "booked_masked": Text(
        "{number} er sendt. Vi skjulte et CPR-nummer i det, du skrev. Skriv aldrig CPR-numre her.",
        "{number} was sent. We hid a CPR number in what you wrote. Never write CPR numbers here.",
    ),
    "mail_answered": Text(
        "Svaret er sendt. Se i historien, hvad der kom ud af det.",
        "The answer was sent. See in the story what came of it.",
    ),
    "invoice_received": Text(
        "Læst ind. Se, hvad der stemmer, og hvad der afviger.", "Imported. See what matches and what deviates."
    ),
    "invoice_accepted": Text("Afvigelsen er godkendt.", "The deviation is accepted."),
    "invoice_released": Text("Fakturaen er frigivet til betaling.", "The invoice is released for payment."),
    "invoice_returned": Text(
        "Fakturaen er sendt retur. Brevet til leverandøren står nederst.",
        "The invoice is sent back. The letter to the supplier is at the end.",
    ),
    "unchanged": Text("{number} er, som den var.", "{number} is as it was."),
    "changed": Text("{number} er rettet.", "{number} was changed."),
    "changed_searching": Text(
        "{number} er rettet. Opgaven søges besat på ny.", "{number} was changed. A new interpreter is being found."
    ),
    "changed_quietly": Text(
        "{number} er rettet. Tolken beholder opgaven.", "{number} was changed. The interpreter keeps the job."
    ),
    "changed_kept": Text(
        "{number} er rettet. Tolken beholder opgaven og får en ny invitation.",
        "{number} was changed. The interpreter keeps the job and gets a new invitation.",
    ),
    "changed_anew": Text(
        "{number} er rettet. Tolken har fået en aflysning, og opgaven søges besat på ny.",
        "{number} was changed. The interpreter got a cancellation, and a new interpreter is being found.",
    ),
    "cancelled": Text("{number} er afbestilt. Alle har fået besked.", "{number} was cancelled. Everybody is told."),
    "offered": Text("{number} er tilbudt.", "{number} was offered."),
    "assigned": Text(
        "{number} er tildelt, og invitationen er på vej.", "{number} was assigned; the invitation is under way."
    ),
    "undone": Text(
        "Tildelingen af {number} er taget tilbage, og tolken får en aflysning.",
        "The assignment of {number} was taken back; the interpreter gets a cancellation.",
    ),
    "exported": Text("Eksporten {number} er klar til at blive hentet.", "The export {number} is ready to be fetched."),
    "claim_drafted": Text("Udkastet {number} er talt op.", "The draft {number} is counted."),
    "recounted": Text("{number} er talt op igen.", "{number} is counted again."),
    "claim_discarded": Text("Udkastet {number} er kasseret.", "The draft {number} is discarded."),
    "approved": Text("{number} er godkendt. Økonomi kan indsende det.", "{number} is approved. Finance can submit it."),
    "sent_back": Text("{number} er sendt tilbage til økonomi.", "{number} was sent back to finance."),
    "submitted": Text("{number} er indsendt og låst.", "{number} is submitted and frozen."),
    "pack_asked": Text("Revisionspakken bliver bygget.", "The pack of evidence is being built."),
    "ill": Text("Meldt syg. Se forslaget herunder.", "Reported ill. See the proposal below."),
    "well": Text("Meldt rask. Linjer uden godkendelse er bortfaldet.", "Well again; lines not approved are gone."),
    "repaired": Text("Gennemført, som det står herunder.", "Carried out as shown below."),
    "plan_asked": Text("Planen er bestilt. Intet er ændret.", "The plan is asked for. Nothing has been changed."),
    "plan_rejected": Text("Linjen er lagt til side.", "The line was put aside."),
    "prolonged": Text("Forlænget med en dag.", "Prolonged by a day."),
    "renewed": Text("Forslaget er regnet om.", "The proposal was thought over again."),
    "taken_back": Text("Opgaven er givet tilbage.", "The job was given back."),
    "person_added": Text("Tolken er oprettet.", "The interpreter was added."),
    "person_changed": Text("Oplysningerne er gemt.", "The details were saved."),
    "person_ended": Text(
        "Tolken spørges ikke mere og kan ikke logge ind.", "They are asked no more and cannot log in."
    ),
    "person_resumed": Text("Tolken spørges igen og kan logge ind.", "They are asked again and can log in."),
    "document_added": Text("Dokumentet er skrevet ind.", "The document was added."),
    "document_ended": Text("Dokumentet gælder ikke mere.", "The document is no longer valid."),
    "task_taken": Text("Du har taget opgaven.", "You have taken the task."),
    "task_given_back": Text("Opgaven er givet fri.", "The task is anybody's again."),
    "absence_added": Text("Fraværet er lagt ind.", "The absence was added."),
    "conflict_added": Text("Inhabiliteten er skrevet ind.", "The conflict of interest was added."),
    "conflict_removed": Text("Inhabiliteten er fjernet.", "The conflict of interest was removed."),
    "absence_removed": Text("Fraværet er fjernet.", "The absence was removed."),
    "cancelled_together": Text(
        "{number} og de andre, du valgte, er afbestilt. Alle har fået besked.",
        "{number} and the others you chose were cancelled. Everybody is told.",
    ),
    "advice_asked": Text("Rekvirenten af {number} er spurgt.", "The requester of {number} was asked."),
    "advice_accepted": Text(
        "{number} holdes nu på telefon eller video. Alle har fået besked.",
        "{number} is now held by phone or video. Everybody is told.",
    ),
    "advice_declined": Text("Svaret er gemt. {number} bliver ved fremmøde.", "Noted. {number} stays in person."),
    "attested": Text("{number} er attesteret.", "{number} was attested."),
    "delivered": Text("{number} er meldt udført.", "{number} was reported delivered."),
    "corrected": Text(
        "{number} er rettet. Den gamle udgave kan stadig læses.", "{number} was corrected. The old one stays readable."
    ),
    "disputed": Text("Din indsigelse mod {number} er sendt til tolken.", "Your dispute of {number} was sent."),
    "dispute_answered": Text("Dit svar om {number} er sendt.", "Your answer about {number} was sent."),
    "dispute_stands": Text("{number} står ved magt og er attesteret.", "{number} is kept and attested."),
    "attested_many": Text("Attesteret: {number}.", "Attested: {number}."),
    "refund_answered": Text("Svaret om {number} er gemt, og refusionen afgjort igen.", "{number} was decided again."),
    "overrule_asked": Text("Fravigelsen af {number} venter på en anden.", "The overruling of {number} waits."),
    "overrule_ended": Text("Fravigelsen af {number} er afgjort.", "The overruling of {number} was decided."),
    "rule_published": Text("Reglen {number} er udgivet.", "Rule {number} was published."),
    "cpr_kept": Text("CPR-nummeret er gemt krypteret.", "The CPR number was kept, encrypted."),
    "cpr_odd": Text(
        "CPR-nummeret er gemt. Kontrolcifferet er usædvanligt: se efter, at det er tastet rigtigt.",
        "The CPR number was kept. Its check digit is unusual: see that it was typed right.",
    ),
    "cpr_removed": Text("CPR-nummeret er fjernet.", "The CPR number was removed."),
    "payroll_made": Text("Løneksporten {number} er dannet.", "Payroll export {number} was made."),
    "no_show": Text("{number} er meldt som udeblivelse.", "{number} was reported as a no-show."),
    "waiting": Text("Uret kører for {number}.", "The clock is running for {number}."),
    "aborted": Text(
        "{number} er meldt afbrudt. Kontoret følger op.", "{number} was reported broken off. The office follows up."
    ),
    "closed": Text(
        "{number} er lukket uden tolk. Rekvirenten har fået besked.",
        "{number} was closed without an interpreter. The requester is told.",
    ),
    "waived": Text("Det skyldige for {number} er eftergivet.", "What {number} owed was waived."),
    "charged": Text("{number} opkræves som sen afbestilling.", "{number} is charged as a late cancellation."),
    "changed_reoffered": Text(
        "{number} er rettet. Tolken er spurgt på ny.", "{number} was changed. The interpreter is asked again."
    ),
    "accepted": Text(
        "Opgaven {number} er din. Invitationen er på vej.", "Job {number} is yours. The invitation is on its way."
    ),
    "draft_made": Text("Kladden er oprettet. Den gælder ikke endnu.", "The draft was made. It is not in force yet."),
    "draft_dropped": Text("Kladden er slettet.", "The draft was deleted."),
    "tariff_published": Text("Taksterne er udgivet.", "The tariffs were published."),
    "case_saved": Text("Prøven er gemt.", "The case was saved."),
    "case_dropped": Text("Prøven er slettet.", "The case was deleted."),
    "published": Text("Versionen er udgivet.", "The version was published."),
    "accepted_for": Text("{number} er besat. Alle får besked.", "{number} is filled. Everybody is told."),
    "declined_for": Text("Nej til {number} er skrevet ned.", "The no to {number} is written down."),
    "withdrawn": Text(
        "Du er sprunget fra {number}. Kontoret finder en anden.",
        "You have withdrawn from {number}. The office finds somebody else.",
    ),
    "ready": Text("Du kan ringes op nu.", "You may be rung now."),
    "hours_set": Text(
        "Dine faste timer er gemt. Opgaver, du har fået, gælder stadig.",
        "Your weekly hours are saved. Jobs you have been given are still yours.",
    ),
    "away_added": Text("Fraværet er lagt ind.", "The absence was added."),
    "away_over_jobs": Text(
        "Fraværet er lagt ind. Tolkekontoret har fået besked om de opgaver, der ligger i det.",
        "The absence was added. The office is told of the jobs that lie in it.",
    ),
    "extra_added": Text("Den ekstra tid er lagt ind.", "The extra hours were added."),
    "away_removed": Text("Det er fjernet. Dine faste timer gælder igen.", "Removed. Your weekly hours apply again."),
    "reopened": Text(
        "Dit nej til {number} er taget tilbage. Du kan svare igen.",
        "Your no to {number} is taken back. You can answer again.",
    ),
    "not_ready": Text("Du spørges kun inden for dine faste timer.", "You are asked inside your weekly hours only."),
    "call_stopped": Text(
        "{number} er taget tilbage. Det kostede ikke noget.", "{number} was taken back. It cost nothing."
    ),
    "address_changed": Text(
        "Mailadressen er rettet. Invitationerne til de kommende opgaver er sendt til den nye adresse.",
        "The email address was changed. The invitations to the jobs ahead have gone to the new address.",
    ),
    "calendar_chosen": Text("Dit valg er gemt.", "Your choice was saved."),
    "preferences_set": Text("Dine valg er gemt.", "Your choices were saved."),
    "code_sent": Text("Koden er på vej på SMS.", "The code is on its way by SMS."),
    "number_confirmed": Text("Nummeret er bekræftet.", "The number is confirmed."),
    "number_forgotten": Text("Nummeret er fjernet.", "The number was removed."),
    "feed_ended": Text("Kalenderadressen er stoppet.", "The calendar address was stopped."),
    "template_kept": Text("Skabelonen er gemt.", "The template was saved."),
    "template_renamed": Text("Skabelonen er omdøbt.", "The template was renamed."),
    "template_deleted": Text("Skabelonen er slettet.", "The template was deleted."),
    "rated": Text("Tak for din bedømmelse af {number}.", "Thank you for rating {number}."),
    "complained": Text(
        "Klagen {number} er sendt til tolkekontoret.", "Complaint {number} was sent to the interpreter office."
    ),
    "heard": Text("Klagen {number} er sendt til tolken.", "Complaint {number} was sent to the interpreter."),
    "answered": Text("Dit svar på {number} er sendt.", "Your answer to {number} was sent."),
    "ruled": Text("Klagen {number} er afgjort.", "Complaint {number} was decided."),
    "mail_settled": Text("Mailen er behandlet.", "The email was dealt with."),
    "answer_confirmed": Text("Tak. Dit svar er skrevet ned.", "Thank you. Your answer is written down."),
    "answer_denied": Text("Tak. Svaret er kasseret.", "Thank you. The answer was discarded."),
    "task_settled": Text("Opgaven er afsluttet.", "The task is settled."),
    "declined": Text("Du har sagt nej til {number}.", "You have declined {number}."),
}
_MASKED = Text(
    "Vi skjulte et CPR-nummer i det, du skrev. Skriv aldrig CPR-numre her.",
    "We hid a CPR number in what you wrote. Never write CPR numbers here.",
)
NOTICES |= SETTING_NOTICES
NOTICES |= {
    f"{kind}_masked": Text(f"{text.da} {_MASKED.da}", f"{text.en} {_MASKED.en}")
    for kind, text in NOTICES.items()
    if kind.startswith("changed") or kind == "cancelled"
}
# Where a regret is sent, for what can be undone.
UNDO = {
    "assigned": "/bestillinger/{number}/fortryd",
    "conflict_added": "/inhabil/{number}/fjern",
    "conflict_removed": "/inhabil/{number}/genskriv",
}
_SAID = re.compile(r"([a-z_]+)\.([A-Za-z0-9-]{0,80})")


def told(kind: str, number: str) -> str:
    """The cookie's value."""
    return f"{kind}.{number}"


def notice_in(cookie: str | None) -> Notice | None:
    """None for anything that we have not written ourselves."""
    found = _SAID.fullmatch(cookie or "")
    if found is None or found[1] not in NOTICES:
        return None
    text = NOTICES[found[1]]
    undo = UNDO.get(found[1], "").format(number=found[2])
    return Notice(Text(text.da.format(number=found[2]), text.en.format(number=found[2])), undo=undo)
