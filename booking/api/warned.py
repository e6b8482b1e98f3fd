"""What a request is told beside its answer: free text in which a CPR number was hidden."""

import msgspec

from booking.domain.privacy import has_cpr
from booking.domain.texts import Text, Tongue

_NAMES: dict[str, Text] = {
    "note": Text("beskeden", "the note"),
    "contact": Text("kontakten", "the contact"),
    "address": Text("adressen", "the address"),
    "reason": Text("årsagen", "the reason"),
}


def masked_in(data: msgspec.Struct, tongue: Tongue) -> list[str]:
    """A sentence for each free text of the body that held what looks like a CPR number."""
    typed = {name: str(getattr(data, name, "")) for name in _NAMES}
    return [_sentence(_NAMES[name]).in_(tongue) for name, text in typed.items() if has_cpr(text)]


def _sentence(name: Text) -> Text:
    return Text(
        f"Et CPR-nummer i {name.da} er skjult. Skriv aldrig CPR-numre i fritekst.",
        f"A CPR number in {name.en} was hidden. Never write CPR numbers in free text.",
    )
