"""Words by which a house asks its readers for something: for their stories, their address, their money, to follow it.

One pattern of whole sentences for each kind. Verbs stand in the imperative, and what is asked for is the house's own:
where an author reports of such things, the same words stand in other forms.
"""

from __future__ import annotations

import re

from monitor.text.words import one_of

_PLACE = (
    r"(?:facebook\w*|instagram\w*|whats?\s?app|telegram|youtube|tiktok|twitter|x|bluesky|threads|linkedin|mastodon"
    r"|(?:google|apple|samsung)(?: ?(?:news|play|actualités|noticias|notícias|haberler\w*|новости|новини|discover"
    r"|search))?|viber|signal|discord|flipboard|snapchat|pinterest|messenger|spotify|sounds|feedly|msn|yahoo|reddit|twitch"
    r"|line|naver|네이버|카카오톡|вконтакте|вк|дзен\w*|одноклассник\w+|телеграмі?|фейсбуц?і?к?|ютуб\w*|youtube-?канал\w*)"
)
_MAIL = r"[\w.+-]+@[\w-]+\.[\w.-]+"
_JOIN_RU = r"подпи(?:сывайтесь|шитесь|шись|саться)"
_JOIN_UK = r"підпи(?:суйтесь|шіться|шись|сатися)"
_LETTER = (
    r"(?:(?:e-?mail )?newsletters?|mailing list|inbox|(?:morning|evening|daily|weekly|news|our|free) (?:\w+ )?"
    r"(?:e-?mails?|briefings?|bulletins?|digests?|round-?ups?|alerts?|updates?))"
)

CALLS = one_of(
    r"""
    get in touch\b.{0,40}\b(?:by e-?mail\w*|at|via|on)\b.{0,80}|you can (?:also )?(?:get in touch|contact us\
    |reach us)\b.{0,80}
    send (?:us )?your .{1,40} to \S{0,30}@.{0,40}|if you(?: would|['’]d) like to (?:submit|respond|contribute)\b.{0,160}
    .{0,16}お問い合わせはこちら|.{0,12}추천해 ?주세요
    (?:please )?tell us (?:about |what |how |in )?(?:your|you|the comments)\b.{0,100}
    (?:please )?share your (?:experiences?|stor(?:y|ies)|views?|thoughts|opinions?|photos?|pictures|memories)\b.{0,100}
    (?:please )?send (?:us )?(?:your |any |a )?(?:news |story |confidential )?(?:tips?|letters?|photos?|pictures\
    |stories)\b.{0,100}
    (?:you can )?(?:contact|reach|e-?mail|message|tip|write to) (?:him|her|them|(?:the|our) (?:reporters?|authors?\
    |writers?|journalists?|newsroom|editors?|news desk))\b.{0,120}
    (?:please )?include (?:a|your) .{0,20}(?:phone|contact|telephone|mobile) .{0,140}
    if you are reading this page and can['’]t see .{0,160}
    (?:do you )?have (?:a )?(?:story|news|tips?|feedback|letter) (?:for us|to share|idea)\b.{0,80}
    (?:we want|we['’]d (?:like|love)) to hear (?:from you|your)\b.{0,80}
    (?:melden|wenden) sie sich .{0,20}(?:redaktion|reportern?)\b.{0,80}
    情報(?:提供)?(?:は|を).{0,12}(?:こちら|お寄せ|お待ち).{0,12}|(?:ご意見|ご感想|体験談|取材依頼).{0,12}(?:お寄せ\
    |お送り|お聞かせ).{0,12}
    (?:기사 ?)?제보(?:는|하기|하실|를|:|：|\s*[-–]).{0,60}(?:보내|주세요|바랍니다|@|카카오톡|전화).{0,40}\
    |.{0,20}제보를? ?(?:기다립니다|받습니다)
    (?:欢迎|歡迎).{0,12}(?:新闻线索|爆料|投稿|线索).{0,40}|(?:新闻)?爆料(?:热线|电话|邮箱).{0,40}
    """
)
"""Calls for readers' stories, hints and letters."""

