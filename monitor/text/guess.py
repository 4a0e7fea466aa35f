"""The encoding of bytes that declare none: what legacy pages are written in, by structure and frequent letters.

As browsers do it (Chromium's and Firefox's detectors): an encoding of two bytes a character fits or does not, and what
fits is judged by how many characters are common ones of its language; of the others the frequent letters decide.
"""

from __future__ import annotations

import re
from typing import Final

_TAGS = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<[^>]*>|&#?\w+;", re.S | re.I)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")

_ENOUGH: Final = 0.7
"""Share of common characters among those beyond ASCII that speaks for an encoding."""

_EASTERN: Final = (
    ("euc-jp", "euc_jp"),
    ("euc-kr", "cp949"),
    ("gb18030", "gb18030"),
    ("big5", "big5hkscs"),
    ("shift_jis", "cp932"),
)
_ALPHABETS: Final = (
    ("windows-1251", "cp1251", "оеаинтсрвлкмдпуяізбгі"),
    ("koi8-u", "koi8_u", "оеаинтсрвлкмдпуяізбг"),
    ("ibm866", "cp866", "оеаинтсрвлкмдпуязбг"),
    ("iso-8859-5", "iso8859_5", "оеаинтсрвлкмдпуяізбг"),
    ("windows-1253", "cp1253", "αοιετσνηυρπκμλςίόάέήώ"),
    ("windows-1255", "cp1255", "יוהלאתרמבשנדחםקפ"),
    ("windows-1256", "cp1256", "ايلمونرتبةعدسفهكحقأ"),
    ("windows-874", "cp874", "านรกเองยลมดทตสวปคหใพ่้ีัิ"),
)
"""WHATWG's name, Python's, and the most frequent letters of the languages written in it."""

_MARKS: Final = "€‘’‚“”„–—…«»‹›°§·•©®™£²\u00a0\u00ad"
_LATIN: Final = (
    ("windows-1252", "cp1252", "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÜŒ¡¿ºª" + _MARKS),
    ("windows-1254", "cp1254", "ıİşŞğĞçÇöÖüÜâî" + _MARKS),
    ("windows-1250", "cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉÍŘŠŤÚŽäöüÖÜßőűŐŰăâîşţĂÎŞŢđĐ" + _MARKS),
    ("iso-8859-2", "iso8859_2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉÍŘŠŤÚŽäöüÖÜßőűŐŰăâîşţĂÎŞŢđĐ" + _MARKS),
    ("windows-1257", "cp1257", "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ" + _MARKS),
)


def legacy(body: bytes) -> str:
    """The WHATWG name of the encoding that bytes which are no UTF-8 are most likely in; `windows-1252` in doubt."""
    text = _TAGS.sub(b" ", body)
    if not any(byte >= 0x80 for byte in text):
        text = body
    return _eastern(text) or _by_alphabet(text) or _latin(text)


def is_iso_2022_jp(body: bytes) -> bool:
    """Whether bytes, all of them ASCII, switch to Japanese characters by escape sequences."""
    return bool(_ISO_2022_JP.search(body))


def _eastern(body: bytes) -> str | None:
    best, most = None, _ENOUGH
    for name, codec in _EASTERN:
        decoded = body.decode(codec, "replace")
        high = [ch for ch in decoded if ch >= "\x80"]
        if not high or decoded.count("\ufffd") > 1 + len(high) // 50:
            continue
        share = _common(name, codec, high)
        if share > most:
            best, most = name, share
    return best


def _common(name: str, codec: str, high: list[str]) -> float:
    """Share of characters that stand where an encoding keeps its common ones; 0 if the language's own are missing."""
    common = own = 0
    for ch in high:
        raw = ch.encode(codec, "replace")
        lead, trail = (raw[0], raw[1]) if len(raw) == 2 else (0, 0)
        if name == "shift_jis":
            common += lead in (0x81, 0x82, 0x83) or 0x88 <= lead <= 0x97
            own += 1
        elif trail < 0xA1 and name != "big5":
            continue
        elif name == "euc-jp":
            common += lead in (0xA1, 0xA3, 0xA4, 0xA5) or 0xB0 <= lead <= 0xCF
            own += 8 * (lead in (0xA4, 0xA5))
        elif name == "euc-kr":
            common += lead in (0xA1, 0xA3) or 0xB0 <= lead <= 0xC8
            own += 0xB0 <= lead <= 0xC8
        elif name == "gb18030":
            common += 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7
            own += 1
        else:
            common += 0xA1 <= lead <= 0xC6
            own += 1
    if 10 * own < 7 * len(high):
        return 0.0
    # Korean and kana lie within what is common in Chinese: where nearly all fits them, they are meant.
    bonus = 0.05 if name in ("euc-jp", "euc-kr") and common > 0.95 * len(high) else 0.0
    return common / len(high) + bonus


def _by_alphabet(body: bytes) -> str | None:
    ascii_letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in body)
    if ascii_letters > sum(byte >= 0x80 for byte in body):
        return None
    best, most = None, 0.5
    for name, codec, frequent in _ALPHABETS:
        high = [ch for ch in body.decode(codec, "replace") if ch >= "\x80"]
        share = sum(ch in frequent for ch in high) / len(high) if high else 0.0
        if share > most:
            best, most = name, share
    return best


def _latin(body: bytes) -> str:
    best, most = "windows-1252", 0.0
    for name, codec, letters in _LATIN:
        high = [ch for ch in body.decode(codec, "replace") if ch >= "\x80"]
        share = sum(ch in letters for ch in high) / len(high) if high else 0.0
        if share > most:
            best, most = name, share
    return best
