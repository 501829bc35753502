from collections.abc import Iterator, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from comments.models import Subscription

Scope = Subscription.Scope
Cadence = Subscription.Cadence
_UNSUBSCRIBED = "ended"
# An hourly digest of articles would never contain more than one.
_ARTICLE_CADENCES = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKLY)


def get_selected_scopes(data: dict[str, Any]) -> list[Scope]:
    """Return the scopes whose checkboxes are selected in a form's cleaned data."""
    checkboxes = {"notify_replies": Scope.REPLIES, "notify_thread": Scope.THREAD}
    return [scope for checkbox, scope in checkboxes.items() if data.get(checkbox)]


class EmailForm(forms.Form):
    """Base class for subscription forms. The email field is omitted if the address is known."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    cadence = forms.ChoiceField(label=_("Frequency"), choices=Cadence)
    # A honeypot, as in the comment form.
    subject = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data)
        self.known_email = email
        if email:
            del self.fields["email"]
        self.helper = FormHelper()
        # A shared page can't contain a token; core.origin rejects forged posts.
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            *([] if email else ["email"]),
            "cadence",
            Field("subject", wrapper_class="visually-hidden"),
        )

    @property
    def address(self) -> str:
        """The address to subscribe. The form must be valid."""
        return self.known_email or str(self.cleaned_data["email"])


class NewsletterForm(EmailForm):
    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data, email=email)
        choices = [(cadence.value, cadence.label) for cadence in _ARTICLE_CADENCES]
        self.fields["cadence"] = forms.ChoiceField(label=_("Frequency"), choices=choices)
        self.helper.form_action = reverse("comments:newsletter")
        self.helper.add_input(Submit("", _("Subscribe")))


class SubscribeForm(EmailForm):
    notify_thread = forms.BooleanField(
        label=_("New comments on this article"), required=False, initial=True
    )
    notify_replies = forms.BooleanField(
        label=_("Replies to my comments on any article"), required=False
    )

    def __init__(self, data: Any = None, *, article: Article, email: str = "") -> None:
        super().__init__(data, email=email)
        self.helper.form_action = reverse("comments:subscribe", args=article.url_args)
        scopes = Fieldset(_("Email me about"), "notify_thread", "notify_replies")
        self.helper.layout.insert(0 if email else 1, scopes)
        self.helper.add_input(Submit("", _("Subscribe")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not get_selected_scopes(data):
            raise forms.ValidationError(_("Select at least one option."))
        return data


class ConfirmSubscriptionsForm(forms.Form):
    """A form with one checkbox for each pending subscription."""

    def __init__(self, data: Any = None, *, pending: Sequence[Subscription]) -> None:
        super().__init__(data)
        for subscription in pending:
            self.fields[f"wanted_{subscription.pk}"] = forms.BooleanField(
                label=get_description(subscription), required=False, initial=True
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("", _("Confirm")))

    def get_selected(self) -> list[int]:
        """Return the primary keys of the selected subscriptions. The form must be valid."""
        return [
            int(name.removeprefix("wanted_")) for name, value in self.cleaned_data.items() if value
        ]


class EmailPreferencesForm(forms.Form):
    """A form for changing the frequency of each subscription."""

    def __init__(self, data: Any = None, *, subscriptions: Sequence[Subscription]) -> None:
        super().__init__(data)
        self.subscriptions = subscriptions
        for subscription in subscriptions:
            self.fields[f"cadence_{subscription.pk}"] = forms.ChoiceField(
                label=get_description(subscription),
                choices=[*Cadence.choices, (_UNSUBSCRIBED, _("Unsubscribed"))],
                initial=_UNSUBSCRIBED if subscription.ended_at else subscription.cadence,
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("", _("Save")))

    def get_cadences(self) -> Iterator[tuple[Subscription, Cadence | None]]:
        """Yield each subscription with its new frequency, or with None to unsubscribe."""
        for subscription in self.subscriptions:
            value = self.cleaned_data[f"cadence_{subscription.pk}"]
            yield subscription, None if value == _UNSUBSCRIBED else Cadence(value)


def get_description(subscription: Subscription) -> str:
    """Describe a subscription. Its thread and article must already be loaded."""
    if subscription.scope == Scope.ARTICLES:
        return gettext("New articles")
    if subscription.thread is None:
        return gettext("Replies to my comments on any article")
    title = subscription.thread.article.title
    return gettext("New comments on “%(title)s”") % {"title": title}
