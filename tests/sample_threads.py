"""A thread for layout tests: many commenters, several scripts, very long words."""

import datetime as dt

from blog.models import Article
from comments.models import Comment, Thread
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle

START_TIME = dt.datetime(2016, 12, 12, 19, 0, tzinfo=dt.UTC)
NAMES = [
    "Ada",
    "Ben Okri",
    "karl",
    "Ghost of the Long Pier",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Very Long Name",
    "الليث أبو سعيد",
    "Αλέξανδρος",
    "שלמה",
    "Jo",
    "psychohistorian",
]
ADDRESS = "http://www.example.org/2016/12/" + "a-long-address-without-an-end-" * 5 + ".html"
PARAGRAPH = (
    "The ferry was late again, and nobody on the quay could say whether it had left the other side"
    " at all. The timetable says one thing, the tide another, and the company says nothing."
)
# By the last digit of the comment's index.
SPECIAL_BODIES = {
    2: f"{PARAGRAPH}\n\nSee {ADDRESS}",
    4: "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 4,
    5: "يستمر هجوم الريح على الميناء منذ الصباح.\n\nAnd in English: the wind goes on.",
    7: "<pre>for wave in range(1000): print('a line of code that is far too long', wave)</pre>",
    8: "<blockquote>The timetable says one thing, the tide another</blockquote>\n\nSo it does.",
    9: "<ul><li>First, the tide.</li><li>Second, the <b>wind</b>.</li></ul>",
}
PASTED = "Posted by: Dora | Dec 12 2016 18:30 utc | 1\n\n"


def create_thread(article: Article, count: int, *, first_number: int = 1) -> Thread:
    """Import ``count`` comments, half of them replies, and return the thread.

    If ``first_number`` is above 1, the first comment refers to number 1, which doesn't exist.
    """
    thread = get_or_create_thread(article)
    import_comments(thread=thread, comments=[_comment(n, first_number + n) for n in range(count)])
    return Thread.objects.select_related("article").get(pk=thread.pk)


def remove_comment(thread: Thread, number: int) -> None:
    """Mark a comment as removed."""
    thread.comments.filter(number=number).update(status=Comment.Status.REMOVED)


def create_long_article(make_article: MakeArticle) -> Article:
    """An article with everything that an author may write, under a title of many words."""
    html = (
        f"<p>{PARAGRAPH} <a href='https://example.org/'>A link</a>.</p><h2>A heading</h2>"
        f"<blockquote><p>{PARAGRAPH}</p></blockquote><ul><li>One</li><li>Two</li></ul>"
        "<table><thead><tr><th>Crossing</th><th>Late by, in minutes and seconds</th></tr></thead>"
        "<tbody><tr><td>Morning</td><td>12.25</td></tr></tbody></table>"
        f"<pre><code>{'wait_for_the_ferry(); ' * 8}</code></pre><p>{PARAGRAPH}</p>"
    )
    return make_article(
        "Harbour Roundup: The Ferry Is Late Again – In Revenge(?) The Bridge Is Closed",
        basename="harbour-roundup",
        source=html,
        html=html,
        lead_html=html,
        text=PARAGRAPH,
    )


def _comment(place: int, number: int) -> ImportedComment:
    body = SPECIAL_BODIES.get(place % 10, PARAGRAPH)
    if number > 1 and place == 0:
        body = PASTED + body
    # The first replies form a deep branch; later ones refer to older comments.
    deep = 10 < place < 30
    parent = place - 1 if deep else place - 7 if place > 30 and place % 2 else None
    return ImportedComment(
        author_name=NAMES[place % len(NAMES)],
        body=body,
        published_at=START_TIME + dt.timedelta(minutes=7 * place),
        url="https://example.org/" if place % 5 == 3 else "",
        number=number,
        parent=parent,
    )
