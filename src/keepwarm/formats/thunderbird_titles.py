"""How Thunderbird names what it exports: columns in four languages, and the attributes of its LDIF.

Columns come in the order of its CSV, since in French home and work have the same titles.
"""

from keepwarm.formats.column_titles import language

_COLUMNS = """
given family name nickname mail mail-2 chat
work-phone home-phone fax pager mobile
home-street home-street-2 home-city home-region home-code home-country
work-street work-street-2 work-city work-region work-code work-country
title department organization page page-2
birth-year birth-month birth-day note
"""

_ENGLISH = language(
    _COLUMNS,
    """
First Name|Last Name|Display Name|Nickname|Primary Email|Secondary Email|Screen Name
Work Phone|Home Phone|Fax Number|Pager Number|Mobile Number
Home Address|Home Address 2|Home City|Home State|Home ZipCode|Home Country
Work Address|Work Address 2|Work City|Work State|Work ZipCode|Work Country
Job Title|Department|Organization|Web Page 1|Web Page 2
Birth Year|Birth Month|Birth Day|Notes
""",
)

_GERMAN = language(
    _COLUMNS,
    """
Vorname|Nachname|Anzeigename|Spitzname|Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|Messenger-Name
Tel. dienstlich|Tel. privat|Fax-Nummer|Pager-Nummer|Mobil-Tel.-Nr.
Privat: Adresse|Privat: Adresse 2|Privat: Ort|Privat: Bundesland|Privat: PLZ|Privat: Land
Dienstlich: Adresse|Dienstlich: Adresse 2|Dienstlich: Ort|Dienstlich: Bundesland|Dienstlich: PLZ|Dienstlich: Land
Arbeitstitel|Abteilung|Organisation|Webseite 1|Webseite 2
Geburtsjahr|Geburtsmonat|Geburtstag|Notizen
""",  # noqa: E501 - a table: its lines have the shape of those above
)

_FRENCH = language(
    _COLUMNS,
    """
Prénom|Nom de famille|Nom à afficher|Surnom|Adresse électronique principale|Adresse électronique secondaire|Nom de l’écran~Nom de l'écran
Tél. professionnel|Tél. personnel|Fax|Pager|Portable
Adresse privée|Adresse privée 2|Ville|Pays/État|Code postal|Pays/Région (domicile)
Adresse professionnelle|Adresse professionnelle 2|Ville|Pays/État|Code postal|Pays/Région (bureau)
Profession|Service|Société|Site web 1|Site web 2
Année de naissance|Mois|Jour|Notes
""",  # noqa: E501 - a table: its lines have the shape of those above
)

_ITALIAN = language(
    _COLUMNS,
    """
Nome|Cognome|Nome visualizzato|Soprannome|Email primaria|Email secondaria|Nome Instant Messenger
Telefono ufficio~Telefono lavoro|Telefono casa|Numero fax|Numero cercapersone|Numero cellulare
Indirizzo di casa|Indirizzo di casa 2|Città di residenza|Provincia di residenza|CAP di residenza|Nazione di residenza
Indirizzo di lavoro|Indirizzo di lavoro 2|Città di lavoro|Provincia di lavoro|CAP di lavoro|Nazione di lavoro
Qualifica|Dipartimento~Reparto|Organizzazione|Pagina web 1|Pagina web 2
Anno di nascita|Mese di nascita|Giorno di nascita|Note
""",  # noqa: E501 - a table: its lines have the shape of those above
)

LANGUAGES = (_ENGLISH, _GERMAN, _FRENCH, _ITALIAN)

HEADERS = (("name", "mail"),)
"""What a table has that Thunderbird wrote."""

ATTRIBUTES = {
    attribute: name
    for name, attributes in (
        ("given", "givenname"),
        ("family", "sn surname"),
        ("name", "cn commonname displayname"),
        ("prefix", "personaltitle"),
        ("suffix", "generationqualifier"),
        ("phonetic", "cn;phonetic displayname;phonetic"),
        ("given-phonetic", "givenname;phonetic"),
        ("family-phonetic", "sn;phonetic"),
        ("manager", "manager"),
        ("assistant", "secretary"),
        ("nickname", "mozillanickname xmozillanickname nickname"),
        ("mail", "mail"),
        ("mail-2", "mozillasecondemail xmozillasecondemail"),
        ("chat", "nsaimid aimscreenname mozilla_aimscreenname xmozilla_aimscreenname"),
        ("work-phone", "telephonenumber"),
        ("home-phone", "homephone"),
        ("fax", "facsimiletelephonenumber fax"),
        ("pager", "pager pagerphone"),
        ("mobile", "mobile cellphone carphone"),
        ("home-street", "mozillahomestreet"),
        ("home-street-2", "mozillahomestreet2"),
        ("home-city", "mozillahomelocalityname"),
        ("home-region", "mozillahomestate"),
        ("home-code", "mozillahomepostalcode"),
        ("home-country", "mozillahomecountryname"),
        ("work-street", "street streetaddress"),
        ("work-street-2", "mozillaworkstreet2"),
        ("work-box", "postofficebox"),
        ("work-city", "l locality"),
        ("work-region", "st region"),
        ("work-code", "postalcode zip"),
        ("work-country", "c countryname"),
        ("title", "title"),
        ("department", "ou department departmentnumber orgunit"),
        ("organization", "o company"),
        ("page", "mozillaworkurl workurl"),
        ("page-2", "mozillahomeurl homeurl"),
        ("birth-year", "birthyear"),
        ("birth-month", "birthmonth"),
        ("birth-day", "birthday"),
        ("note", "description notes"),
    )
    for attribute in attributes.split()
}
"""Our names for the attributes of an LDIF, with those of Netscape and of other programs."""
