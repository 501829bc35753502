from django import forms
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
            "published_at": _("In UTC. Set a future time to schedule the article."),
        }
