"""Generate articles and threads, and store them in large batches."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from django.db import transaction

from blog.models import Article
from blog.rendering.content import render_article
from comments.models import Comment, Commenter, Reference, Thread
from core.confusables import get_skeleton
from interchange.synthetic.ids import reserve_ids
from interchange.synthetic.text_generator import TextGenerator
from interchange.synthetic.thread_generator import ThreadGenerator
from interchange.synthetic.thread_sizes import build_thread_sizes

# Fixed, so that a given seed always produces the same site.
NEWEST = dt.datetime(2025, 12, 31, 18, 0, tzinfo=dt.UTC)
_ARTICLE_INTERVAL = dt.timedelta(hours=9)
_BATCH = 2_000
# On average; a few commenters write much more.
_COMMENTS_PER_COMMENTER = 40


class AlreadyGenerated(Exception):
    """The site already has articles generated from this seed."""


def generate_site(
    *, articles: int, comments: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> None:
    """Store ``articles`` published articles with ``comments`` comments in total.

    The same arguments produce the same site, except for primary keys. Each article and its thread
    are stored in one transaction. ``progress`` is called with the number of comments stored so far.
    Memory use is limited to one batch of comments. Raises ``AlreadyGenerated``, and stores nothing,
    if the site already has articles generated from this seed.
    """
    if Article.objects.filter(basename__startswith=_prefix(seed)).exists():
        raise AlreadyGenerated
    rng = Random(seed)  # noqa: S311 - noise to measure with, not a secret
    texts = TextGenerator(rng)
    commenters = (
        _create_commenters(texts, max(12, comments // _COMMENTS_PER_COMMENTER), seed)
        if comments
        else []
    )
    written = 0
    for index, size in enumerate(build_thread_sizes(articles, comments, rng)):
        with transaction.atomic():
            article = _build_article(texts, index, seed)
            thread = Thread.objects.create(article=article, version=1)
            generator = ThreadGenerator(thread, article.published_at, commenters, texts, rng)
            for count in _create_comments(generator, size):
                written += count
                if progress:
                    progress(written)
            _update_counters(generator)


def _prefix(seed: int) -> str:
    return f"generated-{seed}-"


def _build_article(texts: TextGenerator, index: int, seed: int) -> Article:
    published_at = NEWEST - index * _ARTICLE_INTERVAL
    article = Article(
        title=f"{texts.generate_sentence().rstrip('.')} ({index + 1})",
        year=published_at.year,
        month=published_at.month,
        basename=f"{_prefix(seed)}{index + 1}",
        status=Article.Status.PUBLISHED,
        was_published=True,
        published_at=published_at,
        updated_at=published_at,
        author_name=texts.generate_name(),
        source="".join(f"<p>{paragraph}</p>\n" for paragraph in texts.generate_article()),
    )
    render_article(article)
    article.save(force_insert=True)
    return article


def _create_commenters(texts: TextGenerator, count: int, seed: int) -> list[Commenter]:
    """Store ``count`` commenters and return them, the most active first."""
    since = NEWEST - dt.timedelta(days=365)
    commenters = []
    for n in range(count):
        name, email = texts.generate_name(), f"reader{n}.{seed}@generated.example"
        commenters.append(
            Commenter(
                name=name,
                name_key=name.casefold(),
                name_skeleton=get_skeleton(name),
                email=email,
                mailbox=email,
                slug=f"generated-{seed}-{n}",
                trust=Commenter.Trust.TRUSTED,
                since=since,
            )
        )
    with transaction.atomic():
        for commenter, pk in zip(commenters, reserve_ids(Commenter, count), strict=True):
            commenter.pk = pk
        Commenter.objects.bulk_create(commenters, batch_size=_BATCH)
    return commenters


def _create_comments(generator: ThreadGenerator, size: int) -> Iterator[int]:
    """Store ``size`` comments in batches and yield the size of each batch."""
    for start in range(0, size, _BATCH):
        count = min(_BATCH, size - start)
        generated = list(generator.generate_comments(reserve_ids(Comment, count)))
        Comment.objects.bulk_create((comment for comment, _ in generated), batch_size=_BATCH)
        Reference.objects.bulk_create(
            (reference for _, reference in generated if reference), batch_size=_BATCH
        )
        yield count


def _update_counters(generator: ThreadGenerator) -> None:
    Thread.objects.filter(pk=generator.thread.pk).update(
        last_number=generator.numbered_count,
        numbered_count=generator.numbered_count,
        published_count=generator.published_count,
    )
