"""The pack of evidence: a zip with a manifest of every file and row, and a verifier that needs nothing but python3."""

from booking.gateways.evidence.packing import PackFile, beside, packed

__all__ = ["PackFile", "beside", "packed"]
