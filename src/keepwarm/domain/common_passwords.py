"""The passwords that are guessed first, made from what people are known to do; no list of anybody's is in it.

People take a word they like and add a few digits, walk along the keyboard, count, or write a date. So the
list is words times endings, rows of keys, digits and years; those too short to be a password are left out.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

_SHORTEST = 8

_WORDS = (
    "password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "passcode", "letmein", "welcome", "login",
    "signin", "admin", "administrator", "root", "master", "secret", "default", "changeme", "access",
    "superuser", "keepwarm", "testing", "test1234", "guest", "hello", "hallo", "bonjour", "princess",
    "sunshine", "iloveyou", "iloveu", "loveme", "lovely", "forever", "family", "freedom", "football",
    "baseball", "basketball", "hockey", "soccer", "dragon", "monkey", "tigger", "shadow", "batman",
    "superman", "spiderman", "pokemon", "starwars", "jordan", "michael", "jennifer", "jessica", "ashley",
    "daniel", "thomas", "robert", "andrew", "joshua", "matthew", "nicole", "charlie", "george", "william",
    "jonathan", "christian", "benjamin", "samantha", "victoria", "alexander", "elizabeth", "michelle",
    "stephanie", "patrick", "anthony", "hannah", "amanda", "computer", "internet", "samsung", "google",
    "facebook", "apple", "windows", "android", "minecraft", "fortnite", "summer", "winter", "spring",
    "autumn", "monday", "friday", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december", "flower", "butterfly", "chocolate", "cookie", "cheese",
    "banana", "orange", "purple", "yellow", "silver", "golden", "diamond", "cherry", "ginger", "pepper",
    "coffee", "whatever", "trustno", "killer", "hunter", "ranger", "warrior", "phoenix", "wizard", "matrix",
    "mustang", "ferrari", "porsche", "mercedes", "harley", "yamaha", "corvette", "liverpool", "chelsea",
    "arsenal", "barcelona", "realmadrid", "juventus", "manchester", "london", "berlin", "paris", "america",
    "england", "germany", "france", "canada", "mexico", "brazil", "australia", "jesus", "angel", "heaven",
    "blessed", "qwerty", "qwertz", "azerty", "asdfgh", "zxcvbn",
)  # fmt: skip
_ENDINGS = (
    "", "1", "2", "12", "123", "1234", "12345", "123456", "!", "1!", "123!", "01", "11", "69", "99", "007",
    "2020", "2021", "2022", "2023", "2024", "2025", "2026",
)  # fmt: skip
_ROWS = (
    "1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm",
    "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y7u8i", "q1w2e3r4t5y6", "qazwsxedcrfv",
    "qweasdzxc", "123qweasdzxc", "!@#$%^&*()", "147258369", "789456123", "159753",
)  # fmt: skip
_PAIRS = (
    "123",
    "1234",
    "qwe",
    "asd",
    "zxc",
    "abc",
    "abcd",
    "qwer",
    "asdf",
    "zxcv",
    "321",
    "4321",
    "12",
    "a1",
)
_YEARS = range(1950, 2027)


@cache
def common_passwords() -> frozenset[str]:
    """All of them, in small letters."""
    found = {*_from_words(), *_from_keys(), *_from_dates()}
    return frozenset(word for word in found if len(word) >= _SHORTEST)


def _from_words() -> Iterator[str]:
    for word, ending in product(_WORDS, _ENDINGS):
        yield word + ending
        yield word + word
        yield ending + word


def _from_keys() -> Iterator[str]:
    for row in _ROWS:
        for way in (row, row[::-1]):
            for begin, end in product(range(len(way)), range(len(way) + 1)):
                yield way[begin:end]
                yield way[begin:end] + way[begin:end]
    for row, ending in product(_ROWS, _ENDINGS):
        yield row + ending
    for pieces in (*product(_PAIRS, repeat=2), *product(_PAIRS, repeat=3)):
        yield "".join(pieces)


def _from_dates() -> Iterator[str]:
    for year in _YEARS:
        yield f"{year}{year}"
    for month, day in product(range(1, 13), range(1, 32)):
        yield f"{day:02}{month:02}{day:02}{month:02}"
