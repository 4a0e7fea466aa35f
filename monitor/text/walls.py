"""How pages word it when they are no article: titles, notices and buttons in the languages that are tracked most.

Titles are matched as a whole, part by part: an article about cookies or missing pages says more in its headline than
the two words that a wall has for one.
"""

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
    pagina niet gevonden
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

CHALLENGE: Final = one_of(
    r"""
    just a moment.{0,10}
    one moment(?:,? please)?.{0,5}
    please wait.{0,40}
    attention required!?.{0,20}
    access (?:to this (?:page|site|website) )?(?:has been |was |is )?(?:denied|blocked|restricted)[.!]?
    (?:403 )?forbidden
    (?:error )?403.{0,20}
    (?:sorry, )?you have been blocked.?
    request (?:blocked|unsuccessful|rejected).{0,40}
    the request could not be satisfied.?
    are you (?:a )?(?:robot|human).{0,20}
    robot or human.{0,3}
    (?:please )?(?:verify|verifying|confirm)(?:ing)? (?:that )?you are (?:a )?(?:not a robot|human\
    |not a bot).{0,20}
    (?:human|bot|browser) (?:verification|check|detection|challenge)
    security (?:check|verification|challenge).{0,20}
    captcha.{0,20}
    pardon our interruption.{0,5}
    bot verification
    checking (?:your|the) (?:browser|site).{0,60}
    ddos[- ](?:guard|protection).{0,30}
    unusual traffic.{0,60}
    let['’]s confirm you are human.?
    (?:nur )?einen moment.{0,20}
    sicherheitsüberprüfung.{0,20}
    zugriff (?:verweigert|gesperrt).?
    sind sie ein (?:roboter|mensch).{0,5}
    un (?:instant|momento).{0,20}
    vérification de sécurité.{0,20}
    accès (?:refusé|interdit|bloqué).?
    acceso (?:denegado|bloqueado).?
    accesso negato.?
    acesso negado.?
    vérifi(?:ez|cation) que vous.{0,40}
    (?:один момент|подождите|минуточку).{0,30}
    проверка (?:браузера|безопасности).{0,30}
    доступ (?:ограничен|запрещ[её]н|заблокирован).?
    вы (?:не )?робот.{0,3}
    перевірка (?:браузера|безпеки).{0,20}
    (?:しばらく|少々)お待ちください.{0,5}
    アクセス(?:が|は)?(?:拒否|制限|ブロック).{0,15}
    (?:ロボット|人間)(?:では|である).{0,20}
    セキュリティ(?:チェック|確認).{0,10}
    잠시만 ?기다.{0,10}
    접근이? ?(?:거부|차단).{0,10}
    보안 ?(?:확인|검사).{0,10}
    로봇이 아닙.{0,10}
    请(?:稍候|稍等).{0,5}
    (?:安全|人机)(?:验证|检查).{0,10}
    (?:访问|存取)(?:被拒绝|受限|被阻止).{0,10}
    """
)

CHALLENGE_BODY: Final = one_of(
    r"""
    enable javascript and cookies to continue
    checking (?:if the site connection is secure|your browser before)
    verify(?:ing)? (?:that )?you are (?:a )?(?:human|not a robot|not a bot)
    unusual (?:traffic|activity) from your
    (?:ray id|reference (?:id|#)|incident id|request id)\s*[:#]?\s*[#\w.-]{6,}
    (?:confirm|prove) (?:that )?you(?:['’]re| are) (?:not a robot|human|not a bot)
    you don['’]t have permission to access
    have been blocked
    """
)

RATE_LIMIT: Final = one_of(
    r"""
    (?:error |http )?429.{0,30}
    (?:error:? )?too many requests.{0,20}
    (?:you(?:['’]ve| have) (?:been |hit the )?)?rate[- ]limit(?:ed)?(?: (?:exceeded|reached))?.?
    request limit (?:exceeded|reached).?
    slow down.?
    you(?:['’]re| are) (?:going|browsing) too fast.{0,10}
    zu viele (?:anfragen|zugriffe).{0,10}
    trop de requêtes.{0,10}
    demasiadas (?:solicitudes|peticiones).{0,10}
    troppe richieste.?
    muitas (?:solicitações|requisições).{0,10}
    слишком много запросов.?
    забагато запитів.?
    (?:リクエスト|アクセス)(?:が|数が)(?:多すぎ|集中).{0,15}
    요청이 너무 많.{0,6}
    (?:请求|访问|操作)(?:过于|太)频繁.{0,15}
    """
)

