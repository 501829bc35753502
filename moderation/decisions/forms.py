from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from core.form_layout import NO_DEFAULT_BUTTON
from core.text import clean_text
from moderation.models import Decision, Guideline
from moderation.queue.listing import PAGE_SIZE

Action = Decision.Action

# Decisions that make sense in bulk; the others concern a single text or person.
BATCH_ACTIONS = [
    (Action.APPROVE.value, _("Approve")),
    (Action.REJECT.value, _("Reject")),
    (Action.SPAM.value, _("Mark as spam")),
    (Action.REMOVE.value, _("Remove")),
    (Action.RESTORE.value, _("Restore")),
    (Action.KEEP.value, _("Keep")),
]


class DecisionForm(forms.Form):
    """A decision on one comment, including the comment version that the moderator saw."""

    action = forms.TypedChoiceField(choices=Action.choices, coerce=Action, empty_value=None)
    guideline = forms.ModelChoiceField(Guideline.objects.filter(is_active=True), required=False)
    explanation = forms.CharField(max_length=300, required=False, strip=True)
    version = forms.IntegerField(min_value=0)


class EditCommentForm(forms.Form):
    """A moderator's edit of a comment."""

    body = forms.CharField(
        label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"})
    )
    guideline = forms.ModelChoiceField(
        Guideline.objects.filter(is_active=True), label=_("Guideline"), required=False
    )
    explanation = forms.CharField(label=_("Message to the author"), max_length=300, required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment

    @property
    def helper(self) -> FormHelper:
        """Return the crispy-forms layout."""
        helper = FormHelper()
        helper.form_id = "edit-comment-form"
        helper.layout = Layout(NO_DEFAULT_BUTTON, *self.fields)
        helper.add_input(Submit("", _("Save changes")))
        return helper

    def clean_body(self) -> str:
        """Return the new text, which must differ from the old one and respect the length limit."""
        body = clean_text(self.cleaned_data["body"])
        if not body.strip():
            raise forms.ValidationError(_("The text can’t be empty. Remove the comment instead."))
        if len(body) > settings.COMMENT_MAX_LENGTH:
            raise forms.ValidationError(
                _("Comments are limited to %(limit)d characters. This text has %(count)d."),
                params={"limit": settings.COMMENT_MAX_LENGTH, "count": len(body)},
            )
        if body == self.comment.source:
            raise forms.ValidationError(_("You haven’t changed anything."))
        return body


class BatchForm(forms.Form):
    """A bulk action on the selected comments or on all comments that match the filters."""

    action = forms.TypedChoiceField(choices=BATCH_ACTIONS, coerce=Action, empty_value=None)
    select_all = forms.BooleanField(required=False)
    selected = forms.TypedMultipleChoiceField(coerce=int, required=False)
    guideline = forms.ModelChoiceField(Guideline.objects.filter(is_active=True), required=False)
    explanation = forms.CharField(max_length=300, required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        given = [pk for pk in data.getlist("selected") if pk.isascii() and pk.isdigit()][:PAGE_SIZE]
        self.fields["selected"].choices = [(pk, pk) for pk in given if len(pk) < 19]  # type: ignore[attr-defined]  # of a field for choices

    def clean(self) -> dict[str, Any]:
        """Require at least one selected comment, or ``select_all``."""
        data = super().clean() or {}
        if not (data.get("select_all") or data.get("selected")):
            raise forms.ValidationError(_("Select at least one comment."))
        return data