LETTERS = one_of(
    rf"""
    .{{0,60}}\bunser(?:en|em)? newsletter\b.{{0,60}}|toda la (?:información|actualidad)\b.{{0,40}}\b(?:tu correo\
    |tu bandeja)\b.{{0,40}}
    [^,.]{{0,50}}: iscriviti alla (?:nostra )?newsletter\b.{{0,40}}|(?:get|be) notified (?:when|about|of)\b.{{0,60}}
    (?:to .{{1,40}},? |you can |click here to |please )?(?:sign ?up|subscribe|register)\b.{{0,60}}\b{_LETTER}\b.{{0,80}}
    (?:get|receive|have) .{{0,90}}\b(?:inbox|newsletters?|by e-?mail|to your e-?mail)\b.{{0,60}}
    this (?:article|story|piece|column|report) (?:is|was|first appeared|appeared|originally appeared) .{{0,30}}\
    \bnewsletter\b.{{0,40}}
    enter your e-?mail(?: address)? .{{0,60}}
    (?:jetzt |hier )?(?:(?:melden|tragen|abonnieren|bestellen|holen) sie|melde dich\
    |abonniere)\b.{{0,50}}(?:newsletters?|briefing|mailingliste)\b.{{0,80}}
    (?:das wichtigste|alles|die|täglich|jeden)\b.{{0,60}} (?:in|per) (?-i:Ihre?[mn]?\
    |deine?[mn]?) (?:e-?mail-?)?(?:postfach|posteingang|mail)\b.{{0,40}}
    (?:inscrivez-vous|abonnez-vous|recevez)\b.{{0,80}}(?:newsletter|lettre|infolettre|boîte|mail|courriel)\b.{{0,60}}
    (?:suscríb\w+|apúnt\w+|recib[ea]|regístr\w+)\b.{{0,80}}(?:newsletter|bolet[ií]n\w*|correo|bandeja|buzón)\b.{{0,60}}
    (?:iscriviti|abbonati|ricevi)\b.{{0,80}}(?:newsletter|mail|posta)\b.{{0,60}}
    (?:inscreva-se|assine|cadastre-se|receba)\b.{{0,80}}(?:newsletter|boletim|e-?mail)\b.{{0,60}}
    (?:meld je|schrijf je|abonneer|ontvang)\b.{{0,80}}(?:nieuwsbrief|nieuwsbrieven|mailbox|inbox|mail)\b.{{0,60}}
    (?:anmäl dig|prenumerera|skriv upp dig|få)\b.{{0,80}}(?:nyhetsbrev\w*|inkorg\w*|mejl\w*)\b.{{0,60}}
    (?:zapisz się|zasubskrybuj|subskrybuj|otrzymuj)\b.{{0,80}}(?:newsletter\w*|biuletyn\w*|skrzynk\w+)\b.{{0,60}}
    (?:přihlaste|přihlásit|odebírejte|dostávejte)\b.{{0,80}}(?:newsletter\w*|e-?mail\w*)\b.{{0,60}}
    (?:{_JOIN_RU}|получайте)\b.{{0,60}}(?:рассылк\w+|почт\w+)\b.{{0,60}}
    (?:{_JOIN_UK}|отримуйте)\b.{{0,60}}(?:розсилк\w+|пошт\w+)\b.{{0,60}}
    .{{0,30}}(?:メールマガジン|メルマガ|ニュースレター).{{0,8}}(?:登録|購読|配信)?(?:はこちら|する|してください)
    .{{0,30}}(?:뉴스레터|메일링).{{0,12}}(?:(?:구독|신청)(?:하기|하세요|해 ?주세요)|받아 ?보세요)
    (?:欢迎|点击|立即|请)?(?:订阅|訂閱)(?:我们|我們|本报|本刊).{{0,12}}(?:简报|通讯|电子报|電子報|邮件).{{0,12}}
    """
)
"""Calls to have a newsletter sent."""

