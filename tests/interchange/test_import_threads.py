import json
from html import unescape
from pathlib import Path

import pytest

from blog.articles.services import save_article
from blog.models import Article
from blog.site.current import get_current_site
from blog.site.services import update_site
from comments.models import Comment, Commenter, Thread
from comments.submission.fields import WebsiteField
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.threads import get_or_create_thread
from interchange.import_report import ImportCounts
from interchange.importing import import_site
from tests.corpora import seed
from tests.interchange.import_helpers import comment, entry, store, store_page, texts
from tests.interchange.read_helpers import moment, options
from tests.interchange.test_invalid_files import PAGE

pytestmark = pytest.mark.django_db


def test_numbers_and_references_of_the_seed_page() -> None:
    expected = json.loads(seed("expected.json").read_text(encoding="utf-8"))

    import_site(path=seed("page.txt"), format_name="typepad-page", options=options())

    article = Article.objects.get()
    assert article.get_absolute_url() == (
        "/2016/12/syria-roundup-government-liberates-aleppo-in-revenge-isis-retakes-palmyra.html"
    )
    assert {
        comment.number: sorted(comment.references.values_list("target_number", flat=True))
        for comment in Comment.objects.all()
    } == {comment["number"]: comment["addresses"] for comment in expected["comments"]}
    thread = Thread.objects.get()
    assert (thread.first_number, thread.last_number, thread.numbered_count) == (101, 105, 5)


def test_an_untitled_site_gets_the_title_of_the_page() -> None:
    import_site(path=seed("page.txt"), format_name="typepad-page", options=options())

    assert (get_current_site().title, get_current_site().tagline) == (
        "Moon of Alabama",
        "Brecht quote",
    )


def test_a_site_with_a_title_keeps_it(tmp_path: Path) -> None:
    update_site(title="Ours", tagline="")

    store_page(tmp_path, PAGE)

    assert get_current_site().title == "Ours"


def test_commenters_have_email_url_and_ip_address(tmp_path: Path) -> None:
    store(tmp_path, entry(comment(), comment("Again.", minute=1)))

    bob = Commenter.objects.get()
    assert (bob.name, bob.email, bob.url) == ("Bob", "bob@example.org", "http://bob.example")
    assert bob.since == moment("2012-03-26T09:00:00+00:00")
    assert {comment.ip_address for comment in bob.comments.all()} == {"192.0.2.1"}


def test_the_port_of_an_ip_address_is_ignored(tmp_path: Path) -> None:
    store(tmp_path, entry(comment(ip="[2001:DB8::1]:4711")))

    assert Comment.objects.get().ip_address == "2001:db8::1"


@pytest.mark.parametrize(
    ("email", "ip", "url"),
    [("not an address", "999.1.1.1", "javascript:alert(1)"), ("", "", ""), ("a" * 300, "x", "/x")],
)
def test_invalid_email_ip_and_url_are_ignored(
    tmp_path: Path, email: str, ip: str, url: str
) -> None:
    report = store(tmp_path, entry(comment(email=email, ip=ip, url=url)))

    found = Comment.objects.select_related("commenter").get()
    assert (found.commenter.email, found.ip_address, found.author_url) == ("", None, "")
    assert len(texts(report)) == sum(map(bool, (email, ip, url)))


@pytest.mark.parametrize(
    ("exported", "url"),
    [
        ("www.x.example", "https://www.x.example"),
        ("x.example/blog", "https://x.example/blog"),
        ("//x.example/", "https://x.example/"),
        ("  http://x.example/  ", "http://x.example/"),
        ("HTTP://x.example/A", "http://x.example/A"),
        ("http://müller.example/", "http://müller.example/"),
        ("http://x.example/?a=1&amp;b=2", "http://x.example/?a=1&b=2"),
        ("http://http://x.example", "http://x.example"),
        ("http://https://x.example", "https://x.example"),
        ("http://", ""),
        ("http://x.example\u200b", "http://x.example"),
    ],
)
def test_websites_are_cleaned_like_those_in_the_comment_form(
    tmp_path: Path, exported: str, url: str
) -> None:
    report = store(tmp_path, entry(comment(url=exported)))

    assert Comment.objects.get().author_url == url
    assert WebsiteField(required=False).clean(unescape(exported)) == url
    assert texts(report) == []


@pytest.mark.parametrize(
    ("field", "text", "label"),
    [
        ("url", "my site", "website"),
        ("url", "http://user@x.example/", "website"),
        ("url", "ftp://x.example/", "website"),
        ("url", "http://x.example/" + "x" * 500, "website"),
        ("email", "bob at example", "email address"),
        ("email", "bob@", "email address"),
        ("ip", "999.1.1.1", "IP address"),
    ],
)
def test_each_dropped_value_is_reported(tmp_path: Path, field: str, text: str, label: str) -> None:
    contacts = {"email": "", "ip": "", "url": ""} | {field: text}
    report = store(
        tmp_path, entry(comment(email=contacts["email"], ip=contacts["ip"], url=contacts["url"]))
    )

    assert texts(report) == [f"Dropped an invalid {label} of Bob: “{text}”."]