OUT_OF_SERVICE: Final = one_of(
    r"""
    (?:error |http )?50[0234].{0,30}
    (?:internal )?server error
    bad gateway
    gateway time-?out
    service (?:temporarily )?unavailable.?
    (?:site |website )?(?:is )?(?:down for|under|scheduled) (?:scheduled )?maintenance.?
    we(?:['’]ll| will) be (?:right )?back(?: soon)?.?
    wartungsarbeiten
    site en maintenance
    en mantenimiento
    технические работы.{0,20}
    メンテナンス中.{0,10}
    점검 ?중.{0,5}
    系统维护中?
    """
)

SIGN_IN: Final = one_of(
    r"""
    (?:please )?(?:log|sign)[ -]?in(?: (?:to|or) .{0,50})?
    login
    anmelden
    einloggen
    se connecter
    connexion
    iniciar sesión
    accedi
    entrar
    вход
    войти
    увійти
    ログイン
    로그인
    登录
    登入
    """
)

SEARCH: Final = one_of(
    r"""
    search(?: results)?(?: (?:for|of)\b.{0,80}|:.{0,80})?
    \d* ?results for .{0,80}
    suchergebnisse.{0,60}
    résultats? de (?:la )?recherche.{0,60}
    resultados de (?:la )?búsqueda.{0,60}
    результаты поиска.{0,60}
    (?:.{0,40}の)?検索結果.{0,20}
    검색 ?결과.{0,20}
    搜索结果.{0,20}
    """
)

CONSENT: Final = one_of(
    r"""
    before you continue(?: to .{1,60})?
    (?:manage |about |set )?your (?:privacy|cookies?|data)(?: (?:choices?|matters?|settings?|preferences\
    |options|consent|is important.{0,20}|and .{0,30}|on .{0,30}))?
    (?:we|.{1,40}) (?:value|care about|respect|protect)s? your (?:privacy|data).{0,40}
    (?:cookies?|privacy|consent|tracking)(?: (?:&|and) (?:cookies?|privacy|consent))? (?:consent|settings\
    |preferences|choices|notice|wall|options|manager)
    (?:please )?(?:accept|allow|enable|agree to) (?:all |the |our )?(?:use of )?cookies.{0,40}
    (?:we|this (?:web)?site|.{1,40}) uses? cookies.{0,60}
    consent(?: required)?
    (?:please )?(?:choose|select|confirm) how .{0,30}(?:data|cookies|read).{0,20}
    wir (?:respektieren|schätzen|verwenden|nutzen|brauchen|benötigen|achten).{0,40}(?:privatsphäre|cookies\
    |zustimmung|einwilligung|daten).{0,40}
    (?:ihre |deine )?(?:privatsphäre|datenschutz|cookie)-?\s?(?:einstellungen?|auswahl|hinweise?)
    (?:mit werbung|weiter mit).{0,40}(?:lesen|nutzen|weiterlesen).{0,20}
    (?:ihre |deine )?(?:zustimmung|einwilligung).{0,40}
    ihre privatsphäre.{0,30}
    wie möchten sie .{0,40}(?:lesen|nutzen).{0,10}
    (?:nous |.{1,30} )?respect(?:ons|e) votre vie privée.{0,20}
    votre vie privée.{0,40}
    (?:gestion|paramètres|préférences) (?:des|de) (?:cookies|confidentialité)
    vos (?:choix|données|préférences).{0,40}
    continuer sans accepter.{0,5}
    ce site utilise des cookies.{0,30}
    accepter les cookies.{0,40}
    (?:nosotros )?(?:valoramos|respetamos|nos importa|cuidamos) (?:su|tu) privacidad.{0,20}
    (?:su|tu) privacidad.{0,40}
    (?:configuración|aviso) de (?:cookies|privacidad)
    (?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)) cookies.{0,40}
    (?:rispettiamo )?la (?:tua|vostra) privacy.{0,40}
    (?:a )?sua privacidade.{0,40}
    valorizamos (?:a )?sua privacidade.{0,10}
    je privacy.{0,30}
    .{0,30}gebruikt cookies.{0,30}
    cenimy .{0,20}prywatność.{0,20}
    .{0,30}prywatnoś.{0,30}
    (?:мы|сайт) (?:используем|использует) (?:файлы )?(?:cookie|куки).{0,40}
    согласие на .{0,60}
    (?:ваша )?(?:конфиденциальность|приватность).{0,30}
    ми використовуємо .{0,10}cookie.{0,20}
    (?:cookie|クッキー|プライバシー|データ).{0,16}(?:設定|同意|使用|選択|許可).{0,16}
    (?:쿠키|개인정보).{0,12}(?:설정|동의|사용|선택).{0,12}
    (?:cookie|隐私|隱私).{0,12}(?:设置|设定|同意|选择|設定).{0,12}
    """
)

