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


_SIDE = one_of(
    r"""
    (?:\d[\d.,  ]*k?\s*)?(?:reader |user )?comments?(?: section)?
    (?:join|start) the (?:conversation|discussion)
    (?:your|(?:our )?(?:readers?|listeners?|viewers?|members?)['’]?s?) \
    (?:messages|letters|views|comments|reactions|responses|thoughts|opinions|replies)
    messages from (?:our )?(?:readers|listeners|viewers)
    leave (?:a|your) (?:comment|reply)|post a comment|have your say|what do you think
    related(?: (?:articles?|stor(?:y|ies)|news|posts?|content|links|topics|coverage|reading|videos?))?
    featured(?: (?:videos?|articles?|stor(?:y|ies)|posts?|podcasts?|content))?|watch (?:now|next|more)
    recommended videos?|(?:also|more) in this series|in this series
    from the comments|readers(?: say|['’] (?:letters|comments))|also in the news|in other news
    see also|read (?:more|next|also)|(?:also|further) (?:read|reading)
    more (?:stories|news|from .{1,40}|on this(?: story| topic)?|like this)
    most (?:read|popular|viewed|shared|commented)
    popular(?: (?:now|right now|news|posts|stories))?|trending(?: (?:now|stories|topics))?
    you (?:may|might) (?:also )?(?:like|be interested in)
    recommended(?: (?:for you|stories|articles|reading))?|editors?['’]? picks?
    top stories|latest(?: (?:news|stories))?|don['’]t miss|up next
    share(?: this)?(?: (?:article|story|post|page))?|follow us|tags?|keywords
    (?:related |suggested |more )?topics|(?:filed|tagged|posted|categori[sz]ed) (?:under|in)
    schlagw(?:ort|örter|orte)|mots-clés|etiquetas
    ключевые слова|теги|теми|теґи|タグ|キーワード|태그|키워드|标签|關鍵字
    (?:our )?newsletters?|sign up (?:for|to) .{1,60}|subscribe to .{1,60}
    advertisement|sponsored(?: (?:content|links|stories))?|about the authors?
    kommentare?|(?:auch|das könnte sie auch) interessieren|auch interessant|mehr zum thema|meistgelesen
    passend dazu|lesetipps?|(?:video|podcast)(?:tipp|empfehlung)s?|lesen sie (?:auch|mehr|weiter)|empfohlen
    (?:leser)?diskussion|(?:leser|hörer|zuschauer)(?:kommentare|meinungen|briefe|stimmen|post|reaktionen)
    (?:ihre|eure|deine) (?:meinung|kommentare|nachrichten|reaktionen)
    ähnliche (?:artikel|beiträge)|weitere artikel
    commentaires?|à lire aussi|lire aussi|sur le même sujet|les plus lus|articles liés
    comentarios?|comentários?|te puede interesar|lo más (?:leído|visto)|(?:noticias|artículos) relacionad[ao]s
    commenti|leggi anche|potrebbe interessarti|i più letti|leia também|mais lidas|notícias relacionadas
    комментарии|обсуждение|читайте также|похожие (?:статьи|новости)|(?:новости )?по теме|самое читаемое|популярное
    коментарі|обговорення|читайте також|схожі новини
    コメント|読者の声|みんなの(?:声|コメント)|関連(?:記事|ニュース|リンク)?|あわせて読みたい|(?:アクセス)?ランキング|おすすめ(?:記事)?
    댓글|독자 ?의견|관련 ?(?:기사|뉴스)|많이 본 뉴스|인기 ?기사
    more (?:in|from|about) [A-Z][\w’' ]{1,30}|(?:in case )?you (?:might have )?missed(?: it)?
    keep reading|around the web
    from (?:our|the) (?:partners|web)|most shared|\d+ (?:responses?|replies)(?: to .{1,120})?|responses?
    latest (?:headlines|updates)
    mehr aus .{1,30}|das interessiert auch|neueste (?:artikel|nachrichten|beiträge)|top-?(?:themen|artikel)
    à la une|dans la même rubrique|les plus (?:partagés|commentés|vus)|à (?:lire|voir) également|(?:vos )?réactions
    vos (?:commentaires|messages|avis|témoignages)|les commentaires|derniers articles
    nos (?:derniers articles|newsletters)
    lo más (?:comentado|reciente|compartido)|también te puede interesar|más (?:noticias|leídas|vistas)|últimas noticias
    en portada|opiniones|deja tu comentario|sigue leyendo|para seguir leyendo
    останні новини|головне(?: за .{1,20})?|популярні (?:новини|статті)|більше новин|читати ще|вас може зацікавити
    последние новости|главное(?: за .{1,20})?|вам может быть интересно|популярные (?:новости|статьи)|ещё по теме
    (?:人気|最新|注目)(?:記事|ニュース)|新着(?:記事|ニュース)?|この記事も読まれています|トピックス|(?:主要|国内)ニュース
    이 ?시각 (?:주요 ?)?뉴스|주요 ?뉴스|오늘의 (?:주요 ?)?뉴스|인기 ?뉴스|추천 ?(?:기사|뉴스)|실시간 .{1,10}
    함께 본 ?(?:기사|뉴스)
    (?:이 )?기자의 (?:다른 )?기사|최신 ?(?:기사|뉴스)|많이 본 ?기사|의견
    评论|网友评论|相关(?:阅读|新闻|文章|推荐)|热门(?:文章|推荐)|推荐阅读
    """
)
_COUNT = re.compile(r"\s*[:：]?\s*[(\[（]?\s*[\d.,]*k?\s*[)\]）]?\s*[:：…]?$", re.I)

