"""Addresses inside the office: where one may be sent, and where one came from."""

from urllib.parse import urlsplit

ENTRANCE = "/log-ind"
_NEVER = (ENTRANCE, "/log-ud", "/sprog")


def local_path(given: str) -> str:
    """The path and query of an address of ours, else the empty string: nobody is sent elsewhere by a link."""
    if not given.startswith("/") or given.startswith("//") or "\\" in given or not given.isprintable():
        return ""
    parts = urlsplit(given)
    if parts.scheme or parts.netloc or parts.path.startswith(_NEVER):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def path_in(address: str) -> str:
    """The local path of a whole address, as a browser tells where it stands."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as http://[
        return ""
    return local_path(parts.path + (f"?{parts.query}" if parts.query else ""))
