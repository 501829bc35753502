"""People read and enter times in the site's time zone; files for software have UTC."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, ArticleViews, SiteSettings
from blog.site.current import clear_site_cache, get_current_site
from blog.view_counts.counter import flush_view_counts
from comments.models import Reference, Thread
from comments.subscriptions.services.notifications import get_due_time
from comments.threads.services.importing import ImportedComment, import_comments
from moderation.models import Decision
from moderation.transparency.public_log import LogFilter, get_log_page
from tests.people import MakeArticle, fill_thread

NEW_YORK, KIRITIMATI = "America/New_York", "Pacific/Kiritimati"
# November 30 in New York, December 2 on Kiritimati.
NIGHT = dt.datetime(2026, 12, 1, 4, 30, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 12, 1, 22, 30, tzinfo=dt.UTC)

type SetZone = Callable[[str], None]


@pytest.fixture
def set_zone(db: None) -> SetZone:
    def set_zone(name: str) -> None:
        SiteSettings.objects.update_or_create(pk=1, defaults={"time_zone": name})
        clear_site_cache()

    return set_zone


def _get_times(page: str) -> set[tuple[str, str]]:
    """Return the machine-readable and the displayed time of each ``time`` element."""
    return set(re.findall(r'<time[^>]*datetime="([^"]+)"[^>]*>\s*([^<]+?)\s*</time>', page))


@pytest.mark.parametrize(
    ("zone", "day", "time"),
    [
        (NEW_YORK, "November 30, 2026", "Nov 30 2026 23:30 EST"),
        (KIRITIMATI, "December 1, 2026", "Dec 1 2026 18:30 +14"),
        ("Asia/Kolkata", "December 1, 2026", "Dec 1 2026 10:00 IST"),
        ("", "December 1, 2026", "Dec 1 2026 04:30 UTC"),
    ],
)
def test_an_article_and_its_comments_have_local_times(
    client: Client, make_article: MakeArticle, set_zone: SetZone, zone: str, day: str, time: str
) -> None:
    set_zone(zone)
    article = make_article(published_at=NIGHT)
    thread = Thread.objects.create(article=article)
    import_comments(thread=thread, comments=[ImportedComment("Ada", "Fog.", published_at=NIGHT)])
    times = _get_times(client.get(article.get_absolute_url()).text)
    utc = NIGHT.isoformat()
    assert {(utc, day), (utc, time)} <= times
    assert {utc for utc, _ in times} == {utc}


def test_a_changed_time_zone_applies_to_cached_comments(
    client: Client, thread: Thread, set_zone: SetZone
) -> None:
    with time_machine.travel(NIGHT + dt.timedelta(days=30), tick=False):
        fill_thread(thread, 1)
        url = thread.article.get_absolute_url()
        assert "04:30 UTC" in client.get(url).text
        set_zone(NEW_YORK)
        assert "04:30 UTC" not in (page := client.get(url).text)
    assert "23:30 EST" in page


@pytest.mark.parametrize(
    "path", ["/atom.xml", "/comments/atom.xml", "/2016/12/the-harbour/comments/atom.xml",
             "/sitemap.xml"],
)  # fmt: skip
def test_files_for_software_are_in_utc(
    client: Client, thread: Thread, set_zone: SetZone, path: str
) -> None:
    set_zone(NEW_YORK)
    fill_thread(thread, 1)
    times = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^<]*", client.get(path).text)
    assert times
    assert all(time.endswith("+00:00") for time in times)


def test_structured_data_is_in_utc(client: Client, thread: Thread, set_zone: SetZone) -> None:
    set_zone(NEW_YORK)
    fill_thread(thread, 1)
    page = client.get(thread.article.get_absolute_url()).text
    times = re.findall(r'"(?:datePublished|dateModified)": "([^"]+)"', page)
    times += re.findall(r'time" content="([^"]+)"', page)
    assert len(times) == 5
    assert all(time.endswith("+00:00") for time in times)


@pytest.mark.parametrize("suffix", [".html", ".xml", ".txt"])
def test_templates_write_times_for_software_with_iso_utc(suffix: str) -> None:
    (folder,) = django_settings.TEMPLATES[0]["DIRS"]
    paths = [path for path in Path(folder).rglob("*") if path.suffix == suffix]
    assert paths
    local = re.compile(r"""date:["']c["']|isoformat|"[^"]*\bUTC\b|\}\} UTC""")
    assert [path for path in paths if local.search(path.read_text())] == []


# Publication and URLs


@pytest.mark.parametrize(
    ("zone", "published_at", "month"),
    [
        (NEW_YORK, NIGHT, (2026, 11)),
        (NEW_YORK, LATE, (2026, 12)),
        (KIRITIMATI, dt.datetime(2026, 12, 31, 9, 59, tzinfo=dt.UTC), (2026, 12)),
        (KIRITIMATI, dt.datetime(2026, 12, 31, 10, tzinfo=dt.UTC), (2027, 1)),
    ],
)
def test_a_published_url_never_follows_the_time_zone(
    ed: User, set_zone: SetZone, zone: str, published_at: dt.datetime, month: tuple[int, int]
) -> None:
    set_zone(zone)
    with time_machine.travel(published_at + dt.timedelta(days=1), tick=False):
        draft = Article(title="Dawn", published_at=published_at, status=Article.Status.PUBLISHED)
        article = save_article(actor=ed, article=draft)
        assert article.url_args == (*month, "dawn")
        set_zone(NEW_YORK if zone == KIRITIMATI else KIRITIMATI)
        assert save_article(actor=ed, article=article).url_args == (*month, "dawn")


def test_the_url_of_a_scheduled_article_follows_its_date_until_publication(
    ed: User, set_zone: SetZone
) -> None:
    set_zone(NEW_YORK)
    with time_machine.travel(NIGHT - dt.timedelta(days=9), tick=False) as clock:
        draft = Article(title="Dawn", published_at=NIGHT, status=Article.Status.PUBLISHED)
        article = save_article(actor=ed, article=draft)
        assert article.url_args[:2] == (2026, 11)
        article.published_at = LATE
        assert save_article(actor=ed, article=article).url_args[:2] == (2026, 12)
        assert not article.redirects.exists()
        clock.move_to(LATE)
        article.published_at = NIGHT
        assert save_article(actor=ed, article=article).url_args[:2] == (2026, 12)


# Entering times


def _submit(client: Client, article: Article, day: str, clock: str) -> dict[str, list[str]]:
    """Submit the article form; return the errors by field."""
    data = {
        "title": article.title,
        "source": article.source,
        "markup": "html",
        "status": "published",
        "published_at_0": day,
        "published_at_1": clock,
        "initial-published_at_0": "2016-12-12",
        "initial-published_at_1": "18:00:00",
        "basename": article.basename,
        "thread-TOTAL_FORMS": 0,
        "thread-INITIAL_FORMS": 0,
    }
    response = client.post(reverse("admin:blog_article_change", args=[article.pk]), data)
    form = response.context["adminform"].form if response.status_code == 200 else None
    return {name: list(messages) for name, messages in form.errors.items()} if form else {}


@pytest.mark.parametrize(
    ("zone", "day", "clock", "utc"),
    [
        (NEW_YORK, "2026-11-30", "23:30:00", "2026-12-01T04:30"),
        (KIRITIMATI, "2027-01-01", "00:30:00", "2026-12-31T10:30"),
        # The clocks go back at 3 a.m., so that 2:30 occurs twice: the first is in summer time.
        ("Europe/Berlin", "2026-10-25", "02:30:00", "2026-10-25T00:30"),
        ("Europe/Berlin", "2026-10-25", "03:00:00", "2026-10-25T02:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45:00", "2026-04-04T14:45"),
        ("Europe/Berlin", "2026-03-29", "03:00:00", "2026-03-29T01:00"),
    ],
)
def test_articles_are_scheduled_in_local_time(
    client: Client, ed: User, article: Article, set_zone: SetZone, zone: str, day: str,
    clock: str, utc: str,
) -> None:  # fmt: skip
    set_zone(zone)
    client.force_login(ed)
    assert _submit(client, article, day, clock) == {}
    article.refresh_from_db()
    assert article.published_at == dt.datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30:00"),
        (NEW_YORK, "2026-03-08", "02:00:00"),
        ("Africa/Cairo", "2026-04-24", "00:30:00"),
        # Samoa skipped a day.
        ("Pacific/Apia", "2011-12-30", "12:00:00"),
        ("Europe/Berlin", "9999-12-31", "23:30:00"),
        (KIRITIMATI, "0001-01-01", "00:30:00"),
    ],
)
def test_times_that_the_clocks_skip_are_rejected(
    client: Client, ed: User, article: Article, set_zone: SetZone, zone: str, day: str, clock: str
) -> None:
    set_zone(zone)
    client.force_login(ed)
    assert _submit(client, article, day, clock).keys() == {"published_at"}


