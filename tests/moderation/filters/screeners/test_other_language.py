"""A long comment in a language that is new to the thread is held."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Article
from comments.models import Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, Verdict
from comments.threads.services.importing import ImportedComment, import_comments
from comments.visitors.services.commenters import get_or_create_user_commenter
from core.language_detection import detect_language
from moderation.filters.preview.dry_run import preview_language_check
from moderation.filters.screeners.language import OtherLanguage
from moderation.models import ModerationSettings
from tests.moderation.filters.screeners.conftest import Submit
from tests.sample_threads import START_TIME

Screen = Callable[..., Verdict | None]

ENGLISH = (
    "The ferry was late again, and nobody on the quay could say whether it had left the other side"
    " at all. The timetable says one thing, the tide another, and the company says nothing."
)
GERMAN = (
    "Die Fähre kam wieder zu spät, und niemand am Kai konnte sagen, ob sie drüben überhaupt"
    " abgelegt hatte. Der Fahrplan sagt dies, die Flut das, und die Reederei sagt nichts."
)
RUSSIAN = (
    "Покупайте дешёвые таблетки прямо сейчас, доставка по всей стране и лучшие цены только у нас,"
    " спешите, пока они ещё есть на складе, предложение ограничено."
)
CHINESE = (
    "渡轮又晚点了，码头上没有人知道它到底有没有离开对岸。时刻表是一种说法，潮汐是另一种说法，"
    "而公司什么也没有说。我们在雨里等了两个小时，孩子们都饿了，咖啡馆也关门了。"
    "下次我们会坐火车去城里，然后从那里走路回家，这样至少知道什么时候能够到达。"
)


@pytest.fixture
def screen(thread: Thread, submission: Submit, rex: Commenter) -> Screen:
    """``screen(body)`` is the verdict on a comment by Rex on an English article."""
    Article.objects.filter(pk=thread.article_id).update(text=ENGLISH)
    thread.article.refresh_from_db()

    def screen_text(body: str, commenter: Commenter = rex) -> Verdict | None:
        return OtherLanguage().screen(submission(commenter, body))

    return screen_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (RUSSIAN, "ru"),
        (f"https://example.org/a，{CHINESE}", "zh"),
        ("Die Fähre kam zu spät.", ""),
        ("Merkel Obama Putin NATO Aleppo Assad Erdogan Clinton Comey Assange " * 2, ""),
        ("1234567890 " * 50, ""),
        ("https://example.org/die/faehre/kam/zu/spaet " * 10, ""),
        ("", ""),
    ],
)
def test_only_long_texts_have_a_detected_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("body", "language"), [(RUSSIAN, "ru"), (GERMAN, "de")])
def test_another_language_holds(screen: Screen, body: str, language: str) -> None:
    verdict = screen(body)
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == (Outcome.HOLD, ReasonCode.LANGUAGE)
    assert verdict.evidence == {"language": language, "expected": "en"}


@pytest.mark.parametrize("body", [ENGLISH.upper(), "Покупайте таблетки!", "лучшие цены " * 5])
def test_the_same_language_and_short_comments_pass(screen: Screen, body: str) -> None:
    assert screen(body) is None


def test_a_language_of_the_thread_passes(screen: Screen, thread: Thread) -> None:
    imported = [
        ImportedComment(author_name=name, body=GERMAN, published_at=START_TIME)
        for name in ("Ada", "Ben")
    ]
    import_comments(thread=thread, comments=imported[:1])
    assert screen(GERMAN) is not None
    import_comments(thread=thread, comments=imported[1:])
    assert screen(GERMAN) is None


def test_everything_passes_if_the_article_has_no_language(screen: Screen, thread: Thread) -> None:
    Article.objects.filter(pk=thread.article_id).update(text="Harbour.")
    thread.article.refresh_from_db()
    assert screen(RUSSIAN) is None


def test_the_preview_takes_three_queries(
    screen: Screen, thread: Thread, client: Client, ed: User
) -> None:
    bodies = [ENGLISH, ENGLISH, GERMAN, GERMAN, GERMAN, RUSSIAN, "Да!"]
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(author_name=f"Ada {n}", body=body, published_at=START_TIME)
            for n, body in enumerate(bodies)
        ],
    )
    with CaptureQueriesContext(connection) as captured:
        preview = preview_language_check()
    assert len(captured) == 3
    assert [match.comment.text for match in preview.matches] == [RUSSIAN]
    assert (preview.total.checked, preview.total.new) == (7, 0)
    client.force_login(ed)
    assert RUSSIAN[:40] in client.get("/admin/moderation/languages/preview/").text


def test_staff_and_the_setting_are_exempt(screen: Screen, mo: User) -> None:
    assert screen(RUSSIAN, get_or_create_user_commenter(mo)) is None
    ModerationSettings.objects.create(pk=1, hold_other_languages=False)
    assert screen(RUSSIAN) is None
