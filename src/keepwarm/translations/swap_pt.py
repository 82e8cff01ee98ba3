"""The page behind a card, in Portuguese."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Guardar nos contactos",
    photo="Foto",
    leave="Deixar os meus dados",
    leave_why="Só se quiser. {name} vê-os e decide se os guarda.",
    your_name="O seu nome",
    phone="Telefone",
    email="E-mail",
    other="Ou de outra forma: uma página, um nome de chat",
    one_is_enough="Basta uma forma de contacto.",
    prefer="Como prefere ser contactado?",
    no_matter="Tanto faz",
    channels={
        Channel.CALL: "Uma chamada",
        Channel.TEXT: "Uma SMS",
        Channel.CHAT: "Um chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "Um e-mail",
        Channel.IN_PERSON: "Pessoalmente",
    },
    when="Quando?",
    any_time="A qualquer hora",
    hours={
        Hours.DAYTIME: "Nos dias úteis, durante o dia",
        Hours.EVENINGS: "Nos dias úteis, ao fim do dia",
        Hours.WEEKENDS: "Ao fim de semana",
    },
    when_words="Nas suas palavras",
    about="Sobre o que gostaria de manter contacto?",
    file_title="Ou enviar uma ficha de contacto do telefone",
    file_label="Ficha de contacto (.vcf)",
    file_note="Dela só se tiram o nome, o trabalho, os números, os endereços de mensagens e as páginas.",
    consent="Aceito que {name} receba o que escrevi aqui, para manter contacto comigo. Mais ninguém o "
    "recebe. É apagado ao fim de 30 dias, a não ser que {name} o passe para a sua lista de contactos. Na "
    "página seguinte posso vê-lo, corrigi-lo e retirá-lo a qualquer momento.",
    send="Enviar a {name}",
    leave_empty="Deixe este campo vazio",
    receipt_title="Chegou a {name}",
    receipt_keep="Guarde esta página, por exemplo nos favoritos: o endereço dela é a única forma de voltar.",
    waiting="{name} ainda não decidiu. Sem resposta, é apagado ao fim de 30 dias.",
    correction="{name} tem o que deixou antes; a sua correção aguarda. Sem resposta, é apagada ao fim de 30 "
    "dias, e o que {name} tem fica como está.",
    tick="É perguntado em cada envio: sem a caixa marcada nada é enviado.",
    accepted="{name} passou-o para a sua lista de contactos.",
    you_left="O que deixou",
    no_more_words="A cópia guardada aqui foi apagada ao fim de 30 dias.",
    correct="Corrigir",
    withdraw="Retirar",
    withdraw_why="O que escreveu é apagado aqui de imediato. Se {name} já o passou para os contactos, "
    "é-lhe pedido que o retire.",
    withdrawn_title="Retirado",
    withdrawn="O que deixou foi apagado aqui. Se já estava nos contactos, {name} vê agora que o quer "
    "retirado.",
    gone_title="Não há nada aqui",
    gone="Esta ligação não leva a lado nenhum. Talvez esteja incompleta, fora do prazo ou retirada.",
    many_title="Um momento",
    many="Neste momento chega mais do que se pode receber; nada foi guardado. Tente de novo dentro de uma "
    "hora, ou dê os seus dados pessoalmente.",
    flaws={
        Flaw.NAME: "Escreva o seu nome, por favor.",
        Flaw.WAY: "Escreva uma forma de contacto, por favor.",
        Flaw.PHONE: "Isto não é um número de telefone; escreve-se como +351 21 123 4567.",
        Flaw.EMAIL: "Isto não é um endereço de e-mail; escreve-se como nome@example.org.",
        Flaw.LONG: "É demasiado longo; escreva-o mais curto.",
        Flaw.CONSENT: "Marque a caixa se concordar; sem isso nada é enviado.",
        Flaw.FILE: "Neste ficheiro não há nenhum contacto; termina em .vcf.",
        Flaw.AGAIN: "Veja mais uma vez e envie de novo.",
    },
)
