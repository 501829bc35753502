"""Emails about statements of reasons and appeals."""

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from moderation.models import Statement, StatementMail
from moderation.transparency.statement_text import get_reason, get_statement_text


def compose_statement_mail(letter: StatementMail) -> EmailMultiAlternatives:
    """Compose the email in the site's language.

    An unconfirmed address gets only the link to the statement, and no text written by a user.
    """
    statement = Statement.objects.with_decision().get(pk=letter.statement_id)
    with override_language():
        is_answer = letter.kind == StatementMail.Kind.ANSWER
        subject = (
            _("%(site)s: decision on your appeal")
            if is_answer
            else _("%(site)s: moderation decision")
        )
        template = (
            f"moderation/transparency/emails/{letter.kind}"
            if letter.is_confirmed
            else "moderation/transparency/emails/link"
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
            letter.email, subject % {"site": get_current_site().title}, template, context
        )
