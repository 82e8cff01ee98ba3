"""How Outlook titles the columns that have a place here, in ten languages.

Titles of one column that differ between versions or countries stand side by side (`Country`, since 2007
`Country/Region`). The Spanish and Portuguese versions leave some in English.
"""

from keepwarm.formats.column_titles import CENTRAL_EUROPEAN, JAPANESE, Language, language

_COLUMNS = """
prefix given middle family suffix nickname
given-yomi family-yomi
spouse children manager assistant referred-by categories
organization title department
birthday anniversary note page page-2 chat
mail mail-2 mail-3
business-phone business-phone-2 home-phone home-phone-2 mobile other-phone
main-phone company-phone car-phone radio-phone callback-phone pager
business-fax home-fax other-fax
business-street business-street-2 business-street-3 business-box
business-city business-region business-code business-country
home-street home-street-2 home-street-3 home-box home-city home-region home-code home-country
other-street other-street-2 other-street-3 other-box other-city other-region other-code other-country
"""

_ENGLISH = language(
    _COLUMNS,
    """
Title|First Name|Middle Name|Last Name|Suffix|Nickname
Given Yomi|Surname Yomi
Spouse|Children|Manager's Name|Assistant's Name|Referred By|Categories
Company|Job Title|Department
Birthday|Anniversary|Notes|Web Page|Personal Web Page|IMAddress
E-mail Address|E-mail 2 Address|E-mail 3 Address
Business Phone|Business Phone 2|Home Phone|Home Phone 2|Mobile Phone|Other Phone
Primary Phone|Company Main Phone|Car Phone|Radio Phone|Callback|Pager
Business Fax|Home Fax|Other Fax
Business Street|Business Street 2|Business Street 3|Business Address PO Box
Business City|Business State|Business Postal Code|Business Country~Business Country/Region
Home Street|Home Street 2|Home Street 3|Home Address PO Box|Home City|Home State|Home Postal Code|Home Country~Home Country/Region
Other Street|Other Street 2|Other Street 3|Other Address PO Box|Other City|Other State|Other Postal Code|Other Country~Other Country/Region
""",  # noqa: E501 - a table: its lines have the shape of those above
)

_LEFT_IN_ENGLISH = Language(
    columns={
        title: names for title, names in _ENGLISH.columns.items() if names not in (("given",), ("family",))
    }
)
"""Names of people are titled in every language; who writes "First Name" writes all of it in English."""

