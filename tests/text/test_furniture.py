"""What houses put among an author's text in their own words, with no markup that tells it: none of it is a change."""

from __future__ import annotations

import pytest

from monitor.diff import same_text
from monitor.text import read

P = [
    "The orchard cooperative of Lower Wend will fell nine hundred of its old pear trees before the spring, it said.",
    "The work begins in February and is to cost some six hundred thousand crowns, a third of which the county gives.",
    "Growers had asked for it in 2018, after the blight that took every fifth tree within one wet summer.",
    "“Whoever waits loses the rest,” said the chair of the cooperative, which has 212 members in four villages.",
    "The new trees, of three kinds that stand the blight, will bear for the first time in about seven years.",
    "A hearing on the plan is held in the old press house on the second Monday of January, at seven in the evening.",
]

HOUSE = {
    "calls to readers": """
        Get in touch with Wend News by emailing talk@wendpost.example.
        Send your story ideas to newsdesk@wendpost.example.
        You can also get in touch in the following ways:
        Do you have a view on this article? If you would like to submit a letter of up to 200 words, click here.
        Vous souhaitez réagir à cet article ? Envoyez-nous un message.
        記事に関するお問い合わせはこちら
        좋은 기사는 추천해 주세요
        Have you been affected by the felling? Tell us your story by emailing talk@wendpost.example.
        Do you know more about this story? Get in touch with our reporters at tips@wendpost.example.
        Got a tip? Write to tips@wendpost.example or call us on 0555 0142.
        Are you a grower in the valley? Share your experience with us.
        Please include a phone number if you are willing to speak to one of our journalists.
        If you are reading this page and can't see the form, send your question to talk@wendpost.example.
        Do you have a question about this story? Email us.
        Contact the reporter at b.orne@wendpost.example.
        Send your news tips to newsroom@wendpost.example.
        You can reach her at b.orne@wendpost.example or on Signal at borne.07.
        Sind Sie betroffen? Schreiben Sie uns an redaktion@wendpost.example.
        Haben Sie Hinweise zu diesem Thema? Melden Sie sich bei unserer Redaktion.
        Haben Sie einen Fehler entdeckt? Dann schreiben Sie uns.
        Vous êtes concerné ? Écrivez-nous à redaction@wendpost.example.
        Vous avez une information à nous transmettre ? Contactez-nous.
        ¿Le ha afectado? Escríbanos a redaccion@wendpost.example.
        ¿Tienes información sobre este tema? Cuéntanoslo.
        Hai una segnalazione da fare? Scrivici a redazione@wendpost.example.
        Tem alguma informação sobre este caso? Escreva para redacao@wendpost.example.
        Heb je een tip voor de redactie? Mail ons op tips@wendpost.example.
        Har du tips om det här? Mejla oss på tips@wendpost.example.
        Masz dla nas temat? Napisz do nas na adres redakcja@wendpost.example.
        Вы стали свидетелем? Пишите нам на news@wendpost.example.
        Есть новости? Присылайте их в наш Telegram-бот.
        Маєте новину? Пишіть нам на news@wendpost.example.
        情報提供はこちらまでお寄せください。
        ご意見・ご感想をお寄せください。
        제보는 news@wendpost.example 으로 보내주세요.
        ▶ 기사 제보: 카카오톡 웬드일보
        欢迎提供新闻线索，邮箱：news@wendpost.example
    """,
    "newsletters": """
        Get notified when new stories are published.
        Jeden Morgen um sechs Uhr: unser Newsletter mit den Nachrichten des Tages.
        Toda la información del valle, en tu correo cada mañana.
        Ricevi le notizie ogni mattina: iscriviti alla newsletter.
        Sign up for our free weekly newsletter.
        Sign up here for the Wend Post's morning briefing.
        Subscribe to our newsletter and get the valley's news in your inbox every morning.
        Get the day's top stories delivered straight to your inbox.
        Sign up for our free newsletter. You can unsubscribe at any time. By signing up you agree to our terms of use.
        Want more stories like this? Sign up to our daily email.
        This article is from our newsletter Pips. Sign up here.
        Enter your email address to subscribe.
        Melden Sie sich hier für unseren kostenlosen Newsletter an.
        Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen das Wichtigste aus dem Tal.
        Das Wichtigste aus dem Tal jeden Morgen in Ihrem Postfach.
        Inscrivez-vous à notre newsletter.
        Recevez chaque matin l'essentiel de l'actualité dans votre boîte mail.
        Suscríbete a nuestra newsletter semanal.
        Recibe cada mañana las noticias del valle en tu correo.
        Iscriviti alla nostra newsletter.
        Inscreva-se na nossa newsletter.
        Receba as notícias do vale no seu e-mail.
        Meld je aan voor onze nieuwsbrief.
        Anmäl dig till vårt nyhetsbrev.
        Zapisz się na nasz newsletter.
        Přihlaste se k odběru našeho newsletteru.
        Подпишитесь на нашу рассылку.
        Підпишіться на нашу розсилку.
        メールマガジンの登録はこちら。
        뉴스레터를 구독하세요.
        订阅我们的新闻简报。
    """,
    "channels and applications": """
        For more stories like this, check our news page.
        Keep up with the latest headlines by following us on X.
        Follow her on X at @borne.
        Pour ne rien manquer de l'actualité, téléchargez l'application.
        Sigue toda la información en Facebook y X, o en nuestra newsletter semanal.
        Entre no grupo de WhatsApp.
        Lees ook onze andere verhalen.
        Подписывайтесь на нас в соцсетях.
        Больше новостей в нашем Telegram-канале.
        Слідкуйте за нами у Facebook.
        기자 페이지 구독하기
        更多精彩内容，请下载客户端。
        Follow us on Facebook, X and Instagram.
        Follow the Wend Post on Google News.
        Follow our WhatsApp channel for more from the valley.
        Join our WhatsApp community to get breaking news first.
        Click here to join our Telegram channel.
        Add the Wend Post as a preferred source on Google.
        Download our app to never miss a story.
        Get our free app for Android and iPhone.
        Listen to our podcast wherever you get your podcasts.
        Listen to the latest episode of our podcast Pips and Cores.
        Listen to Wend Radio on Sounds and follow Wend Radio on Facebook and Instagram.
        Watch the full interview on our YouTube channel.
        For more local news, follow us on TikTok.
        Follow Berta Orne on Bluesky.
        Like us on Facebook to see more stories like this.
        Stay up to date with the latest news on our app.
        Folgen Sie uns auf Instagram und Facebook.
        Abonnieren Sie unseren WhatsApp-Kanal.
        Jetzt unsere App herunterladen und nichts mehr verpassen.
        Suivez-nous sur Google Actualités.
        Retrouvez-nous sur WhatsApp.
        Téléchargez notre application.
        Síguenos en Facebook e Instagram.
        Únete a nuestro canal de WhatsApp.
        Puedes seguir al Correo de Wend en Facebook y X.
        Descarga nuestra aplicación.
        Seguici su Google News.
        Segui il Corriere di Wend su Facebook.
        Siga o canal do Diário de Wend no WhatsApp.
        Clique aqui para entrar no nosso canal do Telegram.
        Volg ons op Facebook.
        Följ oss på Instagram.
        Obserwuj nas w Google News.
        Sledujte nás na Facebooku.
        Bizi Google Haberler'de takip edin.
        Подписывайтесь на наш Telegram-канал.
        Читайте нас в Telegram.
        Підписуйтесь на наш Telegram-канал.
        تابعنا على واتساب.
        公式LINEで友だち追加すると最新ニュースが届きます。
        네이버에서 웬드일보 구독하기
        카카오톡 채널을 추가하세요.
        扫码关注我们的微信公众号。
    """,
    "support": """
        Our reporting is made possible by readers who give.
        The Wend Post's health coverage receives support from the Lowell Fund.
        The Wend Post is solely responsible for all content.
        Support our journalism with a donation.
        Please consider making a donation to support our work.
        Our newsroom is funded by readers like you.
        The Wend Post is a nonprofit newsroom, and your gift makes our reporting possible.
        We rely on donations from readers like you.
        Become a member today.
        Help us keep our journalism free for everyone.
        Donate now. All gifts made this week will be doubled.
        Did you like this story? Support independent journalism in the valley.
        Thank you for reading the Wend Post.
        Unterstützen Sie unabhängigen Journalismus mit einer Spende.
        Ihre Spende macht unsere Arbeit möglich.
        Soutenez un journalisme indépendant.
        Faites un don pour soutenir notre rédaction.
        Apoya nuestro periodismo con una donación.
        Haz una donación y apoya el periodismo independiente.
        Apoie o nosso jornalismo.
        Sostieni il nostro giornalismo.
        Steun onze journalistiek.
        Wesprzyj nasze dziennikarstwo.
        Поддержите нашу редакцию.
        Підтримайте нашу редакцію.
    """,
    "rights": """
        This story was originally published by Pips and is reproduced here with permission.
        This article was first published on Pips. Read the original article.
        Dieser Artikel erschien zuerst auf Pips.
        This story may be republished for free under a Creative Commons license. See our guidelines.
        This article is republished from Pips under a Creative Commons license. Read the original article.
        Republish this article for free, online or in print, under our licence.
        Want to republish this story? Read our guidelines.
        © 2026 Wend Post. All rights reserved.
        Copyright 2026 The Wend Post. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.
        This work is licensed under a Creative Commons Attribution 4.0 International License.
        Alle Rechte vorbehalten.
        © Wend-Post. Weiterverwendung nur mit Genehmigung.
        Tous droits réservés.
        Reproduction interdite sans autorisation.
        Todos los derechos reservados.
        Prohibida la reproducción total o parcial.
        Todos os direitos reservados.
        © RIPRODUZIONE RISERVATA
        Alle rechten voorbehouden.
        Wszelkie prawa zastrzeżone.
        Все права защищены.
        При использовании материалов ссылка на сайт обязательна.
        Передрук заборонено.
        無断転載・複製を禁じます。
        [무단 전재 및 재배포 금지]
        저작권자 ⓒ 웬드일보 무단전재 및 재배포 금지
        未经授权，不得转载。
        版权所有，转载请注明出处。
    """,
    "mistakes and standards": """
        See an error in this story? Let us know.
        Spotted a mistake? Email corrections@wendpost.example.
        Report an error
        Read our corrections policy.
        Our Standards: The Wend Post Trust Principles.
        Learn more about our editorial standards.
        Fehler gefunden? Jetzt melden.
        Une erreur dans cet article ? Signalez-la.
        ¿Has visto un error? Avísanos.
        Нашли ошибку? Выделите её и нажмите Ctrl+Enter.
        Помітили помилку? Виділіть її та натисніть Ctrl+Enter.
    """,
    "disclaimers": """
        The views expressed in this article are those of the author and do not necessarily reflect those of the Wend Post.
        The opinions in this column are the writer's own.
        If you buy something through our links, we may earn a commission.
        This article contains affiliate links.
        This article does not constitute financial advice.
        This article was produced with the help of automated translation.
        Dieser Beitrag enthält Affiliate-Links.
        Gastbeiträge geben nicht unbedingt die Meinung der Redaktion wieder.
        Les opinions exprimées dans cet article n'engagent que leur auteur.
        Las opiniones expresadas en este artículo son responsabilidad exclusiva de su autor.
        As opiniões expressas neste artigo são da responsabilidade do autor.
        Мнение автора может не совпадать с позицией редакции.
        本文仅代表作者个人观点。
    """,
    "players": """
        Listen to this article
        Listen to this article · 4:12 min
        0:00 / 4:12
        Listen · 4 min
        This audio is auto-generated. Please let us know if you have feedback.
        This article was read by an automated voice.
        Your browser does not support the audio element.
        To play this video you need to enable JavaScript in your browser.
        This video can not be played
        Artikel anhören
        Diesen Artikel vorlesen lassen
        Um dieses Video anzusehen, aktivieren Sie bitte JavaScript.
        Écouter l'article
        Votre navigateur ne prend pas en charge la lecture audio.
        Escuchar este artículo
        Ascolta l'articolo
        Ouvir este artigo
        Beluister dit artikel
        Posłuchaj artykułu
        Слушать статью
        Прослухати статтю
        この記事を音声で聞く
        기사 듣기
        听新闻
    """,
    "foreign content": """
        View this post on Instagram
        A post shared by Berta Orne (@berta.orne)
        Allow Instagram content?
        This article contains content provided by Instagram. We ask for your permission before anything is loaded, as they may be using cookies.
        To view this content, you need to accept cookies.
        This content is hosted by a third party.
        Empfohlener redaktioneller Inhalt
        An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.
        Mit Klick auf den Button stimmen Sie zu, dass externe Inhalte angezeigt werden.
        Ce contenu est bloqué car vous n'avez pas accepté les cookies.
        Este contenido no se puede mostrar porque no has aceptado las cookies.
        この投稿をInstagramで見る
    """,
    "controls and labels": """
        Scroll down for more
        Most read in news
        Loading...
        Video unavailable
        This comment section is now closed.
        Show caption
        Hide caption
        Enlarge this image
        toggle caption
        View gallery
        1/5
        1 of 5
        Image 1 of 5
        Slide 3 of 8
        Next slide
        5 min read
        Estimated reading time: 4 minutes
        Reading time: 4 min
        Back to top
        Continue reading
        Show more
        Read more
        View comments
        Load more comments
        Be the first to comment
        Join the conversation
        Follow topics
        + Follow
        Save for later
        Gift this article
        Share this article with a gift link.
        Give this article
        Advertisement - scroll to continue
        Skip advertisement
        Ad feedback
        Remove ads
        Sponsored by Wend Cider
        Sponsor message
        In partnership with Wend Cider
        Paid for by Wend Cider
        Presented by Wend Cider
        Text size
        list of 4 items
        list 2 of 4
        end of list
        End of Twitter post
        Skip past newsletter promotion
        after newsletter promotion
        Jump to comments
        Lesezeit: 4 Minuten
        Nach oben
        Weiterlesen
        Mehr anzeigen
        Bild vergrößern
        Bild 1 von 5
        Nächstes Bild
        Zur Startseite
        Temps de lecture : 4 min
        Haut de page
        Lire la suite
        Agrandir l'image
        Tiempo de lectura: 4 minutos
        Seguir leyendo
        Volver arriba
        Tempo di lettura: 4 minuti
        Continua a leggere
        Torna su
        Tempo de leitura: 4 minutos
        Continue lendo após a publicidade
        Continua após a publicidade
        Leestijd: 4 minuten
        Lees verder onder de advertentie
        Tekst gaat verder onder de foto
        Lästid: 4 min
        Dalsza część artykułu pod materiałem wideo
        Reszta tekstu pod zdjęciem
        Czas czytania: 4 min
        Время чтения: 4 минуты
        Час читання: 4 хвилини
        Читать далее
        この記事は約4分で読めます
        続きを読む
        画像を拡大する
        사진 크게보기
        글자 크기 조절
        기사 본문
        点击查看大图
        阅读全文
    """,
    "readers' accounts": """
        Start your free trial today.
        Unlock unlimited access from one crown a week.
        To comment on this story, you must be a registered user.
        有料会員になると続きをお読みいただけます。
        Already a subscriber? Log in
        You have 3 free articles left this month.
        This is a gift link.
        This article is free to read.
        Bereits Abonnent? Hier anmelden
        Déjà abonné ? Connectez-vous
        Il vous reste 62 % de cet article à lire. La suite est réservée aux abonnés.
        ¿Ya eres suscriptor? Inicia sesión
        Sei già abbonato? Accedi
        Já é assinante? Faça login
        この記事は有料会員限定です。
        残り1234文字
    """,
    "credits": """
        Reporting by Berta Orne; Editing by Tom Hale
        Additional reporting by Tom Hale.
        With files from the Wend Press
        Mit Material der Wend-Agentur.
        责任编辑：王明
        Watch: how a press house works
    """,
    "helplines": """
        If you have been affected by any of the issues in this story, you can find support at wendpost.example/help.
    """,
}
LINES = {kind: [line.strip() for line in lines.strip().split("\n")] for kind, lines in HOUSE.items()}
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Nine hundred pear trees to be felled"}</script>'