POINTER = one_of(
    r"""
    (?:read|see|watch|listen|learn|find)(?: (?:more|also|next|now|our|out))?\s*(?:more|on this|here)?\s*[:：»>–—-]
    (?:also (?:read|see|on)|related|more (?:on this|from)|further reading|explainer|in pictures|recommended\
    |don['’]t miss)\b[^:]{0,30}[:：]
    (?:lesen sie (?:auch|mehr|dazu|hier)|mehr (?:zum thema|dazu|lesen)|siehe auch|lesetipp\
    |hintergrund)\b[^:]{0,30}[:：]
    (?:(?:à )?(?:lire|voir|écouter)(?: aussi)?|lisez aussi|notre dossier|sur le même (?:sujet|thème))\s*[:：]
    (?:(?:lea|lee|leer|ver|vea|mira)(?: también| además| más)?|te puede interesar\
    |(?:noticia )?relacionad[ao]s?)\s*[:：]
    (?:leggi(?: anche)?|vedi anche|approfondisci|per approfondire)\s*[:：]
    (?:leia(?: também| mais)?|veja(?: também)?|saiba mais|relacionad[ao]s?)\s*[:：]
    (?:lees(?: ook| meer| verder)?|bekijk ook|zie ook)\s*[:：]
    (?:läs (?:också|även|mer)|se även)\s*[:：]
    (?:czytaj (?:też|także|również|więcej)|przeczytaj(?: też| także| również)?|zobacz (?:też|także|również)\
    |polecamy)\s*[:：]?
    (?:čtěte (?:také|též|více)|přečtěte si(?: také)?|související)\s*[:：]
    (?:ayrıca (?:okuyun|bakınız)|ilgili haber)\w*\s*[:：]
    (?:читайте (?:также|ещё|еще|подробнее)|читать также|смотрите также|по теме|подробнее|ранее по теме)\s*[:：]
    (?:читайте (?:також|ще)|дивіться також|за темою)\s*[:：]
    (?:اقرأ (?:أيضا|أيضًا|المزيد)|شاهد أيضا|ذات صلة)\s*[:：]?
    [【\[［]?(?:あわせて読みたい|関連(?:記事)?|続き(?:を読む)?|こちらも)[】\]］]?\s*[:：】]?
    [\[【]?(?:관련 ?기사|관련 ?뉴스|함께 ?보기)[\]】]?\s*[:：]?
    [【\[]?(?:相关(?:阅读|新闻|报道)|延伸阅读|延伸閱讀|推荐阅读|另见)[】\]]?\s*[:：]?
    """
)
"""How a line begins that points from inside an article to another one; most of the line is the link."""

