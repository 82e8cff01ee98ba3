"""The words of the titles of columns, in the languages that people write their tables in.

For each meaning the titles of it, in any case, with `_` between the words of one; accents and punctuation do
not count. A title that tells its column from others of the meaning has its label behind `=`.
"""

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.domain.text import folded

ENGLISH = "en"
_LANGUAGES = (ENGLISH, "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja")
"""The codes that begin a line of words; Norwegian and Danish stand with Swedish, Chinese with Japanese."""

TITLES: dict[M, str] = {
    M.NAME: """
        en name full_name display_name contact contact_name contact_person person person_name people who
           friend
        de name vor-_und_nachname vor-_und_zuname vorname_und_nachname vorname_nachname vollständiger_name
           anzeigename kontakt kontaktname ansprechpartner ansprechperson person mitglied teilnehmer
        fr nom nom_complet nom_et_prénom nom_prénom prénom_et_nom prénom_nom contact personne
        es nombre nombre_completo nombre_y_apellidos nombre_y_apellido contacto persona
        it nome nome_completo nome_e_cognome cognome_e_nome nominativo contatto persona
        nl naam volledige_naam voor-_en_achternaam contactpersoon persoon weergavenaam
        pt nome nome_completo nome_e_sobrenome nome_e_apelido contato contacto pessoa
        pl imię_i_nazwisko nazwisko_i_imię kontakt osoba
        sv namn fullständigt_namn navn fullt_navn fulde_navn
        ja 氏名 名前 お名前 姓名 联系人 聯絡人
    """,
    M.GIVEN: """
        en first_name given_name first given forename first_names given_names christian_name fname
        de vorname vornamen rufname
        fr prénom prénoms
        es nombre_de_pila primer_nombre nombres
        it nome_di_battesimo
        nl voornaam voornamen roepnaam
        pt primeiro_nome nome_próprio
        pl imię imiona
        sv förnamn fornavn
        ja 名 名字
    """,
    M.FAMILY: """
        en last_name family_name surname last family last_names surnames lname
        de nachname familienname zuname
        fr nom_de_famille
        es apellido apellidos primer_apellido segundo_apellido
        it cognome cognomi
        nl achternaam familienaam
        pt sobrenome apelido último_nome
        pl nazwisko
        sv efternamn etternavn efternavn
        ja 姓 苗字 姓氏
    """,
    M.MIDDLE: """
        en middle_name middle middle_names middle_initial additional_name second_name
        de zweiter_vorname weitere_vornamen
        fr deuxième_prénom
        es segundo_nombre
        it secondo_nome
        nl tussenvoegsel tussenvoegsels middelste_naam
        pt nome_do_meio segundo_nome
        pl drugie_imię
        sv mellannamn mellomnavn mellemnavn
        ja ミドルネーム
    """,
    M.PREFIX: """
        en prefix name_prefix salutation honorific
        de anrede akademischer_titel namenspräfix
        fr civilité préfixe
        es tratamiento prefijo
        it appellativo prefisso
        nl aanhef voorvoegsel
        pt tratamento prefixo
        pl tytuł_grzecznościowy
        sv namnprefix tiltale
        ja 敬称
    """,
    M.SUFFIX: """
        en suffix name_suffix post_nominals credentials
        de suffix namenszusatz namenssuffix
        fr suffixe
        es sufijo
        it suffisso
        nl achtervoegsel
        pt sufixo
        pl sufiks
        sv namnsuffix
        ja 接尾辞
    """,
    M.NICKNAME: """
        en nickname nick_name nick alias preferred_name known_as goes_by
        de spitzname
        fr surnom
        es apodo
        it soprannome
        nl bijnaam
        pt alcunha
        pl pseudonim przezwisko
        sv smeknamn kallenavn kaldenavn
        ja ニックネーム 昵称
    """,
    M.ORGANIZATION: """
        en company organization organisation company_name organization_name organisation_name employer
           business business_name current_company primary_company associated_company company_organization
           account_name workplace institution affiliation org
        de firma firmenname unternehmen organisation arbeitgeber institution
        fr entreprise société organisation employeur organisme nom_de_l_entreprise
        es empresa compañía organización nombre_de_la_empresa
        it azienda società organizzazione ditta ragione_sociale
        nl bedrijf bedrijfsnaam organisatie werkgever
        pt empresa organização instituição nome_da_empresa
        pl firma organizacja pracodawca nazwa_firmy
        sv företag organisation arbetsgivare bedrift virksomhed
        ja 会社 会社名 組織 公司 单位
    """,
    M.TITLE: """
        en title job_title position job role occupation profession headline designation current_title
           current_position job_role job_position work_title
        de position funktion beruf berufsbezeichnung stelle rolle jobtitel tätigkeit titel
        fr fonction poste titre profession métier
        es cargo puesto título ocupación profesión
        it ruolo qualifica mansione posizione titolo professione
        nl functie functietitel beroep rol titel
        pt cargo função profissão título
        pl stanowisko zawód funkcja tytuł
        sv befattning yrke stilling titel
        ja 役職 職位 职位 肩書き
    """,
    M.DEPARTMENT: """
        en department division
        de abteilung
        es departamento
        it reparto dipartimento
        nl afdeling
        pt departamento setor
        pl dział
        sv avdelning avdeling afdeling
        ja 部署 部门
    """,
    M.EMAIL: """
        en email email_address mail mail_address emails email_addresses
        de e-mail e-mail-adresse mail mailadresse
        fr courriel adresse_e-mail adresse_mail adresse_électronique adresse_courriel adresse_de_messagerie
           mél
        es correo correo_electrónico dirección_de_correo dirección_de_correo_electrónico
        it posta_elettronica indirizzo_e-mail indirizzo_di_posta_elettronica
        nl e-mailadres mailadres
        pt correio_eletrônico correio_electrónico endereço_de_e-mail
        pl adres_e-mail poczta_elektroniczna
        sv e-post e-postadress e-postadresse epost
        ja メール メールアドレス 电子邮件 邮箱
    """,
    M.PHONE: """
        en phone phone_number telephone telephone_number tel phones phone_numbers phone_no tel_no
           contact_number mobile=mobile mobile_phone=mobile mobile_number=mobile mobile_phone_number=mobile
           cell=cell cell_phone=cell cell_number=cell landline=landline fax=fax fax_number=fax pager=pager
        de telefon telefonnummer rufnummer telefonnr tel handy=handy handynummer=handy mobil=mobil
           mobiltelefon=mobil mobilnummer=mobil festnetz=festnetz durchwahl=durchwahl telefax=fax
        fr téléphone numéro_de_téléphone tél portable=portable téléphone_portable=portable
           téléphone_mobile=mobile téléphone_fixe=fixe télécopie=fax
        es teléfono número_de_teléfono móvil=móvil teléfono_móvil=móvil celular=celular teléfono_fijo=fijo
        it telefono numero_di_telefono cellulare=cellulare telefono_fisso=fisso
        nl telefoon telefoonnummer mobiel=mobiel mobiele_telefoon=mobiel mobiel_nummer=mobiel
        pt telefone número_de_telefone telemóvel=telemóvel celular=celular
        pl telefon numer_telefonu nr_telefonu telefon_komórkowy=komórka komórka=komórka
        sv telefon telefonnummer mobil=mobil mobilnummer=mobil mobiltelefon=mobil
        ja 電話 電話番号 携帯=携帯 携帯電話=携帯 电话 手机=手机
    """,
    M.CHAT: """
        en chat im instant_messenger messenger
        fr messagerie_instantanée
        pl komunikator
    """,
    M.PROFILE: """
        en website web_site url web homepage web_page webpage web_address blog site link profile profile_url
           social_profile
        de webseite internetseite homepage internet
        fr site_web site page_web site_internet
        es sitio_web página_web
        it sito sito_web pagina_web
        nl website webpagina
        pt página_web página_da_web
        pl strona_internetowa strona_www www
        sv webbplats hemsida nettside hjemmeside
        ja ウェブサイト 网站
    """,
    M.ADDRESS: """
        en address addresses postal_address mailing_address full_address location lives_in
        de adresse anschrift postanschrift
        fr adresse adresse_postale
        es dirección dirección_postal domicilio
        it indirizzo indirizzo_postale
        nl adres postadres
        pt endereço morada
        pl adres adres_pocztowy
        sv adress postadress adresse postadresse
        ja 住所 地址
    """,
    M.STREET: """
        en street street_address street_name address_line po_box
        de straße strasse straße_und_hausnummer straße_hausnummer hausnummer postfach
        fr rue numéro_et_rue complément_d_adresse boîte_postale
        es calle calle_y_número
        it via
        nl straat straat_en_huisnummer huisnummer postbus
        pt rua logradouro
        pl ulica ulica_i_numer
        sv gata gatuadress gate vej
        ja 番地 街道
    """,
    M.CITY: """
        en city town locality city_town
        de ort stadt wohnort
        fr ville commune localité
        es ciudad localidad población municipio
        it città comune località
        nl plaats woonplaats stad
        pt cidade localidade
        pl miasto miejscowość
        sv stad ort by sted poststed
        ja 市区町村 城市 市
    """,
    M.REGION: """
        en state region province state_region state_province state_or_province county prefecture
        de bundesland kanton
        fr région province département
        es provincia región estado
        it provincia regione
        nl provincie
        pt estado distrito
        pl województwo
        sv län fylke
        ja 都道府県 省
    """,
    M.CODE: """
        en zip zip_code postal_code postcode post_code zip_postal_code
        de plz postleitzahl
        fr code_postal cp
        es código_postal
        it cap codice_postale
        nl postcode
        pt código_postal cep
        pl kod_pocztowy
        sv postnummer postnr
        ja 郵便番号 邮编 邮政编码
    """,
    M.COUNTRY: """
        en country country_region nation country_name
        de land staat
        fr pays
        es país
        it paese nazione
        nl land
        pt país
        pl kraj
        sv land
        ja 国 国家
    """,
    M.BIRTHDAY: """
        en birthday birth_date date_of_birth dob bday birth_day born born_on
        de geburtstag geburtsdatum geboren geboren_am geb geb_datum
        fr anniversaire date_de_naissance naissance né_le
        es cumpleaños fecha_de_nacimiento
        it compleanno data_di_nascita
        nl verjaardag geboortedatum
        pt data_de_nascimento nascimento
        pl urodziny data_urodzenia
        sv födelsedag födelsedatum fødselsdag fødselsdato bursdag
        ja 誕生日 生年月日 生日
    """,
    M.ANNIVERSARY: """
        en anniversary wedding_anniversary wedding_date wedding_day name_day
        de jahrestag hochzeitstag namenstag
        fr anniversaire_de_mariage fête
        es aniversario aniversario_de_boda santo
        it anniversario anniversario_di_matrimonio onomastico
        nl trouwdag
        pt aniversário_de_casamento
        pl rocznica rocznica_ślubu imieniny
        sv årsdag bröllopsdag namnsdag bryllupsdag
        ja 記念日 纪念日
    """,
    M.NOTE: """
        en note notes comment comments remark remarks description about bio biography memo summary
           background=background how_we_met=how_we_met additional_notes
        de notiz notizen bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen beschreibung
        fr note remarque remarques commentaire commentaires
        es nota notas comentario comentarios observaciones
        it nota note commento commenti osservazioni annotazioni
        nl notitie notities opmerking opmerkingen
        pt nota notas observações anotações comentários
        pl notatka notatki uwagi komentarz
        sv anteckning anteckningar notat notater merknad
        ja メモ 備考 备注
    """,
    M.TAGS: """
        en tag tags label labels group groups category categories list lists keywords circles
           group_membership
        de gruppe gruppen kategorie kategorien schlagwort schlagwörter etikett etiketten
        fr étiquette étiquettes groupe groupes catégorie catégories libellés mots-clés
        es etiqueta etiquetas grupo grupos categoría categorías
        it etichetta etichette gruppo gruppi categoria categorie
        nl groep groepen categorie categorieën
        pt etiqueta etiquetas grupo grupos categoria categorias marcadores
        pl etykieta etykiety grupa grupy kategoria kategorie
        sv etikett etiketter grupp grupper kategori kategorier gruppe grupper
        ja タグ グループ 标签 分组
    """,
    M.RELATION: """
        en spouse husband wife partner children child kids parents mother father sibling manager assistant
           referred_by introduced_by
        de ehepartner ehefrau ehemann lebenspartner kinder vorgesetzter assistent empfohlen_von
           vorgestellt_von
        fr conjoint conjointe époux épouse enfants
        es cónyuge esposo esposa hijos
        it coniuge moglie marito figli
        nl echtgenoot echtgenote kinderen
        pt cônjuge filhos
        pl małżonek małżonka żona mąż dzieci
        sv make maka ektefelle
        ja 配偶者 配偶
    """,
}

