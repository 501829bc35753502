"""The comment policy form on an article's edit page."""

from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.admin import ArticleAdmin
from blog.admin.request import get_user
from blog.models import Article
from comments.models import Thread
from comments.threads.services.comment_policy import COMMENT_POLICY_FIELDS
from comments.threads.services.threads import get_or_create_thread
from moderation.admin.threads import ThreadForm
from moderation.cooldown.services import change_comment_policy
from moderation.policies import can_change_comment_policy


class CommentPolicyFormSet(BaseInlineFormSet):
    """Saves the comment policy of an article's thread; ``moderator`` is logged as the actor."""

    moderator: User

    def save(self, commit: bool = True) -> list[Thread]:  # noqa: FBT001, FBT002 - Django's signature
        """Save changed policies through ``change_comment_policy``, which logs them."""
        self.new_objects, self.deleted_objects = [], []
        self.changed_objects = [
            (form.instance, form.changed_data) for form in self.forms if form.has_changed()
        ]
        for form in self.forms:
            if form.has_changed():
                self._change(form.instance, form.cleaned_data["explanation"])
        return [thread for thread, _fields in self.changed_objects]

    def _change(self, thread: Thread, explanation: str) -> None:
        thread.article = self.instance
        thread.pk = thread.pk or get_or_create_thread(self.instance).pk
        change_comment_policy(moderator=self.moderator, thread=thread, explanation=explanation)


class CommentPolicyInline(admin.StackedInline):
    """The comment policy on an article's form, for users who may change it."""

    model = Thread
    form = ThreadForm
    formset = CommentPolicyFormSet
    fields = (COMMENT_POLICY_FIELDS, "explanation")
    verbose_name = _("comment policy")
    verbose_name_plural = _("comment policy")
    can_delete = False
    max_num = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Set the formset's ``moderator`` to the current user."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.moderator = get_user(request)
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow setting the policy even if there is no thread yet.

        Normally, the first comment creates the thread.
        """
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Check the permission for the article's thread, even if it doesn't exist yet."""
        article = obj or Article(author=get_user(request))
        return can_change_comment_policy(get_user(request), Thread(article=article))


ArticleAdmin.inlines.append(CommentPolicyInline)
