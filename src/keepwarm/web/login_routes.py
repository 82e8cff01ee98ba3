"""The addresses of logging in; where nobody but this machine reaches the book, they lead to its pages."""

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from keepwarm.web import account, login
from keepwarm.web.visits import Handler, answering

_ROUTES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/login", "login", login.login),
    ("POST", "/login", "login_now", login.login_now),
    ("POST", "/login/passkey", "login_by_passkey", login.login_by_passkey),
    ("GET", "/login/{token}", "login_link", login.link),
    ("POST", "/login/{token}", "login_link_now", login.link_now),
    ("GET", "/setup", "setup", login.setup),
    ("GET", "/setup/{token}", "setup_link", login.setup),
    ("POST", "/setup/{token}", "setup_now", login.setup_now),
    ("GET", "/logout", "logout", login.leave),
    ("POST", "/logout", "logout_now", login.leave_now),
    ("GET", "/account", "account", account.account),
    ("POST", "/account/password", "change_password", account.change_password_now),
    ("POST", "/account/devices", "end_session", account.end_session_now),
    ("POST", "/account/passkeys", "add_passkey", account.add_passkey_now),
    ("POST", "/account/passkeys/remove", "remove_passkey", account.remove_passkey_now),
)


def login_routes() -> Iterator[BaseRoute]:
    """All of them; they need no book, for they may come before there is one."""
    for method, path, name, handler in _ROUTES:
        yield Route(path, answering(handler, needs_book=False), name=name, methods=[method])
