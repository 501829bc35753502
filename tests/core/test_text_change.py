import pytest

from core.text_change import count_changed_words, is_substantial

LONG = " ".join(f"word{n}" for n in range(200))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Agreed with 3.", "Agreed with 4."),
        ("Agreed with 3.", "AGREED, with 3!"),
        ("The ferry is late today", "The ferry was late today, again"),
        ("one two three four", "four three two one"),
        (LONG, LONG.replace("word7 ", "seven ").replace("word9 ", "nine ")),
        ("上海今天下雨了", "上海今天下雪了"),
        ("?", "?"),
    ],
)
def test_corrections_are_not_substantial(before: str, after: str) -> None:
    assert not is_substantial(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Agreed with 3.", "You are vermin."),
        ("Thanks!", "Idiot!"),
        ("Thanks!", "Thanks! See https://pills.example/now"),
        ("I don’t think that they are vermin at all", "They are vermin"),
        (LONG, f"{LONG} and now for something completely different, my dear friends"),
        ("上海今天下雨了", "你们都是坏人啊"),
        ("one two three four", "one two three four A买药请加微信"),
        ("one two three four", "one two three four 2024年に東京で"),
        ("?", "!"),
    ],
)
def test_other_texts_are_substantial(before: str, after: str) -> None:
    assert is_substantial(before, after)


def test_added_and_removed_words_are_counted() -> None:
    assert count_changed_words("a b c", "a b d e") == 2
    assert count_changed_words("a b c", "c") == 2
