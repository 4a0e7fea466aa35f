"""Words of a house's standing notices: rights, standards, disclaimers, players, consent to embeds, labels."""

from __future__ import annotations

from monitor.text.words import one_of

RIGHTS = one_of(
    r"""
    this (?:story|article|report|column|piece) (?:was|is|has been) (?:originally |first )?(?:published|produced\
    |reproduced)\
    \b.{1,120}|dieser (?:artikel|text|beitrag) (?:ist |wurde )?(?:zuerst |erstmals )?(?:erschien\w*\
    |veröffentlicht)\b.{1,80}
    .{0,12}\b(?:story|article|report|column|piece|work|text|material|content)\b.{0,20}\b(?:republish(?:ed)?\
    |licen[sc]ed|reprinted\
    |syndicated)\b.{0,30}\b(?:creative commons|licen[cs]e|permission|for free|free of charge)\b.{0,80}
    (?:want to |you (?:can|may) )?(?:republish|reprint) (?:this|our) (?:story|article|stories|articles|work)\b.{0,120}
    (?:©|ⓒ)\s*.{0,80}|copyright\s*(?:©|ⓒ|\(c\)|\d{4}|:).{0,80}
    (?:all |some )?rights reserved|this material may not be (?:published|reproduced|copied)\b.{0,120}
    .{0,30}\balle rechte vorbehalten|(?:nachdruck|weiterverwendung|vervielfältigung)\b.{0,40}(?:genehmigung|verboten\
    |untersagt|gestattet|zustimmung)\b.{0,40}
    tous droits (?:de reproduction )?(?:réservés|.{1,30} réservés)|(?:toute )?reproduction\b.{0,30}(?:interdite\
    |autorisation)\b.{0,40}
    (?:todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|riproduzione riservata)
    (?:queda )?prohibida (?:su |la |toda )?(?:la )?reproducción\b.{0,80}|(?:é )?proibida a reprodução\b.{0,80}
    alle rechten voorbehouden|alla rättigheter (?:förbehållna|reserverade)|wszelkie prawa zastrzeżone
    (?:všechna práva vyhrazena|tüm hakları saklıdır|جميع الحقوق محفوظة)
    все права защищены|(?:при )?(?:использовани\w+|перепечатк\w+|копировани\w+|цитировани\w+) (?:\w+ )?(?:материал\w+\
    |стат\w+\
    |текст\w+)\b.{0,80}|перепечатка (?:\w+ )?запрещена
    (?:усі|всі) права захищен[оі]|(?:передрук|копіювання|використання матеріалів)\b.{0,40}(?:заборонен\w+|дозвол\w+\
    |посилан\w+)\b.{0,60}
    .{0,12}無断.{0,16}(?:禁じます|禁止(?:します|です)?|を禁ず|お断り.{0,6}|ご遠慮.{0,8})
    (?:(?:제보|연락)는 .{1,40})?\s*[<＜(\[]저작권자.{1,80}[>＞)\]]\s*(?:\d[\d/.: ]{6,20}\s*(?:송고|입력|게재)?)?
    .{0,40}(?:무단 ?전재.{0,20}금지|재배포 ?금지).{0,12}|저작권자\s*[ⓒ©(].{0,40}
    (?:未经|未經).{0,12}(?:授权|授權|许可|允许).{0,4}(?:不得|禁止|请勿|严禁|嚴禁).{0,6}(?:转载|轉載|使用|复制\
    |摘编).{0,8}|.{0,8}(?:版权所有|版權所有).{0,30}|转载请注明.{0,20}
    """
)
"""Who may reprint the text."""

MISTAKES = one_of(
    r"""
    (?:report|flag|suggest) (?:an |a )?(?:error|mistake|typo|correction|inaccuracy)\b.{0,60}
    (?:read|see|find|learn|more) .{0,24}\b(?:corrections?|editorial|ethics|standards) (?:and \w+ )?(?:polic(?:y|ies)\
    |standards|guidelines|code|page)\b.{0,40}
    our (?:editorial )?standards\b\s*[:：].{0,60}|(?:our|about our) (?:editorial )?(?:standards|ethics)
    (?:e-?mail|write to) (?:corrections?|errors?)@\S+.{0,30}
    (?:fehler|tippfehler) (?:gefunden|entdeckt|melden)\b.{0,60}
    (?:signalez?|signaler) (?:une|cette|la) (?:erreur|faute)\b.{0,40}
    .{0,40}\bctrl\s*\+\s*enter\b.{0,60}
    """
)
"""Where mistakes are reported, and by which standards the house works."""

