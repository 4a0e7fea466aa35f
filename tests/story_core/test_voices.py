"""Who reproduces whose text: copies are one voice, reports of one event are not."""

from __future__ import annotations

import random
import time

import pytest

from monitor.model import Document
from monitor.story.voices import Text, carried, reproduces, sketch, sketch_of, voices

AGENCY = (
    "The board of the Merrow lighthouse trust decided on Monday to sell the keeper's cottage to a family from the island.",
    "Money from the sale will pay for a new lamp, since the old one has failed four times since the autumn storms began.",
    "Two members voted against it because they fear that summer guests will complain about the horn in foggy nights.",
    "The trust has run the tower since the coast guard left in the nineties and lives on visitors, gifts and a small shop.",
    "A survey of the rock showed cracks below the northern stairs, which will be closed to the public until the spring.",
    "The chairwoman said that nobody would be allowed to paint the tower in any colour but white, whatever they paid.",
)
LOCAL = (
    "Readers of this paper may remember the winter when the supply boat could not land for nineteen days in a row.",
    "Our photographer spent the afternoon at the slipway, where opinions about the sale were as mixed as the weather.",
)
RETOLD = (
    "On Monday, the board of the Merrow lighthouse trust agreed to sell the keeper's cottage to an island family.",
    "The money from the sale is to pay for a new lamp, as the old one has failed four times since the storms of autumn began.",
    "Two of the members voted against it, because they fear that guests in summer will complain about the horn in foggy nights.",
    "The trust, which has run the tower since the coast guard left in the nineties, lives on visitors, gifts and its small shop.",
)
OTHER = (
    "A cottage that has seen six keepers and one wedding is changing hands: islanders will move in before Easter.",
    "What they pay is not known, but it is said to be enough for a lamp that works on more than three nights a week.",
    "Neighbours on the mainland welcomed the plan of the Merrow lighthouse trust and asked for a longer opening season.",
    "Engineers warn of cracks in the rock, and the northern stairs stay shut until somebody has looked at them again.",
)
RELEASE = (
    "“We sell a house in order to keep a light, and we would rather do it the other way round if anyone let us,” the "
    "chairwoman of the Merrow lighthouse trust told the members who had come to the hall on Monday night."
)


def text(*paragraphs: str) -> Text:
    return Text(sketch_of(paragraphs))


@pytest.mark.parametrize(
    "copy",
    [
        AGENCY,
        ("Cottage at lighthouse to be sold", *AGENCY),
        AGENCY[:3],
        AGENCY[2:],
        (*AGENCY[:4], *LOCAL),
        (*LOCAL, *AGENCY[:3]),
        RETOLD,
        tuple(paragraph.upper() for paragraph in AGENCY),
        (" ".join(AGENCY),),
    ],
    ids=["same", "headline", "first half", "second half", "local end", "half local", "retold", "capitals", "one block"],
)
def test_a_copy_is_one_voice(copy: tuple[str, ...]) -> None:
    """Under another headline, cut, with a paragraph of its own, or retold sentence by sentence."""
    assert reproduces(text(*AGENCY), text(*copy))
    assert reproduces(text(*copy), text(*AGENCY))


def test_reports_of_one_event_are_several_voices() -> None:
    """They share names, and what happened."""
    assert not reproduces(text(*AGENCY), text(*OTHER))
    assert carried(text(*AGENCY), text(*OTHER)) == 0


def test_one_speech_in_two_reports_makes_no_copy() -> None:
    """Two short reports on one press release quote the same long sentences, and are two voices."""
    speech = (
        "“We sell a house in order to keep a light, and we would rather do it the other way round if anyone let us,” {} said.",
        "“Whoever has stood on those stairs in February knows what a lamp is worth to people who fish at night,” {} said.",
    )
    one = [AGENCY[0], *(each.format("the chairwoman of the trust") for each in speech)]
    two = [OTHER[0], *(each.format("Agnes Holloway, who leads the trust,") for each in speech)]
    assert not reproduces(text(*one), text(*two))
    bare = [[each.replace("“", "").replace("”", "") for each in report] for report in (one, two)]
    assert reproduces(text(*bare[0]), text(*bare[1])), "printed as the papers' own words it is a copy"


def test_one_sentence_in_common_is_not_enough() -> None:
    """A sentence that both took from one release, outside of quotation marks, in longer reports."""
    assert not reproduces(text(*AGENCY, RELEASE), text(*OTHER, RELEASE))
    own = RELEASE.replace("“", "").replace("”", "")
    assert not reproduces(text(*AGENCY, own), text(own, "The islanders did not mind.", "A boat leaves at nine.")), (
        "however long it is"
    )


