"""Text as it is compared and searched, rather than as it is shown."""

import unicodedata

_ASCII = str.maketrans({code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "+@")})


def folded(text: str) -> str:
    """Words in lower case, without accents or punctuation between them, parted by single spaces.

    Both databases search this form, so that they find the same set.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    # Taken apart before the case is folded too: of "ℌ" only then is there a case to fold.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (" " if not (c.isalnum() or c in "+@") else c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
