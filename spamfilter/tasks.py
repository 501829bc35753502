from django.tasks import task

from spamfilter.services.training import train_model_if_due


@task
def train_spam_filter() -> None:
    """Train the filter, unless another task has already done so."""
    train_model_if_due()
