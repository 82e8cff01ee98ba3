"""The page behind a card, in French."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Ajouter aux contacts",
    photo="Photo",
    leave="Laisser mes coordonnées",
    leave_why="Seulement si vous le souhaitez. {name} les regarde et décide de les garder ou non.",
    your_name="Votre nom",
    phone="Téléphone",
    email="E-mail",
    other="Ou autrement : une page, un nom de messagerie",
    one_is_enough="Un seul moyen de vous joindre suffit.",
    prefer="Comment préférez-vous être joint ?",
    no_matter="Peu importe",
    channels={
        Channel.CALL: "Un appel",
        Channel.TEXT: "Un SMS",
        Channel.CHAT: "Une messagerie (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "Un e-mail",
        Channel.IN_PERSON: "De vive voix",
    },
    when="Quand ?",
    any_time="À tout moment",
    hours={
        Hours.DAYTIME: "En semaine, dans la journée",
        Hours.EVENINGS: "En semaine, le soir",
        Hours.WEEKENDS: "Le week-end",
    },
    when_words="Dans vos propres mots",
    about="À propos de quoi aimeriez-vous rester en contact ?",
    file_title="Ou envoyer une fiche de contact de votre téléphone",
    file_label="Fiche de contact (.vcf)",
    file_note="Seuls votre nom, votre travail, vos numéros, vos adresses de messagerie et vos pages sont "
    "repris.",
    consent="J’accepte que {name} reçoive ce que j’ai saisi ici, pour rester en contact avec moi. "
    "Personne d’autre ne le reçoit. Tout est effacé après 30 jours, sauf si {name} l’ajoute à son carnet "
    "d’adresses. À la page suivante, je peux à tout moment le voir, le corriger et le retirer.",
    send="Envoyer à {name}",
    leave_empty="Laissez ce champ vide",
    receipt_title="C’est bien arrivé chez {name}",
    receipt_keep="Gardez cette page, par exemple en marque-page : son adresse est le seul moyen d’y revenir.",
    waiting="{name} n’a pas encore décidé. Sans réponse, tout est effacé après 30 jours.",
    correction="{name} a ce que vous aviez laissé auparavant ; votre correction attend. Sans réponse, elle "
    "est effacée après 30 jours, et ce que {name} possède reste tel quel.",
    tick="C’est demandé à chaque envoi : si la case n’est pas cochée, rien n’est envoyé.",
    accepted="{name} l’a ajouté à son carnet d’adresses.",
    you_left="Ce que vous avez laissé",
    no_more_words="La copie gardée ici a été effacée après 30 jours.",
    correct="Corriger",
    withdraw="Retirer",
    withdraw_why="Ce que vous avez écrit est effacé ici aussitôt. Si {name} l’a ajouté à son carnet "
    "d’adresses, il lui est demandé de l’en retirer.",
    withdrawn_title="Retiré",
    withdrawn="Ce que vous aviez laissé est effacé ici. Si c’était déjà dans le carnet d’adresses, {name} "
    "voit maintenant que vous souhaitez en être retiré.",
    gone_title="Il n’y a rien ici",
    gone="Ce lien ne mène nulle part. Il est peut-être incomplet, périmé ou retiré.",
    many_title="Un instant",
    many="Il arrive ici plus que ce qui peut être pris en ce moment ; rien n’a été gardé. Réessayez dans "
    "une heure, ou donnez vos coordonnées de vive voix.",
    flaws={
        Flaw.NAME: "Écrivez votre nom, s’il vous plaît.",
        Flaw.WAY: "Écrivez un moyen de vous joindre, s’il vous plaît.",
        Flaw.PHONE: "Ce n’est pas un numéro de téléphone ; il s’écrit comme +33 1 23 45 67 89.",
        Flaw.EMAIL: "Ce n’est pas une adresse e-mail ; elle s’écrit comme nom@example.org.",
        Flaw.LONG: "C’est trop long ; écrivez-le plus brièvement.",
        Flaw.CONSENT: "Cochez la case si vous êtes d’accord ; sinon rien n’est envoyé.",
        Flaw.FILE: "Il n’y a pas de contact dans ce fichier ; il se termine par .vcf.",
        Flaw.AGAIN: "Regardez encore une fois, puis envoyez à nouveau.",
    },
)
