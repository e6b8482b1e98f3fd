"""The municipality's accounts: which account string each side of a ledger entry is posted to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from booking.domain.errors import Invalid
from booking.domain.texts import Text

MOST = 60
# What the product has until the municipality sets its own: function and grouping, 1 for cost and 2 for refund, art.
USUAL: dict[str, str] = {
    "cost": "6.45.53-001.1.{art}",
    "cost.INL45-PROG": "5.46.60-001.1.{art}",
    "cost.INL45-PART": "5.46.60-002.1.{art}",
    "vat": "7.65.87-002.1.{art}",
    "payable": "8.52.59-001.5.9.9",
    "refund": "5.46.60-001.2.8.6",
    "receivable": "8.25.12-001.5.9.9",
    "art_untaxed": "4.0",
    "art_taxed": "4.9",
}
NAMES: dict[str, Text] = {
    "cost": Text("Udgift, når ingen anden konto passer", "Cost, where no other account fits"),
    "vat": Text("Købsmoms", "VAT paid"),
    "payable": Text("Modkonto for udgifter", "The other side of costs"),
    "refund": Text("Statsrefusion", "Refund from the State"),
    "receivable": Text("Modkonto for refusion", "The other side of refunds"),
    "art_untaxed": Text("Art uden moms", "Art without VAT"),
    "art_taxed": Text("Art med moms", "Art with VAT"),
}


class Posted(Protocol):
    """What of a ledger entry decides its account."""

    @property
    def kind(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def taxed(self) -> bool: ...
    @property
    def amount_ore(self) -> int: ...
    @property
    def held_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Accounts:
    """Account strings by what they are for; `{art}` stands for the art with VAT or without.

    `cost.<rule>` and `refund.<rule>` are the accounts of one refund rule, before `cost` and `refund`.
    """

    by_use: Mapping[str, str] = field(default_factory=lambda: dict(USUAL))

    def own(self, kind: str, rule: str, *, taxed: bool) -> str:
        """The account of a cost, its VAT or its refund; `rule` is "CODE vN" or empty."""
        code = rule.rpartition(" v")[0]
        found = self.by_use.get(f"{kind}.{code}") or self.by_use[kind]
        return found.replace("{art}", self.by_use["art_taxed" if taxed else "art_untaxed"])

    def other(self, kind: str) -> str:
        """The account of the other side."""
        return self.by_use["receivable" if kind == "refund" else "payable"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a posting: positive amounts are debited, negative ones credited, in øre."""

    account: str
    amount_ore: int


def accounts_from(settings: Mapping[str, int | str]) -> Accounts:
    """As the office has set them under `accounts.…`, else as the product has them."""
    own = {key.removeprefix("accounts."): str(value) for key, value in settings.items() if key.startswith("accounts.")}
    return Accounts({use: account for use, account in {**USUAL, **own}.items() if account})


def check_accounts(accounts: Mapping[str, str]) -> None:
    """Raises Invalid, naming the use, for an account that is empty where one is needed, or no account string."""
    for use, account in accounts.items():
        if (use in NAMES and not account) or len(account) > MOST or not _plain(account):
            raise Invalid(
                Text(
                    "Skriv en kontostreng af tal, punktummer og bindestreger, f.eks. 5.46.60-001.1.{art}.",
                    "Write an account string of digits, dots and hyphens, such as 5.46.60-001.1.{art}.",
                ),
                field=use,
            )


def _plain(account: str) -> bool:
    bare = account.replace("{art}", "")
    return all(sign.isascii() and (sign.isalnum() or sign in ".-") for sign in bare)


def sides(entry: Posted, accounts: Accounts) -> tuple[Side, Side]:
    """Both sides of an entry, which balance: a cost is debited to its account, a refund credited."""
    amount = -entry.amount_ore if entry.kind == "refund" else entry.amount_ore
    own = accounts.own(entry.kind, entry.rule, taxed=entry.taxed)
    return Side(own, amount), Side(accounts.other(entry.kind), -amount)


def balance(every: Iterable[Side]) -> int:
    """What debit and credit differ by, in øre; nothing in a sound posting."""
    return sum(side.amount_ore for side in every)
