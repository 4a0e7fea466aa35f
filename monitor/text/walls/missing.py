"""How a page words it that the article is not there, or that the site is out of service."""

from __future__ import annotations

from typing import Final

from monitor.text.words import one_of

NOT_FOUND: Final = one_of(
    r"""
    (?:http )?(?:error |status )?404(?:\s*[-–—:|.]?\s*\(?(?:error|page|file|not found|page not found\
    |nicht gefunden).{0,40})?
    (?:oops|sorry|uh[- ]oh|whoops|hmm|apologies)?[\s,!.…:]*(?:we(?:['’]re| are) sorry[\s,.!]*)?(?:but \
    )?(?:the |this |that |your |requested )*(?:web ?page|page|story|article|content|url|document|link|post\
    |file|item)(?: (?:you|that|at)\b[\w ,'’]{0,60}?)?(?: (?:can ?not|could ?n[o’']t|can['’]t|could not\
    |couldn['’]t) be (?:found|displayed|located)| (?:was |is )?not found| (?:is|was|has) (?:not|no longer\
    |been)\b[\w ]{0,40}| (?:does not|doesn['’]t|did not|no longer) exists?[\w ]{0,20}| (?:isn['’]t|is not\
    |not|no longer) (?:available|here|there)[\w ]{0,20}| (?:is )?(?:missing|gone|unavailable|deleted\
    |removed|expired))[\s!.:]*
    (?:oops|sorry)?[\s,!.…]*(?:but )?we (?:can['’]t|can ?not|could ?n[o’']t|couldn['’]t|could not\
    |were unable to) (?:seem to )?(?:find|locate) (?:that|the|this|your|what|a)\b[\w ,'’]{0,60}[.!]?
    (?:nothing (?:was )?found(?: here)?|not found|no such page|file not found)[.!]?
    fehler 404.{0,40}
    (?:die(?:se)? )?(?:gewünschte |angeforderte |aufgerufene )?(?:web)?seite .{0,60}?nicht (?:gefunden\
    |verfügbar|vorhanden|erreichbar|existiert).{0,20}
    (?:diese )?seite existiert nicht.{0,20}
    erreur 404.{0,40}
    (?:la |cette )?page .{0,60}?(?:introuvable|non trouvée|n['’]existe (?:pas|plus)|plus disponible).{0,20}
    oups.{0,40}introuvable.{0,20}
    error 404.{0,40}
    (?:la |esta )?página .{0,60}?no (?:encontrada|existe|se encuentra|está disponible|disponible).{0,30}
    no (?:hemos podido encontrar|se ha encontrado|encontramos).{0,40}página.{0,20}
    (?:la )?pagina .{0,50}?non (?:è stata )?(?:trovata|esiste|disponibile).{0,20}
    (?:a )?página .{0,50}?não (?:foi )?(?:encontrada|existe|disponível).{0,20}
    (?:leider )?(?:konnten|können) wir .{0,30}(?:seite|artikel|inhalt|beitrag).{0,20}nicht (?:mehr )?finden.{0,5}
    (?:seite|artikel|beitrag|inhalt) nicht (?:gefunden|verfügbar|vorhanden|mehr verfügbar).{0,10}
    (?:page|article|contenu) (?:introuvable|non trouvée?|supprimée?|indisponible).{0,10}
    (?:página|artículo|contenido|noticia) (?:no (?:encontrad[ao]|disponible)|eliminad[ao]).{0,10}
    (?:pagina|articolo|contenuto) non (?:trovat[ao]|disponibile|più disponibile).{0,10}
    (?:pagina|artikel) (?:niet gevonden|bestaat niet(?: meer)?|niet (?:meer )?beschikbaar).{0,10}
    (?:المقال|الصفحة|المحتوى)(?: .{0,30})? غير (?:موجودة?|متوفرة?|متاحة?).{0,20}
    لم يتم العثور على .{0,30}
    (?:ページ|記事|お探しの.{1,10})が見つかりません.{0,10}
    (?:삭제된|없는|만료된|찾을 수 없는) (?:기사|페이지|게시물|주소).{0,12}
    nie znaleziono strony
    strona nie (?:istnieje|została znaleziona)
    sidan (?:kunde inte|hittades inte).{0,20}
    sayfa bulunamadı
    stránka (?:nebyla )?nenalezena
    (?:ошибка )?404.{0,40}(?:не най|ошибка).{0,20}
    (?:запрашиваемая |такой )?страниц[аы] (?:не (?:найдена|существует)|нет|удалена).{0,20}
    (?:материал|статья) (?:не найдена?|удал[её]на?)
    помилка 404.{0,20}
    сторінк[ауи] не (?:знайдено|знайдена|існує).{0,20}
    (?:申し訳.{0,20})?(?:お探しの|指定された|ご指定の|該当する)?\s*(?:ページ|記事|url)(?:が|は\
    )\s*(?:見つかりません|存在しません|ありません|削除されました|見つかりませんでした).{0,20}
    (?:요청하신 |찾으시는 )?(?:페이지|기사)(?:를|가|은|는)?\s*(?:찾을 수 없|존재하지 않|삭제).{0,15}
    존재하지 않는 (?:페이지|기사).{0,10}
    (?:抱歉|对不起|您访问的|您要查看的|很抱歉)?[，,]?.{0,8}(?:页面|文章|网页|網頁|頁面|内容)(?:不存在\
    |未找到|找不到|已删除|已被删除|無法找到|没有找到).{0,10}
    找不到(?:页面|網頁|该页|頁面).{0,6}
    """
)

