"""Emails about statements of reasons and appeals."""

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from moderation.models import Statement, StatementMail
from moderation.statements.statement_text import get_reason, get_statement_text


def compose_statement_mail(mail: StatementMail) -> EmailMultiAlternatives:
    """Compose the email in the site's language.

    An unconfirmed address gets only the link to the statement, and no text written by a user.
    """
    statement = Statement.objects.with_decision().get(pk=mail.statement_id)
    with override_language():
        is_answer = mail.kind == StatementMail.Kind.APPEAL_ANSWER
        subject = (
            _("%(site)s: decision on your appeal")
            if is_answer
            else _("%(site)s: moderation decision")
        )
        template = (
            f"moderation/statements/emails/{mail.kind}"
            if mail.is_confirmed
            else "moderation/statements/emails/link"
        )
        context = {
            "statement": statement,
            "decision": statement.decision,
            "statement_text": get_statement_text(statement),
            "reason": get_reason(statement.decision),
            "is_answer": is_answer,
            "statement_url": build_absolute_url(statement.get_absolute_url()),
        }
        return compose_site_mail(
            mail.email, subject % {"site": get_current_site().title}, template, context
        )
