"""From bytes to characters, in the order in which browsers decide, and what is no text at all.

One label is not believed where browsers believe it: a header's `utf-8` that the bytes refute, when the page itself
names an encoding that they are in. Its readers see it garbled until the server is mended; its author wrote a text.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import webencodings

from monitor.text import guess

_PRESCAN: Final = 1024
"""Bytes in which browsers look for a `meta` before they start to parse (WHATWG HTML, 13.2.3.2)."""

_HEAD: Final = 65_536
"""A `meta` further down is still obeyed when the parser meets it; this far is looked."""

_SAMPLE: Final = 16_384

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))

# Where WHATWG's encoding of that name is wider than Python's.
_WIDER: Final = {
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_META = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.I)
_XML = re.compile(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']+)[\"']", re.I)
_HTTP = re.compile(r"\bcharset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.I)

_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"OggS", "audio or video"),
    (b"ID3", "audio"),
    (b"\x1a\x45\xdf\xa3", "video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x00asm", "WebAssembly"),
    (b"\x7fELF", "a program"),
)
_CONTROL: Final = bytes([*range(9), *range(14, 27)])
_BINARY_TYPES: Final = ("image/", "audio/", "video/", "font/")
_BINARY_NAMES: Final = frozenset(
    {"application/pdf", "application/zip", "application/gzip", "application/msword", "application/x-rar-compressed"}
)


def _looked_up(label: str | None) -> str | None:
    """The WHATWG name for a label as pages write it, or None."""
    if not label:
        return None
    try:
        encoding = webencodings.lookup(label.strip())
    except (LookupError, UnicodeError):
        return None
    return None if encoding is None else str(encoding.name)


def _declared(body: bytes) -> str | None:
    """What the page's own markup declares; a declaration in ASCII that claims UTF-16 can only mean UTF-8."""
    found = _XML.search(body[:_PRESCAN])
    start = _COMMENT.sub(b"", body[:_PRESCAN])
    for match in (_META.search(start), found):
        if match and (name := _looked_up(match[1].decode("latin-1"))):
            return _in_ascii(name)
    head = body[:_HEAD]
    end = head.lower().find(b"<body")
    late = _META.search(_COMMENT.sub(b"", head[: end if end >= 0 else _HEAD]))
    name = _looked_up(late[1].decode("latin-1")) if late else None
    return _in_ascii(name) if name else None


def _in_ascii(name: str) -> str:
    if name.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _detected(body: bytes) -> str:
    """What the bytes look like: UTF-8 if they are nearly all valid, UTF-16 by its zeros, else by statistics."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "iso-2022-jp" if guess.is_iso_2022_jp(body[:_SAMPLE]) else "utf-8"
    sample = body[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 8 and min(even, odd) * 4 < max(even, odd):
        return "utf-16be" if even > odd else "utf-16le"
    return "utf-8" if _is_mostly_utf_8(sample) else guess.legacy(sample)


def _is_mostly_utf_8(body: bytes) -> bool:
    """Whether what is broken of a body as UTF-8 is no more than a few stray bytes."""
    high = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    return body.decode("utf-8", "replace").count("\ufffd") * 20 < high


def charset_of(body: bytes, content_type: str | None) -> str:
    """The WHATWG name of a body's encoding: byte order mark, HTTP header, `meta` or XML declaration, detection."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name
    header = _HTTP.search(content_type or "")
    labelled, declared = _looked_up(header[1]) if header else None, _declared(body)
    if labelled == "utf-8" and declared and declared != labelled and not body.isascii():
        return declared if not _is_mostly_utf_8(body) and _is_in(declared, body) else labelled
    return labelled or declared or _detected(body)


def _is_in(name: str, body: bytes) -> bool:
    try:
        body.decode(_codec(name))
    except UnicodeDecodeError:
        return False
    return True


def decode(body: bytes, content_type: str | None) -> tuple[str, str]:
    """The body's characters and the name of its encoding. What can't be decoded becomes U+FFFD."""
    name = charset_of(body, content_type)
    for mark, _ in _BOMS:
        if body.startswith(mark):
            body = body[len(mark) :]
            break
    return body.decode(_codec(name), "replace"), name


def _codec(name: str) -> str:
    """Python's name for an encoding of WHATWG's."""
    return _WIDER.get(name) or str(webencodings.lookup(name).codec_info.name)


def mislabelled(body: bytes, content_type: str | None, former: str) -> bool:
    """Whether a page that was in the encoding `former` still is, and its label now says something else.

    A server that gets a new default does that: browsers believe it and show other characters, and nobody edited a word.
    The bytes must look like that encoding, be without an error in it, and read otherwise than as they are labelled.
    """
    now, detected = charset_of(body, content_type), _detected(body)
    if now == former or _codec(detected) != _codec(former):
        return False
    try:
        return body.decode(_codec(former)) != body.decode(_codec(now), "replace")
    except UnicodeDecodeError:
        return False


def media_type(content_type: str | None) -> str:
    """The media type without parameters, in lower case; empty if there is none."""
    return (content_type or "").split(";", 1)[0].strip().lower()


def binary(body: bytes, content_type: str | None) -> str | None:
    """What a body is that holds no text, in words (`a PDF document`), or None. The bytes count more than the header."""
    start = body[:4096].lstrip()
    for magic, words in _MAGIC:
        if start.startswith(magic):
            return words
    if start[:4] == b"RIFF" or body[4:8] == b"ftyp":
        return "audio, video or an image"
    if body.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    kind = media_type(content_type)
    if (kind.startswith(_BINARY_TYPES) or kind in _BINARY_NAMES) and not start.startswith(b"<"):
        return f"content of type {kind}"
    control = len(start) - len(start.translate(None, _CONTROL))
    if control * 10 > len(start) and _detected(body[:_SAMPLE]) not in ("utf-16le", "utf-16be"):
        return "binary data"
    return None
