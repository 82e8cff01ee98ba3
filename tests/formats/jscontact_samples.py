"""A card with something in every place of JSContact, and what a card says leaf by leaf."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

FULL: dict[str, Any] = {
    "@type": "Card", "version": "2.0", "uid": "urn:uuid:1", "kind": "individual", "language": "de",
    "created": "2020-01-01T00:00:00Z", "updated": "2022-01-01T00:00:00Z", "prodId": "a program",
    "name": {
        "@type": "Name",
        "components": [
            {"kind": "title", "value": "Ms."},
            {"@type": "NameComponent", "kind": "given", "value": "Ann", "phonetic": "/æn/"},
            {"kind": "separator", "value": "-"}, {"kind": "surname", "value": "van Halen"},
            {"kind": "surname2", "value": "Rey"}, {"kind": "credential", "value": "PhD"},
            {"kind": "generation", "value": "III"},
        ],
        "isOrdered": True, "defaultSeparator": ", ", "full": "Ms. Ann van Halen Rey",
        "sortAs": {"surname": "halen", "given": "ann"}, "phoneticSystem": "ipa",
    },
    "nicknames": {"k1": {"name": "Johnny", "contexts": {"private": True}, "pref": 1}},
    "organizations": {"o1": {"name": "ABC, Inc.", "units": [{"name": "N; A", "sortAs": "x"}, {"name": "M"}],
                             "sortAs": "ABC", "contexts": {"work": True}}},
    "titles": {"t9": {"kind": "title", "name": "Boss", "organizationId": "o1"},
               "t2": {"kind": "role", "name": "Reads all"}},
    "speakToAs": {"grammaticalGender": "neuter", "pronouns": {"k19": {"pronouns": "they/them", "pref": 2}}},
    "emails": {"e1": {"address": "a@b.example", "contexts": {"work": True}, "pref": 1, "label": "Mine"}},
    "phones": {"p0": {"number": "tel:+1-555;ext=5", "features": {"mobile": True, "voice": True}, "pref": 1},
               "p3": {"number": "+1 2", "contexts": {"example.com:boat": True}}},
    "onlineServices": {"x1": {"uri": "xmpp:a@b.example", "vCardName": "impp", "service": "X"},
                       "x2": {"service": "Mastodon", "user": "@a", "uri": "https://m.example/@a"},
                       "x3": {"user": "bob"}},
    "preferredLanguages": {"l1": {"language": "en", "contexts": {"work": True}, "pref": 1}},
    "calendars": {"c1": {"kind": "calendar", "uri": "webcal://c.example"},
                  "c2": {"kind": "freeBusy", "uri": "https://fb.example"}},
    "schedulingAddresses": {"s1": {"uri": "mailto:j@x.example"}},
    "addresses": {
        "k23": {
            "components": [
                {"kind": "number", "value": "54321"}, {"kind": "separator", "value": " "},
                {"kind": "name", "value": "Oak St"}, {"kind": "locality", "value": "Reston"},
                {"kind": "country", "value": "USA"},
            ],
            "isOrdered": True, "defaultSeparator": ", ", "countryCode": "US", "coordinates": "geo:1,2",
            "timeZone": "America/New_York", "full": "54321 Oak St\nReston",
            "contexts": {"work": True, "billing": True},
        },
        "a2": {"components": [{"kind": "name", "value": "Weg 1"}, {"kind": "floor", "value": "2"}]},
    },
    "cryptoKeys": {"m1": {"uri": "https://k.example/k.asc", "mediaType": "application/pgp-keys"}},
    "directories": {"d1": {"kind": "entry", "uri": "https://d.example/x.vcf"},
                    "d2": {"kind": "directory", "uri": "ldap://l.example", "listAs": 1, "pref": 1}},
    "links": {"l3": {"kind": "contact", "uri": "mailto:c@x.example", "pref": 1}, "l4": {"uri": "https://x.example"}},
    "media": {"r1": {"kind": "photo", "uri": "data:image/png;base64,AAAA", "mediaType": "image/png"},
              "r2": {"kind": "logo", "uri": "https://x.example/l.png"}},
    "localizations": {"jp": {"name/full": "アン"}},
    "anniversaries": {
        "k8": {"kind": "birth", "date": {"year": 1953, "month": 4, "day": 15}, "place": {"full": "Rome"}},
        "k9": {"kind": "death", "date": {"@type": "Timestamp", "utc": "2019-10-15T23:10:00Z"},
               "place": {"coordinates": "geo:1,2"}},
        "k1": {"kind": "wedding", "date": {"@type": "PartialDate", "month": 4, "day": 15}},
    },
    "keywords": {"a": True, "b,c": True},
    "members": {"urn:uuid:2": True},
    "notes": {"n1": {"note": "Hi\nyou", "created": "2022-11-23T15:01:32Z",
                     "author": {"name": "J", "uri": "mailto:x@y.example"}}},
    "personalInfo": {"p2": {"kind": "expertise", "value": "chemistry", "level": "high"},
                     "p1": {"kind": "hobby", "value": "reading", "level": "low", "listAs": 2}},
    "relatedTo": {"urn:uuid:3": {"relation": {"friend": True}}, "Ann Lee": {"relation": {}}},
    "example.com:foo": {"bar": 1.5},
    "vCardProps": [["x-foo", {"group": "item2", "pref": "1"}, "unknown", "bar"]],
}  # fmt: skip


def said_by(card: Any) -> Counter[tuple[object, ...]]:
    """Each plain value with the way to it; the places within a list and what `@type` repeats are left out."""
    return Counter(_leaves(card, ()))


def _leaves(value: Any, way: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            if not (name == "@type" and inner != "Timestamp") and (*way, name) != ("version",):
                yield from _leaves(inner, (*way, name))
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _leaves(inner, way)
    else:
        yield *way, json.dumps(value)
