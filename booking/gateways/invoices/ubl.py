"""UBL 2.1 invoices and credit notes: OIOUBL, as Danish agencies send them, and Peppol BIS Billing 3."""

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from booking.domain.errors import Invalid
from booking.domain.invoices import Document, DocumentLine
from booking.domain.modes import Mode
from booking.domain.money import round_half_away
from booking.domain.texts import Text
from booking.gateways.invoices.modes import mode_in
from booking.gateways.invoices.references import first_of, reference_in

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
LONGEST_NUMBER = 40
_NAMES = {"cac": f"{_UBL}CommonAggregateComponents-2", "cbc": f"{_UBL}CommonBasicComponents-2"}
_ROOTS = {f"{{{_UBL}Invoice-2}}Invoice": "Invoice", f"{{{_UBL}CreditNote-2}}CreditNote": "CreditNote"}
# Units of time in UN/ECE recommendation 20; other units say nothing about minutes.
_MINUTES = {"HUR": 60, "MIN": 1}
_MOST_LINES = 5_000


def read_ubl(content: bytes) -> Document:
    """The invoice or credit note; Invalid for XML that is none, is in another currency, or lacks what it must have."""
    root = _root(content)
    credit = _ROOTS[root.tag] == "CreditNote"
    if _said(root, "cbc:DocumentCurrencyCode") not in ("", "DKK"):
        raise _refused("Fakturaen er ikke i kroner.", "The invoice is not in Danish kroner.")
    number = _said(root, "cbc:ID")
    lines = root.findall(f"cac:{_ROOTS[root.tag]}Line", _NAMES)
    if not number or not lines or len(lines) > _MOST_LINES:
        raise _refused("Fakturaen mangler et nummer eller linjer.", "The invoice lacks its number, or it has no lines.")
    sign = -1 if credit else 1
    whole = reference_in(_said(root, "cac:OrderReference/cbc:ID"), _said(root, "cbc:Note")) if len(lines) == 1 else ""
    totals = "cac:LegalMonetaryTotal/cbc:"
    vat = sum(_ore(_said(one, "cbc:TaxAmount")) for one in root.findall("cac:TaxTotal", _NAMES))
    return Document(
        number=number,
        cvr=_cvr(root),
        sender=first_of(
            _said(root, f"cac:AccountingSupplierParty/cac:Party/cac:{path}")
            for path in ("PartyName/cbc:Name", "PartyLegalEntity/cbc:RegistrationName")
        ),
        issued_on=_day(_said(root, "cbc:IssueDate")),
        credit=credit,
        net_ore=sign * _ore(_said(root, f"{totals}LineExtensionAmount")),
        vat_ore=sign * vat,
        gross_ore=sign
        * _ore(first_of((_said(root, f"{totals}TaxInclusiveAmount"), _said(root, f"{totals}PayableAmount")))),
        lines=tuple(_line(one, n, sign, whole) for n, one in enumerate(lines, 1)),
    )


def _root(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _refused("Filen kan ikke læses som XML.", "The file cannot be read as XML.") from None
    if root.tag not in _ROOTS:
        raise _refused(
            "Filen er ikke en faktura eller kreditnota i UBL 2.1 (OIOUBL eller Peppol BIS).",
            "The file is no invoice or credit note in UBL 2.1 (OIOUBL or Peppol BIS).",
        )
    return root


def _line(line: Element, n: int, sign: int, whole: str) -> DocumentLine:
    words = [_said(line, path) for path in ("cac:Item/cbc:Name", "cac:Item/cbc:Description", "cbc:Note")]
    reference = reference_in(
        _said(line, "cac:OrderLineReference/cac:OrderReference/cbc:ID"),
        _said(line, "cac:OrderLineReference/cbc:LineID"),
        _said(line, "cbc:AccountingCost"),
        *words,
    )
    return DocumentLine(
        n=n,
        reference=reference or whole,
        text=first_of(words)[:300],
        day=_day_or_none(
            first_of(
                _said(line, f"cac:{path}")
                for path in ("InvoicePeriod/cbc:StartDate", "Delivery/cbc:ActualDeliveryDate")
            )
        ),
        minutes=_minutes(line),
        mode=_mode(words),
        net_ore=sign * _ore(_said(line, "cbc:LineExtensionAmount")),
        vat_percent=_percent(line),
    )


def _mode(words: list[str]) -> Mode | None:
    return next((mode for mode in map(mode_in, words) if mode is not None), None)


def _minutes(line: Element) -> int | None:
    for name in ("cbc:InvoicedQuantity", "cbc:CreditedQuantity"):
        found = line.find(name, _NAMES)
        if found is not None and found.get("unitCode") in _MINUTES:
            return round_half_away(Fraction(_number(found.text or "")) * _MINUTES[found.get("unitCode", "")])
    return None


def _percent(line: Element) -> Decimal:
    """Peppol names it on the item, OIOUBL under the line's tax."""
    paths = (
        "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent",
    )
    said = first_of(_said(line, path) for path in paths)
    return _number(said).quantize(Decimal("0.01")) if said else Decimal(0)


def _cvr(root: Element) -> str:
    """The seller's CVR number: "DK12345678", "12345678", and never an EAN."""
    party = "cac:AccountingSupplierParty/cac:Party/"
    for path in ("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyTaxScheme/cbc:CompanyID", "cbc:EndpointID"):
        digits = "".join(filter(str.isdigit, _said(root, party + path)))
        if len(digits) == 8:
            return digits
    return ""


def _said(element: Element, path: str) -> str:
    found = element.find(path, _NAMES)
    return " ".join((found.text or "").split()) if found is not None else ""


def _ore(amount: str) -> int:
    return round_half_away(_number(amount) * 100)


def _number(written: str) -> Decimal:
    try:
        # XML knows no exponents, and 1E-99999999 as a fraction takes all the memory there is.
        number = Decimal(written if len(written) <= LONGEST_NUMBER and "e" not in written.lower() else "")
    except InvalidOperation:
        raise _refused(f"»{written[:40]}« er ikke et tal.", f"“{written[:40]}” is not a number.") from None
    if not number.is_finite() or abs(number) > 10**9:
        raise _refused(f"»{written[:40]}« er ikke et tal.", f"“{written[:40]}” is not a number.")
    return number


def _day_or_none(written: str) -> date | None:
    return _day(written) if written else None


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        raise _refused(f"»{written[:40]}« er ikke en dato.", f"“{written[:40]}” is not a date.") from None


def _refused(da: str, en: str) -> Invalid:
    return Invalid(Text(da, en), field="file")