CHANNELS = one_of(
    rf"""
    (?:keep up|catch up|stay up to date|stay informed)\b.{{0,60}}\b(?:following us|subscribing|our \w+)\b.{{0,60}}
    follow (?:him|her|them|me) (?:on|at) .{{1,40}}|pour ne rien (?:manquer|rater)\b.{{0,60}}
    sigue toda la (?:información|actualidad)\b.{{0,80}}|entre no (?:nosso )?(?:grupo|canal)\b.{{0,60}}\
    |lees ook\b.{{0,80}}
    {_JOIN_RU} на нас\b.{{0,40}}|больше \w+ в наш\w+ .{{1,40}}|слідкуйте за нами\b.{{0,40}}\
    |більше \w+ у наш\w+ .{{1,40}}
    .{{0,12}}구독하기|更多.{{0,20}}(?:下载|关注|扫码).{{0,20}}
    (?:(?:listen|watch|read|like|subscribe|download|sign up|click)\b.{{0,60}} and )?follow (?!these|this\b\
    |the (?:steps|instructions|advice|rules)).{{1,60}} (?:on|via) (?:(?:our|its)\
    \s)?{_PLACE}(?:(?:,| and| or|,? and on| or on| &) (?:on )?{_PLACE})*(?:(?:,| for| to| @).{{0,80}})?
    (?:follow|join|subscribe to|click (?:here|the link).{{0,20}}|tap .{{0,20}}|check out|watch .{{0,40}} on) .{{0,30}}\
    \b(?:whatsapp|telegram|youtube|viber|discord|facebook|instagram) (?:channels?|groups?|community|page\
    |chat)\b.{{0,80}}
    (?:for|to (?:get|read|see)) (?:more|the latest|all the latest|breaking)\b.{{0,60}}, (?:follow|like|join|subscribe\
    |download|sign up|check|visit|head|click|tap)\b.{{0,100}}
    (?:like|find|connect with|visit) us on {_PLACE}\b.{{0,80}}
    (?:add|set|make|choose) .{{1,40}} (?:as )?(?:a |your )?preferred source\b.{{0,40}}
    (?:download|get|install|try|read .{{0,20}} (?:in|on)) (?:our|the .{{1,30}}) (?:free |new |mobile |news )*apps?\
    (?: (?:for|on|from|to|and|today|now)\b.{{0,90}})?
    (?:stay|keep) (?:up to date|informed|connected|on top|in touch)\b.{{0,60}}\b(?:with us|our|{_PLACE})\b.{{0,40}}
    (?:listen|subscribe) to .{{1,60}}\b(?:podcasts?|radio|episodes?|on sounds)\b.{{0,80}}
    (?:listen|subscribe) (?:wherever|on {_PLACE})\b.{{0,80}}
    (?:jetzt |hier )?(?:folgen?|folgt|abonnieren|abonniert|besuchen)(?: sie)? (?:uns|dem\
    |unser\w*)\b.{{0,40}}{_PLACE}\b.{{0,80}}
    (?:jetzt |hier )?unsere (?:\w+-)?app\b.{{0,20}}\b(?:herunterladen|laden|installieren|holen|testen)\b.{{0,60}}
    (?:laden|holen|installieren) sie (?:sich )?(?:jetzt )?(?:hier )?unsere .{{0,12}}app\b.{{0,60}}
    (?:suivez|retrouvez|rejoignez)(?:-(?:nous|la|le))?\b.{{0,40}}{_PLACE}\b.{{0,60}}
    téléchargez (?:notre|l['’]) ?(?:appli(?:cation)?)\b.{{0,60}}
    (?:síguenos|síganos|sigue a|únete|puedes seguir|encuéntranos|entra en nuestro)\b.{{0,60}}{_PLACE}\b.{{0,80}}
    (?:descarga|bájate|instala)\b.{{0,12}} (?:nuestra|la) (?:app|aplicación)\b.{{0,60}}
    (?:segui(?:ci)?|unisciti|entra nel|iscriviti)\b.{{0,60}}{_PLACE}\b.{{0,60}}|scarica (?:la nostra\
    |l['’]) ?app\b.{{0,60}}
    (?:siga|clique aqui|acompanhe|participe|entre no nosso|curta)\b.{{0,60}}{_PLACE}\b.{{0,60}}|baixe (?:o nosso|nosso\
    |o) (?:app\
    |aplicativo)\b.{{0,60}}
    (?:volg|vind) ons\b.{{0,30}}{_PLACE}\b.{{0,60}}|(?:följ|gilla|hitta) oss\b.{{0,20}}{_PLACE}\b.{{0,60}}
    download (?:onze|de) .{{0,12}}app\b.{{0,40}}|ladda ner vår app\b.{{0,40}}
    (?:obserwuj|śledź|polub|dołącz)\b.{{0,30}}{_PLACE}\b.{{0,60}}|(?:sledujte|najdete) nás\b.{{0,20}}{_PLACE}\b.{{0,60}}
    (?:bizi )?{_PLACE}\S{{0,12}} .{{0,20}}(?:takip edin|katılın|abone olun)
    (?:{_JOIN_RU}|читайте|следите|вступайте|присоединяйтесь)\b.{{0,40}}(?:{_PLACE}|(?:telegram|телеграм)\S{{0,8}}\
    |соцсетях)\b.{{0,60}}
    (?:{_JOIN_UK}|читайте|стежте|долучайтесь|приєднуйтесь)\b.{{0,40}}(?:{_PLACE}|(?:telegram|телеграм)\S{{0,8}}\
    |соцмережах)\b.{{0,60}}
    (?:تابعنا|تابعونا|اشتركو?ا? في (?:نشرتنا|قناتنا)|انضمو?ا? إلى قناتنا|حمّ?ل تطبيقنا).{{0,60}}
    .{{0,12}}(?:LINE|公式|アプリ|YouTube|チャンネル).{{0,20}}(?:友だち追加(?:すると.{{0,20}})?|(?:フォロー\
    |ダウンロード|チャンネル登録)(?:は\
    |して|を).{{0,4}}(?:こちら|ください|お願いします))
    .{{0,12}}(?:네이버|카카오톡|유튜브|텔레그램|페이스북|채널).{{0,24}}(?:구독|추가|팔로우)(?:하기|하세요|해 ?주세요)
    (?:扫码|扫描二维码|掃碼|关注|關注).{{0,30}}(?:公众号|公眾號|客户端)
    """
)
"""Calls to follow the house elsewhere, to hear it, to install its application."""

