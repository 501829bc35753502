"""A site of generated articles, each with its thread, written in large steps."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from django.db import transaction

from blog.models import Article
from blog.rendering.content import render_article
from comments.models import Comment, Commenter, Reference, Thread
from core.confusables import get_skeleton
from interchange.synthetic.ids import reserve_ids
from interchange.synthetic.sizes import thread_sizes
from interchange.synthetic.speech import Speech
from interchange.synthetic.talk import Talk

# The newest article stands here, so that the same seed gives the same site whenever it is run.
NEWEST = dt.datetime(2025, 12, 31, 18, 0, tzinfo=dt.UTC)
_BETWEEN_ARTICLES = dt.timedelta(hours=9)
_BATCH = 2_000
# One commenter speaks so often on average; a few speak much more.
_COMMENTS_EACH = 40


class AlreadyGenerated(Exception):
    """The site has articles of this seed already."""


def generate(
    *, articles: int, comments: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> None:
    """Write ``articles`` published articles with ``comments`` comments in all.

    The same arguments always give the same site, but for the rows' ids. Each article comes with its
    thread in one transaction; ``progress`` is told how many comments are written. Memory is that
    of the longest thread. Raises ``AlreadyGenerated``, and writes nothing, when this seed was used.
    """
    if Article.objects.filter(basename__startswith=_prefix(seed)).exists():
        raise AlreadyGenerated
    rng = Random(seed)  # noqa: S311 - noise to measure with, not a secret
    speech = Speech(rng)
    speakers = _speakers(speech, max(12, comments // _COMMENTS_EACH), seed) if comments else []
    written = 0
    for place, size in enumerate(thread_sizes(articles, comments, rng)):
        with transaction.atomic():
            article = _article(speech, place, seed)
            thread = Thread.objects.create(article=article, version=1)
            talk = Talk(thread, article.published_at, speakers, speech, rng)
            for number in _write(talk, size):
                written += number
                if progress:
                    progress(written)
            _count(talk)


def _prefix(seed: int) -> str:
    return f"generated-{seed}-"


def _article(speech: Speech, place: int, seed: int) -> Article:
    published_at = NEWEST - place * _BETWEEN_ARTICLES
    article = Article(
        title=f"{speech.sentence().rstrip('.')} ({place + 1})",
        year=published_at.year,
        month=published_at.month,
        basename=f"{_prefix(seed)}{place + 1}",
        status=Article.Status.PUBLISHED,
        was_published=True,
        published_at=published_at,
        updated_at=published_at,
        author_name=speech.name(),
        source="".join(f"<p>{paragraph}</p>\n" for paragraph in speech.article()),
    )
    render_article(article)
    article.save(force_insert=True)
    return article


def _speakers(speech: Speech, count: int, seed: int) -> list[Commenter]:
    """Return new commenters, those who speak most often first."""
    since = NEWEST - dt.timedelta(days=365)
    speakers = []
    for n in range(count):
        name = speech.name()
        speakers.append(
            Commenter(
                name=name,
                name_key=name.casefold(),
                name_skeleton=get_skeleton(name),
                email=f"reader{n}.{seed}@generated.example",
                slug=f"generated-{seed}-{n}",
                trust=Commenter.Trust.REGULAR,
                since=since,
            )
        )
    with transaction.atomic():
        for commenter, pk in zip(speakers, reserve_ids(Commenter, count), strict=True):
            commenter.pk = pk
        Commenter.objects.bulk_create(speakers, batch_size=_BATCH)
    return speakers


def _write(talk: Talk, size: int) -> Iterator[int]:
    """Write a thread of ``size`` comments, and yield how many each step wrote."""
    for start in range(0, size, _BATCH):
        count = min(_BATCH, size - start)
        spoken = list(talk.go_on(reserve_ids(Comment, count)))
        Comment.objects.bulk_create((comment for comment, _ in spoken), batch_size=_BATCH)
        Reference.objects.bulk_create(
            (reference for _, reference in spoken if reference), batch_size=_BATCH
        )
        yield count


def _count(talk: Talk) -> None:
    Thread.objects.filter(pk=talk.thread.pk).update(
        last_number=talk.numbered,
        numbered_count=talk.numbered,
        published_count=talk.published,
    )
