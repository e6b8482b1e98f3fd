"""What the municipality's relay does for us: mail for our own senders' addresses goes on to our own listener."""

import asyncio
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass

from booking.gateways.addresses import answer_part

SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Onward:
    """The mail domain that is ours, and where the listener for it takes LMTP."""

    domain: str
    host: str
    port: int

    def of(self, addresses: Sequence[str]) -> list[str]:
        """Those of the addresses to which answers and bounces come."""
        ours = f"@{self.domain.lower()}"
        return [address for address in addresses if answer_part(address) and address.lower().endswith(ours)]

    async def hand_on(self, sender: str, addresses: Sequence[str], body: bytes) -> bool:
        """Whether every one of them was taken; with nobody there, none is."""
        return not addresses or await asyncio.to_thread(self._hand_on, sender, list(addresses), body)

    def _hand_on(self, sender: str, addresses: list[str], body: bytes) -> bool:
        try:
            with smtplib.LMTP(self.host, self.port, timeout=SECONDS) as listener:
                for address in addresses:  # one at a time: smtplib reads one answer, LMTP gives one for each
                    listener.sendmail(sender, [address], body)
                return True
        except (OSError, smtplib.SMTPException):
            return False