SUPPORT = one_of(
    r"""
    (?:this|our|the .{1,40}['’]s|[^,.;:]{3,30}['’]s) (?:\w+ )?(?:coverage|reporting|journalism|newsroom)\b.{0,10}\
    (?:is|are|was|receives?|gets)\b.{0,20}\b(?:supported|funded|made possible|support|funding|grants?)\b.{0,80}
    [^,.;:]{3,40} is solely responsible for (?:all|its|the|this) content
    (?:please |you can )?(?:help |consider |to )*(?:support(?:ing)?|fund(?:ing)?|sustain|back) (?:our|us|this|the\
    |quality\
    |independent|local|free|nonprofit|public)\b.{0,40}\b(?:journalism|work|newsroom|reporting|reporters|media\
    |mission)\b.{0,80}
    (?:please )?(?:consider )?(?:mak(?:e|ing)|giv(?:e|ing)) (?:us )?(?:a|your) .{0,20}(?:donation|gift\
    |contribution)\b.{0,80}
    (?:we are|we['’]re|[^,.;:]{3,40} (?:is|are)) .{0,30}\b(?:reader-funded|(?:funded|supported|made possible|powered)\
    (?: entirely)? by (?:our )?(?:readers|listeners|viewers|(?:people|members|donors) like you))(?: like you\
    | and .{1,30})?
    (?:we are|we['’]re|[^,.;:]{3,40} is) (?:an? )?.{0,20}(?:nonprofit|non-profit|not-for-profit|independent)\
    (?: .{0,20})?\b(?:newsroom|news|journalism|outlet|publication|magazine|site|reporting)\b.{0,30}\
    \b(?:your|you|readers like you)\b.{0,80}
    (?:we|our \w+) (?:rely|relies|depend|depends) on\b.{0,40}\b(?:readers|you|your|subscribers)\b.{0,40}
    (?:reporting|journalism|stories|articles|coverage|news) like (?:this|these|ours) (?:is|are|depends?|relies|rely\
    |costs?|takes?|needs?)\b.{0,20}\b(?:paid|funded|supported|made|powered|possible|on|money|you|your)\b.{0,40}\
    \b(?:readers?|you|your|supporters|members|donors|subscribers|donations?)\b.{0,30}
    (?:please )?(?:give|donate|chip in|contribute|pledge)(?: (?:just|as little as|us))? [$€£]\s?\d[\d.,]*(?:\
    (?: a| per|/) ?(?:month|year|week|day))?(?: or more)?(?: (?:today|now|here))?
    (?:was|is) (?:this|it|our \w+)(?: \w+){0,2} (?:worth it|worth reading|useful to you|of value to you)\?
    your (?:gift|donation|contribution|support|membership|subscription) (?:will |can )?(?:helps?|makes?|keeps?|funds?\
    |supports?|powers?)\b.{0,80}
    (?:become|be) a .{0,20}(?:member|supporter|subscriber|patron|donor)(?: (?:today|now|for|from)\b.{0,60})?
    (?:please )?help (?:us )?(?:to )?(?:keep|make|protect|sustain)\b.{0,40}\b(?:journalism|reporting|newsroom\
    |news)\b.{0,40}
    (?:please )?donate(?: (?:now|today|here|to us|to keep|online)\b.{0,40})?
    (?:thank you|thanks) for (?:reading|supporting|subscribing|your support|signing up|visiting)\b.{0,60}
    unterstütz\w+ (?:sie |uns|unser\w*|unabhängig\w*|guten)\b.{0,40}(?:journalismus|redaktion|arbeit|spende)\b.{0,60}
    (?:ihre|deine|eure|mit ihrer|mit einer) spende\b.{0,80}|(?:solche|diese) (?:recherchen?|berichte?|artikel)\b.{0,60}\
    \b(?:leser\w*|spenden|mitglieder\w*|sie|ihnen|abonnent\w*)\b.{0,40}\b(?:möglich|finanziert|bezahlt|getragen)\b.{0,20}
    (?:jetzt )?(?:mitglied|unterstützer\w*|abonnent\w*) werden\b.{0,40}
    (?:cet article|nos (?:enquêtes|reportages|articles)|ce reportage)\b.{0,30}\b(?:grâce|possible|financ\w+)\b.{0,40}\
    \b(?:dons?|lecteurs|lectrices|abonnés|soutien|vous)\b.{0,20}
    (?:devenez|devenir) (?:membre|abonnée?|donateur)\b.{0,40}
    (?:este|nuestro|este tipo de) (?:periodismo|reportaje|artículo)s?\b.{0,30}\b(?:posible|gracias|depende\
    |financi\w+)\b.{0,40}\
    \b(?:lectores|lectoras|soci[oa]s|donaciones|ti|tu)\b.{0,20}|hazte (?:soci[oa]|suscriptor\w*|miembro)\b.{0,40}
    (?:este|o nosso|nosso) (?:jornalismo|conteúdo)\b.{0,30}\b(?:possível|graças|depende\
    |financi\w+|mantid\w+)\b.{0,40}\
    \b(?:leitores|assinantes|doações|apoiadores|você)\b.{0,20}
    (?:questo|il nostro) (?:giornalismo|articolo)\b.{0,30}\b(?:possibile|grazie|dipende\
    |finanziat\w+|sostenut\w+)\b.{0,40}\
    \b(?:lettori|abbonati|donazioni|sostenitori|te|voi)\b.{0,20}
    (?:この記事|私たちの報道|本紙の報道)は.{0,20}(?:読者|ご支援|寄付).{0,16}(?:支えられて|成り立って|よって).{0,12}
    (?:寄付|ご支援)(?:する|はこちら|をお願いします)
    (?:이 기사|저희 보도|독립 언론).{0,24}(?:후원|독자).{0,16}(?:만들어|덕분|힘으로).{0,12}
    .{0,12}후원(?:하기|해 ?주세요|금 ?보내기)
    soutenez\b.{0,20}(?:journalisme|rédaction|presse|nous|média|travail)\b.{0,60}
    (?:faites un don|votre don)\b.{0,80}
    (?:apoya|apoye|apóyanos|sostén)\b.{0,20}(?:periodismo|redacción|medio)\b.{0,60}|(?:haz|haga) (?:una donación|tu\
    \ donación)\b.{0,80}|tu (?:donación|apoyo)\b.{0,80}
    (?:apoie|apoia|ajude)\b.{0,20}(?:jornalismo|redação)\b.{0,60}|faça (?:uma|sua) doação\b.{0,60}
    (?:sostieni|sostenete)\b.{0,20}(?:giornalismo|redazione|lavoro)\b.{0,60}|fai una donazione\b.{0,60}
    steun (?:onze|ons|de|onafhankelijke)\b.{0,20}(?:journalistiek|redactie|werk)\b.{0,60}
    stöd (?:vår|oberoende)\b.{0,20}journalistik\b.{0,60}
    (?:wesprzyj|wspieraj)\b.{0,20}(?:dziennikarstwo|redakcj\w+|prac\w+)\b.{0,60}
    podpořte\b.{0,20}(?:žurnalistik\w+|redakc\w+|prác\w+)\b.{0,60}
    поддерж\w+\b.{0,30}(?:редакц\w+|журналист\w+|издание|нас|работу)\b.{0,60}
    підтрима\w+\b.{0,30}(?:редакц\w+|журналіст\w+|видання|нас|роботу)\b.{0,60}
    """
)
"""Appeals for money, memberships, and thanks for them."""