CALL = one_of(
    r"""
    (?:yes,? )?(?:subscribe|sign (?:me )?up|join|donate|support us|become a (?:member|supporter|subscriber)\
    |register|get (?:started|the newsletter|access)\
    |start (?:your |a )?(?:free )?trial|contribute|try it)(?: (?:now|today|here|free|for free|us|to .{1,40}\
    |from .{1,20}|for .{1,30}))?[ !→›»>]*
    (?:jetzt |hier |kostenlos )*(?:abonnieren|anmelden|registrieren|spenden|testen|unterstützen|mitglied werden\
    |bestellen)[ !→›»>]*
    (?:je )?(?:m['’]|s['’]|vous )?(?:abonne[rz]?(?:-vous)?|inscri(?:s|re|vez-vous)|soutene[rz]|faire un don\
    |je m['’]inscris)(?: .{1,30})?[ !→›»>]*
    (?:suscr[ií]b\w+|reg[ií]str\w+|apúntate|dona|hazte socio)(?: .{1,30})?
    (?:abbonati|iscriviti|registrati|sostienici|dona)(?: .{1,30})?
    (?:assine|inscreva-se|cadastre-se|subscrever|apoie|doe)(?: .{1,30})?
    (?:schrijf (?:je|me) in|aanmelden|abonneer(?: je)?|word (?:lid|abonnee)|doneer|steun ons)(?: .{1,30})?
    (?:prenumerera|anmäl dig|bli medlem|stöd oss)(?: .{1,30})?
    (?:zapisz się|subskrybuj|zasubskrybuj|wspieraj|wesprzyj(?: nas)?|zaprenumeruj)(?: .{1,30})?
    (?:odebírat|přihlásit(?: se)?|podpořte nás|předplatit)(?: .{1,30})?
    (?:abone ol|kaydol|üye ol|destek ol)(?: .{1,30})?
    (?:подписаться|подпишитесь|подписывайтесь|оформить подписку|поддержать)(?: .{1,30})?
    (?:підписатися|підпишіться|передплатити|підтримати)(?: .{1,30})?
    (?:اشترك|سجل|تبرع|انضم)(?: .{1,30})?
    (?:無料)?(?:会員)?(?:登録|購読|申し込|寄付)(?:する|はこちら|む)?
    (?:무료 ?)?(?:구독|가입|후원)(?:하기|신청)?
    (?:立即|马上|免费)?(?:订阅|訂閱|注册|加入会员|捐款)
    """
)
"""What a button says that wants a reader to subscribe, sign up or pay."""

_UNITS = """
shares? views? reads? comments? likes? reposts? retweets?
reactions? claps? replies reply plays? listens? aufrufe? kommentare?
geteilt vues? lectures? partages? commentaires? vistas visualizaciones comentarios? lecturas compartidos
visualizzazioni commenti condivisioni letture visualizações comentários leituras compartilhamentos weergaven reacties
visningar kommentarer wyświetle(?:nia|ń) odsłon[ay]? komentarz(?:e|y)? zobrazení komentář[eů]? görüntülenme yorum
просмотр(?:ов|а|ы)? комментари(?:ев|й|я|и) прочтени(?:й|я) перегляд(?:ів|и)? коментар(?:ів|і|ь)? مشاهدة مشاهدات تعليق
تعليقات
"""
_UNIT = "|".join(_UNITS.split())
NUMBER = r"\d[\d.,\u00a0\u202f ]*(?:k|m|mio|mln|тыс|万|천|만)?\.?"
_SHOWN = r"(?:[^\w\s]\W*)?"
_COUNTED = re.compile(
    rf"{_SHOWN}(?:{NUMBER}\s*(?:{_UNIT})|(?:{_UNIT}|閲覧数?|再生(?:回数)?|コメント(?:数)?|いいね!?|조회(?:수)?|댓글(?:수)?|추천|좋아요\
    |阅读(?:量|数)?|閱讀|浏览(?:量)?"
    rf"|评论|評論|点赞|read|gelesen|lu|leído|letto|lido)\s*[:：(（\[]?\s*{NUMBER}\s*[)）\]]?(?:\s*(?:times|mal|fois\
    |veces|volte|vezes|回|件|次|회|개))?"
    rf"|{NUMBER}\s*(?:回|件|次|人|명|개|条|條)?(?:の)?(?:閲覧|再生|コメント|いいね|シェア|조회|댓글|阅读|浏览|评论|評論))",
    re.I,
)
_COUNTS = re.compile(rf"(?:(?:{_COUNTED.pattern})(?:\s+|$)){{1,4}}", re.I)
"""Counters, one behind the other: `118 comments 12 shares`."""

