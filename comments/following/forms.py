"""What is asked of somebody who wants mail, and of somebody who has it."""

from collections.abc import Iterator, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models import Subscription

Scope = Subscription.Scope
Cadence = Subscription.Cadence
_ENDED = "ended"
# Nobody publishes so much that an hour's articles had to be gathered.
_FOR_ARTICLES = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKLY)


def wanted_scopes(data: dict[str, Any]) -> list[Scope]:
    """Return what the two boxes of a valid form ask for."""
    boxes = {"follow_answers": Scope.ANSWERS, "follow_thread": Scope.THREAD}
    return [scope for box, scope in boxes.items() if data.get(box)]


class AddressForm(forms.Form):
    """Where to write to, and how often. Whoever is signed in has given the address."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence)
    # As in the comment form.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data)
        self.known_email = email
        if email:
            del self.fields["email"]
        self.helper = FormHelper()
        # A shared page can't carry a token; core.origin stops forged posts.
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            *([] if email else ["email"]),
            "cadence",
            Field("subject", wrapper_class="unseen"),
        )

    @property
    def address(self) -> str:
        """Where to write to; ask only a valid form."""
        return self.known_email or str(self.cleaned_data["email"])


class NewsletterForm(AddressForm):
    """Where and how often to write about new articles."""

    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data, email=email)
        choices = [(cadence.value, cadence.label) for cadence in _FOR_ARTICLES]
        self.fields["cadence"] = forms.ChoiceField(label=_("How often"), choices=choices)
        self.helper.form_action = reverse("comments:newsletter")
        self.helper.add_input(Submit("", _("Write to me")))


class FollowForm(AddressForm):
    """What to write about, where to, and how often."""

    follow_thread = forms.BooleanField(
        label=_("Every comment on this article"), required=False, initial=True
    )
    follow_answers = forms.BooleanField(
        label=_("Answers to my comments, on any article"), required=False
    )

    def __init__(self, data: Any = None, *, article: Article, email: str = "") -> None:
        super().__init__(data, email=email)
        self.helper.form_action = reverse("comments:follow", args=article.address)
        asked = Fieldset(_("Write to me about"), "follow_thread", "follow_answers")
        self.helper.layout.insert(0 if email else 1, asked)
        self.helper.add_input(Submit("", _("Follow")))

    def clean(self) -> dict[str, Any]:
        """Ask for something to write about."""
        data = super().clean() or {}
        if not wanted_scopes(data):
            raise forms.ValidationError(_("Choose what we shall write to you about."))
        return data


class ConfirmForm(forms.Form):
    """What the owner of an address is asked: one box for each thing that waits."""

    def __init__(self, data: Any = None, *, pending: Sequence[Subscription]) -> None:
        super().__init__(data)
        for subscription in pending:
            self.fields[f"wanted_{subscription.pk}"] = forms.BooleanField(
                label=described(subscription), required=False, initial=True
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("", _("Yes, write to me")))

    def wanted(self) -> list[int]:
        """Return the keys of what is wanted; ask only a valid form."""
        return [
            int(name.removeprefix("wanted_")) for name, value in self.cleaned_data.items() if value
        ]


class CadencesForm(forms.Form):
    """How often each of the things comes that somebody follows."""

    def __init__(self, data: Any = None, *, following: Sequence[Subscription]) -> None:
        super().__init__(data)
        self.following = following
        for subscription in following:
            self.fields[f"cadence_{subscription.pk}"] = forms.ChoiceField(
                label=described(subscription),
                choices=[*Cadence.choices, (_ENDED, _("not at all"))],
                initial=_ENDED if subscription.ended_at else subscription.cadence,
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("", _("Save")))

    def chosen(self) -> Iterator[tuple[Subscription, Cadence | None]]:
        """Yield each subscription with how often it is to come, or nothing for "not at all"."""
        for subscription in self.following:
            value = self.cleaned_data[f"cadence_{subscription.pk}"]
            yield subscription, None if value == _ENDED else Cadence(value)


def described(subscription: Subscription) -> str:
    """Return what a subscription is about. It comes with its thread and article."""
    if subscription.scope == Scope.ARTICLES:
        return now("New articles")
    if subscription.thread is None:
        return now("Answers to my comments, on any article")
    title = subscription.thread.article.title
    return now("Every comment on “%(title)s”") % {"title": title}
