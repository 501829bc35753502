"""Differences between queries and texts that don't matter, on the database of the test run."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from core.search.folding import build_index_text, fold
from core.search.searching import search
from tests.people import MakeArticle

pytestmark = pytest.mark.every_database

MATCHES = [
    ("我家在上海东边。", "上海"),
    ("我家在上海东边。", "上海东"),
    ("我家在上海东边。", "边"),
    ("我家在上海东边。", "我家"),
    ("東京タワーへ行く", "タワー"),
    ("東京タワーへ行く", "ﾀﾜｰ"),
    ("서울에서 왔어요", "서울"),
    ("대한민국의 수도", "민국"),
    ("ภาษาไทยง่าย", "ภาษา"),
    ("ພາສາລາວ", "ລາວ"),
    ("ភាសាខ្មែរ", "ខ្មែរ"),
    ("iPhone手机2016年代", "手机2016年"),
    ("iPhone手机2016年代", "iphone"),
    ("شَارِع الحَمْرَاء", "شارع"),
    ("شارع الحمراء", "شَارِع"),
    ("إلى الأردن", "الى الاردن"),
    ("كتـــاب", "كتاب"),
    ("שָׁלוֹם", "שלום"),
    ("שלום", "שָׁלוֹם"),
    ("ܫܠܳܡܐ", "ܫܠܡܐ"),
    ("Ελλάς", "Ελλας"),
    ("ΟΔΟΣ", "οδος"),
    ("Straße", "STRASSE"),
    ("Strasse", "straße"),
    ("Łódź", "lodz"),
    ("Đà Nẵng", "da nang"),
    ("œuvre", "oeuvre"),
    ("encyclopædia", "encyclopaedia"),
    ("ﬁnal", "final"),
    ("Øresund", "oresund"),
    ("Diyarbakır İZMİR", "diyarbakir izmir"),
    ("ёлка", "ЕЛКА"),
    ("МОСКВА", "москва"),
    ("cafe\u0301", "café"),
    ("ｈａｒｂｏｒ", "harbor"),
    ("हिन्दी", "हिन्दी"),
    ("me\u00adlon", "melon"),
    ("melon🍈melon", "melon 🍈"),
    ("می\u200cروم", "میروم"),
]
OTHERS = [
    ("我家在上海东边。", "海上"),
    ("我家在上海东边。", "上东"),
    ("上下 海外", "上海"),
    ("서울에서", "울서"),
    ("ภาษาไทย", "ษาภ"),
    ("かき", "がき"),
    ("हिन्दी", "हन्दा"),
    ("शाम", "शम"),
    ("melon", "mélons"),
    ("МОСКВА", "моск"),
]


@pytest.mark.parametrize(("text", "query"), MATCHES)
def test_texts_are_found(make_article: MakeArticle, text: str, query: str) -> None:
    make_article("Title", text=f"Before {text} after.")
    assert [hit.title for hit in search(query).items] == ["Title"]
    assert "<mark>" in search(query).items[0].snippet


@pytest.mark.parametrize(("text", "query"), OTHERS)
def test_other_texts_are_not_found(make_article: MakeArticle, text: str, query: str) -> None:
    make_article("Title", text=f"Before {text} after.")
    assert search(query).items == []


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


def test_pairs_of_characters_are_separated() -> None:
    assert build_index_text("iPhone手机x 年").split() == [
        "iphone",
        "手",
        "手机",
        "机",
        "x",
        "年",
        "年",
    ]


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_folds_in_the_same_way() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT chr(code), folkmoot_fold(chr(code)) FROM generate_series(1, 65535) AS code"
            " WHERE code NOT BETWEEN 55296 AND 57343"
        )
        rows = cursor.fetchall()
    assert [(one, folded) for one, folded in rows if fold(one) != folded] == []


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("text", ["我家在上海东边。iPhone手机x 年", "ภาษา서울에서 Łódź ﬁn", "hind"])
def test_postgresql_separates_pairs_in_the_same_way(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT folkmoot_index_text(%s)", [text])
        assert cursor.fetchone()[0].split() == build_index_text(text).split()