SERVICES = {
    M.CHAT: """
        whatsapp telegram signal skype wechat discord slack matrix icq viber threema jabber xmpp imessage
        google_talk facebook_messenger
    """,
    M.PROFILE: """
        linkedin twitter facebook instagram github mastodon bluesky xing youtube tiktok threads gitlab
    """,
}
"""Services whose name alone says what a column holds."""

_PLACES = """
    home work business office personal private other school company main direct secondary alternate
    alternative evening mailing
    privat geschäftlich dienstlich beruflich büro arbeit zuhause weitere firma zentrale
    domicile maison bureau travail professionnel professionnelle pro perso personnel personnelle privé autre
    casa trabajo oficina particular otro otra lavoro ufficio abitazione personale altro
    thuis werk zakelijk trabalho comercial residencial pessoal outro escritório
    domowy służbowy praca dom prywatny biuro inny hem arbete jobb hjemme arbejde
    自宅 会社 その他
"""


def key_of(words: str) -> str:
    """The form by which words are compared: letters and digits alone, without case and accents."""
    return folded(words.replace("_", " ")).replace(" ", "")


def titles_of(meaning: M) -> tuple[tuple[str, str, str], ...]:
    """The titles that say this meaning, each with the code of its language and its label, if it has one."""
    found, language = [], ENGLISH
    for line in TITLES[meaning].strip().splitlines():
        words = line.split()
        if words[0] in _LANGUAGES:
            language = words.pop(0)
        for word in words:
            title, _, label = word.partition("=")
            found.append((language, title.replace("_", " "), label))
    return tuple(found)


PLACES = frozenset(map(key_of, _PLACES.split()))
"""Words that say which of several it is."""

NOISE = frozenset(
    [
        "contact",
        "person",
        "people",
        "client",
        "customer",
        "member",
        "my",
        "the",
        "of",
        "de",
        "du",
        "la",
        "le",
        "da",
        "do",
        "di",
        "del",
        "value",
        "primary",
        "default",
    ]
)
"""Words that say nothing beside another one."""
