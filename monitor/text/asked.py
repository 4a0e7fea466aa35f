"""What a page asks its readers, and counts the answers to: polls, and whether the page was of use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from monitor.text.blocks import Piece
from monitor.text.words import NUMBER, one_of

_LINE: Final = 80
"""Characters of such a line, at most."""

_QUESTION = re.compile(r"[?？؟][\"'”’»)]*$")
_FEEDBACK = one_of(
    r"""
    (?:was|is|did|do|how)\b.{0,30}\b(?:page|article|information|content|guide|answer|section|topic)\b.{0,30}\
    \b(?:helpful|useful|help(?: you)?|answer your questions?|clear|looking for|satisfied|do you rate)\b.{0,30}\?
    (?:did|does) this (?:help|answer your questions?|solve your (?:problem|issue))(?: you)?\?
    (?:rate|give feedback on|give us feedback (?:on|about)) this (?:page|article)\.?
    (?:war|ist|waren|hat)\b.{0,20}\b(?:seite|artikel|beitrag|information(?:en)?|antwort)\b.{0,20}\
    \b(?:hilfreich|nützlich|geholfen|beantwortet)\?
    .{0,20}\b(?:page|article|information|contenu)\b.{0,30}\b(?:aidée?|utiles?|répondu)\b.{0,20}\?
    ¿.{0,30}\b(?:página|artículo|información|contenido)\b.{0,30}\b(?:ayud\w+|útil(?:es)?|servid[oa])\b.{0,20}\?
    ¿.{0,20}\bútil(?:es)?\b.{0,20}\b(?:página|artículo|información|contenido)\?
    (?:была|был|помогла|помог|полезна|полезен) ли\b.{0,40}\?
    .{0,30}\b(?:сторінка|стаття|інформація)\b.{0,30}(?:корисн|допомогл)\w+\?
    .{0,30}\b(?:корисн|допомогл)\w+\b.{0,30}\b(?:сторінка|стаття|інформація)\?
    (?:この|本)(?:ページ|記事|情報).{0,20}(?:役に立|参考になり|見つけやすかった|わかりやすかった).{0,12}
    .{0,12}(?:페이지|정보|내용).{0,20}(?:만족|도움).{0,12}\?
    (?:本页|此页|这篇文章|本文).{0,12}(?:有帮助|有用).{0,6}
    """
)
"""A question to readers about the page itself, which stands above two buttons."""

_VOTES = one_of(
    rf"""
    (?:total (?:votes?|voters?|responses?|answers)|votes? (?:cast|so far)|(?:voters|respondents|participants))\
    \s*[:：]?\s*{NUMBER}
    {NUMBER}\s*(?:total |reader )?(?:votes?|voters|participants|respondents|answers)\
    (?: (?:cast|so far|in total|counted|received|today))*\.?
    {NUMBER}\s*(?:people|readers|users|visitors|listeners|viewers|members|others)\
    (?: (?:have|has))?(?: (?:already|now))? (?:voted|answered|taken part|responded|participated)(?: so far)?\.?
    {NUMBER}\s*(?:stimmen|teilnehmer(?:innen)?|abstimmungen|leser(?:innen)? haben abgestimmt)\
    (?: (?:abgegeben|insgesamt))?\.?
    (?:(?:abgegebene )?stimmen|teilnehmer(?:innen)?)\s*(?:insgesamt)?\s*[:：]\s*{NUMBER}
    {NUMBER}\s*(?:votes?|votants?|participants?|réponses)(?: (?:exprimés|au total))?\.?
    (?:nombre de votes|votants|total des votes)\s*:\s*{NUMBER}
    {NUMBER}\s*(?:votos?|votantes|participantes|respuestas)(?: (?:emitidos|en total|no total))?\.?
    (?:total de votos|votos(?: emitidos)?|votantes)\s*:\s*{NUMBER}
    {NUMBER}\s*(?:voti|votanti|risposte|stemmen|röster|stemmer|głos(?:y|ów)?|hlas(?:y|ů)?|oy)\.?
    {NUMBER}\s*(?:голос(?:а|ов)?|проголосовал[ио]?|человек проголосовал[ио]|участник(?:а|ов))\.?
    (?:всего (?:голосов|проголосовал[ио])|проголосовал[ио](?: человек)?)\s*:?\s*{NUMBER}
    {NUMBER}\s*(?:голос(?:и|ів)?|проголосувал[ио]?|людей проголосувал[ио]|учасник(?:и|ів))\.?
    (?:усього (?:голосів|проголосувал[ио])|проголосувал[ио])\s*:?\s*{NUMBER}
    (?:投票数|総投票数|回答数)\s*[:：]?\s*{NUMBER}\s*(?:票|人|件)?
    {NUMBER}\s*(?:票|人が投票(?:しました)?)
    (?:총 ?)?(?:투표(?:수|자)?|참여(?:자)?)\s*[:：]?\s*{NUMBER}\s*(?:표|명)?
    {NUMBER}\s*(?:표|명 ?참여|명이 ?(?:투표|참여)(?:했습니다|함)?)
    (?:共|已有)?\s*{NUMBER}\s*(?:人|票)?(?:参与|投票|參與)(?:投票)?
    """
)
"""How many have voted in a page's own poll."""

_SHARE = re.compile(
    rf"(?P<said>.{{1,80}}?)\s*[:：–-]?\s*[(\[]?(?P<share>\d{{1,3}})(?:[.,]\d+)?\s?[%％]"
    rf"(?:\s*[,;|·(/–-]\s*{NUMBER}\s*[^\W\d_]*)?\s*[)\]]*"
)
"""An answer with its share of the votes, and perhaps with their number."""


def asks_about_page(text: str) -> bool:
    """Whether a block asks readers what they think of the page: `Was this page helpful?`"""
    return len(text) <= _LINE and bool(_FEEDBACK.fullmatch(text))


def is_vote_count(text: str) -> bool:
    """Whether a line says how many have voted in a poll."""
    return len(text) <= _LINE and bool(_VOTES.fullmatch(text))


def poll_share(text: str) -> int | None:
    """The share in percent of an answer to a poll, if a line is one: `Yes, gladly (49%, 431 votes)`."""
    found = _SHARE.fullmatch(text)
    return int(found["share"]) if found else None


def mark_polls(pieces: Sequence[Piece]) -> None:
    """Answers with shares that make up a hundred: the page asks its readers, and counts.

    An author's figures make up a hundred, too; so the answers stand in a box, or a line beside them counts the votes.
    """
    run: list[int] = []
    for index, piece in enumerate([*pieces, None]):
        if piece is not None and piece.kind in ("paragraph", "item") and poll_share(piece.text) is not None:
            run.append(index)
            continue
        if len(run) >= 2 and 98 <= sum(poll_share(pieces[n].text) or 0 for n in run) <= 102:
            counted = next((n for n in (run[-1] + 1, run[0] - 1) if _counts_votes(pieces, n)), None)
            if counted is not None or all(pieces[n].box for n in run):
                asked = [n for n in (run[0] - 1, run[0] - 2) if n >= 0 and _QUESTION.search(pieces[n].text)][:1]
                for n in [*asked, *run, *(() if counted is None else (counted,))]:
                    pieces[n].dropped = pieces[n].dropped or "poll"
        run = []


def _counts_votes(pieces: Sequence[Piece], index: int) -> bool:
    return 0 <= index < len(pieces) and is_vote_count(pieces[index].text)
