"""Come in from outside: with the password, a passkey or a link that lets in once; and go again."""

from starlette.responses import RedirectResponse, Response

from keepwarm.domain.errors import Invalid
from keepwarm.usecases.choose_public_url import choose_public_url
from keepwarm.usecases.keep_sessions import Entered, log_out
from keepwarm.usecases.limit_guesses import TryAgain, Wrong
from keepwarm.usecases.log_in import has_account, log_in
from keepwarm.usecases.one_time_links import SetUp, pair, set_up
from keepwarm.usecases.passkeys import enter_by_passkey, passkey_to_enter
from keepwarm.web.drawing import draw_plain
from keepwarm.web.forms import FormView
from keepwarm.web.gate import COOKIE
from keepwarm.web.outside import Outside, asker_of, outside_of, session_of
from keepwarm.web.visits import Visit

_NOT_IT = "That is not the password. Try again, or say it anew on the server: keepwarm account password"
_WRONG_PASSKEY = "That passkey does not open this book. Try again, or use the password."
_WRONG_LINK = "This link was used already, or its quarter of an hour is over. Make another on the server: {}"
_TOO_MANY = (
    "Too much was tried. Nothing more is looked at for {} minutes. A passkey may still work, and so does "
    "keepwarm phone on the server."
)
_AWAY = '"cache", "cookies", "storage"'
_AWAY_BUT_WHAT_WAITS = '"cache", "cookies"'


def login(visit: Visit) -> Response:
    """Ask who it is."""
    outside = outside_of(visit.request)
    if outside is None or session_of(visit.request) is not None:
        return visit.move_on("today")
    return _ask(visit, outside)


def login_now(visit: Visit) -> Response:
    """Look at the password."""
    outside = outside_of(visit.request)
    if outside is None:
        return visit.move_on("today")
    asker, now = asker_of(visit.request, outside), visit.site.clock()
    if (told := outside.refused.find(asker, now)) is not None:
        plain = draw_plain("refused.html", status=429, sentence=said_of(visit, told, ""))
        return _refusing(plain, visit, told)
    came = log_in(visit.site.library, visit.said("password"), asker, now, instead_of=cookie_of(visit))
    if isinstance(came, TryAgain):
        outside.refused.note(asker, came, now)
    return _entered(visit, came) if isinstance(came, Entered) else _ask(visit, outside, came, _NOT_IT)


def login_by_passkey(visit: Visit) -> Response:
    """Look at what a device answered."""
    outside = outside_of(visit.request)
    if outside is None:
        return visit.move_on("today")
    came = enter_by_passkey(
        visit.site.library,
        outside.passkeys,
        visit.said("answer"),
        asker_of(visit.request, outside),
        visit.site.clock(),
        instead_of=cookie_of(visit),
    )
    return _entered(visit, came) if isinstance(came, Entered) else _ask(visit, outside, came, _WRONG_PASSKEY)


def _ask(visit: Visit, outside: Outside, came: Wrong | TryAgain | None = None, wrong: str = "") -> Response:
    form = FormView(problem="" if came is None else said_of(visit, came, wrong))
    options = passkey_to_enter(outside.passkeys, visit.site.clock())
    return _refusing(visit.show("login.html", form=form, options=options), visit, came)


def link(visit: Visit) -> Response:
    """Ask before a link is used: what only looks at it, like the preview of a messenger, uses nothing up."""
    if outside_of(visit.request) is None:
        return visit.move_on("today")
    return _show_link(visit)


def link_now(visit: Visit) -> Response:
    """Log this device in."""
    outside = outside_of(visit.request)
    if outside is None:
        return visit.move_on("today")
    asker = asker_of(visit.request, outside)
    token = str(visit.request.path_params["token"])
    came = pair(visit.site.library, token, asker, visit.site.clock(), instead_of=cookie_of(visit))
    return _entered(visit, came) if isinstance(came, Entered) else _show_link(visit, came)


