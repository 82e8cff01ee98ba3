"""How phones of many countries write the time at the head of a message of WhatsApp."""

from collections.abc import Callable
from datetime import datetime

Style = Callable[[datetime], str]


SPANISH = (" a.\u00a0m.", " p.\u00a0m.")
NARROW = (":00\u202fAM", ":00\u202fPM")
AMERICAN = (" AM", " PM")
NEWER = ("\u202fAM", "\u202fPM")


def twelve(at: datetime, halves: tuple[str, str]) -> str:
    """The clock of twelve hours, and which half of the day it is."""
    return f"{at.hour % 12 or 12}:{at:%M}{halves[at.hour >= 12]}"


DIALECTS: dict[str, Style] = {
    "Android, Britain": lambda at: f"{at:%d/%m/%Y, %H:%M} - ",
    "Android, Germany": lambda at: f"{at:%d.%m.%y, %H:%M} - ",
    "Android, America": lambda at: f"{at.month}/{at.day}/{at:%y}, {twelve(at, AMERICAN)} - ",
    "Android, America, newer": lambda at: f"{at.month}/{at.day}/{at:%y}, {twelve(at, NEWER)} - ",
    "Android, India": lambda at: f"{at:%d/%m/%y}, {twelve(at, (' am', ' pm'))} - ",
    "Android, Spain": lambda at: f"{at.day}/{at.month}/{at:%y} {twelve(at, SPANISH)} - ",
    "Android, Finland": lambda at: f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at:%M} - ",
    "Android, Sweden": lambda at: f"{at:%Y-%m-%d %H:%M} - ",
    "Android, Canada": lambda at: f"{at:%Y-%m-%d}, {twelve(at, (' a.m.', ' p.m.'))} - ",
    "Android, Brazil": lambda at: f"{at:%d/%m/%Y às %H:%M} - ",
    "Android, Netherlands": lambda at: f"{at:%d-%m-%Y %H:%M} - ",
    "Android, Hungary": lambda at: f"{at:%Y. %m. %d. %H:%M} - ",
    "Android, Czechia": lambda at: f"{at.day}. {at.month}. {at.year} {at:%H:%M} - ",
    "Android, Japan": lambda at: f"{at:%Y/%m/%d %H:%M} - ",
    "Android, Taiwan": lambda at: f"{at.year}/{at.month}/{at.day} {twelve(at, ('', ''))} - ".replace(
        " ", f" {'下午' if at.hour >= 12 else '上午'}", 1
    ),
    "Android, Korea": lambda at: (
        f"{at.year}. {at.month}. {at.day}. {'오후' if at.hour >= 12 else '오전'} {twelve(at, ('', ''))} - "
    ),
    "Android, Thailand": lambda at: f"{at.day}/{at.month}/{at.year + 543} {at:%H:%M} - ",
    "Android, Egypt": lambda at: f"{at:%d/%m/%Y}، {twelve(at, (' ص', ' م'))} - ".translate(
        str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    ),
    "iPhone, Britain": lambda at: f"[{at:%d/%m/%Y, %H:%M:%S}] ",
    "iPhone, Germany": lambda at: f"[{at:%d.%m.%y, %H:%M:%S}] ",
    "iPhone, America": lambda at: f"[{at.month}/{at.day}/{at:%y}, {twelve(at, NARROW)}] ",
    "iPhone, France": lambda at: f"[{at:%d/%m/%Y %H:%M:%S}] ",
    "iPhone, China": lambda at: (
        f"[{at.year}/{at.month}/{at.day} {'下午' if at.hour >= 12 else '上午'}{twelve(at, (':00', ':00'))}] "
    ),
    "old iPhone": lambda at: f"{at:%d/%m/%y %H:%M:%S}: ",
}
