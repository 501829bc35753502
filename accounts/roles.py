"""The three roles, implemented as groups with permissions.

Authors publish articles and moderate the comments on them. Moderators moderate all comments.
Editors do both and change settings.
"""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import Group, Permission

AUTHOR = "Author"
MODERATOR = "Moderator"
EDITOR = "Editor"

_WRITING = (
    "blog.add_article",
    "blog.change_article",
    "blog.view_article",
    "blog.add_category",
    "blog.view_category",
    "blog.add_tag",
    "blog.view_tag",
    "blog.add_series",
    "blog.change_series",
    "blog.view_series",
    "blog.add_picture",
    "blog.change_picture",
    "blog.view_picture",
    "blog.view_checkedlink",
    "comments.moderate_own_article",
)
_MODERATING = (
    "comments.view_comment",
    "comments.view_commenter",
    "comments.view_thread",
    "comments.change_thread",
    "comments.moderate_comment",
    "moderation.view_decision",
    "moderation.view_guideline",
    "moderation.view_ban",
    "moderation.add_ban",
    "moderation.lift_ban",
    "moderation.view_sanction",
    "moderation.add_sanction",
    "moderation.view_wordlist",
    "moderation.view_modmailmessage",
    "moderation.add_modmailmessage",
    "moderation.view_note",
    "moderation.add_note",
)
_ADMINISTRATION = (
    "blog.publish_article",
    "blog.edit_any_article",
    "blog.delete_article",
    "blog.change_category",
    "blog.delete_category",
    "blog.change_tag",
    "blog.delete_tag",
    "blog.delete_series",
    "blog.delete_picture",
    "blog.change_sitesettings",
    "blog.add_page",
    "blog.change_page",
    "blog.delete_page",
    "blog.view_page",
    "blog.add_sitelink",
    "blog.change_sitelink",
    "blog.delete_sitelink",
    "blog.view_sitelink",
    "blog.view_sitesettings",
    "blog.add_redirect",
    "blog.change_redirect",
    "blog.delete_redirect",
    "blog.view_redirect",
    "moderation.add_wordlist",
    "moderation.change_wordlist",
    "moderation.ban_widely",
    "moderation.delete_note",
    "moderation.add_guideline",
    "moderation.change_guideline",
    "moderation.delete_guideline",
    "moderation.change_moderationsettings",
    "moderation.view_moderationsettings",
    "comments.change_commentsettings",
    "comments.view_commentsettings",
)

ROLES: Mapping[str, Sequence[str]] = {
    AUTHOR: (
        *_WRITING,
        "blog.publish_article",
        # For the threads of their own articles.
        "comments.view_thread",
        "comments.change_thread",
    ),
    MODERATOR: _MODERATING,
    EDITOR: (*_WRITING, *_MODERATING, *_ADMINISTRATION),
}


def sync_roles(*, app_label: str) -> None:
    """Add an app's missing permissions to the role groups.

    This runs whenever the app is migrated. Permissions added in the admin are kept.
    """
    for role, names in ROLES.items():
        codenames = [name.partition(".")[2] for name in names if name.startswith(f"{app_label}.")]
        if codenames:
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label=app_label, codename__in=codenames
                )
            )