def page(inside: str = "", wrap: str = "<p>{}</p>", at: int = 3) -> bytes:
    """The article, with something among its paragraphs."""
    parts = [wrap.format(text) for text in P]
    parts.insert(at, inside)
    return (
        f"<!doctype html><html lang=en><head><title>Nine hundred pear trees to be felled</title>{NEWS}</head><body>"
        f"<main><article><h1>Nine hundred pear trees to be felled</h1><div class=body>{''.join(parts)}</div></article></main>"
        "</body></html>"
    ).encode()


PLACES = {
    "a paragraph": ("<p>{}</p>", "<p>{}</p>", 3),
    "the last one": ("<p>{}</p>", "<p>{}</p>", 6),
    "in italics": ("<p><em>{}</em></p>", "<p>{}</p>", 3),
    "in a wrapper as all have": ("<div class=par><p>{}</p></div>", "<div class=par><p>{}</p></div>", 3),
    "in a bare wrapper as all have": ("<div class=par>{}</div>", "<div class=par>{}</div>", 3),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("kind", HOUSE)
def test_the_houses_own_words_are_silent(kind: str, place: tuple[str, str, int]) -> None:
    """They come and go among the paragraphs without anybody having written."""
    inside, wrap, at = place
    without = read(page("", wrap))
    assert not [line for line in LINES[kind] if not same_text(without, read(page(inside.format(line), wrap, at)))]


AUTHORS = """
    Have you been to the press house lately?
    Who pays for it? The county does.
    Do you have a story like this, the judge asked.
    Growers can tell the council what they think until Friday.
    The council asks growers to email their objections to trees@wend.example by Friday.
    Readers of the Post sent in two hundred letters about the trees.
    The cooperative asked its members to sign up for its newsletter before the vote.
    The cooperative will send members a newsletter every week.
    She follows the felling on Facebook and Instagram.
    The chair announced it on Facebook.
    Thousands follow the webcam of the oldest tree on YouTube.
    Growers are to download the county's app before the spring.
    The museum of the valley is funded by donors.
    The club, a nonprofit, lives on gifts.
    Supporters of the plan gave 4,000 crowns.
    Become a grower and you learn to wait, she said.
    The rights to the new kinds are reserved for members.
    Copyright law protects the names of the new kinds.
    The photographs were reproduced without permission, the court found.
    Mistakes were made, the chair said.
    An error in the count cost the village forty trees.
    The views of the growers differ.
    The opinions of the experts are divided.
    Agents may earn a commission of three percent on each tree.
    The felling was shown on Instagram.
    The video was played in court.
    The meeting begins at 19:30.
    It took 4 minutes.
    Follow the money, the chair said.
    Reporting by the county was late and the chair was angry.
    With help from the county the weir was mended.
    Editing by hand takes a year. It was done.
    This story was told for a hundred years.
    The coverage of the felling was funded by nobody.
    To comment on the plan took her an hour.
    Keep up the fences, the council told growers.
    Get the trees out of the ground, she said.
    Most read the plan twice.
    Loading the carts took a day.
    The comments were read aloud.
    Support for the plan fell to 40 percent.
    Listen to the growers, she said, and you hear the same words.
    The press house was sponsored by a cider maker.
    The story continues to divide the valley.
    Log books of the growers show it.
    Show trees were spared.
    More trees will be felled next year.
    Read in the original Latin, the inscription says otherwise.
    Three of five trees bear.
    Die Genossenschaft bittet um Hinweise unter der Nummer 0555 0142.
    Sie fanden die Drohung in ihrem Postfach.
    Haben die Bauern recht?
    Die Spende half dem Dorf.
    Sie können es dem Bund melden.
    Reproduction des poiriers : le comté hésite.
    Ce média a été bloqué par le comté.
    Le maire suit la coupe sur Facebook.
    Sigue la polémica en Facebook por la tala.
    Las opiniones de los vecinos reflejan el malestar.
    Entre o Facebook e o Google, os produtores preferem nenhum.
    Стороны подписали договор с Telegram.
    Использование дронов в саду запрещено.
    Читатели прислали двести писем.
    Використання дронів у саду заборонено.
    情報提供を受けた警察が調べている。
    同組合はメルマガを配信している。
    このアプリは百万回ダウンロードされた。
    会員限定のサービスが春に始まる。
    男は無断転載の疑いで逮捕された。
    제보는 익명이었다.
    저작권자가 소송을 냈다.
    未经许可，他进入果园。
    关注这棵树的人很多。
    انضم اللاعب إلى النادي.
"""


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_authors_words_are_told(place: tuple[str, str, int]) -> None:
    """A sentence of the same words that asks nothing of the reader for the house is the text."""
    inside, wrap, at = place
    without = read(page("", wrap))
    lines = [line.strip() for line in AUTHORS.strip().split("\n")]
    assert not [line for line in lines if same_text(without, read(page(inside.format(line), wrap, at)))]


def test_words_beside_the_houses_are_silent_in_a_box_of_their_own() -> None:
    """A question above the address, a heading above the appeal; in the author's own flow such lines stay the text."""
    without = read(page())
    for box in (
        "<div class=x><h3>Have you seen the felling?</h3><p>Email us at talk@wendpost.example.</p></div>",
        "<div class=x><p><b>Support this work</b></p><p>Become a member today.</p></div>",
        "<div class=x><h4>Newsletter</h4><p>Get the valley's news in your inbox.</p><p>It's free.</p></div>",
        "<h3>Have you been affected?</h3><p>Get in touch with our newsroom: talk@wendpost.example</p>",
    ):
        assert read(page(box)).compared == without.compared, box
    asked = read(page("<p>But who pays for it?</p><p>Sign up for our newsletter.</p>"))
    assert "But who pays for it?" in asked.text
    assert "Sign up" not in asked.text
    headed = read(page("<h3>Reader-funded orchards</h3>"))
    assert "Reader-funded orchards" in headed.text


def test_only_news_speaks_for_its_house() -> None:
    """On a page of terms, an address and the rights are what it is about; labels of controls are none anywhere."""
    terms = page("{}").replace(NEWS.encode(), b"")
    for line in ("All rights reserved.", "Do you have information? Write to us at law@wendpost.example."):
        assert not same_text(read(terms.replace(b"{}", b"")), read(terms.replace(b"{}", f"<p>{line}</p>".encode())))
    assert same_text(read(terms.replace(b"{}", b"")), read(terms.replace(b"{}", b"<p>Back to top</p>")))


BIO = "<div class=bio><p>Berta Orne writes about fruit, water and the people of the valley.</p></div>"
SWAPPED = {
    "a rubric and a headline": "<div class=in><div><h3><a href=#>{0}</a></h3><h3><a href=#>{1}</a></h3></div></div>",
    "a link": "<p><a href=/x>{1}</a></p>",
    "a link in bold behind an arrow": "<p>► <strong><a href=/x>{1}</a></strong></p>",
    "a list of one link": "<ul><li><a href=/x>{1}</a></li></ul>",
    "a headline": "<div class=in><h3><a href=/x>{1}</a></h3></div>",
    "a picture's credit": "<p>Photo: {0}/Wend Post</p>",
}
BELOW = {
    "topics as links": "<ul class=t><li><a href=/1>{0}</a></li><li><a href=/2>Valley</a></li></ul>",
    "topics below their heading": "<div class=t><h2>Suggested Topics:</h2><ul><li>{0}</li><li>Valley</li></ul></div>",
    "topics in a line": "<p>Tags: {0}, Valley</p>",
}


@pytest.mark.parametrize("box", SWAPPED.values(), ids=SWAPPED)
def test_pointers_to_other_pages_come_and_go(box: str) -> None:
    """In a box of headings alone, in a paragraph or list that is nothing but a link; edited, the paragraph is told."""
    without = read(page())
    one = read(page(box.format("Water", "Who owns the river that feeds the mills")))
    other = read(page(box.format("Money", "A bank in the valley shuts its last counter")))
    assert same_text(one, other)
    assert same_text(without, one)
    assert same_text(one, without)


@pytest.mark.parametrize("box", BELOW.values(), ids=BELOW)
def test_topics_below_the_text_are_none_of_it(box: str) -> None:
    """Though who has written the text stands below them."""
    one, other = (read(page(box.format(topic) + BIO, at=6)) for topic in ("Water", "Money"))
    assert one.compared == other.compared


def test_headings_and_lists_of_the_author_are_told() -> None:
    """A heading in a box of its own, links inside the text, a list of several, a line that is a sentence."""
    for line in (
        "<div class=h><h2>What the growers want</h2></div>",
        "<div class=h><h2><a href=#want>What the growers want</a></h2></div>",
        "<div class=h><h2>Water</h2><h3>Who owns the river</h3></div>",
        "<p>The plan is <a href=/p>open to all</a> for a month.</p>",
        "<ul><li>Nine hundred trees</li><li>Six villages</li></ul>",
        "<p>Photo: the last tree fell on Monday.</p>",
        "<p>Topics: water, money and the weather were all spoken of.</p>",
    ):
        assert not same_text(read(page()), read(page(line))), line
    lone = "<p><a href=/x>Who owns the {} that feeds the old mills of the valley</a></p>"
    assert not same_text(read(page(lone.format("river"))), read(page(lone.format("brook"))))
    terms = (page(lone).replace(NEWS.encode(), b""), page().replace(NEWS.encode(), b""))
    assert not same_text(*map(read, terms))
