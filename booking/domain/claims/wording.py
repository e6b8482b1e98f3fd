"""What the parts of a claim are called."""

from booking.domain.texts import Text

# In the order in which they are asked: the first that holds is said.
HELD: dict[str, Text] = {
    "deviation": Text("Åben afvigelse eller indsigelse", "An open deviation or dispute"),
    "attestation": Text("Ikke attesteret", "Not attested"),
    "overruling": Text("Fravigelse venter på godkendelse", "An overruling waits for approval"),
    "measure": Text("Foranstaltning mangler", "The measure is missing"),
    "unsure": Text("Refusionen er ikke afgjort", "The refund is not decided"),
    "cpr": Text("CPR-nummer mangler", "The CPR number is missing"),
}
REMEDIES: dict[str, Text] = {
    "deviation": Text("Afgør indsigelsen eller fakturaens afvigelse.", "Decide the dispute or the deviation."),
    "attestation": Text("Rekvirenten skal attestere.", "The requester has to attest."),
    "overruling": Text("En anden skal godkende fravigelsen.", "Somebody else has to approve the overruling."),
    "measure": Text("Skriv foranstaltningen på bestillingen.", "Write the measure on the booking."),
    "unsure": Text("Afgør refusionen af det, der er uafklaret.", "Decide the refunds that are unresolved."),
    "cpr": Text("Skriv borgerens CPR-nummer på bestillingen.", "Write the citizen's CPR number on the booking."),
}
LINE_KINDS: dict[str, Text] = {
    "new": Text("Ny", "New"),
    "late": Text("Fra før perioden", "From before the period"),
    "correction": Text("Rettelse", "Correction"),
}
