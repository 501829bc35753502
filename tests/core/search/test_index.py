import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from blog.models import Article
from core.search.registry import get_engine, get_sources
from core.search.searching import search
from tests.people import MakeArticle

pytestmark = [pytest.mark.every_database, pytest.mark.slow]


def install_indexes() -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        for source in get_sources():
            get_engine().install(source)
    return [query["sql"] for query in captured]


def break_index() -> None:
    """Drop what a migration may drop."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_article_insert")
        else:
            cursor.execute("ALTER TABLE blog_article DROP COLUMN search_words")


def test_articles_and_comments_are_registered() -> None:
    assert [source.kind for source in get_sources()] == ["article", "comment"]


@pytest.mark.django_db
def test_an_up_to_date_index_is_unchanged() -> None:
    written = ("CREATE", "DROP", "INSERT", "ALTER")
    assert not [sql for sql in install_indexes() if sql.startswith(written)]


@pytest.mark.django_db(transaction=True)
def test_a_broken_index_is_rebuilt(article: Article) -> None:
    break_index()
    install_indexes()
    assert [hit.title for hit in search("ships").items] == ["The Harbour"]


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_index_follows_changes(article: Article) -> None:
    break_index()
    install_indexes()
    Article.objects.update(text="Fog alone.")
    assert search("ships").items == []
    assert len(search("alone").items) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_migrating_rebuilds_the_index() -> None:
    break_index()
    call_command("migrate", verbosity=0)
    Article.objects.create(
        title="New", text="Ships.", year=2016, month=12, basename="new", status="published"
    )
    assert [hit.title for hit in search("ships").items] == ["New"]


@pytest.mark.django_db(transaction=True)
def test_recreating_the_table_loses_nothing(make_article: MakeArticle) -> None:
    make_article("Before")
    old = Article._meta.get_field("excerpt")
    new = models.TextField(null=True)
    new.set_attributes_from_name("excerpt")
    new.model = Article
    for one, other in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(Article, one, other)
    install_indexes()
    make_article("After")
    assert {hit.title for hit in search("ships").items} == {"Before", "After"}


@pytest.mark.django_db
def test_very_long_articles_are_found_by_their_start(
    make_article: MakeArticle,
) -> None:
    make_article(text="beginning " + " ".join(f"word{n}" for n in range(150_000)))
    assert len(search("beginning word7").items) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("letters", [range(0x4E00, 0x9E00), range(0x100, 0x180)])
def test_very_long_words_and_runs_are_stored(make_article: MakeArticle, letters: range) -> None:
    text = "".join(chr(letters[n * n % 19_997 % len(letters)]) for n in range(300_000))
    make_article("Harbour", text=text)
    assert [hit.title for hit in search("harbour").items] == ["Harbour"]


def test_no_model_has_a_table_of_the_index() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}
    assert not any(table.startswith("search_") for table in tables)
