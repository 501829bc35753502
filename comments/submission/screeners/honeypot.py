from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict


class Honeypot(BaseScreener):
    """Marks a comment as spam if the form's hidden field was filled in, which only bots do."""

    name = "honeypot"

    def screen(self, submission: Submission) -> Verdict | None:
        content = submission.facts.honeypot
        if not content:
            return None
        return self.verdict(Outcome.SPAM, ReasonCode.HONEYPOT, filled=content[:100])