CONSENT_WORDS: Final = (
    one_of(
        r"""
        \bcookies?\b
        クッキー
        쿠키
        куки
        \btrackers?\b
        \btraceurs?\b
        """
    ),
    one_of(
        r"""
        \b(?:partners?|vendors?|partnern?|partenaires|socios|fornitori|parceiros|партн[её]р\w*)\b
        パートナー
        파트너
        合作伙伴
        """
    ),
    one_of(
        r"""
        \b(?:consent\w*|einwillig\w*|zustimm\w*|consent[ei]\w*|consentim\w*|соглас\w+|zgod[aęy])\b
        同意
        동의
        """
    ),
    one_of(
        r"""
        personali[sz]ed (?:ad|content)
        personalisierte
        personnalis
        personaliz
        персонализ
        パーソナライズ
        맞춤형
        个性化
        """
    ),
    one_of(
        r"""
        (?:store|access|read)\b.{0,30}\binformation on (?:a|your)
        informationen auf (?:einem|ihrem)
        legitimate interest
        berechtigte[sn]? interesse
        intérêt légitime
        interés legítimo
        """
    ),
    one_of(
        r"""
        \b(?:accept|agree|reject|refuse|akzeptieren|ablehnen|accepter|refuser|aceptar|rechazar|accetta\w*\
        |aceitar|принять|отклонить)\b
        許可
        수락
        接受
        """
    ),
    one_of(
        r"""
        \b(?:privacy|privatsphäre|datenschutz|vie privée|privacidad|privacidade|конфиденциальн\w+|prywatnoś\w+)\b
        プライバシー
        개인정보
        隐私
        隱私
        """
    ),
    one_of(
        r"""
        personal data
        personenbezogene
        données personnelles
        datos personales
        dati personali
        dados pessoais
        персональн
        個人情報
        个人信息
        """
    ),
)

ACCEPT: Final = one_of(
    r"""
    (?:yes,? )?(?:i )?(?:accept|agree|allow|consent|got it|ok|okay|understood)(?: (?:all|and|to|&|cookies\
    |continue).{0,30})?
    (?:reject|decline|refuse)(?: all.{0,20})?
    manage(?: (?:options|preferences|cookies|choices|settings))?
    (?:alle |allen )?(?:akzeptieren|zustimmen|annehmen|ablehnen).{0,20}
    einverstanden
    (?:tout )?(?:accepter|refuser).{0,20}
    continuer sans accepter.{0,3}
    (?:aceptar|rechazar|aceito|aceitar|accetta|accetto|rifiuta)(?: (?:todo|todas|tutti|y).{0,20})?
    принять(?: вс[её])?.{0,15}
    соглас(?:ен|иться).{0,10}
    прийняти.{0,15}
    (?:すべて)?(?:同意|許可|受け入れ).{0,10}
    (?:모두 )?(?:동의|수락).{0,8}
    (?:全部)?(?:接受|同意).{0,8}
    akceptuj.{0,20}
    accepteer.{0,20}
    akkoord
    """
)

