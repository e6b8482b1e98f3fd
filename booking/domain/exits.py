"""How an exit stands: what the rule says of it, or what the office has decided."""

from booking.domain.texts import Text

IN_TIME, LATE, WAIVED, CHARGED, CLOSED = "in_time", "late", "waived", "charged", "closed"
EXIT_TERMS: dict[str, Text] = {
    IN_TIME: Text("Afbestilt i tide", "Cancelled in time"),
    LATE: Text("Afbestilt efter fristen", "Cancelled after the deadline"),
    WAIVED: Text("Eftergivet af kontoret", "Waived by the office"),
    CHARGED: Text("Opkrævet efter kontorets beslutning", "Charged by the office's decision"),
    CLOSED: Text("Lukket uden tolk", "Closed without an interpreter"),
}
