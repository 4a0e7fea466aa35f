"""How a page words it that there is more to read, and for whom."""

from __future__ import annotations

from typing import Final

from monitor.text.words import one_of

PAYWALLED: Final = one_of(
    r"""
    (?:please )?(?:subscribe|sign (?:in|up)|register|log ?in|join)(?: now)? \
    to (?:read|continue|keep reading|unlock|view|see)\b.{0,50}
    (?:subscribers?|members?)[ -](?:only|exclusive)(?: (?:article|content|story))?
    (?:this (?:article|content) is )?(?:exclusively )?(?:only )?for (?:our )?subscribers(?: only)?
    (?:nur|exklusiv) für abonnent(?:en|innen).{0,30}
    (?:article |contenu )?réservé (?:aux|à nos) abonnés
    abonnez-vous pour lire.{0,40}
    (?:contenido |artículo )?(?:exclusivo|solo|sólo) para suscriptores
    suscríb(?:ete|ase) para (?:leer|continuar|seguir).{0,40}
    (?:contenuto |articolo )?riservato agli abbonati
    (?:conteúdo |artigo )?exclusivo para assinantes
    (?:материал |статья )?(?:только )?(?:для подписчиков|по подписке)
    (?:матеріал |стаття )?(?:лише |тільки )?(?:для передплатників|за передплатою)
    (?:有料)?会員限定(?:記事)?
    (?:유료 ?)?(?:회원|구독자) ?(?:전용|한정)(?: 기사)?
    (?:会员专享|订阅后阅读|登录后阅读)
    """
)
"""Titles of pages that are shown in an article's place to who may not read it."""

