"""Django admin messages that are missing from Django's German and Arabic catalogs.

Marking them here adds them to our catalogs, which take precedence over Django's. Remove a message
once Django has translated it.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

MESSAGES = (
    # The app that provides groups; its user model is replaced by ours.
    _("Authentication and Authorization"),
    # Lists.
    _("- Select an option -"),
    _("Run"),
    _("Filter by %(field_name)s"),
    _("Search %(name)s"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    # Deleting.
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects."),
    _(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? All of the "
        "following related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related "
        "objects, but your account doesn't have permission to delete the following types of "
        "objects:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following "
        "protected related objects:"
    ),
    # Users and passwords.
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Password-based authentication"),
    _("Enabled"),
    _("Disabled"),
    _("Enable password-based authentication"),
    _("Disable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Password-based authentication was disabled."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they "
        "may still be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Set password"),
    _("Set password: %s"),
    _("Reset password"),
    _("Conflicting form data submitted. Please try again."),
    # Missing objects.
    _('The app "%s" could not be found.'),
    _("No %s matches the given query."),
    # Tasks.
    _("Task Result"),
    _("Task Results"),
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Successful"),
    pgettext_lazy("Task", "Failed"),
)