DISCLAIMERS = one_of(
    r"""
    (?:the )?(?:views?|opinions?)\b.{0,40}\b(?:in this|of (?:the|this|its)|are (?:those|solely\
    |the))\b.{0,40}\b(?:authors?\
    |writers?|columnists?|contributors?)\b.{0,120}
    [^"“]{0,80}\bwe (?:may |might |can )?(?:earn|receive|get) (?:a |an )?(?:small )?(?:affiliate )?commission\b.{0,80}
    (?:this|our) (?:article|story|post|page|site|newsletter)s? (?:may )?(?:contains?|includes?) affiliate links\b.{0,80}
    this (?:article|story|column|post) (?:is |does )\b.{0,60}\b(?:financial|investment|legal|medical\
    |professional) advice\b.{0,60}
    this (?:article|story|report|text|version) (?:was|is|has been) .{0,40}\b(?:automated|automatic(?:ally)?\
    |machine)\b.{0,40}\
    \b(?:translat(?:ion|ed)|voice|generated)\b.{0,40}
    (?:dieser|diese) (?:artikel|beitrag|text|seite) enthält (?:sogenannte )?(?:affiliate|partner\
    |provisions)-?links\b.{0,60}
    .{0,60}\bnicht (?:unbedingt |notwendigerweise |zwingend )?(?:die )?meinung der redaktion\b.{0,40}
    les (?:opinions|propos|avis)\b.{0,40}n['’]engagent que\b.{0,40}
    las opiniones\b.{0,40}\b(?:artículo|columna|texto|espacio|autor\w*)\b.{0,80}|as opiniões\b.{0,40}\b(?:artigo\
    |coluna|texto\
    |autor\w*)\b.{0,80}|le opinioni\b.{0,60}\b(?:autore|redazione)\b.{0,40}
    .{0,12}(?:мнение|позиция) (?:автор\w+|редакции)\b.{0,20}(?:может|могут)? ?не (?:совпада\w+|отража\w+)\b.{0,40}
    .{0,12}(?:думка|позиція) (?:автор\w+|редакції)\b.{0,20}(?:може|можуть)? ?не (?:збіга\w+|відображ\w+)\b.{0,40}
    (?:本文)?仅代表作者.{0,24}
    if you(?: have|['’]ve) been affected by (?:any of )?(?:the|these|this) .{0,30}(?:story|article|report\
    |programme)\b.{0,160}
    """
)
"""Whose the opinions are, what the house earns by links, where the affected find help."""

EMBEDS = one_of(
    r"""
    view (?:this |more )?(?:posts?|photo|video|thread)? ?on (?:instagram|facebook|threads|tiktok|x|twitter|bluesky)
    a (?:post|photo|video|reel) shared by .{1,60}|end of (?:twitter|x|facebook|youtube|instagram|tiktok) (?:post\
    |content|video)\b.{0,20}
    (?:allow|load|show) .{1,20}\bcontent\b.{0,20}|(?:recommended|external|embedded) (?:editorial )?content
    this (?:article|page|story) contains content (?:provided|hosted) by .{1,40}
    we ask for your permission before anything is loaded\b.{0,140}
    (?:to (?:view|see|show|watch) this (?:content|post|video|embed)|this (?:content|post|video|embed) (?:is|can(?:not\
    |['’]t)|could\
    |will))\b.{0,60}\b(?:cookies?|third party|hosted by|javascript|play(?:ed)?|consent|permission|loaded)\b.{0,80}
    (?:empfohlener|externer) (?:redaktioneller |externer )?inhalt|an dieser stelle finden sie\b.{0,140}
    (?:mit (?:einem |ihrem )?klick|sie können (?:ihn|sie|es) sich)\b.{0,60}\b(?:inhalte?|anzeigen|dienst)\b.{0,100}
    ce (?:contenu|média|tweet|post)\b.{0,100}\bcookies?\b.{0,40}
    (?:este|esta) (?:contenido|publicación|vídeo)\b.{0,60}\bcookies?\b.{0,60}|(?:este\
    |esse) conteúdo\b.{0,60}\bcookies?\b.{0,60}
    questo contenuto\b.{0,60}\bcookies?\b.{0,60}|ver esta publicación en instagram\
    |visualizza (?:questo post )?su instagram
    この投稿を(?:instagram|facebook|x)で見る
    """
)
"""Posts and videos from elsewhere, and the consent that shows them."""

