"""The public log shows every decision, but nothing private about guests."""

import datetime as dt

import feedparser
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from blog.models import Article
from comments.models import Commenter
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, ModerationSettings
from moderation.transparency.public_log import PAGE_SIZE, LogFilter, get_log_page
from tests.moderation.conftest import Remove
from tests.people import CreateComment

LOG = "/moderation/log/"
Action = Decision.Action


def get_text(client: Client, query: str = "") -> str:
    """Return the text of the log, on one line."""
    response = client.get(LOG + query)
    assert response.status_code == 200
    return " ".join(response.text.split())


def count_entries(client: Client, query: str = "") -> int:
    """Count the decisions in the log."""
    return get_text(client, query).count('<li id="d')


def test_empty_log(client: Client, db: None) -> None:
    assert 'class="empty"' in get_text(client)


def test_removal(client: Client, remove: Remove) -> None:
    remove("You fool", explanation="Twice now")
    page = get_text(client)
    assert ">Comment #1 by Rex</a>" in page
    assert "The Harbour" in page
    assert "<strong>removed</strong> by <bdi>a moderator</bdi>" in page
    assert "<b>Insult or threat.</b> Twice now" in page
    assert "You fool" not in page
    assert "rex@example.org" not in page


def test_moderator_name_is_a_setting(client: Client, remove: Remove) -> None:
    remove()
    assert "<bdi>Mo</bdi>" not in get_text(client)
    ModerationSettings.objects.create(pk=1, log_names=True)
    assert "by <bdi>Mo</bdi>" in get_text(client)


def test_commenters_without_public_comment_are_not_named(
    client: Client, create_comment: CreateComment, nia: Commenter, mo: User, ed: User
) -> None:
    decide(
        moderator=mo, item=create_comment(nia, "Hello"), action=Action.REJECT, expected_version=0
    )
    create_ban(moderator=ed, commenter=nia, explanation="Insults")
    page = get_text(client)
    automatic = Decision.objects.get(action=Action.HOLD)
    label = automatic.screener_label
    assert f"<strong>held</strong> by <bdi>automatic check “{label}”</bdi>" in page
    assert automatic.reason_label == "Comment by a new commenter"
    assert automatic.reason_label in page
    assert "<strong>rejected</strong>" in page
    assert "A commenter" in page
    assert "Nia" not in page


def test_spam_is_excluded(
    client: Client, create_comment: CreateComment, spike: Commenter, mo: User
) -> None:
    decide(
        moderator=mo, item=create_comment(spike, "Pills"), action=Action.SPAM, expected_version=0
    )
    assert count_entries(client) == 0


def test_unpublished_articles_are_not_named(
    client: Client, remove: Remove, article: Article
) -> None:
    remove()
    Article.objects.update(status=Article.Status.DRAFT)
    page = get_text(client)
    assert "The Harbour" not in page
    assert "Rex" not in page
    assert "<strong>removed</strong>" in page


class TestFilters:
    @pytest.fixture(autouse=True)
    def _decisions(self, remove: Remove, create_comment: CreateComment, nia: Commenter) -> None:
        with time_machine.travel(timezone.now() - dt.timedelta(days=70), tick=False):
            remove("You fool")
        remove("Buy", guideline="advertising")
        create_comment(nia, "Hello")

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("", 3),
            ("?action=remove", 2),
            ("?action=approve", 0),
            ("?guideline=insult", 1),
            ("?by=person", 2),
            ("?by=machine", 1),
            ("?by=person&guideline=advertising&action=remove", 1),
        ],
    )
    def test_by_action_guideline_and_decider(self, client: Client, query: str, count: int) -> None:
        assert count_entries(client, query) == count

    def test_by_month(self, client: Client) -> None:
        now = timezone.now()
        then = now - dt.timedelta(days=70)
        assert count_entries(client, f"?month={now:%Y-%m}") == 2
        assert count_entries(client, f"?month={then:%Y-%m}") == 1

    @pytest.mark.parametrize(
        "query", ["?action=spam", "?month=1066-10", "?month=%00", "?by=me", "?guideline=x"]
    )
    def test_invalid_values_are_ignored(self, client: Client, query: str) -> None:
        assert count_entries(client, query) == 3

    @pytest.mark.parametrize("key", ["0", "99999", "-1", "x", "9" * 30, "%00"])
    def test_unknown_decision_is_not_found(self, client: Client, key: str) -> None:
        assert client.get(f"{LOG}?from={key}").status_code == 404


@pytest.fixture
def many(mo: User, nia: Commenter) -> None:
    """Two and a half pages of decisions, seven at a time."""
    now = timezone.now()
    Decision.objects.bulk_create(
        Decision(
            action=Action.WARN,
            commenter=nia,
            actor=mo,
            guideline=Guideline.objects.first(),
            explanation=f"Warning {n}.",
            decided_at=now - dt.timedelta(minutes=n // 7),
        )
        for n in range(PAGE_SIZE * 5 // 2)
    )


def test_paging_shows_each_decision_once(client: Client, many: None) -> None:
    seen: list[int] = []
    query = "?by=person"
    while query:
        page = client.get(LOG + query).context["page"]
        seen += [entry.decision.pk for entry in page.entries]
        query = f"?by=person&from={page.next_key}" if page.next_key else ""
    assert seen == list(Decision.objects.newest_first().values_list("pk", flat=True))


def test_fixed_number_of_queries(
    client: Client, many: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, guideline = Decision.objects.newest_first()[60], Guideline.objects.all()[0]
    client.get(LOG)  # fills the cache of the site's words
    with django_assert_num_queries(5):
        client.get(LOG)
    with django_assert_num_queries(7):
        client.get(f"{LOG}?from={first.pk}&guideline={guideline.code}")


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (LogFilter(), "moderation_decision_newest"),
        (LogFilter(action=Action.REMOVE), "moderation_decision_by_action"),
    ],
)
def test_page_uses_an_index(many: None, wanted: LogFilter, index: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        get_log_page(wanted)
    [read] = [query["sql"] for query in captured if "LIMIT 51" in query["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With so few rows the planner prefers a sequential scan; statistics must be current.
            cursor.execute(f"ANALYZE {Decision._meta.db_table}")
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {read}")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_page_is_publicly_cacheable(client: Client, remove: Remove) -> None:
    remove()
    response = client.get(LOG)
    assert "public" in response["Cache-Control"]
    again = client.get(LOG, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_pages_link_to_the_log(client: Client, article: Article) -> None:
    assert f'href="{LOG}"' in client.get(article.get_absolute_url()).text


def test_feed(client: Client, remove: Remove) -> None:
    remove("You fool", explanation="Twice <now>")
    response = client.get(f"{LOG}atom.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    [entry] = feed.entries
    assert feed.feed.title == "Folkmoot: moderation log"
    assert entry.title == "Comment #1 by Rex: removed"
    assert "Twice &lt;now&gt;" in entry.content[0].value
    key = Decision.objects.get(action=Action.REMOVE).pk
    assert entry.link == f"http://testserver{LOG}?from={key}#d{key}"
    assert entry.id.endswith(f":decision/{key}")
    page = client.get(f"{LOG}?from={key}").text
    assert f'id="d{key}"' in page