def test_saving_keeps_the_second_occurrence_of_an_hour(
    client: Client, ed: User, make_article: MakeArticle, set_zone: SetZone
) -> None:
    set_zone("Europe/Berlin")
    client.force_login(ed)
    # 2:30:05 in winter time.
    published_at = dt.datetime(2025, 10, 26, 1, 30, 5, 700, tzinfo=dt.UTC)
    article = make_article(published_at=published_at)
    page = client.get(reverse("admin:blog_article_change", args=[article.pk])).text
    assert "In the time zone Europe/Berlin." in page
    hidden = dict(re.findall(r'name="(initial-published_at_[01])" value="([^"]+)"', page))
    shown = dict(re.findall(r'name="(published_at_[01])" value="([^"]+)"', page))
    assert shown == {"published_at_0": "2025-10-26", "published_at_1": "02:30:05"}
    data = {
        "title": "The Port",
        "source": article.source,
        "markup": "html",
        "status": "published",
        "basename": article.basename,
        "thread-TOTAL_FORMS": 0,
        "thread-INITIAL_FORMS": 0,
    }
    url = reverse("admin:blog_article_change", args=[article.pk])
    assert client.post(url, data | hidden | shown).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("The Port", published_at)


# Days and months


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        (NEW_YORK, NIGHT, dt.date(2026, 11, 30)),
        (KIRITIMATI, LATE, dt.date(2026, 12, 2)),
        ("", NIGHT, dt.date(2026, 12, 1)),
    ],
)
def test_views_are_counted_by_local_day(
    client: Client, article: Article, ann: User, set_zone: SetZone, settings: Settings,
    zone: str, moment: dt.datetime, day: dt.date,
) -> None:  # fmt: skip
    set_zone(zone)
    flush_view_counts()
    settings.ARTICLE_VIEWS = True
    with time_machine.travel(moment, tick=False):
        client.get(article.get_absolute_url(), headers={"user-agent": "Mozilla/5.0 Firefox/140.0"})
        flush_view_counts()
        assert ArticleViews.objects.get().day == day
        client.force_login(ann)
        dashboard = client.get(reverse("dashboard")).context["dashboard"]
    assert [(bar.day, bar.count) for bar in dashboard.bars if bar.count] == [(day, 1)]
    assert dashboard.bars[-1].day == day