CONTACT = one_of(
    rf"""
    (?:please )?(?:e-?mail|write to|get in touch|contact|call|text|message|tell|send|share|let|upload\
    |reach)\b.{{0,140}}\
    (?:\b(?:us|our|newsroom|reporters?|know|comments?)\b|{_MAIL}).{{0,40}}
    (?:dann |bitte |jetzt )*(?:schreib\w*|meld\w*|schick\w*|erzähl\w*|kontaktier\w*|mailen?|teil\w*\
    |bericht\w*)\b.{{0,120}}
    (?:écrivez|contactez|racontez|envoyez|appelez|témoignez|signalez|partagez)\b.{{0,100}}
    (?:escr[ií]b\w*|cuénta\w*|contáct\w*|contacta|env[ií]\w+|avís\w*|póngase en contacto)\b.{{0,100}}
    (?:scriv\w+|contatta\w*|racconta\w*|invia\w*|segnala\w*)\b.{{0,100}}
    (?:escreva|conte|envie|entre em contato|mande|fale)\b.{{0,100}}
    (?:mail|tip|stuur|schrijf|laat het|neem contact|vertel)\b.{{0,100}}
    (?:mejla|tipsa|skriv|kontakta|hör av dig|berätta)\b.{{0,100}}
    (?:napisz|skontaktuj|prześlij|wyślij|daj nam|podziel)\b.{{0,100}}|(?:napište|pošlete|kontaktujte|dejte)\b.{{0,100}}
    (?:пишите|напишите|присылайте|сообщите|расскажите|звоните|свяжитесь|делитесь|выделите)\b.{{0,100}}
    (?:пишіть|напишіть|надсилайте|повідомте|розкажіть|телефонуйте|виділіть)\b.{{0,100}}
    """
)
"""How a reader can answer: by mail, telephone, a form. Elsewhere than below a question it may be an author's."""

