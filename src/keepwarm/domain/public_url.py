"""The address under which a book is reached from outside."""

from urllib.parse import urlsplit


def is_public_url(text: str) -> bool:
    """Whether it is one: https, a name, perhaps a port, and nothing behind ("https://warm.example.org")."""
    try:
        parts = urlsplit(text)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = f"{parts.scheme}://{parts.netloc}"
    return bool(
        parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and bare == text and port_fits
    )
