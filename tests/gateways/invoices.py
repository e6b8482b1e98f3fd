"""Invoices as agencies' programs write them: OIOUBL and Peppol BIS, made here line by line."""

from dataclasses import dataclass

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SPACES = (
    f'xmlns="{_UBL}{{root}}-2" xmlns:cac="{_UBL}CommonAggregateComponents-2" xmlns:cbc="{_UBL}CommonBasicComponents-2"'
)


@dataclass(frozen=True)
class Line:
    """`net` and `vat` in kroner and percent, as a program writes them."""

    reference: str
    net: str
    minutes: int | None = 60
    day: str = "2026-03-10"
    text: str = "Tolkning"
    vat: str = "25"


def kroner_sum(lines: list[Line]) -> float:
    return sum(float(line.net) for line in lines)


def peppol(
    lines: list[Line],
    *,
    number: str = "F-1",
    cvr: str = "12345678",
    credit: bool = False,
    net: float | None = None,
    vat: float | None = None,
    currency: str = "DKK",
) -> bytes:
    """Totals add up unless they are given."""
    net = kroner_sum(lines) if net is None else net
    vat = sum(float(line.net) * float(line.vat) / 100 for line in lines) if vat is None else vat
    root = "CreditNote" if credit else "Invoice"
    body = "".join(_peppol_line(line, n, root) for n, line in enumerate(lines, 1))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} {_SPACES.format(root=root)}>
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-03-31</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="0184">DK{cvr}</cbc:EndpointID>
    <cac:PartyName><cbc:Name>Tolkebureauet Limbro</cbc:Name></cac:PartyName>
    <cac:PartyLegalEntity><cbc:CompanyID>DK{cvr}</cbc:CompanyID></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal><cbc:TaxAmount currencyID="DKK">{vat:.2f}</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="DKK">{net:.2f}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="DKK">{net:.2f}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="DKK">{net + vat:.2f}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="DKK">{net + vat:.2f}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  {body}
</{root}>""".encode()


def _peppol_line(line: Line, n: int, root: str) -> str:
    asked = "CreditedQuantity" if root == "CreditNote" else "InvoicedQuantity"
    hours = f'<cbc:{asked} unitCode="HUR">{line.minutes / 60}</cbc:{asked}>' if line.minutes is not None else ""
    order = f"<cac:OrderLineReference><cbc:LineID>{line.reference}</cbc:LineID></cac:OrderLineReference>"
    return f"""<cac:{root}Line><cbc:ID>{n}</cbc:ID>{hours}
    <cbc:LineExtensionAmount currencyID="DKK">{line.net}</cbc:LineExtensionAmount>
    <cac:InvoicePeriod><cbc:StartDate>{line.day}</cbc:StartDate></cac:InvoicePeriod>{order if line.reference else ""}
    <cac:Item><cbc:Name>{line.text}</cbc:Name>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{line.vat}</cbc:Percent></cac:ClassifiedTaxCategory>
    </cac:Item></cac:{root}Line>"""


def oioubl(lines: list[Line], *, number: str = "4711", cvr: str = "12345678", note: str = "") -> bytes:
    """As OIOUBL 2.02 has it: the tax sum under TaxExclusiveAmount, the percent under each line's tax."""
    net = kroner_sum(lines)
    vat = sum(float(line.net) * float(line.vat) / 100 for line in lines)
    body = "".join(
        f"""<cac:InvoiceLine><cbc:ID>{n}</cbc:ID><cbc:Note>{line.reference} den {line.day}</cbc:Note>
    <cbc:InvoicedQuantity unitCode="MIN">{line.minutes}</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="DKK">{line.net}</cbc:LineExtensionAmount>
    <cac:TaxTotal><cbc:TaxAmount currencyID="DKK">0</cbc:TaxAmount><cac:TaxSubtotal><cac:TaxCategory>
      <cbc:ID>StandardRated</cbc:ID><cbc:Percent>{line.vat}</cbc:Percent>
    </cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
    <cac:Item><cbc:Description>{line.text}</cbc:Description></cac:Item></cac:InvoiceLine>"""
        for n, line in enumerate(lines, 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice {_SPACES.format(root="Invoice")}>
  <cbc:UBLVersionID>2.0</cbc:UBLVersionID><cbc:CustomizationID>OIOUBL-2.02</cbc:CustomizationID>
  <cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-03-31</cbc:IssueDate><cbc:Note>{note}</cbc:Note>
  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="GLN">5790000000005</cbc:EndpointID>
    <cac:PartyName><cbc:Name>Tolkebureauet Limbro</cbc:Name></cac:PartyName>
    <cac:PartyTaxScheme><cbc:CompanyID schemeID="DK:SE">DK{cvr}</cbc:CompanyID></cac:PartyTaxScheme>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal><cbc:TaxAmount currencyID="DKK">{vat:.2f}</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="DKK">{net:.2f}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="DKK">{vat:.2f}</cbc:TaxExclusiveAmount>
    <cbc:PayableAmount currencyID="DKK">{net + vat:.2f}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  {body}
</Invoice>""".encode()
