"""Look whether the book's own server answers under its public address, as a phone would."""

import socket
import ssl
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from keepwarm.domain.errors import Unavailable

_PATIENCE_SECONDS = 10
_PAGE = "/login"
_MOST_BYTES = 65_536
_OUR_MARK = b"Keepwarm"
_BEHIND_NOTHING = frozenset({502, 503, 504})


def check_site(url: str) -> None:
    """Ask the configured address, and no other, for its page to log in. Raises Unavailable with the way out.

    The certificate has to be valid for the name (SSL_CERT_FILE adds to whom is trusted); redirects are not
    followed.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = HTTPSConnection(
        host, parts.port or 443, timeout=_PATIENCE_SECONDS, context=ssl.create_default_context()
    )
    try:
        connection.request("GET", _PAGE)
        answer = connection.getresponse()
        _check_answer(url, answer, answer.read(_MOST_BYTES))
    except ssl.SSLCertVerificationError as error:
        raise Unavailable(
            f"The certificate of {host} is not valid ({error.verify_message}), so a phone would refuse it; "
            "let the proxy get one (Caddy and Tailscale do it by themselves)."
        ) from error
    except ssl.SSLError as error:
        raise Unavailable(
            f"What answers at {url} does not speak https; let the proxy serve it with a certificate."
        ) from error
    except socket.gaierror as error:
        raise Unavailable(
            f"No machine is known under the name {host}; enter it where your domain's names are kept."
        ) from error
    except (OSError, HTTPException) as error:
        raise Unavailable(
            f"Nothing answers at {url} ({error or type(error).__name__}); is the proxy running, and does its "
            "port reach it from outside?"
        ) from error
    finally:
        connection.close()


def _check_answer(url: str, answer: HTTPResponse, body: bytes) -> None:
    """Whether it was Keepwarm that answered, under this address."""
    serve = f"start it with: keepwarm serve --public-url {url}"
    if answer.status in _BEHIND_NOTHING and _OUR_MARK not in body:
        raise Unavailable(f"The proxy at {url} answers, and nothing behind it does; {serve}")
    if answer.status == 400 and _OUR_MARK in body:
        raise Unavailable(
            f"Keepwarm hears another name than that of {url}; let the proxy pass it on (Host), and {serve}"
        )
    if answer.status == 303 and answer.headers.get("Location") == "/":  # nobody has to log in where it runs
        raise Unavailable(f"Keepwarm answers at {url} and does not know it; {serve}")
    if answer.status != 200 or _OUR_MARK not in body:
        raise Unavailable(
            f"Something else than Keepwarm's login answers at {url}{_PAGE} ({answer.status}); look where the "
            "proxy leads."
        )