@pytest.mark.parametrize("email", ["bob&#64;example.org", " bob@example.org ", "bob@example.org"])
def test_email_addresses_are_unescaped(tmp_path: Path, email: str) -> None:
    assert texts(store(tmp_path, entry(comment(email=email)))) == []

    assert Commenter.objects.get().email == "bob@example.org"


@pytest.mark.parametrize("name", ["", "x" * 300])
def test_names_of_any_length(tmp_path: Path, name: str) -> None:
    store(tmp_path, entry(comment(author=name)))

    assert Comment.objects.get().author_name == (name[:100] or "Anonymous")


def test_numbers_follow_the_order_of_the_source(tmp_path: Path) -> None:
    store(tmp_path, entry(*(comment(str(minute), minute=minute) for minute in range(5))))

    assert list(Comment.objects.order_by("number").values_list("number", "source")) == [
        (number, str(number - 1)) for number in range(1, 6)
    ]


def test_references_become_parents(tmp_path: Path) -> None:
    store(tmp_path, entry(comment("One.", author="Ann"), comment("@Ann, two.", minute=1)))

    answer = Comment.objects.get(number=2)
    assert answer.parent is not None
    assert answer.parent.number == 1


def test_replies_of_a_saved_page_keep_their_parents() -> None:
    path = Path(__file__).parent / "samples" / "default-page.html"

    import_site(path=path, format_name="typepad-page", options=options())

    answer = Comment.objects.get(author_name="Lena")
    assert answer.parent is not None
    assert answer.parent.author_name == "Oskar"


def test_a_second_page_is_added_to_the_thread(tmp_path: Path) -> None:
    store_page(tmp_path, PAGE)
    later = (
        PAGE.replace("| 101", "| 201")
        .replace("| 102", "| 202")
        .replace("May 3 2014 1", "May 4 2014 1")
    )

    report = store_page(tmp_path, later)

    assert (report.articles, report.comments) == (
        ImportCounts(unchanged=1),
        ImportCounts(created=2),
    )
    assert set(Comment.objects.values_list("number", flat=True)) == {101, 102, 201, 202}


def test_a_saved_page_and_an_export_share_one_thread(tmp_path: Path) -> None:
    store_page(tmp_path, PAGE)
    exported = comment("You heard it too?").replace(
        "03/26/2012 09:00:00 AM", "05/03/2014 10:07:31 AM"
    )

    report = store(
        tmp_path,
        entry(
            exported,
            comment("New.", author="Eve"),
            TITLE="The Dredger Is Back",
            DATE="05/03/2014 09:07:00 AM",
            UNIQUE_URL="https://harbour.example/2014/05/the-dredger-is-back.html",
        ),
    )

    assert (report.articles, report.comments) == (
        ImportCounts(unchanged=1),
        ImportCounts(created=1, unchanged=1),
    )
    assert "“The Dredger Is Back” already exists; only its comments were imported." in texts(report)
    assert set(Comment.objects.values_list("number", "author_name")) == {
        (101, "Bob"),
        (102, "Ann"),
        (103, "Eve"),
    }


def test_a_taken_number_is_replaced_with_a_warning(tmp_path: Path) -> None:
    article = save_article(
        actor=None,
        article=Article(
            title="The Dredger Is Back",
            basename="the-dredger-is-back",
            published_at=moment("2014-05-03T00:00:00+00:00"),
        ),
    )
    import_comments(
        thread=get_or_create_thread(article),
        comments=[
            ImportedComment("Eve", "First!", moment("2014-05-03T08:00:00+00:00"), number=101)
        ],
    )

    report = store_page(tmp_path, PAGE)

    assert "Number 101 is already taken; the comment got another number." in texts(report)
    assert set(Comment.objects.values_list("number", "author_name")) == {
        (101, "Eve"),
        (102, "Ann"),
        (103, "Bob"),
    }


def test_a_page_saved_as_html_and_text_is_one_article(tmp_path: Path) -> None:
    sample = Path(__file__).parent / "samples" / "numbered-page.html"
    import_site(path=sample, format_name="typepad-page", options=options())
    title = "The Dredger Is Back – And So Is The Noise"
    text = PAGE.replace("The Dredger Is Back", title).replace("| 101", "| 103")

    report = store_page(tmp_path, text.replace("| 102", "| 104"))

    assert (report.articles, report.comments) == (
        ImportCounts(unchanged=1),
        ImportCounts(created=2),
    )
    assert Article.objects.count() == 1
