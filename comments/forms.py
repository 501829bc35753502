"""The comment form: shape only. What may be said is for the screeners."""

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
from comments.authorship import Author
from comments.identity.known import NOBODY, Known
from comments.identity.names import check_name
from comments.models import Commenter
from comments.screening import RequestFacts
from comments.services.commenters import recognise_guest, recognise_user
from comments.services.identity import vouch_for
from comments.writing.fields import LineField, NumbersField, TextField, WebsiteField, limit_length
from comments.writing.forms import preview_button

NAME_LENGTH = 100
EMAIL_LENGTH = 254
_REMEMBER = '{% include "comments/identity/_remember.html" %}'
_FOLLOW_HELP = '{% include "comments/subscriptions/_help.html" %}'
# The largest number that the database holds; what is larger is not a comment's number.
_LARGEST_NUMBER = 2**31 - 1


class CommentForm(forms.Form):
    """Name, address, website and text. Somebody who is signed in only has the text to write."""

    name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=EMAIL_LENGTH,
        help_text=_("Never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    url = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )
    body = TextField(
        label=_("Comment"),
        help_text=_(
            "An empty line makes a paragraph. You may use links, <b>, <i>, <blockquote>, <ul>, "
            "<ol>, <li> and <code>."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    reply_to = forms.IntegerField(
        required=False, min_value=1, max_value=_LARGEST_NUMBER, widget=forms.HiddenInput
    )
    # Further comments that this one answers.
    also = NumbersField(required=False, widget=forms.HiddenInput)
    notify_replies = forms.BooleanField(label=_("Mail me answers to my comments"), required=False)
    notify_thread = forms.BooleanField(
        label=_("Mail me every comment on this article"), required=False
    )
    # Hidden from people by the style sheet; what fills it in is a program.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    # Filled in by a script (``timing.js``), in milliseconds; what isn't a number says nothing.
    open_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        article: Article,
        user: User | None = None,
        known: Known = NOBODY,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.user = user
        self.known = known
        limit_length(self.fields["body"])
        if user:
            for guest_field in ("name", "email", "url"):
                del self.fields[guest_field]
        self.helper = self._helper(article)

    def clean_name(self) -> str:
        """Refuse a guest a name that belongs to somebody else than ``known``."""
        return check_name(self.cleaned_data["name"], known=self.known)

    def commenter(self) -> Commenter:
        """Return who speaks; call it only on a valid form."""
        if self.user:
            return recognise_user(self.user)
        data = self.cleaned_data
        guest = recognise_guest(name=data["name"], email=data["email"], url=data["url"])
        return vouch_for(commenter=guest, known=self.known)

    @property
    def answers(self) -> list[int]:
        """The numbers of the comments that this one answers, the first one first, each once.

        Of a form that wasn't sent, that of the comment for which it was asked.
        """
        # Asking for the errors cleans a form that hasn't been looked at yet.
        data = self.cleaned_data if self.is_bound and self.errors is not None else self.initial
        first = [int(data["reply_to"])] if data.get("reply_to") else []
        return list(dict.fromkeys([*first, *data.get("also", ())]))

    @property
    def author_name(self) -> str:
        """The name that stands over the comment, as far as the form has one."""
        return self.user.byline if self.user else self.cleaned_data.get("name") or str(_("You"))

    def stop_answering(self, numbers: Collection[int]) -> None:
        """Take out the numbers of comments that can't be answered, and say so."""
        left = [str(number) for number in self.answers if number not in numbers]
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {"reply_to": "".join(left[:1]), "also": " ".join(left[1:])}
        text = ngettext(
            "The comment that you answer is not there, or no longer: %(numbers)s. Send your text"
            " again, and it stands without that answer.",
            "Comments that you answer are not there, or no longer: %(numbers)s. Send your text"
            " again, and it stands without those answers.",
            len(numbers),
        )
        self.add_error(None, text % {"numbers": ", ".join(map(str, sorted(numbers)))})

    def facts(self, ip_address: str | None, user_agent: str, author: Author) -> RequestFacts:
        """Return what screeners may know of the request; call it only on a valid form."""
        return RequestFacts(
            ip_address=ip_address,
            user_agent=user_agent,
            user=self.user,
            author=author,
            honeypot=self.cleaned_data["subject"],
            open_for=_seconds(self.cleaned_data["open_for"]),
            acknowledged=str(self.data.get("acknowledged", "")),
        )

    def _helper(self, article: Article) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "comment-form"
        helper.form_action = reverse("comments:post", args=article.address)
        # Shared pages can't carry a token; core.origin stops forged posts.
        helper.disable_csrf = True
        guest = [] if self.user else [Div("name", "email", "url", css_class="who"), HTML(_REMEMBER)]
        helper.layout = Layout(
            *guest,
            "body",
            "reply_to",
            "also",
            "open_for",
            Div("notify_replies", "notify_thread", HTML(_FOLLOW_HELP), css_class="follow"),
            Field("subject", wrapper_class="unseen"),
        )
        helper.add_input(Submit("", _("Post comment")))
        helper.add_input(preview_button())
        return helper


def _seconds(milliseconds: str) -> float | None:
    """Return what a script told, or nothing for what no script of ours writes."""
    told = milliseconds.isascii() and milliseconds.isdigit() and len(milliseconds) < 10
    return int(milliseconds) / 1000 if told else None