NOT_FOUND_SAID: Final = one_of(
    r"""
    \b(?:page|story|article|document|content|url|link|file|item|address)\b[^.!?]{0,20}\byou(?:['’]re| are| were\
    |['’]ve| have)? \
    ?(?:just )?(?:requested|looking for|trying to|tried to|followed|clicked|entered|asked for\
    |want(?:ed)?)\b[^.!?]{0,60}\
    (?:not|n['’]t|no longer|gone|moved|removed|deleted|expired|unavailable|missing|unpublished|taken down|archived)\b
    \b(?:this|the) (?:page|story|article|document|link|content)\b (?:is|was|has|have|may|might|could\
    |does|did|can)\
    [^.!?]{0,40}(?:no longer (?:available|exists?|online|here)|been (?:removed|deleted|moved|unpublished\
    |taken down|archived)\
    |(?:not|n['’]t) (?:exist|be found|available)|expired)
    \b(?:die|diese[rs]?|der|den|das)\b[^.!?]{0,40}\b(?:seite|artikel|beitrag|inhalt|adresse|dokument\
    |meldung)\b[^.!?]{0,60}\
    (?:nicht (?:mehr )?(?:gefunden|finden|verfügbar|vorhanden|existiert|abrufbar|online|auffindbar)\
    |existiert nicht|gelöscht\
    |entfernt|verschoben|depubliziert|gibt es nicht)
    \b(?:page|article|contenu|document|lien)\b[^.!?]{0,40}\b(?:vous|demandée?|recherchée?)\b[^.!?]{0,60}\
    (?:introuvable|n['’](?:existe|est|a)\b|supprimée?|déplacée?|expirée?|plus (?:disponible|en ligne))
    \b(?:cette page|cet article|ce contenu)\b[^.!?]{0,20}(?:n['’](?:existe|est) (?:pas|plus)\
    |a (?:peut-être )?été (?:supprimé|déplacé\
    |retiré|dépublié)|introuvable)
    \b(?:página|artículo|noticia|contenido|enlace|documento)\b[^.!?]{0,60}\b(?:no (?:existe|está|se encuentra\
    |ha sido encontrad)\
    |ya no|(?:ha sido|fue) (?:eliminad|movid|retirad|borrad))
    \b(?:pagina|articolo|contenuto|notizia|documento)\b[^.!?]{0,60}\b(?:non (?:è (?:più|stat)|esiste|si trova\
    |disponibile)\
    |(?:è stat[oa]) (?:rimoss|spostat|cancellat|eliminat)|scadut|rimoss|archiviat)
    \b(?:página|artigo|notícia|matéria|conteúdo|reportagem)\b[^.!?]{0,60}\b(?:não (?:existe|está|foi encontrad)\
    |foi (?:removid\
    |movid|excluíd|apagad))
    \b(?:pagina|artikel|bericht)\b[^.!?]{0,60}(?:niet (?:meer )?(?:gevonden|beschikbaar|gevonden|bestaa)\
    |bestaat niet|verwijderd\
    |verplaatst)
    \b(?:sidan|artikeln|inlägget)\b[^.!?]{0,60}(?:finns inte|hittades inte|kunde inte hittas|(?:tagits|blivit) bort)
    \b(?:stron[ay]|artykuł\w*|adres|materiał\w*)\b[^.!?]{0,60}(?:nie (?:istnieje|została?|znaleziono\
    |jest (?:już )?dostępn)\
    |usunięt|przeniesion|wygasł)
    \b(?:stránka|článek)\b[^.!?]{0,60}(?:neexistuje|nebyl[a]? nalezen|byl[a]? (?:smazán|odstraněn|přesunut))
    \b(?:sayfa|haber|içerik)\w*[^.!?]{0,60}(?:bulunamadı|mevcut değil|kaldırıl|silin)
    (?:страниц|материал|стать|публикаци|документ)\w*[^.!?]{0,60}(?:не (?:найден|существует|доступн)|удал[её]н\
    |перемещ[её]н|больше нет)
    (?:сторінк|матеріал|статт|публікаці)\w*[^.!?]{0,60}(?:не (?:знайден|існує|доступн)|видален|переміщен|більше немає)
    (?:الصفحة|المقال|الخبر|المحتوى|الرابط)[^.!؟]{0,60}(?:غير (?:موجود|متوفر|متاح)|حذف|نقل|لم يعد|لا (?:يوجد|توجد))
    (?:ページ|記事|url|コンテンツ)[^。]{0,40}(?:見つかりません|存在しません|ありません|削除(?:され|した)|終了(?:し|いた)|移動(?:し|され))
    (?:페이지|기사|콘텐츠|게시물|주소)[^.]{0,40}(?:찾을 수 없|존재하지 않|삭제|없는|만료|이동)
    (?:삭제된|없는|만료된|찾을 수 없는|잘못된) (?:기사|페이지|게시물|주소|경로)
    (?:页面|文章|网页|網頁|頁面|内容|內容|地址)[^。]{0,30}(?:不存在|未找到|找不到|已(?:被)?(?:删除|刪除|移除|下线|过期|移动)|無法找到|没有找到|失效)
    (?:找不到|没有找到|無法找到)[^。]{0,12}(?:页面|文章|网页|網頁|頁面|内容)
    """
)
"""Sentences that tell a visitor of the missing page; looked for where little else is said."""

