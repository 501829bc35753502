"""The letters to those who were moderated."""

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from blog.mails import compose_site_mail
from blog.site import absolute, current_site, speaking
from moderation.models import Letter, Statement
from moderation.record.wording import explanation, words_for


def compose_letter(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter in the site's language: whole, or only the way to the page.

    To an address that nobody has confirmed goes no word that was typed with it.
    """
    statement = Statement.objects.with_decision().get(pk=letter.statement_id)
    with speaking():
        is_answer = letter.kind == Letter.Kind.ANSWER
        subject = _("%(site)s: your appeal") if is_answer else _("%(site)s: a decision")
        template = (
            f"moderation/transparency/emails/{letter.kind}"
            if letter.is_confirmed
            else "moderation/transparency/emails/link"
        )
        context = {
            "statement": statement,
            "decision": statement.decision,
            "words": words_for(statement),
            "explanation": explanation(statement.decision),
            "is_answer": is_answer,
            "statement_url": absolute(statement.get_absolute_url()),
        }
        return compose_site_mail(
            letter.email, subject % {"site": current_site().title}, template, context
        )
