"""What is told when something was set: by the office, by finance, by an administrator."""

from booking.domain.texts import Text

SETTING_NOTICES: dict[str, Text] = {
    "economy_set": Text("Det gælder fra nu af.", "It applies from now."),
    "weights_set": Text("Vægtene gælder fra nu af.", "The weights apply from now."),
    "alarm_set": Text("Alarmen gælder fra nu af.", "The alarm applies from now."),
    "attestation_set": Text("Reglen gælder fra nu af.", "The rule applies from now."),
    "policy_set": Text("Valgene gælder for det, der afgøres fra nu af.", "The choices apply to what is decided now."),
    "unit_saved": Text("Enheden er gemt.", "The unit was saved."),
    "tariff_named": Text("Navnet er gemt.", "The name was saved."),
    "supplier_saved": Text("Leverandøren er gemt.", "The supplier was saved."),
    "policy_changed": Text("Tilbudsreglerne er gemt.", "The offer rules were saved."),
    "office_messages_set": Text("Valgene gælder fra nu af.", "The choices apply from now."),
    "user_invited": Text(
        "Brugeren er oprettet. Et link til at vælge adgangskode er sendt på mail.",
        "The user was added. A link to choose a password was sent by email.",
    ),
    "user_saved": Text("Brugeren er gemt.", "The user was saved."),
    "link_sent": Text("Linket er sendt. Det virker i tre dage.", "The link was sent. It works for three days."),
    "sessions_ended": Text("Brugeren er logget ud alle steder.", "The user was logged out everywhere."),
    "token_revoked": Text("Nøglen virker ikke mere.", "The token works no more."),
    "office_set": Text("Oplysningerne er gemt.", "The facts were saved."),
    "trial_sent": Text("Prøvemailen er på vej. Se efter den i din indbakke.", "The trial email is on its way."),
    "question_saved": Text("Spørgsmålet er gemt.", "The question is saved."),
    "question_shared": Text("Det gælder fra nu af.", "It applies from now."),
    "question_deleted": Text("Spørgsmålet er slettet.", "The question is deleted."),
    "target_set": Text("Målet er sat.", "The target is set."),
    "target_withdrawn": Text("Målet er slettet.", "The target is deleted."),
    "substitute_set": Text("Erstatningen gælder fra nu af.", "The substitute applies from now."),
    "substitute_removed": Text("Erstatningen er fjernet.", "The substitute was removed."),
}
