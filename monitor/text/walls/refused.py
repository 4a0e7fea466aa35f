"""How a page words it that the visitor is tested, turned away, or asks too often."""

from __future__ import annotations

from typing import Final

from monitor.text.words import one_of

CHALLENGE: Final = one_of(
    r"""
    just a moment.{0,10}
    one moment(?:,? please)?.{0,5}
    please wait.{0,40}
    attention required!?.{0,20}
    access (?:to this (?:page|site|website) )?(?:has been |was |is )?(?:denied|blocked|restricted)[.!]?
    (?:403 )?forbidden
    (?:error|http) 403\b.{0,20}
    403(?:\W+(?:forbidden|access|denied|client|error|fehler|erreur|verboten|interdit|zugriff).{0,20})?
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
    (?:error|http) 429\b.{0,30}
    429(?:\W+(?:too many|rate|client|error|requests?|zu viele|trop de|limit).{0,30})?
    (?:error:? )?too many requests.{0,20}
    (?:you(?:['’]ve| have) (?:been |hit the )?)?rate[- ]limit(?:ed)?(?: (?:exceeded|reached))?.?
    request limit (?:exceeded|reached).?
    slow down.?
    you(?:['’]re| are) (?:going|browsing) too fast.{0,10}
    zu viele (?:anfragen|zugriffe).{0,10}
    trop de requêtes.{0,10}
    (?:trop de|limite de|nombre maximal de) (?:requêtes|demandes|visites|pages|consultations).{0,30}
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

RATE_LIMIT_SAID: Final = one_of(
    r"""
    \b(?:too many|unusual(?:ly)? (?:high )?(?:number|amount|volume) of|high (?:number\
    |volume) of) requests[^.!?]{0,40}(?:from|in|by)\b
    \b(?:request|rate|page) limit\b[^.!?]{0,30}\b(?:reached|exceeded)
    \breached (?:the|your) limit of (?:pages|requests|views)\b[^.!?]{0,40}\b(?:minutes?|hours?|seconds?)
    \bzu (?:viele|häufig)\w*[^.!?]{0,30}(?:anfragen|aufrufe|zugriffe|seiten)\b
    \b(?:anfragen|seitenaufrufe|zugriffe)\b[^.!?]{0,60}\b(?:ihre[rms]? (?:ip|netz|anschluss|adresse|verbindung)\
    |kurzer zeit|begrenzt)
    \btrop (?:de (?:requêtes|pages|demandes|connexions|consultations)|(?:vite|rapidement|souvent|fréquemment))\b
    \b(?:nombre|limite|volume|quota)\b[^.!?]{0,30}\b(?:requêtes|pages|demandes|consultations)\b[^.!?]{0,60}\
    \b(?:atteint|dépass|autorisé|depuis votre|excess|anormal|élevé)
    \b(?:limite|nombre) (?:de|maximal de) (?:requêtes|pages)\b[^.!?]{0,40}(?:atteinte?|dépassée?)
    \bdemasiad[ao]s (?:solicitudes|peticiones|visitas|páginas)\b
    \b(?:límite|número) (?:máximo )?de (?:solicitudes|peticiones|páginas)\b[^.!?]{0,40}(?:alcanzado|superado\
    |excedido)?
    \btropp[ei] (?:richieste|pagine|accessi)\b
    \bmuit[ao]s (?:solicitações|requisições|pedidos|acessos)\b
    \bte veel (?:verzoeken|aanvragen|pagina)
    \bför många (?:förfrågningar|anrop)
    \b(?:zbyt|za) (?:wiele|dużo) (?:zapytań|żądań|odwołań)
    \bpříliš mnoho požadavků
    \bçok (?:fazla|sayıda) istek
    слишком (?:много|часто)[^.!?]{0,30}(?:запрос|обращени|страниц)
    (?:забагато|занадто багато|надто багато)[^.!?]{0,20}(?:запит|звернен)
    (?:عدد كبير|الكثير) من الطلبات
    (?:短時間|大量|多数)[^。]{0,16}(?:アクセス|リクエスト)[^。]{0,30}(?:制限|受け付け|検出|ありました|確認)
    (?:アクセス|リクエスト)[^。]{0,20}(?:一時的に|回数|頻度)[^。]{0,12}制限
    (?:짧은 시간|단시간|많은)[^.]{0,20}(?:요청|접속)[^.]{0,30}(?:제한|차단|감지)
    (?:请求|訪問|访问|操作)[^。]{0,10}(?:过于频繁|太频繁|過於頻繁|次数过多|超过限制)
    """
)
"""Sentences that tell a visitor of the pace of the requests; looked for where little else is said."""
