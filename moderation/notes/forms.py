from typing import Any

from django import forms

from comments.models import Comment, Commenter
from moderation.models import Note


class NoteForm(forms.Form):
    """A note about a commenter or one of their comments."""

    text = forms.CharField(max_length=Note.MAX_LENGTH)

    def __init__(self, *args: Any, commenter: Commenter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"] = forms.ModelChoiceField(
            Comment.objects.filter(commenter=commenter), required=False
        )
