"""Words by which a page says what a part of it is: side sections, advertisements, lines that only date a page.

They are words that readers see, not names in the markup, which deployments rename.
"""

from __future__ import annotations

import re

AD_LABEL = re.compile(
    r"(?:advertisements?|ads?\b|sponsored|paid (?:content|post|partnership)|promoted|partner content|anzeige|werbung"
    r"|publicité|publi-?rédactionnel|sponsorisé|publicidad|patrocinado|pubblicità|publicidade|advertentie|reklam[ae]?"
    r"|реклама|広告|ＰＲ|\[?PR\]|広告の後に|广告|廣告|광고|(?:story|article) continues (?:below|after)|continue reading below"
    r"|scroll to continue)(?:\b|$|[^\w]|(?<=[^\x00-\x7f]))",
    re.I,
)

_SIDE = re.compile(
    r"(?:(?:\d[\d.,  ]*k?\s*)?(?:reader |user )?comments?(?: section)?|(?:join|start) the (?:conversation|discussion)"
    r"|leave (?:a|your) (?:comment|reply)|post a comment|have your say|responses?|what do you think"
    r"|related(?: (?:articles?|stories|news|posts?|content|links|topics|coverage|reading))?|see also|read (?:more|next|also)"
    r"|(?:also|further) (?:read|reading)|more (?:stories|news|from .{1,40}|on this(?: story| topic)?|like this)"
    r"|most (?:read|popular|viewed|shared|commented)|popular(?: (?:now|right now|news|posts|stories))?"
    r"|trending(?: (?:now|stories|topics))?|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|recommended(?: (?:for you|stories|articles|reading))?|editors?['’]? picks?|top stories|latest(?: (?:news|stories))?"
    r"|don['’]t miss|up next|share(?: this)?(?: (?:article|story|post|page))?|follow us|tags?|(?:our )?newsletters?"
    r"|sign up.{0,60}|subscribe.{0,60}|advertisement|sponsored(?: (?:content|links|stories))?|about the authors?"
    r"|kommentare?|(?:auch|das könnte sie auch) interessieren|mehr zum thema|meistgelesen|ähnliche (?:artikel|beiträge)"
    r"|weitere artikel|commentaires?|à lire aussi|lire aussi|sur le même sujet|les plus lus|articles liés"
    r"|comentarios?|comentários?|te puede interesar|lo más (?:leído|visto)|noticias relacionadas|artículos relacionados"
    r"|commenti|leggi anche|potrebbe interessarti|i più letti|leia também|mais lidas|notícias relacionadas"
    r"|комментарии|читайте также|похожие (?:статьи|новости)|по теме|самое читаемое|популярное|новости по теме"
    r"|коментарі|читайте також|схожі новини|コメント|関連(?:記事|ニュース|リンク)?|あわせて読みたい|(?:アクセス)?ランキング"
    r"|おすすめ(?:記事)?|댓글|관련 ?(?:기사|뉴스)|많이 본 뉴스|인기 ?기사|评论|相关(?:阅读|新闻|文章|推荐)|热门(?:文章|推荐)|推荐阅读)"
    r"(?:\s*[:：]?\s*[(\[（]?\s*[\d.,]*k?\s*[)\]）]?)?\s*[:：…]?",
    re.I,
)

_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun"
    " am pm a p m gmt utc z est edt cst cdt mst mdt pst pdt bst ist jst kst cet cest eet st nd rd th of at on the by"
    " updated update published posted modified last first edited reviewed revised date time ago now today yesterday min"
    " mins minute minutes hour hours hr hrs h day days d week weeks month months read ss just"
    " januar februar märz mai juni juli oktober dezember uhr stand aktualisiert veröffentlicht am um vor stunden tagen"
    " janvier février mars avril juin juillet août septembre octobre novembre décembre publié mis à jour le il y heures"
    " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre publicado actualizado hace"
    " horas de gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre aggiornato pubblicato il alle"
    " января февраля марта апреля мая июня июля августа сентября октября ноября декабря обновлено опубликовано в назад"
    " часов 年 月 日 時 分 更新 公開 配信 年月日 時分 午前 午後 曜日 년 월 일 입력 수정 오전 오후 发布 发布时间 更新时间 时间".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = 90


def is_side_heading(text: str) -> bool:
    """Whether a heading names a section that is not the article."""
    text = " ".join(text.split())
    return len(text) <= 80 and bool(_SIDE.fullmatch(text))


def is_dateline(text: str, time: int = 0) -> bool:
    """Whether a block does nothing but date the page: digits and words of dates. `time`: characters in `time`."""
    if len(text) > _DATELINE:
        return False
    if time and len(text) - time <= 25 and not text.endswith("."):
        return True
    words = _WORD.findall(text.lower())
    return bool(words) and any(ch.isdigit() for ch in text) and all(word in _DATE_WORDS for word in words)