_CONTROL = one_of(
    r"""
    (?:share|tweet|print|e-?mail|save|listen|bookmark|like|copy link|follow|pin(?: it)?|post|send|repost\
    |gift(?: article)?|comments?|facebook|twitter|x\
    |whatsapp|telegram|linkedin|reddit|threads|bluesky|mastodon|flipboard|pocket|messenger|line|kakaotalk|vk|ok\
    |viber|weibo|wechat|instagram|pinterest\
    |xing)
    (?:share|tweet|post|pin|send|follow|save|view|open) (?:this|on|via|to|by|with|us on|it on|in)(?: (?:article\
    |story|page|post))?(?: (?:on|via|by|to))?(?: [\w-]+){0,2}
    (?:teilen|drucken|merken|vorlesen|versenden|kopieren|link kopieren|kommentieren|anhören|auf \w+ teilen\
    |per (?:e-?mail|whatsapp) teilen)
    (?:partager|imprimer|envoyer|sauvegarder|écouter|commenter|réagir|offrir|copier le lien)(?: (?:sur|par|cet\
    |l['’]article)(?: [\w-]+){0,2})?
    (?:compartir|imprimir|enviar|guardar|escuchar|comentar|copiar enlace)(?: (?:en|por|este)(?: [\w-]+){0,2})?
    (?:condividi|stampa|invia|salva|ascolta|commenta|copia link)(?: (?:su|via|per)(?: [\w-]+){0,2})?
    (?:compartilhar|compartilhe|salvar|ouvir|copiar link)(?: (?:no|por|via|em)(?: [\w-]+){0,2})?
    (?:delen|deel|afdrukken|bewaren|luister|reageren)(?: (?:op|via)(?: [\w-]+){0,2})?
    (?:dela|skriv ut|spara|lyssna)(?: (?:på|via)(?: [\w-]+){0,2})?
    (?:udostępnij|drukuj|zapisz|skomentuj|posłuchaj)(?: (?:na|przez)(?: [\w-]+){0,2})?
    (?:sdílet|tisk|uložit|poslat|diskuse)(?: na [\w-]+)?
    (?:paylaş|yazdır|kaydet|dinle|yorum yap)
    (?:поделиться|распечатать|сохранить|слушать|комментировать|отправить|скопировать ссылку)(?: (?:в\
    |на)(?: [\w-]+){0,2})?
    (?:поділитися|поширити|надрукувати|зберегти|слухати|коментувати)(?: (?:в|у|на)(?: [\w-]+){0,2})?
    (?:شارك|طباعة|حفظ|استمع|انسخ الرابط)(?: على \w+)?
    (?:シェア|共有|印刷|保存|ツイート|ポスト|いいね!?|ブックマーク|コメント|リンクをコピー)(?:する)?
    (?:공유|인쇄|저장|스크랩|좋아요|추천|댓글|url ?복사)(?:하기)?
    (?:分享|打印|列印|收藏|点赞|點讚|评论|評論|转发|复制链接)(?:到.{1,6})?
    """
)
_COMMENTED = 160
_COMMENTS = one_of(
    rf"""
    (?:{NUMBER}\s*)?(?:comments?|replies|responses?|kommentare|commentaires|comentarios|commenti|comentários)\
    (?: to| zu| sur| en)\b.{{1,140}}
    comments?|kommentare|commentaires|comentarios|commenti|comentários|комментарии|коментарі|コメント|댓글|评论
    {NUMBER}\s*(?:reader |user )?(?:comments?|replies|responses)
    (?:comments|replies|responses|kommentare|commentaires|comentarios|commenti|comentários|reacties|kommentarer\
    |komentarze|комментарии|коментарі)\s*[(\[:]\s*\d+\s*[)\]]?
    {NUMBER}\s*(?:kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties|kommentarer\
    |komentarz[ey]?|комментари\w+|коментар\w+|تعليقات?)
    (?:leave|post|write|add) a (?:comment|reply)
    (?:コメント|댓글|评论|評論)\s*[(（\[]?\s*\d+\s*件?[)）\]]?
    """
)
"""A line that says how many comments there are, without a link to them: they follow."""