PLAYERS = one_of(
    r"""
    listen to (?:this|the) (?:article|story|report|column|full (?:story|article))\b.{0,30}\
    |listen\W+\d{1,3}(?::\d\d)? ?(?:min\w*)?
    \d{1,2}:\d\d(?::\d\d)?\s*/\s*\d{1,2}:\d\d(?::\d\d)?
    this (?:audio|article|story|narration) (?:is|was|has been) .{0,30}\b(?:auto-?(?:matically )?(?:generated|read)\
    |automated|ai|synthetic|text-to-speech)\b.{0,40}
    (?:please )?let us know if you have (?:any )?feedback
    your browser does(?: not|n['’]t) support\b.{0,60}
    (?:to (?:play|watch|view|see|hear) (?:this|the) (?:video|audio|media|clip))\b.{0,60}\b(?:javascript|browser\
    |enabled?)\b.{0,40}
    this (?:video|audio|media) (?:can ?not|can['’]t|cannot) be played\b.{0,30}|media playback is (?:not supported\
    |unsupported)\b.{0,40}
    (?:diesen |den )?(?:artikel|beitrag|text) (?:anhören|vorlesen(?: lassen)?|hören)\b.{0,20}
    um diese[sn]? (?:video|audio|inhalt)\b.{0,60}(?:javascript|browser)\b.{0,40}|(?:ihr\
    |dein) browser unterstützt\b.{0,60}
    (?:écoute[rz]|lire) (?:cet |l['’]|le )(?:article|podcast)\b.{0,20}|votre navigateur ne\b.{0,80}
    (?:escuch[ae]r?|oír) (?:este |el )?(?:artículo|noticia)\b.{0,20}|(?:su|tu) navegador no\b.{0,60}
    ascolta (?:l['’]|questo )(?:articolo)\b.{0,20}|(?:ouvir|ouça|escute) (?:este |o )?(?:artigo|texto|notícia)\b.{0,20}
    (?:beluister|luister naar) (?:dit|het) artikel\b.{0,20}|lyssna på (?:artikeln|texten)\b.{0,20}
    (?:posłuchaj|odsłuchaj) (?:tego )?artykułu?\b.{0,20}|(?:слушать|прослушать|послушать) (?:статью|текст\
    |новость)\b.{0,20}
    (?:слухати|прослухати|послухати) (?:статтю|текст|новину)\b.{0,20}
    .{0,8}記事を(?:音声で)?(?:聞く|聴く|読み上げ).{0,8}|기사 ?(?:듣기|읽어주기)|(?:听新闻|收听(?:本文|文章)|语音播报)
    """
)
"""Players that read the text aloud or show a film."""

SPONSORS = one_of(
    r"""
    sponsored by .{1,40}|(?:in )?partnership with .{1,40}|paid (?:for|content) by .{1,40}
    (?:presented|brought to you|supported|powered) by .{1,40}
    """
)
"""Who has paid for the page; short lines without a full stop."""

READERS = one_of(
    r"""
    (?:start|begin) your (?:free )?trial\b.{0,30}|unlock (?:unlimited|full|this)\b.{0,60}|有料会員に(?:なる|登録).{0,30}
    to (?:comment|continue reading|read the (?:full|rest))\b[^,]{0,40}, (?:you|please|log|sign|subscribe)\b.{0,60}
    already (?:a |an )?(?:subscribed?r?|member|registered)\b.{0,40}|(?:log|sign) in(?: here| now| to .{1,30})?
    you have .{0,20}\b(?:free )?(?:articles?|stories|reads) (?:left|remaining)\b.{0,30}|you(?:['’]ve| have) (?:read\
    |reached) .{0,40}\
    \b(?:articles?|stories|limit)\b.{0,30}
    this (?:is a gift|article (?:is|was) (?:free|gifted|unlocked|for subscribers))\b.{0,60}
    (?:bereits|schon) (?:abonnent\w*|registriert|mitglied)\b.{0,30}|(?:hier|jetzt) (?:anmelden|einloggen)
    (?:déjà|vous êtes) (?:abonné|inscrit)\S{0,6}\b.{0,30}|connectez-vous\b.{0,30}\
    |il vous reste \d.{0,30} (?:de cet article|à lire).{0,40}
    (?:la suite|cet article) est réservé\S{0,3} (?:aux|à nos) abonnés.{0,30}|article réservé aux abonnés
    .{0,4}ya eres (?:suscriptor|socio)\w*\b.{0,30}|(?:inicia|iniciar) sesión\b.{0,20}
    sei già (?:abbonato|registrato)\b.{0,30}|accedi\b.{0,20}|já é assinante\b.{0,30}|faça (?:o )?(?:seu )?login\b.{0,20}
    この記事は(?:有料)?会員限定(?:記事)?です|.{0,6}会員登録すると(?:続き|全文).{0,20}|(?:有料)?会員限定(?:記事)?\
    |残り[\d,]+文字.{0,20}|.{0,8}구독자 ?전용.{0,12}
    """
)
"""What is left to read for those who have not paid."""

