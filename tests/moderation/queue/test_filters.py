import datetime as dt
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment, Commenter
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import CreateComment, MakeArticle

pytestmark = pytest.mark.every_database


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter, spike: Commenter) -> dict[str, Comment]:
    return {
        "nia": create_comment(nia, "Fine herring"),
        "spike": create_comment(spike, "Cheap pills"),
    }


def keys(held: dict[str, Comment], *names: str) -> list[int]:
    return [held[name].pk for name in names]


@pytest.mark.parametrize("value", ["nia", "Nia", "NIA@example.org"])
def test_by_commenter(moderator: Client, held: dict[str, Comment], value: str) -> None:
    assert get_listed_keys(moderator, f"commenter={value}") == keys(held, "nia")


def test_by_ip_address(moderator: Client, held: dict[str, Comment], nia: Commenter) -> None:
    there = submit_comment(
        thread=held["nia"].thread,
        commenter=nia,
        body="From afar",
        request_facts=RequestFacts(ip_address="2001:db8::7"),
    )
    assert there.comment
    assert get_listed_keys(moderator, "commenter=2001:db8::7") == [there.comment.pk]


@pytest.mark.parametrize("value", ["the-market", "market"])
def test_by_article(
    moderator: Client,
    held: dict[str, Comment],
    nia: Commenter,
    make_article: MakeArticle,
    value: str,
) -> None:
    other = submit_comment(
        thread=get_or_create_thread(make_article("The Market")), commenter=nia, body="Fresh bread"
    )
    assert other.comment
    assert get_listed_keys(moderator, f"article={value}") == [other.comment.pk]


def test_by_reason(moderator: Client, held: dict[str, Comment]) -> None:
    Comment.objects.filter(pk=held["spike"].pk).update(reason_code="honeypot")
    assert get_listed_keys(moderator, "reason=honeypot") == keys(held, "spike")


def test_by_age(moderator: Client, held: dict[str, Comment]) -> None:
    yesterday = timezone.now() - dt.timedelta(hours=30)
    Comment.objects.filter(pk=held["nia"].pk).update(submitted_at=yesterday)
    assert get_listed_keys(moderator, "age=day") == keys(held, "spike")
    assert get_listed_keys(moderator, "age=day-old") == keys(held, "nia")
    assert get_listed_keys(moderator, "age=week") == keys(held, "nia", "spike")


@pytest.mark.parametrize("value", ["herring", "HERR", "nia"])
def test_search_pending_comments(moderator: Client, held: dict[str, Comment], value: str) -> None:
    assert get_listed_keys(moderator, f"q={value}") == keys(held, "nia")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("ÜBER das Meer", "über"),
        ("Москва", "москва"),
        ("über das Meer", "uber DAS"),
        ("Straße", "STRASSE"),
        ("شَارِع", "شارع"),
        ("我家在上海东边。", "上海"),
        ("One,  two: three", "two three"),
    ],
)
def test_words_are_found_in_unpublished_comments_in_all_forms(
    moderator: Client, nia: Commenter, create_comment: CreateComment, body: str, value: str
) -> None:
    waiting = create_comment(nia, body)
    assert get_listed_keys(moderator, urlencode({"q": value})) == [waiting.pk]
    assert get_listed_keys(moderator, "q=%C3%A4%C3%B6%C3%BC") == []


def test_search_published_comments(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    shown = create_comment(rex, "The ferry is late")
    create_comment(rex, "The bridge is shut")
    assert get_listed_keys(moderator, "tab=all&q=ferry") == [shown.pk]


def test_filters_combine_and_stay_in_the_url(moderator: Client, held: dict[str, Comment]) -> None:
    assert get_listed_keys(moderator, "q=herring&commenter=spike") == []
    page = moderator.get(f"{QUEUE}?q=herring&commenter=nia&age=").text
    row = f'href="?tab=pending&amp;q=herring&amp;commenter=nia&amp;item={held["nia"].pk}"'
    assert row in page
    assert 'name="next" value="/admin/moderation/queue/?tab=pending&amp;q=herring' in " ".join(
        page.split()
    )
    assert 'data-empty="filters"' in moderator.get(f"{QUEUE}?q=whale").text


def test_the_number_of_queries_is_fixed(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    query = "commenter=nia&article=harbour&reason=newcomer&age=day&q=remark"

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get_listed_keys(moderator, query)
        return len(captured)

    create_comment(nia, "Remark")
    get_listed_keys(moderator, query)
    one = count_queries()
    for n in range(5):
        create_comment(nia, f"Remark {n}")
    assert count_queries() == one


GERMAN = (
    "Die Brücke bringt niemandem etwas, und die Fähre fährt seit hundert Jahren ohne jeden Unfall;"
    " wer das nicht versteht, hat nie im Winter am Ufer gestanden und auf sie gewartet."
)


def test_by_language(
    moderator: Client, held: dict[str, Comment], create_comment: CreateComment, nia: Commenter
) -> None:
    german = create_comment(nia, GERMAN)
    assert german.language == "de"
    assert held["nia"].language == "", "too short to tell"
    assert get_listed_keys(moderator, "language=de") == [german.pk]
    assert get_listed_keys(moderator, "language=fr") == []


def test_an_unknown_language_is_not_found(moderator: Client) -> None:
    assert moderator.get(f"{QUEUE}?language=xx").status_code == 404
