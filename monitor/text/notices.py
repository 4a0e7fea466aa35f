"""Notes in which a page tells of its own correction or update, by their words in several languages.

A note begins with a label (`Correction:`, `Updated 12 July`, `Editor's note -`) or says itself that an earlier
version was otherwise. A label is one only where a colon, a dash, a date or nothing follows: `Update of the law stalls`
is news.
"""

from __future__ import annotations

import regex

_LABELS = (
    # English
    r"corrections?|corrected|clarifications?|clarified|updated?|amend(?:ed|ment)|retract(?:ed|ion)|erratum|errata",
    r"(?:editor'?s'?|publisher'?s?) note|note (?:to|for) (?:our )?readers|last updated|correction and clarification",
    # German, Dutch, Danish, Norwegian, Swedish
    r"korrektur(?:hinweis)?|korrigiert|berichtigung|richtigstellung|klarstellung|aktualisiert|aktualisierung",
    r"anm(?:erkung|\.)? (?:der|d\.) red(?:aktion|\.)?|hinweis der redaktion|transparenzhinweis",
    r"correctie|gecorrigeerd|rectificatie|bijgewerkt|noot van de redactie",
    r"rettelse|rettet|opdateret|oppdatert|rättelse|rättad|uppdaterad|redaktionens anmärkning",
    # French, Spanish, Portuguese, Italian
    r"correction|corrigé|rectificatif|mis(?:e)? à jour|actualisé|note de la rédaction|ndlr|précision",
    r"correcci[oó]n|corregido|rectificaci[oó]n|fe de errat(?:as|a)|actualizad[oa]|actualizaci[oó]n",
    r"nota (?:del editor|de la redacci[oó]n)",
    r"correção|corrigido|errata|atualizad[oa]|atualização|nota d[ao] (?:editor|redação)",
    r"correzione|corretto|rettifica|aggiornat[oa]|aggiornamento|nota della redazione|ndr",
    # Polish, Czech, Russian, Ukrainian, Turkish, Greek
    r"korekta|sprostowanie|aktualizacja|zaktualizowano|od redakcji|oprava|aktualizováno|aktualizace",
    r"исправление|исправлено|уточнение|опровержение|обновлено|обновление|поправка|от редакции|примечание редакции",
    r"виправлення|виправлено|уточнення|оновлено|від редакції|düzeltme|güncelleme|güncellendi|editörün notu",
    r"διόρθωση|ενημέρωση",
    # Japanese, Chinese, Korean
    r"訂正|訂正とお詫び|お詫びと訂正|おわびと訂正|追記|更新|編集部注|更正|更正声明|更正說明|更正说明|勘误|勘誤|编者按|编者注|編者按|編者註|澄清",
    r"정정|바로잡습니다|정정보도|수정|업데이트|알려드립니다|편집자 주",
    # Arabic, Hindi
    r"تصحيح|تحديث|توضيح|ملاحظة المحرر|सुधार|अपडेट|संपादक का नोट",
)
_SAYINGS = (
    r"(?:an?|the) (?:earlier|previous|original|prior) version of (?:this|the|our) (?:article|story|report|post|"
    r"page|piece|headline)",
    r"this (?:article|story|report|post|page|piece|headline) (?:has been|was|is being) (?:\w+ )?(?:amended|"
    r"updated|corrected|edited|revised|changed)",
    r"corrects (?:\w+ )?(?:name|spelling|figure|date|headline|paragraph|typo|number|day|year|in)\b",
    r"in einer (?:früheren|vorherigen|ersten) (?:version|fassung)",
    r"(?:dieser|der) (?:artikel|text|beitrag) wurde (?:\w+ ){0,4}(?:korrigiert|aktualisiert|geändert|ergänzt)",
    r"une (?:première |précédente )?version (?:précédente|antérieure|initiale)?\s?de (?:cet article|ce texte)",
    r"cet article a été (?:corrigé|modifié|mis à jour|actualisé)",
    r"una versión (?:anterior|previa) de (?:este|esta)",
    r"est[ea] (?:artículo|nota|noticia) (?:ha sido|fue) (?:corregid|actualizad|modificad)[oa]",
    r"uma versão (?:anterior|prévia) d(?:este|esta|o)|una (?:precedente|prima) versione di questo articolo",
    r"questo articolo è stato (?:corretto|aggiornato|modificato)",
    r"een eerdere versie van dit artikel|dit artikel is (?:\w+ )?(?:aangepast|bijgewerkt|gecorrigeerd)",
    r"в (?:более ранней|предыдущей|первоначальной|первой) версии (?:этой |этого |данной )?(?:статьи|материала|"
    r"текста|новости|заметки)",
    r"у попередній версії (?:цієї )?(?:статті|новини)|wcześniejsz\w+ wersj\w+ (?:tego )?(?:artykułu|tekstu)",
    r"(?:この|本)記事の(?:以前|当初|初出|旧)|(?:この|本)記事は.{0,12}(?:訂正|修正|更新)し|当初の記事",
    r"本文(?:的)?(?:早前|此前|较早|較早|先前|之前)(?:的)?版本|本文已(?:更正|更新|修改|修訂|修订)",
    r"이 기사의 (?:이전|앞선|당초) (?:버전|판)|이 기사는 .{0,12}(?:수정|정정|업데이트)",
)
_ON = r"(?:on|at|am|um|den|le|à|el|em|às|il|op|om|от|в)"
_AFTER = (
    rf"(?:\s*[(\[（][^)\]）]{{0,40}}[)\]）])?"
    rf"(?:\s*[:：—–|]|\s+-|\s*$|[)\]）】]|,?\s+(?:{_ON}\s+)?(?:\w{{3,9}}\.?,?\s+)?\d)"
)
_NOTE = regex.compile(
    rf"[\s*•([（【—–_-]*(?:(?:{'|'.join(_LABELS)}){_AFTER}|.{{0,40}}?(?:{'|'.join(_SAYINGS)}))", regex.IGNORECASE
)


def is_note(text: str) -> bool:
    """Whether a block or sentence begins as a note of correction or update does."""
    return _NOTE.match(text.replace("\u2019", "'")) is not None