def _show_link(visit: Visit, came: Wrong | TryAgain | None = None) -> Response:
    token = str(visit.request.path_params["token"])
    problem = "" if came is None else said_of(visit, came, _WRONG_LINK.format("keepwarm phone"))
    answer = visit.show("login_link.html", form=FormView(problem=problem), token=token)
    return _refusing(answer, visit, came)


def setup(visit: Visit) -> Response:
    """Ask for the password of a site that has none yet."""
    if outside_of(visit.request) is None or session_of(visit.request) is not None:
        return visit.move_on("today")
    return _show_setup(visit, FormView())


def setup_now(visit: Visit) -> Response:
    """Make the account, and the book where there is none."""
    outside = outside_of(visit.request)
    if outside is None:
        return visit.move_on("today")
    command = SetUp(
        token=str(visit.request.path_params["token"]),
        password=visit.said("password"),
        name=visit.said("name").strip(),
        time_zone=visit.said("time_zone").strip() or visit.site.zone,
    )
    asker = asker_of(visit.request, outside)
    try:
        came = set_up(visit.site.library, command, asker, visit.site.clock())
    except Invalid as problem:
        typed = {"name": [command.name], "time_zone": [command.time_zone]}
        return _show_setup(visit, FormView(values=typed, problem=str(problem)), status=400)
    if isinstance(came, Entered):
        with visit.site.open(writing=True) as book:
            choose_public_url(book, outside.url)
        return _entered(visit, came)
    sentence = said_of(visit, came, _WRONG_LINK.format("keepwarm serve, or keepwarm phone"))
    return _refusing(_show_setup(visit, FormView(problem=sentence)), visit, came)


def _show_setup(visit: Visit, form: FormView, status: int = 200) -> Response:
    if has_account(visit.site.library):
        return visit.move_on("login")
    token = str(visit.request.path_params.get("token", ""))
    return visit.show(
        "setup.html",
        status=status,
        form=form,
        token=token,
        begun=visit.site.has_book(),
        zone=visit.site.zone,
    )


def leave(visit: Visit) -> Response:
    """Ask before logging out, on a page of its own."""
    if outside_of(visit.request) is None:
        return visit.move_on("today")
    return visit.show("logout.html")


def leave_now(visit: Visit) -> Response:
    """End the session, and have the browser forget all that it kept, but for what it says waits unsent."""
    session = session_of(visit.request)
    if session is None:
        return visit.move_on("today")
    log_out(visit.site.library, session)
    answer = visit.move_on("login")
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = _AWAY_BUT_WHAT_WAITS if visit.said("waits") else _AWAY
    return answer


def cookie_of(visit: Visit) -> str:
    """The token that the device came with, or nothing."""
    return visit.request.cookies.get(COOKIE, "")


def with_cookie(answer: Response, visit: Visit, came: Entered) -> Response:
    """The answer, with which the device is logged in."""
    lasts = came.ends_at - visit.site.clock()
    answer.set_cookie(
        COOKIE,
        came.token,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return answer


def said_of(visit: Visit, came: Wrong | TryAgain, wrong: str) -> str:
    """What became of a try, in a sentence."""
    return wrong if isinstance(came, Wrong) else _TOO_MANY.format(minutes_until(visit, came))


def minutes_until(visit: Visit, came: TryAgain) -> int:
    """In how many minutes it may be tried again."""
    return max(1, -(-int((came.at - visit.site.clock()).total_seconds()) // 60))


def _entered(visit: Visit, came: Entered) -> Response:
    return with_cookie(RedirectResponse(visit.link("today"), status_code=303), visit, came)


def _refusing(answer: Response, visit: Visit, came: Wrong | TryAgain | None) -> Response:
    if isinstance(came, Wrong) and answer.status_code == 200:
        answer.status_code = 403
    if isinstance(came, TryAgain):
        answer.status_code = 429
        answer.headers["Retry-After"] = str(60 * minutes_until(visit, came))
    return answer