_OPENS = one_of(
    rf"""
    (?:{NUMBER}|one|two|three|four|five|six|seven|eight|nine|ten|no)\s*(?:reader |user )?\
    (?:comments?|replies|responses?|thoughts|reactions)\
    (?: (?:to|on|so far|about)\b.{{0,140}})?\W*
    (?:(?:reader|user)s?['’]? )?(?:comments?|replies|responses|kommentare?|commentaires?|réactions|comentarios?\
    |commenti|comentários?|reacties|kommentarer|komentarze|комментарии|коментарі)\s*[(\[:]\s*\d+\s*[)\]]?\W*
    (?:{NUMBER}|ein|zwei|drei|un|deux|trois|dos|tres|due|tre)\s*(?:(?:leser)?kommentare?|commentaires?|réactions?|comentarios?|commenti|commento\
    |comentários?|reacties|kommentarer|komentarz[ey]?|комментари\w+|коментар\w+)\
    (?: (?:zu|sur|en|a|to|до)\b.{{1,140}})?\W*
    (?:leave|post|write|add) a (?:comment|reply)\W*
    (?:schreibe?|hinterlasse|verfasse)(?: (?:einen|deinen|ihren))? kommentar\W*
    kommentar (?:schreiben|verfassen|hinterlassen)\W*
    (?:kommentare )?(?:schreibe einen kommentar|antwort(?:en)? (?:hinterlassen|abbrechen))\W*
    (?:laisser|écrire|ajouter|poster) un commentaire\W*|deja (?:una respuesta|un comentario)\W*
    lascia un commento\W*|deixe um comentário\W*|geef een reactie\W*|lämna ett svar\W*|dodaj komentarz\W*
    napsat komentář\W*|bir yanıt yazın\W*|(?:добавить|оставить) комментарий\W*|залишити (?:відповідь|коментар)\W*
    コメント(?:を残す|する)|댓글 ?(?:남기기|달기)|(?:发表|發表|发布)(?:评论|評論|回复|回覆)
    """
)
REPLY = one_of(
    r"""
    (?:reply|respond|answer)(?: to (?:this|comment|.{1,40}))?|antwort(?:en)?|auf .{1,40} antworten
    répondre(?: à .{1,40})?|responder(?: a .{1,40})?|rispondi|beantwoorden|reageer|svara?|odpowiedz|odpovědět|yanıtla
    cevapla|ответить|відповісти|رد|返信(?:する)?|답글(?: ?달기)?|回复|回覆
    (?:report|flag)(?: (?:this )?(?:comment|post|abuse)| as (?:offensive|inappropriate|spam|abusive))
    (?:kommentar|beitrag) melden|signaler (?:un abus|ce commentaire)|denunciar (?:comentario|comentário)
    """
)
"""What the link below a reader's entry says that lets others answer or report it."""