JA_AGENCY = (
    "潮見灯台を守る会は月曜日、島に住む家族へ古い官舎を売ると決めた。代金は新しい灯器の費用に充てる。",
    "いまの灯器は秋の嵐から四度も止まり、漁に出る人たちから早く直してほしいという声が上がっていた。",
    "二人の会員は、夏の客が霧の夜に鳴る霧笛へ苦情を言うのではないかと心配し、反対に回った。",
    "岩の調査では北側の階段の下に割れ目が見つかり、春まで立ち入りを止めることになった。",
)
JA_OTHER = (
    "六人の灯台守と一度の結婚式を見てきた官舎に、春から島の一家が移り住む。値段は明らかにされていない。",
    "それでも、週に三晩しか点かない明かりを直すには足りるだろうと、港の古老は笑った。",
    "本土側の旅館組合は歓迎し、開館の季節を延ばしてほしいと潮見灯台を守る会へ求めている。",
    "技師は岩の割れ目を指さし、誰かがもう一度見るまで階段は閉めたままだと話した。",
)
KO_AGENCY = (
    "등대를 지키는 모임은 월요일 오래된 관사를 섬에 사는 가족에게 팔기로 했다. 돈은 새 등명기를 사는 데 쓴다.",
    "지금 쓰는 등명기는 가을 폭풍 뒤로 네 번이나 꺼져서 밤에 고기를 잡는 사람들이 빨리 고쳐 달라고 했다.",
    "회원 두 사람은 여름 손님이 안개 낀 밤의 무적 소리를 싫어할까 걱정해서 반대했다.",
)
KO_OTHER = (
    "등대지기 여섯 명과 결혼식 한 번을 지켜본 집에 봄부터 섬사람 가족이 들어간다. 값은 알려지지 않았다.",
    "그래도 일주일에 사흘만 켜지는 불을 고치기에는 넉넉할 것이라고 항구의 노인은 말했다.",
    "뭍의 여관 주인들은 반기며 여는 철을 더 늘려 달라고 등대를 지키는 모임에 부탁했다.",
)


@pytest.mark.parametrize(("agency", "other"), [(JA_AGENCY, JA_OTHER), (KO_AGENCY, KO_OTHER)], ids=["ja", "ko"])
def test_scripts_without_spaces(agency: tuple[str, ...], other: tuple[str, ...]) -> None:
    """A cut copy is found by its characters, another report is not."""
    assert reproduces(text(*agency), text(*agency[:2], other[-1]))
    assert not reproduces(text(*agency), text(*other))


def test_too_little_text_is_nobodys() -> None:
    """A headline tells no voice, and an empty page neither."""
    assert not reproduces(text("Cottage at the lighthouse sold"), text("Cottage at the lighthouse sold"))
    assert not reproduces(text(), text(*AGENCY))


def test_voices_of_many() -> None:
    """Copies together, others alone, unknown texts too; in the order of the sources."""
    texts = [text(*OTHER), text(*AGENCY), None, text(*AGENCY[:3]), text(*RETOLD), text(*LOCAL), None]
    assert voices(texts) == [[0], [1, 3, 4], [2], [5], [6]]


def test_a_page_of_two_reports_does_not_join_them() -> None:
    """It belongs to the one that it has more of."""
    digest = text(*AGENCY, *OTHER)
    assert voices([text(*AGENCY), text(*OTHER), digest]) in ([[0, 2], [1]], [[0], [1, 2]])


def test_the_sketch_of_a_document_is_that_of_its_blocks() -> None:
    """And the same in every process: shingles are hashed without a random seed."""
    words = "the old lamp failed again"
    assert sketch(Document(text=words)).sentences == sketch_of([words]).sentences
    assert sorted(sketch_of([words]).sentences[0]) == [1157268068395205186, 13868684828084171327, 15940745434063923447]


@pytest.mark.parametrize("copies", [False, True])
def test_two_hundred_texts_are_told_apart_at_once(copies: bool) -> None:
    """All unlike, or all copies of one: well under what a reader waits for."""
    chance = random.Random(1)
    words = ["".join(chance.choices("aeiouklmnprst", k=6)) for _ in range(2000)]

    def made() -> Text:
        return text(*(" ".join(chance.choices(words, k=20)) + "." for _ in range(40)))

    one = made()
    texts = [one if copies else made() for _ in range(200)]
    begun = time.process_time()
    found = voices(texts)
    assert time.process_time() - begun < 1.5
    assert len(found) == (1 if copies else 200)
