"""The comment form. It validates the fields; screeners check the comment's content."""

from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from blog.models import Article
from comments.models import Commenter
from comments.submission.fields import (
    CommentNumbersField,
    MultiLineField,
    SingleLineField,
    WebsiteField,
    build_preview_button,
    limit_length,
)
from comments.submission.screening import RequestFacts
from comments.visitors.name_validation import validate_name
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.services.name_ownership import confirm_known_guest
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor

NAME_LENGTH = 100
EMAIL_LENGTH = 254
_REMEMBER = '{% include "comments/visitors/_remember.html" %}'
_FOLLOW_HELP = '{% include "comments/subscriptions/_help.html" %}'
# The largest number the database can store.
_MAX_NUMBER = 2**31 - 1


class CommentForm(forms.Form):
    """Comment, name, email, and website. Logged-in users enter only the comment.

    The comment field comes first, so that a reply and the comment above it fit on a phone screen.
    """

    body = MultiLineField(
        label=_("Comment"),
        help_text=_(
            "Leave a blank line between paragraphs. Allowed HTML: links, <b>, <i>, <blockquote>,"
            " <ul>, <ol>, <li>, and <code>."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = SingleLineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=EMAIL_LENGTH,
        help_text=_("Never shown publicly."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    url = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )
    reply_to = forms.IntegerField(
        required=False, min_value=1, max_value=_MAX_NUMBER, widget=forms.HiddenInput
    )
    # Further comments that this one replies to.
    also = CommentNumbersField(required=False, widget=forms.HiddenInput)
    notify_replies = forms.BooleanField(label=_("Email me when someone replies"), required=False)
    notify_thread = forms.BooleanField(
        label=_("Email me about new comments on this article"), required=False
    )
    # A honeypot, hidden by the style sheet.
    subject = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    # Milliseconds, filled in by ``form-timing.js``. Anything but a number is ignored.
    open_for = forms.CharField(required=False, widget=forms.HiddenInput)

    # A random key, filled in by ``form-timing.js``, that identifies repeated submissions. Pages are
    # shared, so they can't contain one.
    form_key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        article: Article,
        visitor: Visitor = ANONYMOUS_VISITOR,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.visitor = visitor
        limit_length(self.fields["body"])
        if self.user:
            for guest_field in ("name", "email", "url"):
                del self.fields[guest_field]
        self.helper = self._build_helper(article)

    @property
    def user(self) -> User | None:
        """The account of the person commenting, or None for a guest."""
        return self.visitor.user

    def clean_name(self) -> str:
        """Reject a name that belongs to someone else."""
        return validate_name(self.cleaned_data["name"], visitor=self.visitor)

    def get_or_create_commenter(self) -> Commenter:
        """Return the commenter who submitted the form, creating one if necessary.

        The form must be valid.
        """
        if self.user:
            return get_or_create_user_commenter(self.user)
        data = self.cleaned_data
        guest = get_or_create_guest(name=data["name"], email=data["email"], url=data["url"])
        return confirm_known_guest(commenter=guest, visitor=self.visitor)

    @property
    def reply_numbers(self) -> list[int]:
        """The distinct numbers of the comments that this one replies to, starting with the parent.

        If the form hasn't been submitted, the numbers come from its initial values.
        """
        # Accessing ``errors`` cleans a form that hasn't been validated yet.
        data = self.cleaned_data if self.is_bound and self.errors is not None else self.initial
        first = [int(data["reply_to"])] if data.get("reply_to") else []
        return list(dict.fromkeys([*first, *data.get("also", ())]))

    @property
    def author_name(self) -> str:
        """The name to show in the preview, even if the form is incomplete."""
        return self.user.byline if self.user else self.cleaned_data.get("name") or str(_("You"))

    def remove_reply_targets(self, numbers: Collection[int]) -> None:
        """Remove the given numbers from the reply targets and add an error that lists them."""
        remaining = [str(number) for number in self.reply_numbers if number not in numbers]
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {
            "reply_to": "".join(remaining[:1]),
            "also": " ".join(remaining[1:]),
        }
        text = ngettext(
            "The comment you’re replying to, #%(numbers)s, is no longer available. Post again to"
            " publish your comment without linking to it.",
            "Some comments you’re replying to are no longer available: %(numbers)s. Post again to"
            " publish your comment without linking to them.",
            len(numbers),
        )
        self.add_error(None, text % {"numbers": ", ".join(map(str, sorted(numbers)))})

    def get_request_facts(self, ip_address: str | None, user_agent: str) -> RequestFacts:
        """Return the facts about the request that screeners use. The form must be valid."""
        return RequestFacts(
            ip_address=ip_address,
            user_agent=user_agent,
            visitor=self.visitor,
            honeypot=self.cleaned_data["subject"],
            open_for=_parse_seconds(self.cleaned_data["open_for"]),
            form_key=self.cleaned_data["form_key"],
            acknowledged=str(self.data.get("acknowledged", "")),
        )

    def _build_helper(self, article: Article) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "comment-form"
        helper.form_action = reverse("comments:submit", args=article.url_args)
        # Shared pages can't contain a token; core.origin rejects forged requests.
        helper.disable_csrf = True
        guest = (
            []
            if self.user
            else [Div("name", "email", "url", css_class="guest-fields"), HTML(_REMEMBER)]
        )
        helper.layout = Layout(
            "body",
            *guest,
            "reply_to",
            "also",
            "open_for",
            "form_key",
            Div(
                "notify_replies", "notify_thread", HTML(_FOLLOW_HELP), css_class="subscribe-fields"
            ),
            Field("subject", wrapper_class="visually-hidden"),
        )
        helper.add_input(Submit("", _("Post comment")))
        helper.add_input(build_preview_button())
        return helper


def _parse_seconds(milliseconds: str) -> float | None:
    """Convert the milliseconds submitted by our script to seconds; return None if invalid."""
    is_valid = milliseconds.isascii() and milliseconds.isdigit() and len(milliseconds) < 10
    return int(milliseconds) / 1000 if is_valid else None