BESIDE = one_of(
    r"""
    (?:see|read|find) (?:our|the|more|out more|original) ?(?:guidelines|article|about .{1,30}|here|details\
    |policy)?(?: .{1,20})?
    (?:sign up|subscribe|learn more|find out (?:more|how)|click|tap|join|more)(?: here| now| today| below)?(?: .{1,20})?
    (?:all |your )?(?:gifts?|donations?) (?:made |given )?.{0,30}\b(?:doubled|matched|tax-deductible)\b.{0,20}
    you can (?:unsubscribe|opt out|cancel)\b.{0,40}|by (?:signing|subscribing|clicking|registering)\b.{0,120}
    support (?:this|our|us|the) \w+|(?:help|support) us|newsletters?|no spam\b.{0,30}|it['’]?s free
    (?:hier|jetzt) (?:klicken|lesen|melden|mehr erfahren)|(?:jetzt|hier) .{0,20}|en savoir plus|más información\
    |saiba mais|подробнее
    """
)
"""What stands beside such calls and says nothing by itself."""

TOPIC = re.compile(
    r"(?i)\b(?:affected|tips?|stor(?:y|ies)|information|witness\w*|experience\w*|know (?:more|something)|seen|photos?"
    r"|pictures?|error|mistake|typo|betroffen\w*|article|artikel|artículo|articolo|artigo|hinweise?|fehler|erfahrung\w*|concern[ée]\w*|témoin\w*|erreur"
    r"|témoignage|afectad[oa]s?|información|error|testigo|segnalazion\w*|errore|notizia|informação|erro|testemunha|fout"
    r"|fel|temat|błąd|chyb\w*|свидетел\w+|новост\w+|ошибк\w+|опечатк\w+|новин\w*|помилк\w*|свідк\w*)\b"
)
YOU = re.compile(
    r"(?i)(?:are|were|have|do|did|sind|haben|hast|êtes|avez|eres|ha|sei|hai|tem|heb|har|masz|вы)\b.{0,90}\?"
)
"""A question to somebody; with how to answer it, it calls to readers."""