TOPICS = one_of(
    r"""
    (?:related |suggested |more )?(?:tags?|topics?|keywords|filed under|tagged|in this (?:story|article)\
    |more on)\s*[:：].{1,160}
    (?:schlagw\w+|stichw\w+|themen|tags?)\s*:.{1,160}|(?:mots-clés|sujets|thèmes|étiquettes)\s*:.{1,160}
    (?:temas?|etiquetas|palabras clave|más sobre|palavras-chave|tópicos|argomenti|parole chiave)\s*:.{1,160}
    (?:trefwoorden|onderwerpen|ämnen|nyckelord|emner|tagi|słowa kluczowe|štítky|etiketler)\s*:.{1,160}
    (?:теги|темы|ключевые слова|теми|ключові слова|сюжеты|الوسوم|وسوم)\s*:.{1,160}
    (?:キーワード|タグ|関連ワード|태그|키워드|标签|标签|關鍵字|关键词)\s*[:：].{1,160}
    """
)
"""What the text is about, in a line of names below it; no sentence."""

CREDIT = one_of(
    r"""
    (?:additional )?(?:reporting|writing|research|editing|graphics|photography|translation) by .{1,120}
    with (?:files|reporting|material|reports|information|agency reports)(?: from)? .{1,60}|mit material (?:der|von\
    |des) .{1,60}
    (?:con información de|com informações d[aeo]s?|avec) (?:l['’])?(?:agencias?|agências?|agences?|afp|efe\
    |reuters)\b.{0,40}
    (?:责任编辑|编辑|責任編輯|校对|記者|记者)\s*[:：].{1,20}|(?:watch|listen|video|podcast|gallery\
    |in pictures)\s*[:：][^.]{1,100}
    (?:file )?(?:photo|photograph|photos|image|images|picture|illustration|graphic)s?\
    (?: credit| by| source)?\s*[:：=][^.]{1,80}
    (?:symbol)?(?:foto|bild|grafik|fotos|quelle)\s*[:：=][^.]{1,80}|(?:crédit(?:s)?|crédit photo|photo)\s*:[^.]{1,80}
    (?:foto(?:graf[íi]a)?|imagen|imagem|crédito|immagine|zdjęcie|fot\.|фото)\s*[:：=][^.]{1,80}
    (?:写真|画像|사진|이미지|图片?(?:来源)?|图源|圖)\s*[:：=／/].{1,60}
    """
)
"""Who made a picture or helped with the text, what there is to hear and see, in a line of its own; no sentence."""

