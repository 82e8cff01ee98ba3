"""What is said in a message that WhatsApp exported, and what WhatsApp says itself in somebody's name.

On iPhones WhatsApp marks its own words with a character without width, in whatever language: what was left
out (`image omitted`), who joined, who called. Only what somebody sent counts.
"""

import re
import zlib

from keepwarm.domain.text import folded
from keepwarm.formats.whatsapp_lines import MARKS

MARK = "\u200e"

_LONGEST_PLACEHOLDER = 60
_ANY_MARKS = re.compile(f"[{MARKS}]+")
_SENTENCE_ENDS = (".", "。", "।", "۔", "!", "?")
_SOMETHING_SENT = ("<", "://", "•", "\n")
_YOU_WRITTEN = """
you du sie tú usted has vous tu hai você jij je u ты вы sen siz kamu anda sinä olet du ty te ön az esti
あなた 您 你 회원님 أنت आप אתה
"""
_YOU = frozenset(_YOU_WRITTEN.split())
_CALLED_WRITTEN = """
voice call|video call|missed call|group call|sprachanruf|videoanruf|verpasster anruf|llamada|videollamada
appel vocal|appel video|appel manque|chiamata|videochiamata|chamada|ligação|ligacao|spraakoproep|video oproep
gemiste oproep|audio oproep|звонок|sesli arama|görüntülü arama|połączenie|panggilan|röstsamtal|videosamtal
taleopkald|videoopkald|talesamtal|äänipuhelu|videopuhelu|音声通話|ビデオ通話|语音通话|視訊通話|视频通话|語音通話
음성 통화|영상 통화|مكالمة|שיחה
"""
_CALLED = tuple(folded(words) for line in _CALLED_WRITTEN.split("\n") for words in line.split("|") if words)
_DELETED_WRITTEN = """
this message was deleted|you deleted this message|diese nachricht wurde gelöscht
du hast diese nachricht gelöscht|se eliminó este mensaje|eliminaste este mensaje|este mensaje fue eliminado
ce message a été supprimé|vous avez supprimé ce message
questo messaggio è stato eliminato|hai eliminato questo messaggio
esta mensagem foi apagada|você apagou esta mensagem|você apagou essa mensagem|mensagem apagada
esta mensagem foi eliminada|eliminou esta mensagem|dit bericht is verwijderd|je hebt dit bericht verwijderd
u hebt dit bericht verwijderd|данное сообщение удалено|вы удалили данное сообщение|bu mesaj silindi
bu mesajı sildiniz|ta wiadomość została usunięta|usunięto tę wiadomość|usunąłeś tę wiadomość
pesan ini telah dihapus|anda telah menghapus pesan ini|det här meddelandet har raderats
denne besked blev slettet|denne meldingen ble slettet|tämä viesti poistettiin|このメッセージは削除されました
此消息已删除|此訊息已刪除|삭제된 메시지입니다|تم حذف هذه الرسالة|ההודעה נמחקה
"""
_DELETED = frozenset(
    folded(words) for line in _DELETED_WRITTEN.split("\n") for words in line.split("|") if words
)
_LONGEST_DELETED = 60
_NOT_SAID = re.compile(
    rf"{MARK}[^\n]*|<[^<>\n]{{4,80}}>|^[^\n]{{1,200}}\.\w{{2,5}} \([^()\n]{{4,40}}\)$", re.MULTILINE
)


def unmarked(text: str) -> str:
    """The text without characters that have no width."""
    return text if text.isascii() else _ANY_MARKS.sub("", text)


def is_deleted(text: str) -> bool:
    """Whether all that is left of a message is that it was deleted."""
    return len(text) <= _LONGEST_DELETED and folded(unmarked(text)) in _DELETED


def is_about_the_chat(sender: str, text: str) -> bool:
    """Whether WhatsApp says something itself in the sender's name: a notice, a call, who joined.

    Such words are marked, and are not what stands for something sent: they are a sentence, name the
    sender, begin with "you", or tell of a call.
    """
    if not text.startswith(MARK) or any(sign in text for sign in _SOMETHING_SENT):
        return False
    said = unmarked(text).strip()
    words = folded(said)
    return (
        is_deleted(text)
        or said.endswith(_SENTENCE_ENDS)
        or len(said) > _LONGEST_PLACEHOLDER
        or f" {folded(sender)} " in f" {words} "
        or words.partition(" ")[0] in _YOU
        or words.startswith(_CALLED)
        or any(f" {call}" in words for call in _CALLED)
    )


def is_first_notice(text: str) -> bool:
    """Whether it is the notice with which a chat begins on an iPhone, in the name of the chat itself."""
    return text.startswith(MARK) and len(text) > _LONGEST_PLACEHOLDER and not any(
        sign in text for sign in _SOMETHING_SENT
    )  # fmt: skip


def check_of(text: str) -> int:
    """Two bytes of what was said, without what stands for pictures, which differs from export to export."""
    said = _NOT_SAID.sub("", text) if MARK in text or "<" in text or "(" in text else text
    return zlib.crc32(" ".join(unmarked(said).split()).encode(errors="replace")) & 0xFFFF
