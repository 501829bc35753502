"""What moderators fill in, and readers who report."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Commenter
from core.text import clean_text
from moderation.models import Decision, Guideline, Note, Report


class DecisionForm(forms.Form):
    """An action, why (from the site's list and in words), and the version that it rests on."""

    action = forms.TypedChoiceField(
        choices=Decision.Action.choices, coerce=Decision.Action, empty_value=None
    )
    guideline = forms.ModelChoiceField(Guideline.objects.filter(is_active=True), required=False)
    reason = forms.CharField(max_length=300, required=False, strip=True)
    version = forms.IntegerField(min_value=0)


class CorrectForm(forms.Form):
    """Another text for a comment, and why."""

    body = forms.CharField(
        label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"})
    )
    guideline = forms.ModelChoiceField(
        Guideline.objects.filter(is_active=True), label=_("Ground"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Told to the commenter.")
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "correct-form"
        helper.add_input(Submit("", _("Change the text")))
        return helper

    def clean_body(self) -> str:
        """Return a text that is another one, and no longer than a commenter's may be."""
        body = clean_text(self.cleaned_data["body"])
        if not body.strip():
            raise forms.ValidationError(_("Remove the comment instead."))
        if len(body) > settings.COMMENT_MAX_LENGTH:
            raise forms.ValidationError(_("This is longer than a comment may be."))
        if body == self.comment.source:
            raise forms.ValidationError(_("Nothing is changed."))
        return body


class NoteForm(forms.Form):
    """A note on a commenter, or on one of the commenter’s comments."""

    text = forms.CharField(max_length=Note.LONGEST)

    def __init__(self, *args: Any, commenter: Commenter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"] = forms.ModelChoiceField(
            Comment.objects.filter(commenter=commenter), required=False
        )


class ReportForm(forms.Form):
    """What a reader finds wrong with a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Report.Reason, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=2000,
        help_text=_("Read by the moderators only."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "report-form"
        # Sent from any page's menu; core.origin stops forged posts.
        helper.disable_csrf = True
        helper.add_input(Submit("", _("Report")))
        return helper

    def clean(self) -> dict[str, Any]:
        """Ask for words where no reason says enough."""
        data = super().clean() or {}
        if data.get("reason") == Report.Reason.OTHER and not data.get("note"):
            self.add_error("note", _("Say what is wrong with it."))
        return data