LABELS = one_of(
    r"""
    scroll (?:down|on)(?: .{1,20})?|most read(?: in .{1,20})?|loading|video (?:un)?available|something went wrong
    (?:this |the )?comments? (?:section|thread)? ?(?:is|are) (?:now )?closed
    (?:show|hide|toggle|view|open|close|see|expand|enlarge)(?: this| the| full| all| in)? ?(?:captions?|image|photo\
    |picture|gallery\
    |slideshow|comments|more|less|details|lightbox|full ?screen|transcript|\d+ (?:images|photos|more))\b(?: in .{1,20})?
    (?:(?:image|photo|picture|slide|item|bild|foto|imagen|imagem|immagine|фото|зображення)\s?)?\d{1,3}\s?(?:/|of|von\
    |sur|de|di|из|з)\s?\d{1,3}
    list (?:of \d+ items|\d+ of \d+)|end of list|(?:next|previous) (?:slide|image|photo|article|story)
    (?:estimated )?(?:reading|read) time\s*[:：]?\s*\d+ ?(?:min\w*)?|\d+[- ]min(?:ute)?s?[- ]read
    (?:back|return|jump|skip) to (?:the )?(?:top|content|main content|comments|article|start|homepage|home)
    skip (?:past )?(?:advert\w*|ads?|newsletter promotion|.{1,20} promotion)|after newsletter promotion
    (?:continue|keep) reading|(?:show|load|read|see) more(?: comments)?|(?:read|view|see|post\
    |add) (?:all )?(?:\d+ )?comments?
    (?:be the first to comment|join the (?:conversation|discussion|debate)|comments are (?:closed|off)|leave a comment)
    \+?\s?follow(?: (?:this )?(?:topics?|author|story|us|live|this))?|following|save for later\
    |save (?:this )?(?:article|story)
    (?:gift|give|share) (?:this )?(?:article|story)(?: (?:with|as|via|using) .{1,30})?
    (?:ad|ads|advert(?:isement)?) (?:feedback|choices|content)|remove ads|why (?:this|these|am i seeing .{1,20}) ads?\
    |report (?:this )?ad
    sponsor(?:ed)? (?:message|content)|(?:advertiser|partner) content
    (?:text|font) size|(?:decrease|increase|reset) (?:text|font) size
    lesezeit\s*[:：]?.{0,16}|\d+ min(?:uten)? lesezeit|(?:nach|zum) (?:oben|seitenanfang)|zur? (?:startseite|übersicht\
    |kommentaren)
    weiterlesen|(?:mehr|weniger) (?:anzeigen|lesen)|(?:bild|foto) (?:vergrößern|in originalgröße)|(?:nächstes\
    |vorheriges) bild
    (?:temps|durée) de lecture\s*[:：]?.{0,16}|haut de page|(?:lire|voir) (?:la suite|plus|moins)|agrandir l['’]image\
    |suite de l['’]article
    tiempo de lectura\s*[:：]?.{0,16}|(?:seguir|continuar) leyendo|volver arriba|(?:ver|leer|mostrar) más\
    |ampliar (?:foto|imagen)
    tempo (?:di lettura|de leitura)\s*[:：]?.{0,16}|continua a leggere|torna su|(?:leggi|mostra) (?:tutto|di più|altro)
    (?:continue lendo|continua)(?: (?:após|depois d[ae]) a? ?publicidade)?|leia mais|voltar ao topo|ler mais
    leestijd\s*[:：]?.{0,16}|(?:lees|tekst gaat) (?:verder|door)\b.{0,40}|meer (?:lezen|tonen)|terug naar boven
    lästid\s*[:：]?.{0,16}|läs (?:mer|vidare)|visa mer|till toppen|artikeln fortsätter under .{1,20}
    czas czytania\s*[:：]?.{0,16}|(?:dalsza|dalszy|reszta|ciąg dalszy) .{0,20}(?:pod|poniżej)\b.{0,30}|czytaj (?:dalej\
    |więcej)
    pokračování (?:textu|článku)\b.{0,30}|doba čtení\s*[:：]?.{0,16}|číst (?:dál|více)|okuma süresi\s*[:：]?.{0,16}\
    |devamını oku
    (?:время (?:на )?чтени[яе]|читать)\s*[:：]?\s*\d.{0,12}|читать (?:далее|дальше|полностью)|показать (?:ещё|еще\
    |больше)|наверх
    (?:час (?:на )?читання|читати)\s*[:：]?\s*\d.{0,12}|читати (?:далі|більше|повністю)|показати (?:ще|більше)
    (?:この記事は)?約?\d+分で読め(?:ます|る)|読了時間.{0,12}|続きを(?:読む|見る)|(?:画像|写真)を(?:拡大\
    |もっと見る)(?:する)?\
    |もっと見る|(?:全文|次の(?:写真|ページ))(?:を読む|へ)?|文字サイズ.{0,12}
    (?:사진|이미지) ?(?:크게 ?보기|확대)|(?:글자|글씨) ?크기.{0,10}|기사 ?본문(?: ?영역)?|(?:전체|더) ?보기|맨 ?위로\
    |본문 ?바로가기
    点击(?:查看|放大).{0,8}|(?:阅读|展开)(?:全文|更多)|查看更多|返回顶部|字号.{0,8}|閱讀(?:全文|更多)
    """
)
"""Buttons, counters of pictures, reading times: what is no sentence."""
