"""The language of a text: by its script where that tells, else by the small words that every text is full of.

What the markup states is often wrong (a template's `lang="en"` on a translated page), so that the text wins where it is
clear, and the markup decides where it is not.
"""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 4_000
"""Characters of a text that are looked at."""

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")

# Function words, of each language some that its neighbours do not have or do not have as often.
_WORDS = {
    "en": "the of and to a in on that is for with was were has have been by from it its which would will not are this",
    "fr": "le la les de à a en des du et est une dans que qui pour sur par pas au aux avec ont été cette mais nous",
    "de": "der die das und ist nicht mit von den dem ein eine auf für im zu sich auch als bei nach wird wurde aus dass",
    "es": "el la los las del y en que una con por para como más fue ha sus pero este entre también según sobre es",
    "pt": "o os as do da dos das em que uma com por para não mais foi ao também são pelo pela entre é no na",
    "it": "il lo gli della dei delle di che è un una con per non sono nel nella anche dal alla più stato ha come",
    "nl": "de het een van en in is dat op te voor met zijn niet aan door heeft naar ook worden werd bij er uit",
    "pl": "i w na z się do nie że jest to przez oraz po o od dla został być jak są jego który także ma",
    "cs": "a v na se že je do s o ve jsou který podle po pro jako také by ale už od ze není bylo",
    "sv": "och att det som en på är av för den till med inte har om ett var från vid han ska under efter",
    "da": "og at det som en på er af for den til med ikke har om et var fra ved han skal under efter der",
    "no": "og at det som en på er av for den til med ikke har om et var fra ved han skal under etter fra",
    "fi": "ja on ei että se oli hän mutta ovat myös kun joka sen ole sekä ovat mukaan kuin jos vuoden",
    "hu": "a az és hogy nem is egy volt meg van de ez el csak már mint vagy még szerint után",
    "ro": "și în pe cu că nu este din pentru care o un sau au fost mai prin după sunt",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi kadar sonra ancak göre en ne olduğunu dedi",
    "vi": "và của là có không được trong cho các với này đã một người những từ để về khi",
    "id": "dan yang di dengan untuk dari ini itu pada tidak dalam akan oleh juga sebagai telah ke bahwa mereka",
    "ru": "и в на не что с по из для это как от был его они также если или уже при года этом но она есть",
    "uk": "і в на не що з та для це як від був його вони також якщо або вже при року цьому але вона є до про у й",
    "bg": "и на да се от за в е че с по не са ще до като това при бе към или със след как",
    "be": "і ў на не што з па для гэта як ад быў яго яны таксама калі або ўжо пры гэтым але яна ёсць да",
    "sr": "и у на да се је за са од који ће не су као или до али што би после због само",
    "mk": "и на да се од за во е дека со не ќе како што ги тоа или до по ја беше го",
}
_ONLY = {"uk": "іїєґ", "ru": "ыэё", "bg": "ъ", "be": "ў", "sr": "ђћџјљњ", "mk": "ѓќѕ"}
"""Letters that only these Cyrillic alphabets have, or few others."""

_CYRILLIC_LANGUAGES = ("ru", "uk", "bg", "be", "sr", "mk")
_LATIN_LANGUAGES = tuple(code for code in _WORDS if code not in _CYRILLIC_LANGUAGES)
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in _WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_code)

CLEAR = 6
"""Function words by which a language must lead the one that the markup states, to be believed in its place."""

LEAD = 2
"""Function words by which a language in Latin letters must lead where the markup states none."""


def language_of(text: str, stated: str | None = None) -> str | None:
    """The language of a text as a BCP 47 tag; `stated` is what its markup says. None if nothing tells.

    The tag that is stated is given back as it is (`pt-br`) where the text does not speak against it.
    """
    sample = text[:SAMPLE]
    base = (stated or "").split("-")[0].lower()
    script = _script(sample)
    if script in ("ja", "ko", "zh"):
        return stated if base == script else script
    if script in (None, "other"):
        return stated or None
    if base in ("ja", "ko", "zh") or (base in _WORDS and (base in _CYRILLIC_LANGUAGES) != (script == "Cyrillic")):
        stated, base = None, ""  # another script than the stated language has
    known = _CYRILLIC_LANGUAGES if script == "Cyrillic" else _LATIN_LANGUAGES
    votes = _votes(sample, known)
    (best, most), (_, second) = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    if base and (base not in votes or most - votes[base] < CLEAR) and not (base not in _WORDS and most >= 5 * CLEAR):
        return stated
    if not base and script == "Latin" and most < second + LEAD:
        return stated or None
    return best


def _script(sample: str) -> str | None:
    """`ja`, `ko`, `zh`, `Cyrillic`, `Latin` or `other`, by most of the letters; None without letters."""
    kana, hangul, han = len(_KANA.findall(sample)), len(_HANGUL.findall(sample)), len(_HAN.findall(sample))
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    # A character of theirs says as much as two or three letters; names in Latin letters stand in every text.
    counts = {"ko": 3 * hangul, "cjk": 3 * (kana + han), "Cyrillic": cyrillic, "Latin": latin}
    counts["other"] = sum(map(str.isalpha, sample)) - kana - hangul - han - cyrillic - latin
    most = max(counts, key=lambda script: counts[script])
    if not counts[most]:
        return None
    if most == "cjk":
        return "ja" if kana * 20 >= han else "zh"
    return most


def _votes(sample: str, known: tuple[str, ...]) -> dict[str, int]:
    lowered = sample.lower()
    votes: Counter[str] = Counter(dict.fromkeys(known, 0))
    for word, times in Counter(_WORD.findall(lowered)).items():
        for code in _LANGUAGES_OF.get(word, ()):
            if code in votes:
                votes[code] += times
    for code, letters in _ONLY.items():
        if code in votes:
            votes[code] += sum(map(lowered.count, letters))
    return votes