_GERMAN = language(
    _COLUMNS,
    """
Anrede|Vorname|Weitere Vornamen|Nachname|Suffix|Spitzname
Vorname Yomi|Nachname Yomi
Partner/in~Partner|Kinder|Name des/der Vorgesetzten|Name Assistent|Empfohlen von|Kategorien
Firma|Position|Abteilung
Geburtstag|Jahrestag|Notizen|Webseite|-|-
E-Mail-Adresse|E-Mail 2: Adresse|E-Mail 3: Adresse
Telefon geschäftlich|Telefon geschäftlich 2|Telefon privat|Telefon privat 2|Mobiltelefon|Weiteres Telefon
Haupttelefon|Telefon Firma|Autotelefon|Mobiltelefon 2|Rückmeldung|Pager
Fax geschäftlich|Fax privat|Weiteres Fax
Straße geschäftlich|Straße geschäftlich 2|Straße geschäftlich 3|Postfach geschäftlich
Ort geschäftlich|Region geschäftlich|Postleitzahl geschäftlich|Land geschäftlich~Land/Region geschäftlich
Straße privat|Straße privat 2|Straße privat 3|Postfach privat|Ort privat|Bundesland/Kanton privat|Postleitzahl privat|Land privat~Land/Region privat
Weitere Straße|Weitere Straße 2|Weitere Straße 3|Weiteres Postfach|Weiterer Ort|Weiteres/r Bundesland/Kanton|Weitere Postleitzahl|Weiteres Land~Weiteres/e Land/Region
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_FRENCH = language(
    _COLUMNS,
    """
Titre|Prénom|Deuxième prénom|Nom|Suffixe|Surnom
Prénom Yomi|Nom Yomi
Conjoint(e)|Enfants|Responsable|Nom de l'assistant(e)|Recommandé par|Catégories
Société|Titre~Fonction|Service
Anniversaire|Anniversaire de mariage ou fête|Notes|Page Web|-|-
Adresse de messagerie|Adresse de messagerie 2|Adresse de messagerie 3
Téléphone (bureau)|Téléphone 2 (bureau)|Téléphone (domicile)|Téléphone 2 (domicile)|Tél. mobile|Téléphone (autre)
Téléphone principal|Téléphone société|Téléphone (voiture)|Radio téléphone|Rappel|Récepteur de radiomessagerie
Télécopie (bureau)|Télécopie (domicile)|Télécopie (autre)
Rue (bureau)|Rue (bureau) 2|Rue (bureau) 3|B.P. professionnelle
Ville (bureau)|Dép/Région (bureau)|Code postal (bureau)|Pays (bureau)~Pays/Région (bureau)
Rue (domicile)|Rue (domicile) 2|Rue (domicile) 3|Boîte postale du domicile|Ville (domicile)|Dép/Région (domicile)|Code postal (domicile)|Pays (domicile)~Pays/Région (domicile)
Rue (autre)|Rue (autre) 2|Rue (autre) 3|Autre boîte postale|Ville (autre)|Dép/Région (autre)|Code postal (autre)|Pays (autre)~Pays/Région (autre)
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_SPANISH = language(
    _COLUMNS,
    """
Título~Tratamiento|Nombre|Segundo nombre|Apellidos|Sufijo|Apodo
Yomi especificada|Apellido Yomi
Cónyuge|Hijos|Nombre del director|Nombre del ayudante|Referido por|Categorías
Organización~Compañía|Puesto~Cargo|Departamento
Cumpleaños|Aniversario|Notas|Página Web|-|-
Dirección de correo electrónico|Dirección de correo electrónico 2|Dirección del correo electrónico 3~Dirección de correo electrónico 3
Teléfono del trabajo|Teléfono del trabajo 2|Particular~Teléfono particular|Número de teléfono 2 particular~Teléfono particular 2|Teléfono móvil|Otro teléfono
Teléfono principal|Teléfono principal de la organización|Teléfono del automóvil|Radioteléfono|Devolución de llamada|Localizador
Fax del trabajo|Fax particular|Otro fax
Calle del trabajo|Calle del trabajo 2|Calle del trabajo 3|Apartado postal de la dirección del trabajo
Ciudad de trabajo|Provincia o estado de trabajo|Código postal del trabajo|País o región del trabajo
Calle del domicilio|Calle del domicilio 2|Calle del domicilio 3|Apartado postal de la dirección personal|Ciudad del domicilio|Provincia o estado del domicilio|Código postal del domicilio|País o región del domicilio
Otra calle|Otra calle 2|Otra calle 3|Otro apartado postal|Otra ciudad|Otra provincia o estado|Otro código postal|Otro país o región
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_PORTUGUESE = language(
    _COLUMNS,
    """
Título~Tratamento|Primeiro nome~Nome|Outros nomes/apelidos~Segundo nome|Apelido~Sobrenome|Sufixo|-
Yomi fornecido|Yomi (sobrenome)
Cônjuge|Filhos|Nome do gestor~Nome do gerenciador|Nome do assistente|Indicado por|Categorias
Empresa|Cargo|Departamento
Data de nascimento~Aniversário|Data especial~Datas especiais~Aniversário|Notas~Anotações|Página na Web~Página da Web|-|-
Endereço de correio electrónico~Endereço de email|Endereço do correio electrónico 2~Endereço de email 2|Endereço do correio electrónico 3~Endereço de email 3
Telefone da empresa~Telefone comercial|2º telefone da empresa~Telefone comercial 2|Telefone da residência~Telefone residencial|2º telefone da residência~Telefone residencial 2|Telemóvel~Telefone celular|Outro telefone
Telefone principal|Telefone principal da empresa|Telefone do carro|Radiotelefone|Tel. de resposta|Pager
Fax da empresa~Fax comercial|Fax da residência~Fax residencial|Outro fax
Rua da empresa|Rua da empresa 2~Rua do endereço comercial 2|Rua da empresa 3~Rua do endereço comercial 3|Apartado da empresa
Localidade da empresa|Distrito da empresa|Código postal da empresa|País/Região da Empresa
Rua da residência~Endereço residencial|Rua da residência (2)~Endereço residencial 2|Rua da residência (3)~Endereço residencial 3|Apartado da residência|Localidade da residência~Cidade do endereço residencial|Distrito da residência~Estado|Código postal da residência~CEP do endereço residencial|País da Residência/Região~País/Região de Residência
Rua do outro endereço|Rua do outro endereço 2|Rua do outro endereço 3|Apartado do outro endereço|Localidade do outro endereço|Distrito do outro endereço|Código postal do outro endereço|País do outro endereço
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_ITALIAN = language(
    _COLUMNS,
    """
Titolo|Nome|Secondo nome|Cognome|Suffisso~Titolo straniero|Soprannome
-|-
Nome coniuge|Figli|Nome manager|Nome assistente|Presentato da|Categorie
Società|Posizione|Reparto
Compleanno|Anniversario|Note|Pagina Web|-|-
Indirizzo posta elettronica|Indirizzo posta elettronica 2|Indirizzo posta elettronica 3
Ufficio|Ufficio 2|Abitazione|Abitazione 2|Cellulare|Altro telefono
Telefono principale|Telefono principale società|Telefono auto|Radiotelefono|Richiamata automatica|Cercapersone
Fax (uff.)|Fax (ab.)|Altro fax
Via (uff.)|Via (uff.) 2~Via 2 (uff.)|Via (uff.) 3~Via 3 (uff.)|Indirizzo (uff.) - Casella postale
Città (uff.)|Provincia (uff.)|CAP (uff.)|Paese (uff.)~Paese/area geografica (uff.)
Via (ab.)|Via (ab.) 2~Via 2 (ab.)|Via (ab.) 3~Via 3 (ab.)|Indirizzo (ab.) - Casella postale|Città (ab.)|Provincia (ab.)|CAP (ab.)|Paese (ab.)~Paese/area geografica (ab.)
Altra via|Altra via 2|Altra via 3|Altro indirizzo - Casella postale|Altra città|Altra provincia|Altro CAP|Altro paese~Altro paese/area geografica
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_DUTCH = language(
    _COLUMNS,
    """
Titel|Voornaam|Middelste naam|Achternaam|Achtervoegsel|Bijnaam
-|-
Partner|Kinderen|Naam manager|Naam assistent|Verwezen door|Categorieën
Bedrijf|Functie|Afdeling
Verjaardag|Speciale datum|Notities|Webpagina|-|-
E-mailadres|E-mailadres 2|E-mailadres 3
Telefoon op werk|Telefoon op werk 2|Telefoon thuis|Telefoon thuis 2|Mobiele telefoon|Andere telefoon
Hoofdtelefoon|Hoofdtelefoon bedrijf|Autotelefoon|Radiotelefoon|Terugbellen|Pager
Fax op werk|Fax thuis|Andere fax
Werkadres, straat|Werkadres 2, straat|Werkadres 3, straat|Werkadres, postbusnummer
Werkadres, plaats|Werkadres, provincie|Werkadres, postcode|Werkadres, land~Land/regio (werk)
Huisadres, straat|Huisadres, straat 2|Huisadres, straat 3|Huisadres, postbusnummer|Huisadres, plaats|Huisadres, provincie|Huisadres, postcode|Huisadres, land~Land/regio (thuis)
Ander adres, straat|Ander adres, straat 2|Ander adres, straat 3|Ander adres, postbusnummer|Ander adres, plaats|Ander adres, provincie|Ander adres, postcode|Ander adres, land~Land/regio (anders)
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_SWEDISH = language(
    _COLUMNS,
    """
Titel|Förnamn|Mellannamn|Efternamn|Namnsuffix|Smeknamn
Förnamn Yomi|Efternamn Yomi
Make/maka|Barn|Namn, chef|Namn, assistent|Hänvisad av|Kategorier
Företag|Befattning|Avdelning
Födelsedag|Årsdag|Anteckningar|Webbsida|-|-
E-postadress|E-postadress 2|E-postadress 3
Arbete|Telefon 2, arbete|Hem|Telefon 2, hem|Mobiltelefon|Telefon, annan
Telefon 1|Företag, växel|Biltelefon|Telefon 2|Motringning|Personsökare
Fax arbete~Fax, arbete|Fax, hem|Fax, annan
Gatuadress, arbete|Gatuadress 2, arbete|Gatuadress 3, arbete|Arbetsadress, box
Ort, arbete|Region, arbete|Postadress, arbete~Postnr, arbete|Land, arbete
Gatuadress, hem|Gatuadress 2, hem|Gatuadress 3, hem|Hemadress, box|Hemort~Ort, hem|Region, hem|Postnr, hem|Land, hem
Annan gata|Annan gata 2|Annan gata 3|Annan adress, box|Annan ort|Annan region|Annat postnummer|Annat land
""",  # noqa: E501 - a table: its lines have the shape of those above
    beside=_LEFT_IN_ENGLISH,
)

_POLISH = language(
    _COLUMNS,
    """
Tytuł|Imię|Drugie imię|Nazwisko|Sufiks|Pseudonim
Imię Yomi|Nazwisko Yomi
Współmałżonek|Dzieci|Menedżer|Imię i nazwisko asystenta|Polecony przez|Kategorie
Firma|Stanowisko|Dział
Urodziny|Rocznica|Notatki|Strona sieci Web|-|-
Adres e-mail|Adres e-mail 2|Adres e-mail 3
Telefon służbowy|Telefon służbowy 2|Telefon domowy|Telefon domowy 2|Telefon komórkowy|Inny telefon
Telefon podstawowy|Główny telefon do firmy|Telefon w samochodzie|Radiotelefon|Wywołanie zwrotne|Pager
Faks służbowy|Faks domowy|Inny faks
Adres służbowy - ulica|Adres służbowy - ulica 2|Adres służbowy - ulica 3|Służbowa skrzynka pocztowa
Adres służbowy - miejscowość|Adres służbowy - województwo|Adres służbowy - kod pocztowy|Adres służbowy - kraj~Adres służbowy - kraj/region
Adres domowy - ulica|Adres domowy - ulica (2)|Adres domowy - ulica (3)|Domowa skrzynka pocztowa|Adres domowy - miejscowość|Adres domowy - województwo|Adres domowy - kod pocztowy|Adres domowy - kraj~Adres domowy - kraj/region
Inny adres - ulica|Inny adres - ulica 2|Inny adres - ulica 3|Inna skrzynka pocztowa|Inny adres - miejscowość|Inny adres - województwo|Inny adres - kod pocztowy|Inny adres - kraj~Inny adres - kraj/region
""",  # noqa: E501 - a table: its lines have the shape of those above
    code_page=CENTRAL_EUROPEAN,
    beside=_LEFT_IN_ENGLISH,
)

_JAPANESE = language(
    _COLUMNS,
    """
肩書き|名|ミドル ネーム|姓|敬称|ニックネーム
名前フリガナ|姓フリガナ
配偶者|子供|マネージャー|秘書の氏名|紹介者|分類
会社名|役職|部署
誕生日|記念日|メモ|Web ページ|-|-
電子メール アドレス|電子メール 2 アドレス|電子メール 3 アドレス
会社電話|会社電話 2|自宅電話|自宅電話 2|携帯電話|その他の電話
通常の電話|会社代表電話|自動車電話|無線電話|コールバック|ポケットベル
会社 FAX|自宅 FAX|その他の FAX
番地 (会社)|住所 2 (会社)|住所 3 (会社)|会社住所私書箱
市町村 (会社)|都道府県 (会社)|郵便番号 (会社)|国 (会社)~国 (会社)/地域
番地 (自宅)|住所 2 (自宅)|住所 3 (自宅)|自宅住所私書箱|市町村 (自宅)|都道府県 (自宅)|郵便番号 (自宅)|国 (自宅)~国 (自宅)/地域
番地 (その他)|住所 2 (その他)|住所 3 (その他)|その他住所私書箱|市町村 (その他)|都道府県 (その他)|郵便番号 (その他)|国 (その他)~国 (その他)/地域
""",  # noqa: E501 - a table: its lines have the shape of those above
    code_page=JAPANESE,
    beside=_LEFT_IN_ENGLISH,
)

LANGUAGES = (
    _ENGLISH, _GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH, _SWEDISH, _POLISH, _JAPANESE,
)  # fmt: skip
"""English first: where several know as many titles, it is English."""

HEADERS = tuple(
    ("given", "family", column) for column in ("mail", "business-phone", "business-street", "home-street")
)
"""What a table has that Outlook wrote."""
