"""Devices that are logged in, the password, the passkeys; without any, how a phone gets in."""

from starlette.responses import RedirectResponse, Response

from keepwarm.domain.devices import device_name
from keepwarm.domain.errors import Invalid
from keepwarm.usecases.keep_sessions import Entered, end_everywhere, end_one, open_sessions
from keepwarm.usecases.log_in import change_password, has_password
from keepwarm.usecases.passkeys import (
    NewPasskey,
    add_passkey,
    passkey_for_new,
    passkey_id,
    passkey_to_enter,
    passkeys_there,
    remove_passkey,
)
from keepwarm.web.forms import FormView
from keepwarm.web.login import said_of, with_cookie
from keepwarm.web.outside import asker_of, outside_of, session_of
from keepwarm.web.visits import Visit

_WRONG_OLD = "That is not the password you have now; nothing was changed."
_NOT_SHOWN = "That is not the password you have now; no passkey was added."
_NOT_PROVEN = "Show a passkey that is there already first; no other was added."


def account(visit: Visit) -> Response:
    """The devices, the passkeys, the password; and the way to log out."""
    return _show(visit, FormView())


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    outside, session = outside_of(visit.request), session_of(visit.request)
    if outside is None or session is None:
        return visit.show("account_here.html")
    now, library = visit.site.clock(), visit.site.library
    return visit.show(
        "account.html",
        status=status,
        form=form,
        own=session.digest,
        sessions=open_sessions(library, now),
        passkeys=[(passkey_id(one), one) for one in passkeys_there(library)],
        options=passkey_for_new(library, outside.passkeys, session, now),
        proof=passkey_to_enter(outside.passkeys, now),
        has_password=has_password(library),
        today=now.date(),
    )


def change_password_now(visit: Visit) -> Response:
    """Another password; every other device is logged out."""
    outside, session = outside_of(visit.request), session_of(visit.request)
    if outside is None or session is None:
        return visit.move_on("account")
    asker, now = asker_of(visit.request, outside), visit.site.clock()
    old, new = visit.said("old"), visit.said("password")
    try:
        came = change_password(visit.site.library, session, old, new, asker, now)
    except Invalid as problem:
        return _show(visit, FormView(problem=str(problem)), status=400)
    if not isinstance(came, Entered):
        return _show(visit, FormView(problem=said_of(visit, came, _WRONG_OLD)), status=403)
    return with_cookie(_back(visit, "password"), visit, came)


def end_session_now(visit: Visit) -> Response:
    """Log another device out, or all but this one."""
    session = session_of(visit.request)
    if session is None:
        return visit.move_on("account")
    if visit.said("all"):
        end_everywhere(visit.site.library, but=session)
    else:
        end_one(visit.site.library, visit.said("session"), visit.site.clock())
    return _back(visit, "devices")


def add_passkey_now(visit: Visit) -> Response:
    """Keep a passkey that this device has made."""
    outside, session = outside_of(visit.request), session_of(visit.request)
    if outside is None or session is None:
        return visit.move_on("account")
    library, now, asker = visit.site.library, visit.site.clock(), asker_of(visit.request, outside)
    new = NewPasskey(
        answer=visit.said("answer"),
        name=device_name(visit.request.headers.get("user-agent", "")),
        password=visit.said("old"),
        proof=visit.said("proof"),
    )
    try:
        refused = add_passkey(library, outside.passkeys, session, new, asker, now)
    except Invalid as problem:
        return _show(visit, FormView(problem=str(problem)), status=400)
    if refused is not None:
        wrong = _NOT_SHOWN if has_password(library) else _NOT_PROVEN
        return _show(visit, FormView(problem=said_of(visit, refused, wrong)), status=403)
    return _back(visit, "passkeys")


def remove_passkey_now(visit: Visit) -> Response:
    """Take a passkey away."""
    if session_of(visit.request) is not None:
        remove_passkey(visit.site.library, visit.said("passkey"))
    return _back(visit, "passkeys")


def _back(visit: Visit, anchor: str) -> Response:
    return RedirectResponse(visit.link("account") + f"#{anchor}", status_code=303)
