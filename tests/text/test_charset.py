"""Encodings: what is declared is obeyed as browsers do, what is not is found from little text."""

from __future__ import annotations

import pytest

from monitor.text import read
from monitor.text.charset import charset_of, decode

TEXTS = {
    "ja": "市議会は冬の嵐が来る前に、二十二の桟橋のうち十四を建て替えると市長が述べた。",
    "ja, title": "新しい桟橋",
    "ko": "시의회는 겨울 폭풍이 오기 전에 부두 열네 곳을 다시 짓기로 했다고 시장이 말했다.",
    "ko, title": "새 부두",
    "zh": "市议会将在冬季风暴来临之前重建二十二个码头中的十四个，市长周二表示。",
    "zh, title": "新码头",
    "tw": "市議會將在冬季風暴來臨之前重建二十二個碼頭中的十四個，市長週二表示。",
    "ru": "Городской совет до зимних штормов заново построит четырнадцать причалов, сказал мэр.",
    "ru, title": "Новые причалы",
    "uk": "Міська рада до зимових штормів заново збудує чотирнадцять причалів, сказав мер.",
    "fr": "Le conseil du port reconstruira quatorze jetées avant l’hiver, a déclaré le maire – à l’été.",
    "de": "Der Hafenrat wird vor den Stürmen vierzehn Stege neu bauen, sagte die Bürgermeisterin.",
    "pl": "Rada portu odbuduje czternaście pomostów przed zimą, powiedział burmistrz. Żeglarze są źli.",
    "el": "Το συμβούλιο θα ξαναχτίσει δεκατέσσερις προβλήτες πριν από τον χειμώνα.",
    "ar": "سيعيد مجلس الميناء بناء أربعة عشر رصيفا قبل عواصف الشتاء",
    "tr": "Liman meclisi kıştan önce on dört iskeleyi yeniden inşa edecek, dedi başkan. Şimdi.",
    "he": "מועצת הנמל תבנה מחדש ארבעה עשר מזחים לפני החורף",
}
CODECS = {
    "ja": ("cp932", "euc_jp", "iso2022_jp"), "ko": ("euc_kr",), "zh": ("gb18030",), "tw": ("big5",),
    "ru": ("cp1251", "koi8_r"), "uk": ("cp1251",), "fr": ("cp1252",), "de": ("cp1252",), "pl": ("cp1250", "iso8859_2"),
    "el": ("cp1253",), "ar": ("cp1256",), "tr": ("cp1254",), "he": ("cp1255",),
}  # fmt: skip


@pytest.mark.parametrize(("name", "codec"), [(name, codec) for name in TEXTS for codec in CODECS[name.split(",")[0]]])
@pytest.mark.parametrize("shape", ["<title>{}</title><p>{}</p>", '<div class="a"><br>{}</div><script>x="{}"</script>'])
def test_undeclared_encoding_is_found(name, codec, shape):
    """A sentence, or a headline of a few characters, in a legacy encoding that nothing declares is read right."""
    text = TEXTS[name]
    if codec == "iso2022_jp" and "title" in name:
        pytest.skip("the same as the sentence")
    assert text in decode(shape.format(text, text).encode(codec), None)[0]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_is_found(codec):
    """Unicode that is not declared, and has no byte order mark, is told by its structure."""
    markup = f"<html><head><title>Jetties</title></head><body><p>{TEXTS['de']}</p></body></html>"
    assert TEXTS["de"] in decode(markup.encode(codec), None)[0]


def test_wrong_label_is_obeyed():
    """The header wins over `meta` and over the bytes, and what it garbles is read as a browser shows it: both times."""
    body = f"<meta charset=windows-1251><p>{TEXTS['de']}</p>".encode()
    assert charset_of(body, "text/html; charset=iso-8859-1") == "windows-1252"
    assert "StÃ¼rmen" in read(body, content_type="text/html; charset=iso-8859-1").text
    assert charset_of(body, None) == "windows-1251"


def test_mixed_encodings_keep_the_rest():
    """A page in UTF-8 with a few bytes of another encoding stays UTF-8; only these bytes are lost."""
    body = f"<p>{TEXTS['ru']} {TEXTS['ru']}</p>".encode() + b"<p>\xe9t\xe9</p>"
    markup, name = decode(body, None)
    assert (name, TEXTS["ru"] in markup, "\ufffdt\ufffd" in markup) == ("utf-8", True, True)


def test_ascii_is_utf_8():
    """Plain ASCII, with an escape character or without, is UTF-8."""
    assert charset_of(b"<p>plain</p>", None) == "utf-8"
    assert charset_of(b"<p>\x1b[0m plain</p>", None) == "utf-8"


def test_a_header_that_the_bytes_refute():
    """A server that calls all its pages UTF-8 does not garble one that names its own encoding and is in it."""
    header = "text/html; charset=utf-8"
    body = f"<meta charset=windows-1251><p>{TEXTS['ru']}</p>".encode("cp1251")
    assert decode(body, header) == (body.decode("cp1251"), "windows-1251")
    # Stray bytes refute nothing, nor does a name that the bytes refute too, nor statistics without a name.
    stray = f"<meta charset=windows-1251><p>{TEXTS['ru']} {TEXTS['ru']}</p>".encode() + b"<p>\xe9t\xe9</p>"
    assert charset_of(stray, header) == "utf-8"
    assert charset_of(body.replace(b"windows-1251", b"euc-kr"), header) == "utf-8"
    assert charset_of(body.replace(b"<meta charset=windows-1251>", b""), header) == "utf-8"
    assert charset_of(b"<meta charset=windows-1251><p>plain</p>", header) == "utf-8"