OUT_OF_SERVICE: Final = one_of(
    r"""
    (?:error|http) 50[0234]\b.{0,30}
    50[0234](?:\W+(?:internal|server|bad|service|gateway|temporar\w*|error|fehler|erreur|ошибка)\b.{0,30})?
    (?:internal )?server error
    bad gateway
    gateway time-?out
    service (?:temporarily )?unavailable.?
    (?:site |website )?(?:is )?(?:down for|under|scheduled) (?:scheduled )?maintenance.?
    (?:we(?:['’]ll| will) be )?(?:right )?back(?: soon| shortly)?.?
    wartungsarbeiten
    site en maintenance
    en mantenimiento
    технические работы.{0,20}
    メンテナンス中.{0,10}
    점검 ?중.{0,5}
    系统维护中?
    """
)
OUT_OF_SERVICE_SAID: Final = one_of(
    r"""
    \b(?:down|offline|unavailable|closed) for (?:\w+ ){0,2}maintenance\b[^.!?]{0,60}[.!?]?[^.!?]{0,40}\
    \b(?:we (?:expect|hope|will|are)|we['’]ll|please|try again|check back|come back|back (?:soon|shortly|online))\b
    \b(?:site|website|page|portal|server|service|system)\b[^.!?]{0,30}\
    \b(?:undergoing|under|down for|in|doing|carrying out) (?:\w+ ){0,2}maintenance\b
    \b(?:seite|website|webseite|dienst|angebot|portal)\b[^.!?]{0,40}\b(?:gewartet|wartungsarbeiten|wartung)\b
    \b(?:site|page|service|portail)\b[^.!?]{0,30}\b(?:en (?:cours de )?maintenance|opération de maintenance)\b
    \b(?:sitio|página|web|servicio|portal)\b[^.!?]{0,30}\ben mantenimiento\b
    \b(?:на (?:сайте|портале)|сайт)\b[^.!?]{0,40}\b(?:технические работы|технических работ|обслуживани)
    \b(?:на (?:сайті|порталі)|сайт)\b[^.!?]{0,40}\b(?:технічні роботи|технічних робіт|обслуговуванн)
    (?:サイト|サービス|システム|ページ)[^。]{0,20}メンテナンス(?:中|を)
    (?:사이트|홈페이지|서비스|시스템)[^.]{0,20}점검 ?(?:중|작업)
    (?:网站|网页|系统|服务|網站|系統)[^。]{0,12}(?:维护中|正在维护|維護中|升级维护)
    """
)
"""Sentences of a page in place of all others: the site is being worked on, and the visitor is asked to come back."""