RESERVED: Final = one_of(
    r"""
    \b(?:this|the (?:full|rest of (?:this|the|our))|the remainder of this|full)\b (?:premium )?(?:article|story\
    |content|analysis|report|post|text\
    |interview)\b[^.!?]{0,24}\b(?:only|exclusive(?:ly)?|reserved|is for|available (?:only )?(?:to|for))\b[^.!?]{0,24}\
    (?:subscribers?|members|premium|paying)
    \bto (?:read|continue reading|see|finish) (?:the (?:full|rest|whole|entire|remaining)\
    |this)\b[^.!?]{0,30}[,:]? (?:please )?\b(?:subscribe\
    |become|join|sign|log|register|create|upgrade|start)\b
    \b(?:become a (?:paid )?(?:member|subscriber)|subscribe|upgrade(?: to paid)?|join|register|sign (?:in|up)\
    |log ?in|create a free account)\
    \b[^.!?]{0,24} (?:to|and) (?:(?:continue|keep) reading(?! [^.!?]{0,40}\b(?:news|free|independent\
    |journalism))|read (?:the (?:full|rest|whole|entire|remaining)\
    |this (?:article|story|post))|unlock)
    \b(?:diese[rns]?|der (?:ganze|vollständige|gesamte|komplette))\b[^.!?]{0,12}(?:artikel|text|beitrag\
    |inhalt)\b[^.!?]{0,40}\b(?:nur (?:für|mit)|exklusiv für|abonnent\w* vorbehalten|mit (?:einem )?abo)\b
    \b(?:weiterlesen|ganzen artikel|vollständigen artikel\
    |artikel weiter)\b[^.!?]{0,30}\b(?:mit [^.!?]{0,20}(?:abo|plus|premium)|registrier|anmeld)
    \bmit (?:[\w+]{1,20} )?[\w-]{0,20}(?:plus|abo|premium|\+) (?:weiter|jetzt |hier )?lesen
    \b(?:article|contenu|suite)\b[^.!?]{0,30}\bréservée?s? (?:aux|à nos)
    \bil vous reste\b[^.!?]{0,24}\bà (?:lire|découvrir)
    \b(?:est[ea]|el resto del?) (?:artículo|contenido|noticia|texto)\b[^.!?]{0,30}\b(?:exclusiv|solo|sólo\
    |reservad|suscriptores)
    \bpara (?:seguir|continuar) leyendo\b[^.!?]{0,40}\b(?:suscr|reg[ií]str|inici)
    \b(?:suscr[ií]b|reg[ií]str|hazte)\w*[^.!?]{0,30}\bpara (?:seguir|continuar) leyendo
    \b(?:quest[oa]|il resto dell['’])\s?(?:articolo|contenuto)\b[^.!?]{0,30}\b(?:riservat|esclusiv|abbonat)
    \b(?:contenido|artículo|noticia)s?\b[^.!?]{0,20}\b(?:exclusiv[ao]s? )?(?:para|solo|sólo\
    |reservad[ao] a)\b[^.!?]{0,16}\b(?:suscriptor|socio|abonad)\w*
    \b(?:sigue|siga|continúa|continúe) leyendo\b[^.!?]{0,40}\b(?:suscr|reg[ií]str|cuenta|€)
    \b(?:contenuto|articolo)\b[^.!?]{0,20}\b(?:riservat[oa]|esclusiv[oa]|premium\
    |solo)\b[^.!?]{0,16}\b(?:abbonat|iscritt)
    \bper (?:continuare a leggere|leggere (?:tutto|l['’]articolo))\b[^.!?]{0,30}\b(?:abbon|registr|acced)
    \b(?:este|esta) (?:artigo|conteúdo|matéria|reportagem)\b[^.!?]{0,30}\b(?:exclusiv|apenas|reservad|assinantes)
    \bpara continuar (?:a ler|lendo)\b[^.!?]{0,30}\b(?:assin|regist|cadastr|faça)
    \b(?:dit artikel|lees verder|verder lezen)\b[^.!?]{0,30}\b(?:abonnee|alleen voor|abonnement|word lid|exclusief)
    \b(?:den här artikeln|läs vidare)\b[^.!?]{0,30}\b(?:prenumerant|logga in|bli medlem|låst)
    \b(?:dalsz[ay] część|reszta|pozostał[ao]|ten) (?:artykuł\w*|tekst\w*|części\
    |materiał\w*)\b[^.!?]{0,30}\b(?:tylko|wyłącznie|dla|prenumerat|subskry)
    \b(?:aby|żeby|by) (?:czytać dalej|przeczytać (?:cał|dalsz))\w*
    \b(?:tento článek|celý článek)\b[^.!?]{0,30}\b(?:předplatitel|jen pro)
    (?:полный текст|продолжение|эта статья|этот материал|весь текст|остальное)[^.!?]{0,30}(?:подписчик\
    |по подписке|для зарегистрированных)
    (?:повний текст|продовження|ця стаття|цей матеріал)[^.!?]{0,30}(?:передплатник|за передплатою|підписник)
    (?:هذا المقال|لقراءة (?:بقية|المقال|كامل)|للمشتركين فقط)[^.!؟]{0,30}
    (?:この|本)(?:記事|コンテンツ)は[^。]{0,14}(?:会員|購読者|有料)
    残り\s*[:：]?\s*[\d,０-９，]+\s*(?:文字|字)
    (?:会員|登録|購読|ログイン)[^。]{0,12}(?:続き|全文)(?:を|が|は|も)?[^。]{0,10}(?:読|お読み|ご覧)
    (?:이|본) (?:기사|콘텐츠|글)[은는][^.]{0,20}(?:유료|구독|회원|프리미엄)
    (?:구독|로그인|가입)(?:하시면|하면|후|하고)[^.]{0,10}(?:전체|나머지|계속|전문)
    (?:本文|此文|该文|本篇|文章)[^。]{0,8}(?:仅限|僅限|仅对|为|為)[^。]{0,8}(?:会员|會員|订阅|訂閱|付费|付費)
    (?:剩余|剩餘|还有|還有|余下)[^。]{0,10}(?:%|％|字|内容)[^。]{0,16}
    """
)
"""Notices that name this text, or what is left of it, and who alone may read it."""

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
