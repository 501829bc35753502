"""The index in the database: mended after a migration, and left alone if it is right."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from blog.models import Article
from core.search.registry import get_engine, get_sources
from core.search.searching import search
from tests.people import MakeArticle


def _install() -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        for source in get_sources():
            get_engine().install(source)
    return [query["sql"] for query in captured]


def _spoil() -> None:
    """Take away what a migration may take away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_article_insert")
        else:
            cursor.execute("ALTER TABLE blog_article DROP COLUMN search_words")


def test_articles_and_comments_are_searched() -> None:
    assert [source.kind for source in get_sources()] == ["article", "comment"]


@pytest.mark.django_db
def test_an_index_that_is_right_is_left_alone() -> None:
    written = ("CREATE", "DROP", "INSERT", "ALTER")
    assert not [sql for sql in _install() if sql.startswith(written)]


@pytest.mark.django_db(transaction=True)
def test_an_index_that_was_spoilt_is_made_anew_with_what_is_there(article: Article) -> None:
    _spoil()
    _install()
    assert [hit.title for hit in search("ships").items] == ["The Harbour"]


@pytest.mark.django_db(transaction=True)
def test_an_index_made_anew_is_in_step_again(article: Article) -> None:
    _spoil()
    _install()
    Article.objects.update(text="Fog alone.")
    assert search("ships").items == []
    assert len(search("alone").items) == 1


@pytest.mark.django_db(transaction=True)
def test_every_migration_looks_after_the_index() -> None:
    _spoil()
    call_command("migrate", verbosity=0)
    Article.objects.create(
        title="New", text="Ships.", year=2016, month=12, basename="new", status="published"
    )
    assert [hit.title for hit in search("ships").items] == ["New"]


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_made_anew_loses_nothing(make_article: MakeArticle) -> None:
    make_article("Before")
    old = Article._meta.get_field("excerpt")
    new = models.TextField(null=True)
    new.set_attributes_from_name("excerpt")
    new.model = Article
    for one, other in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(Article, one, other)
    _install()
    make_article("After")
    assert {hit.title for hit in search("ships").items} == {"Before", "After"}


@pytest.mark.django_db
def test_an_article_longer_than_an_index_takes_is_found_by_its_beginning(
    make_article: MakeArticle,
) -> None:
    make_article(text="beginning " + " ".join(f"word{n}" for n in range(150_000)))
    assert len(search("beginning word7").items) == 1


def test_the_tables_of_the_index_are_nobodys_models() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}
    assert not any(table.startswith("search_") for table in tables)