_DATES = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
am pm a an p m gmt utc z est edt cst cdt mst mdt pst pdt bst ist jst kst cet cest eet st nd rd th of at on the by
updated update published posted modified last first edited reviewed revised date time ago now today yesterday just min
mins minute minutes hour hours hr hrs h s sec secs second seconds day days d week weeks wk month months year years yr
about less than read this article story page post was is been has since all
updates see januar jänner februar märz mai juni juli
oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag uhr stand aktualisiert veröffentlicht
zuletzt geändert bearbeitet aktualisierung am um vor der dem den einer einem stunde stunden minuten sekunden tag tage
tagen woche wochen monat monaten heute gestern gerade eben dieser artikel wurde lesezeit janvier février mars avril
juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche publié
modifié mis mise à jour le la dernière il y heure heures jour jours semaine semaines mois hier temps lecture
tiempo lectura tempo lettura leitura czas czytania leestijd lästid süresi время чтения читання enero febrero
marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
sábado domingo publicado publicada actualizado actualizada actualización última hace hora horas minuto minutos día
días semana semanas mes meses segundos hoy ayer del las los el de gennaio febbraio aprile maggio giugno luglio
settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì aggiornato aggiornata pubblicato ultimo ultima
aggiornamento modifica alle ore ora fa minuti giorni giorno settimane oggi ieri janeiro fevereiro março maio junho
julho setembro outubro novembro dezembro atualizado atualizada atualização há às em januari februari maart mei
augustus laatst bijgewerkt gepubliceerd gewijzigd geleden uur minuut dag dagen weken vandaag uppdaterad publicerad
senast för sedan timmar timme minuter dagar sekunder idag igår stycznia lutego marca kwietnia maja czerwca lipca
sierpnia września października listopada grudnia ostatnia aktualizacja opublikowano zaktualizowano temu godzin godziny
godzinę minut minuty minutę dni dzień wczoraj dziś godz r ledna února března dubna května června července srpna září
října listopadu prosince aktualizováno naposledy před hodinami minutami dny dnes včera ocak şubat nisan mayıs haziran
temmuz ağustos eylül ekim kasım aralık güncellendi güncelleme son yayınlanma tarihi önce saat dakika gün января
февраля марта апреля мая июня июля августа сентября октября ноября декабря обновлено обновлён обновлен опубликовано
последнее обновление изменено в назад час часа часов минут минуты минуту мин день дня дней неделю сегодня вчера г года
мск січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня оновлено опубліковано
останнє оновлення о тому годин години годину хвилин хвилини днів сьогодні вчора منذ قبل ساعة ساعات دقيقة دقائق يوم
أيام آخر تحديث نشر نشرت في اليوم أمس
"""
_DATE_WORDS = frozenset(_DATES.split())
_AGOS = "ago now vor eben hace fa há geleden sedan temu před önce назад тому منذ قبل today yesterday heute gestern"
_AGO = frozenset(_AGOS.split())
_CHANGED = re.compile(
    r"(?i)updat|modif|publish|edited|aktual|geänd|jour|publi|aggiorn|bijgewerkt|uppdat|обновл|оновл|تحديث"
)
_EAST_DATE = re.compile(
    "(?:最終|最后|最後|更新(?:日時?|時刻|时间|時間|于|於)?|公開(?:日時?)?|配信|掲載|発表|投稿|発行|日時|年|月|日|時間?|分|秒|前|午前|午後|曜日?|火|水|木|金|土"
    "|년|월|일|시간?|분|초|전|주|입력|수정|최종|승인|등록|기사|오전|오후|어제|오늘|发布|發布|发表|时间|時間|于|於|小时|小時|分钟|分鐘|天|周|个|個|今天|昨天|刚刚|今日|昨日)+"
)
_META = 160
_STOP = re.compile(r"(?<=[.!?])\s+")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PARTS = re.compile(r"\s*[|·•]\s*")
_ENGAGED = re.compile(
    rf"(?:\s*[·•|,]?\s*{NUMBER}\s*(?:{_UNIT}|いいね!?|返信|リポスト|件の返信|좋아요|답글|공유|赞|回复|转发|votes?|upvotes?|points?))+\s*$",
    re.I,
)
"""The counters at the end of a post that is shown from elsewhere: `214 likes 12 replies`."""

_PAIRS = re.compile(rf"(?:[^\W\d_][^\d.!?]{{0,24}}?\s*[:：(]?\s*{NUMBER}\)?\s*[|·•,/]?\s*){{2,8}}")
"""Names with numbers behind them and nothing else: how often a page was shared on which network, how it was liked."""

_READERS = re.compile(
    rf"(?i){NUMBER}\s*(?:people|readers|users|visitors|others|listeners)(?: are| have)? (?:now )?"
    r"(?:reading|watching|viewing|listening|online|here|likes?d?|loved?|shared|read|recommend(?:ed)?|found)"
    r"\b.{0,20}"
)
_REPORTER = re.compile(
    r"(?:[(\[][^)\]]{1,20}[)\]]\s*)?(?:\w+=)?[가-힣]{2,4}\s?(?:선임|수습|인턴|객원)?\s?기자\s*(?:[(<\[]?\S+@\S+|$)"
)
"""Korean papers close a text with the reporter's name and mail address, and a few words on what they cover."""