PAYWALL: Final = (
    one_of(
        r"""
        \b(?:subscribe|sign (?:in|up)|log ?in|register|join|become a (?:member|subscriber)|create (?:an|a free\
        ) account|upgrade|start your trial)\b[^.!?]{0,60}\b(?:to|and)\b[^.!?]{0,24}(?:continue reading\
        |keep reading|read on\b|read (?:the|this) (?:full|rest|whole|entire|article|story)|read this (?:article\
        |story)|unlock|full access|access this|see the (?:full|rest)|finish reading)
        """
    ),
    one_of(
        r"""
        \bto (?:continue|keep|finish) reading\b[^.!?]{0,60}(?:subscri|register|sign|log|account|member|choose)
        (?:unlock|access) (?:this|the|our) (?:full )?(?:article|story|analysis)
        """
    ),
    one_of(
        r"""
        \b(?:this|the (?:full|rest of (?:this|the))|full)\b[^.!?]{0,24}\b(?:article|story|content|analysis\
        |report|post|text)\b[^.!?]{0,24}\b(?:only|exclusive(?:ly)?|reserved|available|is for\
        )\b[^.!?]{0,24}(?:subscribers?|members|premium|paying)
        \b(?:subscriber|member)s?[- ](?:only|exclusive)\b
        \bonly (?:for|available to) (?:subscribers|members)
        \bexclusive to (?:subscribers|members)
        """
    ),
    one_of(
        r"""
        \balready (?:a |have a |an? )?(?:subscriber|member|subscription|subscribed|registered)\b
        \bhave (?:an )?account\?
        """
    ),
    one_of(
        r"""
        \byou(?:['’]ve| have) (?:reached|read|used|hit)\b[^.!?]{0,40}\b(?:free|article|limit|monthly)\b
        """
    ),
    one_of(
        r"""
        nur für abonnent
        (?:artikel|inhalt)\w* (?:ist )?(?:exklusiv )?(?:für|nur für) (?:abonnent|plus)
        (?:jetzt )?(?:weiterlesen|lesen) mit [^.!?]{0,30}(?:abo\b|plus|premium)
        diesen artikel (?:weiter)?lesen
        um (?:diesen artikel )?weiterzulesen
        """
    ),
    one_of(
        r"""
        bereits (?:abonnent|digital-?abonnent|registriert|kunde)
        déjà abonné
        ya eres suscriptor
        già abbonato
        já é assinante
        уже (?:есть подписка|подписаны)
        既に会員
        すでに会員
        会員の方は
        이미 구독
        已(?:经)?(?:是会员|订阅)
        """
    ),
    one_of(
        r"""
        réservée?s? (?:aux|à nos) abonnés
        abonnez-vous pour
        il vous reste [^.!?]{0,24}de cet article
        la suite (?:de cet article )?est réservée
        pour lire la suite
        """
    ),
    one_of(
        r"""
        (?:exclusivo|solo|sólo) para suscriptores
        suscríb(?:ete|ase) para (?:seguir|continuar|leer)
        riservato agli abbonati
        abbonati per (?:leggere|continuare)
        (?:exclusivo|apenas) para assinantes
        assine para (?:ler|continuar)
        """
    ),
    one_of(
        r"""
        (?:только|доступ\w*) (?:для |по )?подпис(?:чик|к)
        оформ(?:ите|ить) подписку
        чтобы (?:продолжить чтение|читать дальше|прочитать)
        лише для передплатників
        оформіть передплату
        """
    ),
    one_of(
        r"""
        (?:有料)?会員限定
        有料記事
        残り\s*[:：]?\s*[\d,]+\s*(?:文字|字)
        (?:続き|全文)(?:を|は)[^。]{0,20}(?:読む|お読み|ご覧)
        (?:ログイン|登録)(?:して|すると)[^。]{0,12}(?:続き|全文)
        """
    ),
    one_of(
        r"""
        (?:유료|구독자|회원) ?전용
        (?:로그인|구독)[^.]{0,15}(?:계속|전문|이어)
        (?:订阅|登录|注册|登入)[^。]{0,10}(?:继续阅读|阅读全文|查看全文)
        会员专享
        付费(?:阅读|内容)
        剩余[^。]{0,10}%
        """
    ),
)

NEEDS_SCRIPT: Final = one_of(
    r"""
    (?:enable|turn on|activate|requires?|need|without|with|allow) [^.]{0,30}\bjavascript
    javascript [^.]{0,40}(?:disabled|required|enabled|enable|off)
    javascript[^.]{0,40}(?:aktivieren|aktivier|activ|habilit|attiv|включ|увімк|有効|활성|启用|啟用|开启)
    (?:aktivieren|activez|active|habilite|attiva|включите|увімкніть|启用)[^.]{0,30}javascript
    """
)

LOADING: Final = one_of(
    r"""
    (?:loading|lädt|chargement|cargando|caricamento|carregando|загрузка|завантаження|読み込み中|로딩|加载中\
    )[\s.…]*
    """
)
