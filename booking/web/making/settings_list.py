"""Every page of settings with the permission it takes: a new one is one line here."""

from booking.domain.texts import Text
from booking.web.views.settings import SettingRow

SETTINGS: tuple[tuple[Text, tuple[tuple[str, SettingRow], ...]], ...] = (
    (
        Text("Opgaver og tolke", "Jobs and interpreters"),
        (
            (
                "offering:read",
                SettingRow(
                    "/tilbudsregler",
                    Text("Tilbudsregler", "Offer rules"),
                    Text(
                        "Hvem der spørges hvornår, og hvor længe de har til at svare",
                        "Who is asked when, and how long they have to answer",
                    ),
                ),
            ),
            (
                "catalogue:read",
                SettingRow(
                    "/indstillinger/erstatningssprog",
                    Text("Erstatningssprog", "Substitute languages"),
                    Text(
                        "Hvilket sprog der kan træde i stedet for hvilket, og hvornår",
                        "Which language can stand in for which, and when",
                    ),
                ),
            ),
            (
                "settings:read",
                SettingRow(
                    "/indstillinger/vaegte",
                    Text("Vægte", "Weights"),
                    Text(
                        "Hvad der tæller, når tolke foreslås: pris, kendskab og fordeling",
                        "What counts when interpreters are suggested: price, acquaintance and fairness",
                    ),
                ),
            ),
            (
                "settings:read",
                SettingRow(
                    "/indstillinger/alarm",
                    Text("Alarm", "Alarm"),
                    Text(
                        "Hvornår en opgave uden tolk bliver rød, og hvem der får mail",
                        "When a job without interpreter turns red, and who is mailed",
                    ),
                ),
            ),
            (
                "settings:read",
                SettingRow(
                    "/indstillinger/beskeder",
                    Text("Beskeder fra kontoret", "Messages from the office"),
                    Text("Hvad der sendes som mail og SMS, og hvornår", "What is sent by email and text, and when"),
                ),
            ),
        ),
    ),
    (
        Text("Ydelser og priser", "Services and prices"),
        (
            (
                "catalogue:read",
                SettingRow(
                    "/servicekatalog",
                    Text("Servicekatalog", "Service catalogue"),
                    Text(
                        "Former, sprog, åbningstider og varsler, med datoer",
                        "Modes, languages, opening hours and notices, with dates",
                    ),
                ),
            ),
            (
                "tariffs:read",
                SettingRow(
                    "/takster",
                    Text("Takster", "Tariffs"),
                    Text("Hvad en tolkning koster, fra hvilken dag", "What interpreting costs, from which day"),
                ),
            ),
            (
                "suppliers:read",
                SettingRow(
                    "/leverandoerer",
                    Text("Leverandører", "Suppliers"),
                    Text("Bureauer, deres takst og fakturaer", "Agencies, their tariff and invoices"),
                ),
            ),
            (
                "settings:read",
                SettingRow(
                    "/indstillinger/attestation",
                    Text("Attestation", "Attestation"),
                    Text("Hvornår en tavs rekvirent har godkendt", "When a requester who says nothing has approved"),
                ),
            ),
            (
                "rules:read",
                SettingRow(
                    "/refusion/regler",
                    Text("Refusionsregler", "Refund rules"),
                    Text("Hvad staten refunderer, fra hvilken dag", "What the State refunds, from which day"),
                ),
            ),
        ),
    ),
    (
        Text("Kommunen og dig", "The municipality and you"),
        (
            (
                "units:write",
                SettingRow(
                    "/enheder",
                    Text("Enheder", "Units"),
                    Text("Hvem der bestiller, og hvem der betaler", "Who orders, and who pays"),
                ),
            ),
            (
                "inbound:read",
                SettingRow(
                    "/indgaaende",
                    Text("Indgående post", "Incoming email"),
                    Text("Alt, der er kommet ind, og hvad der kom ud af det", "All that came in, and what came of it"),
                ),
            ),
            (
                "preferences:own",
                SettingRow(
                    "/mig",
                    Text("Dine beskeder", "Your messages"),
                    Text("Hvad du selv får, hvordan og hvornår", "What you get yourself, how and when"),
                ),
            ),
        ),
    ),
)
