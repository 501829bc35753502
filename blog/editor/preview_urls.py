"""Secret, expiring URLs for previews of unpublished content."""

import uuid

from django.core import signing
from django.urls import reverse

from accounts.models import User
from blog.models import CONTENT_MODELS, Article, Draft, Page
from blog.rendering.content import render_article, render_page

VALID_DAYS = 7
# Increment the number when the payload changes; older URLs then return 404.
_SALT = "blog.editor.preview_urls.2"


def build_preview_url(*, kind: str, key: uuid.UUID, author: User | None = None) -> str:
    """Return a signed preview path that is valid for ``VALID_DAYS``.

    ``key`` is the preview key of an article or page, or, for a new one, the key of its draft. With
    ``author``, the preview shows the text of that author's draft as long as the draft exists.
    """
    payload = [kind, str(key), author.pk if author else None]
    return reverse("blog:preview", args=[signing.dumps(payload, salt=_SALT)])


def get_previewed_content(token: str) -> Article | Page | None:
    """Return the rendered article or page for a preview token, or None if the token is invalid.

    The result may contain a draft's text, so it must not be saved.
    """
    try:
        kind, key, author_pk = signing.loads(token, salt=_SALT, max_age=VALID_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    content = CONTENT_MODELS[kind].objects.filter(preview_key=key).first()
    author = User.objects.filter(pk=author_pk).first() if author_pk else None
    if author is None:
        return content
    draft = Draft.objects.of(author, content or CONTENT_MODELS[kind](), uuid.UUID(key)).first()
    return _render_draft(draft) if draft else content


def _render_draft(draft: Draft) -> Article | Page:
    content = draft.content
    for name, text in draft.texts.items():
        setattr(content, name, text)
    if isinstance(content, Page):
        render_page(content)
    else:
        if draft.article is None:
            content.author = draft.author
        render_article(content)
    return content