_MOVED = re.compile(r"[▲▼△▽⏶⏷]|[+−-]\s?\d{1,3}[.,]\d{1,2}\s?%")
_BETWEEN = re.compile(r"\s*[·•|]\s*")
_HANDLE = re.compile(r"^@[a-z_]+", re.I)
"""The name of an account, which stands before the counters of a post that is shown from elsewhere."""

_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = 90


def is_control(text: str) -> bool:
    """Whether a block is a button or counter in words: `Share (643)`, `118 comments`, `12 likes · 3 reposts`."""
    if len(text) > 60:
        return False
    parts = [part for part in _BETWEEN.split(_HANDLE.sub("", text).strip()) if part]
    if len(parts) > 1 and all(is_control(part) for part in parts):
        return True
    bare = _COUNT.sub("", text)
    if bare == text and " " not in text:
        return False  # a bare name of a network may be an entry of a real list, and counts nothing
    return bool(_COUNTS.fullmatch(text) or _CONTROL.fullmatch(bare))


def is_restless(text: str, time: int = 0, *, listed: bool = False) -> bool:
    """Whether a block in parts or sentences does nothing but date the page and count its readers, or names its author
    beside that: `By Ann Lee | 4 March | 2,670 views`, `3,100 people are reading this now. Updated 25 min ago.`

    `listed`: in a list, where a line in parts or a bare date may be what the list is about.
    """
    if len(text) > _META:
        return False
    if _REPORTER.match(text) and not listed:
        return True
    sentences = [part.strip() for part in _STOP.split(text) if part.strip()]
    if all(_turns_over(part, listed) for part in sentences):
        return True
    if listed or _ENDS.search(text):
        return False
    if _PAIRS.fullmatch(text):
        return True
    parts = [part for part in _PARTS.split(text) if part]
    return bool(time) or (len(parts) > 1 and any(_turns_over(part, listed) for part in parts))


def _turns_over(text: str, listed: bool) -> bool:
    return is_control(text) or is_dateline(text, listed=listed) or bool(_READERS.fullmatch(text))


def without_counters(text: str) -> str:
    """The line below a post that is shown from elsewhere, without its counters."""
    found = _ENGAGED.search(text)
    return text[: found.start()].rstrip(" ·•|,") if found and found.start() else text


def is_quote(text: str) -> bool:
    """Whether a line of a table, or a chip in a sentence, tells a market's price and how it moved."""
    return bool(_MOVED.search(text))


def starts_comments(text: str) -> bool:
    """Whether a line says that the readers' comments follow."""
    return len(text) <= _COMMENTED and bool(_COMMENTS.fullmatch(text))


def opens_comments(text: str) -> bool:
    """Whether a heading counts the readers' comments or calls for one; the bare word may head an author's section."""
    return len(text) <= _COMMENTED and bool(_OPENS.fullmatch(text))


def is_side_heading(text: str) -> bool:
    """Whether a heading names a section that is not the article."""
    text = " ".join(text.split())
    return len(text) <= 80 and bool(_SIDE.fullmatch(text) or _SIDE.fullmatch(_COUNT.sub("", text)))


def is_dateline(text: str, time: int = 0, *, listed: bool = False) -> bool:
    """Whether a block does nothing but date the page: digits and words of dates.

    `time`: characters in `time`. `listed`: in a list, where a bare date may be what the list is about; there only an
    update or a relative time dates the page.
    """
    if len(text) > _DATELINE:
        return False
    if time and not listed and len(text) - time <= 25 and not text.endswith("."):
        return True
    words = _WORD.findall(text.lower())
    if not words or not all(word in _DATE_WORDS or _EAST_DATE.fullmatch(word) for word in words):
        return False
    if text.endswith(".") and len(words) > 2 and not _CHANGED.search(text):
        return False  # a sentence of its own
    if listed and _AGO.isdisjoint(words) and not _CHANGED.search(text):
        return False
    return any(ch.isdigit() for ch in text) or not _AGO.isdisjoint(words)