@pytest.mark.parametrize(("zone", "month"), [(NEW_YORK, 11), (KIRITIMATI, 12), ("", 12)])
def test_the_moderation_log_has_local_months(
    thread: Thread, mo: User, set_zone: SetZone, zone: str, month: int
) -> None:
    set_zone(zone)
    Decision.objects.create(
        actor=mo, thread=thread, action=Decision.Action.CHANGE_POLICY, decided_at=NIGHT
    )
    with time_machine.travel(NIGHT, tick=False), timezone.override(get_current_site().zone):
        months = {number: dt.date(2026, number, 1) for number in (11, 12)}
        entries = {
            number: len(get_log_page(LogFilter(month=first)).entries)
            for number, first in months.items()
        }
    assert entries == {11: 0, 12: 0} | {month: 1}


@pytest.mark.parametrize(
    ("cadence", "created", "due"),
    [
        ("daily", "2026-11-30T05:59-05:00", "2026-11-30T06:00-05:00"),
        ("daily", "2026-10-31T12:00-04:00", "2026-11-01T06:00-05:00"),
        ("weekly", "2026-03-02T06:00-05:00", "2026-03-09T06:00-04:00"),
        ("hourly", "2026-11-01T01:30-04:00", "2026-11-01T01:00-05:00"),
    ],
)
def test_digests_are_due_in_the_morning(
    set_zone: SetZone, cadence: str, created: str, due: str
) -> None:
    set_zone(NEW_YORK)
    local = dt.datetime.fromisoformat(created).astimezone(get_current_site().zone)
    assert get_due_time(cadence, local) == dt.datetime.fromisoformat(due)


# Pasted times


@pytest.mark.parametrize("clock", ["23:30 EST", "11:30 PM", "04:30 UTC"])
def test_a_pasted_byline_can_have_local_time_or_utc(
    thread: Thread, set_zone: SetZone, clock: str
) -> None:
    set_zone(NEW_YORK)
    hours = (dt.timedelta(hours=number) for number in range(3))
    comments = [ImportedComment("Ada", "Fog.", published_at=NIGHT + hour) for hour in hours]
    quoting = ImportedComment(
        "Ben",
        f"Posted by: Ada | Nov 30 2026 {clock}\nNo.",
        published_at=NIGHT + dt.timedelta(days=1),
    )
    import_comments(thread=thread, comments=[*comments, quoting])
    assert Reference.objects.get().target_number == 1
