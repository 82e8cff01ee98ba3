"""How pages for strangers are drawn: one small document each, in their language, that loads nothing."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from keepwarm.domain.submissions import PREFERABLE, Hours
from keepwarm.translations.swap_languages import SWAP_WORDS, chosen_language
from keepwarm.web.drawing import environment
from keepwarm.web.visits import Visit

_STYLE = """
:root{color-scheme:light dark;--paper:#fcfaf6;--ink:#26211c;--quiet:#6a6158;--line:#e7e0d6;--edge:#8f8579;\
--accent:#9c3d19;--on:#fff;--wrong:#a3201f;--raised:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#191613;--ink:#ece5db;--quiet:#a89e92;--line:#37312b;\
--edge:#837a6f;--accent:#f0a07a;--on:#2a1409;--wrong:#ff9d92;--raised:#221e1a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif;\
overflow-wrap:anywhere}
main{max-width:34rem;margin:auto;padding:1.5rem 1.25rem 3rem}
h1{font:400 2rem/1.15 ui-serif,Georgia,serif;margin:0 0 .5rem}
h2{font:600 1.0625rem/1.5 system-ui,sans-serif;margin:1.5rem 0 .25rem}
p,ul,dl,dd{margin:0;padding:0}
ul{list-style:none}
p+p{margin-top:.75rem}
p+.quiet{margin-top:0}
.ways,.pitch,form{margin-top:1rem}
a{color:var(--accent)}
.ways a,.link{display:flex;align-items:center;min-height:2.75rem}
.quiet,dt,small{color:var(--quiet);font-size:.9rem}
.lines{white-space:pre-line}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:3rem;margin-top:1.25rem;\
padding:.5rem 1rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);\
color:var(--on);font:inherit;text-decoration:none;cursor:pointer}
.plain{background:none;color:var(--accent)}
details{margin-top:1rem;border-top:1px solid var(--line)}
.leave{margin-top:0;border:0}
.leave p{margin-top:1rem}
summary{display:flex;align-items:center;min-height:3rem;color:var(--accent);cursor:pointer}
summary.button{margin-top:.75rem}
summary.button::-webkit-details-marker{display:none}
label{display:block;margin-top:1rem}
input,select,textarea{display:block;width:100%;min-height:2.75rem;margin-top:.25rem;padding:.5rem .75rem;\
border:1px solid var(--edge);border-radius:.5rem;background:var(--raised);color:inherit;font:inherit}
.agree{display:flex;gap:.75rem;align-items:flex-start;font-size:.9rem}
.agree input{flex:none;width:1.75rem;height:1.75rem;min-height:0;margin:0}
.wrong{color:var(--wrong);font-weight:600}
.away{position:absolute;left:-99rem}
img{display:block;max-width:12rem;border-radius:.5rem}
dd{margin-bottom:.5rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
"""
_IMAGES = "'self' data:"
_FIELDS = (
    *("name", "organization", "title", "phone", "email", "other"),
    *("prefers", "hours", "when_words", "about", "agreed"),
)


def headers_of(style: str, images: str) -> dict[str, str]:
    """What goes with such a page: its one style is allowed by its hash, and nothing else of its kind."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = "; ".join((
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        f"img-src {images}",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ))  # fmt: skip
    return {"Content-Security-Policy": policy, "X-Robots-Tag": "noindex, nofollow"}


HEADERS = headers_of(_STYLE, _IMAGES)


def language_of(visit: Visit, otherwise: str = "en") -> str:
    """The language in which this visitor is spoken to."""
    return chosen_language(visit.request.headers.get("accept-language", ""), otherwise)


def draw_alone(
    template: str, language: str, style: str, *, images: str, status: int = 200, **content: object
) -> Response:
    """A page in a language, which loads nothing but `images`, with a style of ours."""
    around = {"language": language, "style": Markup(style)}  # noqa: S704 (our own, word for word)
    text = environment().get_template(template).render(**around, **content)
    headers = headers_of(style, images)
    return HTMLResponse(text, status_code=status, headers=headers | {"Content-Language": language})


def draw_for_strangers(
    visit: Visit, template: str, language: str, *, name: str = "", status: int = 200, **content: object
) -> Response:
    """A page in a language; `name` is what the owner calls themselves there."""
    words = SWAP_WORDS[language]

    def say(text: str) -> str:
        return text.replace("{name}", name)

    around: Mapping[str, object] = {
        "words": words,
        "say": say,
        "name": name,
        "link": visit.link,
        "preferable": PREFERABLE,
        "hours": tuple(Hours),
    }
    return draw_alone(template, language, _STYLE, images=_IMAGES, status=status, **around, **content)


def with_every_field(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with an empty text for each field of which nothing was."""
    return {name: typed.get(name, "") for name in _FIELDS}


def nothing_here(visit: Visit) -> Response:
    """Where a link leads nowhere: the same page, whyever it does."""
    return draw_for_strangers(visit, "swap_said.html", language_of(visit), status=404, said="gone")


def too_long(visit: Visit) -> Response:
    """Where more was sent at once than is read, wherever it was sent."""
    return draw_for_strangers(visit, "swap_said.html", language_of(visit), status=413, said="long")


def too_many(visit: Visit, language: str) -> Response:
    """Where more arrives than is taken."""
    page = draw_for_strangers(visit, "swap_said.html", language, status=429, said="many")
    page.headers["Retry-After"] = "3600"
    return page
