"""What happens to a booking after it was held, in the words of its log."""

from booking.domain.texts import Text

LATER: dict[str, Text] = {
    "corrected": Text("Indberetningen rettet", "The report corrected"),
    "disputed": Text("Indsigelse mod indberetningen", "The report disputed"),
    "dispute answered": Text("Tolken har svaret på indsigelsen", "The interpreter answered the dispute"),
    "dispute decided": Text("Kontoret lod indberetningen stå", "The office kept the report as it was"),
    "dispute ended": Text("Indsigelsen afsluttet", "The dispute ended"),
    "refund facts confirmed": Text("Refusionens spørgsmål besvaret", "The refund's questions answered"),
    "refund judged": Text("Refusionen vurderet af en person", "The refund judged by a person"),
    "refund overruled": Text("Refusionsreglen fraveget", "The refund rule overruled"),
    "refund overruling asked": Text("Fravigelse af refusionsreglen foreslået", "Overruling of the refund rule asked"),
    "refund overruling approved": Text("Fravigelsen godkendt", "The overruling approved"),
    "refund overruling refused": Text("Fravigelsen afvist", "The overruling refused"),
    "refund overruling withdrawn": Text("Fravigelsen trukket tilbage", "The overruling withdrawn"),
    "refund overruling lifted": Text("Fravigelsen ophævet", "The overruling lifted"),
    "cpr entered": Text("CPR-nummer skrevet ind", "CPR number entered"),
    "asked to go remote": Text("Spurgt om telefon eller video", "Asked about phone or video"),
    "remote accepted": Text("Ja til telefon eller video", "Yes to phone or video"),
    "remote declined": Text("Nej til telefon eller video", "No to phone or video"),
    "cpr removed": Text("CPR-nummer fjernet", "CPR number removed"),
}
