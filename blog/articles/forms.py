import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.editor.forms import ContentForm
from blog.editor.widgets import EditorTextarea
from blog.models import Article


class ArticleForm(ContentForm):
    class Meta:
        model = Article
        fields = "__all__"
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 30, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "source": _(
                "The home page shows the text before the “Read more” break or, if there is none,"
                " the first few paragraphs."
            ),
            "basename": _("The last part of the URL. Leave empty to generate it from the title."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Users who may not change the article have no fields.
        if "published_at" in self.fields:
            self.fields["published_at"].help_text = _(
                "In the time zone %(zone)s. Set a future time to schedule the article."
            ) % {"zone": timezone.get_current_timezone()}

    def clean_published_at(self) -> dt.datetime:
        """Return the stored time unless the user has changed it.

        The form shows neither fractions of a second nor which occurrence of a repeated hour is
        meant.
        """
        entered: dt.datetime = self.cleaned_data["published_at"]
        is_changed = not self.instance.pk or "published_at" in self.changed_data
        return entered if is_changed else cast("Article", self.instance).published_at
