"""Words by which a page says what a part of it is: side sections, advertisements, lines that only date a page.

They are words that readers see, not names in the markup, which deployments rename.
"""

from __future__ import annotations

import re

_JOINED = re.compile(r"\\\n\s*")


def one_of(lines: str) -> re.Pattern[str]:
    """One pattern of many alternatives, one a line; a backslash at its end continues a line. Case does not count."""
    text = _JOINED.sub("", lines)
    return re.compile("|".join(f"(?:{line.strip()})" for line in text.split("\n") if line.strip()), re.I)


AD_LABEL = one_of(
    r"""
    (?:advertisements?|ads?|sponsored|promoted|partner content|scroll to continue|anzeige|werbung|publicité)\b
    paid (?:content|post|partnership)\b
    (?:publi-?rédactionnel|sponsorisé|publicidad|patrocinado|pubblicità|publicidade|advertentie|reklam[ae]?)\b
    (?:story|article) continues (?:below|after)
    continue reading below
    реклама\b
    広告
    \[?PR\]?(?:\s|$)
    广告
    廣告
    광고
    """
)
"""What the law or the house makes an advertisement say at its start."""

_SIDE = one_of(
    r"""
    (?:\d[\d.,  ]*k?\s*)?(?:reader |user )?comments?(?: section)?
    (?:join|start) the (?:conversation|discussion)
    leave (?:a|your) (?:comment|reply)|post a comment|have your say|what do you think
    related(?: (?:articles?|stories|news|posts?|content|links|topics|coverage|reading))?
    see also|read (?:more|next|also)|(?:also|further) (?:read|reading)
    more (?:stories|news|from .{1,40}|on this(?: story| topic)?|like this)
    most (?:read|popular|viewed|shared|commented)
    popular(?: (?:now|right now|news|posts|stories))?|trending(?: (?:now|stories|topics))?
    you (?:may|might) (?:also )?(?:like|be interested in)
    recommended(?: (?:for you|stories|articles|reading))?|editors?['’]? picks?
    top stories|latest(?: (?:news|stories))?|don['’]t miss|up next
    share(?: this)?(?: (?:article|story|post|page))?|follow us|tags?
    (?:our )?newsletters?|sign up (?:for|to) .{1,60}|subscribe to .{1,60}
    advertisement|sponsored(?: (?:content|links|stories))?|about the authors?
    kommentare?|(?:auch|das könnte sie auch) interessieren|mehr zum thema|meistgelesen
    ähnliche (?:artikel|beiträge)|weitere artikel
    commentaires?|à lire aussi|lire aussi|sur le même sujet|les plus lus|articles liés
    comentarios?|comentários?|te puede interesar|lo más (?:leído|visto)|(?:noticias|artículos) relacionad[ao]s
    commenti|leggi anche|potrebbe interessarti|i più letti|leia também|mais lidas|notícias relacionadas
    комментарии|читайте также|похожие (?:статьи|новости)|(?:новости )?по теме|самое читаемое|популярное
    коментарі|читайте також|схожі новини
    コメント|関連(?:記事|ニュース|リンク)?|あわせて読みたい|(?:アクセス)?ランキング|おすすめ(?:記事)?
    댓글|관련 ?(?:기사|뉴스)|많이 본 뉴스|인기 ?기사
    评论|相关(?:阅读|新闻|文章|推荐)|热门(?:文章|推荐)|推荐阅读
    """
)
_COUNT = re.compile(r"\s*[:：]?\s*[(\[（]?\s*[\d.,]*k?\s*[)\]）]?\s*[:：…]?$", re.I)

_DATES = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
mon tue tues wed thu thur thurs fri sat sun am pm a p m gmt utc z est edt cst cdt mst mdt pst pdt bst ist jst kst
cet cest eet st nd rd th of at on the by updated update published posted modified last first edited reviewed revised
date time ago now today yesterday min mins minute minutes hour hours hr hrs h day days d week weeks month months
read just januar februar märz mai juni juli oktober dezember uhr stand aktualisiert veröffentlicht am um vor stunden
tagen janvier février mars avril juin juillet août septembre octobre novembre décembre publié mis à jour le il y
heures enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre publicado actualizado
hace horas de gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre aggiornato pubblicato alle
января февраля марта апреля мая июня июля августа сентября октября ноября декабря обновлено опубликовано в назад
часов 年 月 日 時 分 更新 公開 配信 年月日 時分 午前 午後 曜日 년 월 일 입력 수정 오전 오후 发布 发布时间 更新时间 时间
"""
_DATE_WORDS = frozenset(_DATES.split())
_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = 90


def is_side_heading(text: str) -> bool:
    """Whether a heading names a section that is not the article."""
    text = " ".join(text.split())
    return len(text) <= 80 and bool(_SIDE.fullmatch(text) or _SIDE.fullmatch(_COUNT.sub("", text)))


def is_dateline(text: str, time: int = 0) -> bool:
    """Whether a block does nothing but date the page: digits and words of dates. `time`: characters in `time`."""
    if len(text) > _DATELINE:
        return False
    if time and len(text) - time <= 25 and not text.endswith("."):
        return True
    words = _WORD.findall(text.lower())
    return bool(words) and any(ch.isdigit() for ch in text) and all(word in _DATE_WORDS for word in words)
