"""How a page words it that it wants consent before it shows anything."""

from __future__ import annotations

from typing import Final

from monitor.text.words import one_of

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
    your privacy[,:]? (?:your )?(?:choice|decision|control).{0,20}
    consent(?: required)?
    (?:please )?(?:choose|select|confirm) how .{0,30}(?:data|cookies|read).{0,20}
    wir (?:respektieren|schätzen|verwenden|nutzen|brauchen|benötigen|achten).{0,40}(?:privatsphäre|cookies\
    |zustimmung|einwilligung|daten).{0,40}
    (?:ihre |deine )?(?:privatsphäre|datenschutz|cookie)-?\s?(?:einstellungen?|auswahl|hinweise?)
    (?:weiterlesen )?(?:mit werbung|mit tracking).{0,20}(?:oder|abo|pur).{0,20}
    (?:mit werbung|weiter mit).{0,40}(?:lesen|nutzen|weiterlesen).{0,20}
    (?:ihre |deine )?(?:zustimmung|einwilligung).{0,40}
    ihre privatsphäre.{0,30}
    wie möchten sie .{0,40}(?:lesen|nutzen).{0,10}
    (?:nous |.{1,30} )?respect(?:ons|e) votre vie privée.{0,20}
    (?:le )?respect de votre vie privée.{0,40}
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
    (?:il )?rispetto (?:del)?la (?:tua|vostra) privacy.{0,30}
    (?:tu|voi|noi) e la (?:tua|nostra) privacy.{0,10}
    (?:accetta|continua|scegli).{0,30}(?:cookie|abbonat|pubblicità|leggere).{0,30}
    (?:uw|jouw|jij en|wij respecteren) .{0,20}(?:privacy|cookies|gegevens).{0,30}
    (?:mogen wij|wij|we|deze site) .{0,30}cookies.{0,30}
    (?:cookies|cookie-?instellingen|privacy-?instellingen).{0,20}(?:accepteren|toestaan|instellen)?
    (?:din|dina) (?:integritet|cookies|personuppgifter).{0,30}
    (?:vi|sajten) använder (?:cookies|kakor).{0,30}
    (?:twoja|państwa|dbamy o|szanujemy).{0,20}prywatno.{0,30}
    (?:vaše|vážíme si) .{0,20}soukromí.{0,20}
    .{0,20}gizliliğ.{0,30}
    (?:نحن )?(?:نحترم|نقدر) خصوصيتك.{0,20}
    خصوصيتك.{0,30}
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
        \b(?:trackers?|tracking|werbetracking)\b
        \btraceurs?\b
        """
    ),
    one_of(
        r"""
        \b(?:partners?|vendors?|fournisseurs|drittanbieter\w*|leveranciers|partnerzy|partnerami|partnerům\
        |partnerów|partnern?|partenaires|socios|fornitori|parceiros|партн[её]р\w*)\b
        パートナー
        파트너
        合作伙伴
        """
    ),
    one_of(
        r"""
        \b(?:consent\w*|toestemming\w*|samtycke\w*|zgod\w*|souhlas\w*|zgadza\w*|einwillig\w*|zustimm\w*\
        |consent[ei]\w*|consentim\w*|соглас\w+|zgod[aęy])\b
        同意
        동의
        """
    ),
    one_of(
        r"""
        personali[sz]ed (?:ad|content)
        personalisierte
        personnalis
        gepersonaliseerd
        spersonalizowan
        anpassa[dt]\w* annons
        personalizzat
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
        gerechtvaardigd belang
        legittimo interesse
        (?:archivi|memorizz|salv|stock|almacen|opsla|przechow)\w+[^.]{0,60}(?:dispositiv|terminal|appareil\
        |apparaat|urządzeni)
        berechtigte[sn]? interesse
        intérêt légitime
        interés legítimo
        """
    ),
    one_of(
        r"""
        \b(?:accepter\w*|akkoord|weiger\w*|akceptuj\w*|odrzu\w*|přijmout|acept\w*|rechaz\w*|rifiut\w*|refus\w*\
        |accept|agree|reject|refuse|akzeptieren|ablehnen|accepter|refuser|aceptar|rechazar|accetta\w*\
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
        persoonsgegevens
        personuppgifter
        dan(?:e|ych) osobow
        osobní údaje
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
    |continue).{0,40})?
    (?:reject|decline|refuse)(?: (?:all|and|cookies).{0,30})?
    manage(?: (?:options|preferences|cookies|choices|settings))?
    (?:alle |allen )?(?:cookies )?(?:akzeptieren|zustimmen|annehmen|ablehnen).{0,40}
    einverstanden
    (?:tout )?(?:accepter|refuser).{0,40}
    j['’]accepte.{0,20}
    continuer sans accepter.{0,3}
    (?:aceptar|acepto|rechazar|aceito|aceitar|accetta|accetto|accettare|rifiuta)(?: (?:todo|todas|tudo|tutti\
    |tutto|y|e|o|cookies?|i cookie).{0,40})?
    принять(?: вс[её])?.{0,15}
    соглас(?:ен|иться).{0,10}
    прийняти.{0,15}
    (?:すべて)?(?:同意|許可|受け入れ).{0,10}
    (?:모두 )?(?:동의|수락).{0,8}
    (?:全部)?(?:接受|同意).{0,8}
    (?:akceptuj|zgadzam|przejdź do serwisu|odrzuć|nie zgadzam).{0,30}
    (?:alles )?(?:accepteer|accepteren|weiger|ga akkoord|ja, ik).{0,30}
    (?:godkänn|acceptera|avvisa).{0,30}
    (?:přijmout|souhlasím|odmítnout).{0,30}
    (?:kabul|reddet).{0,20}
    (?:أوافق|موافق|قبول|رفض).{0,20}
    akkoord
    """
)
