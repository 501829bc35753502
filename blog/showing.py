"""How a picture of this site is shown."""

from django.utils.html import format_html

from blog.models import Picture


def facts_of(picture: Picture) -> dict[str, object]:
    """Return what an editor needs to show a picture, ready for JSON.

    ``html`` is what to put into a text; what else readers' browsers need is added when that text is
    rendered.
    """
    return {
        "id": picture.pk,
        "url": picture.file.url,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "html": format_html(
            '<figure><img src="{}" alt="{}" width="{}" height="{}"></figure>',
            picture.file.url,
            picture.alt,
            picture.width,
            picture.height,
        ),
    }
