"""A question to the field: what people look for and no sheet has, asked of whoever does it.

An editor writes it, somebody else lets it on the site, as with everything that readers see. It stands where somebody looks for
it in vain, and beside the form for a new practice, until it is closed.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from practices.door import RefusedError
from practices.permissions import may_moderate, may_publish_own
from practices.single_line import LineField
from search.language.resources import frame_words, stop_words
from search.language.words import words

LONGEST_QUESTION = 160  # characters
ASKED, OPENED, CLOSED = "search.field_asked", "search.field_opened", "search.field_closed"  # in the log


class FieldQuestionQuerySet(models.QuerySet):
    """Questions to the field."""

    def waiting(self) -> "FieldQuestionQuerySet":
        """Those that somebody else has to read first, the oldest first."""
        return self.filter(opened_at=None, closed_at=None).order_by("written_at")

    def opened(self) -> "FieldQuestionQuerySet":
        """Those that readers see, the newest first."""
        return self.filter(opened_at__isnull=False, closed_at=None).order_by("-opened_at")


class FieldQuestion(models.Model):
    """A question to the field, in the words of an editor; `about` are the words that were looked for."""

    text = models.CharField(gettext_lazy("question"), max_length=LONGEST_QUESTION)
    about = models.CharField(gettext_lazy("words"), max_length=80)
    language = models.CharField(gettext_lazy("language"), max_length=5, choices=settings.LANGUAGES)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = FieldQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("question to the field")
        verbose_name_plural = gettext_lazy("questions to the field")

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether readers see it."""
        return self.opened_at is not None and self.closed_at is None

    def may_be_opened_by(self, user: Any) -> bool:
        """Whether somebody may let it on the site: never who wrote it."""
        return may_moderate(user) and (self.written_by_id != user.pk or may_publish_own(user))

    def is_about(self, asked: str) -> bool:
        """Whether somebody asks for the same: all its words, small ones left out, stand in the query."""
        telling = _telling(self.about, self.language)
        return bool(telling) and telling <= _telling(asked, self.language)


def _telling(text: str, language: str) -> set[str]:
    return {word for word in words(text) if word not in stop_words(language) and word not in frame_words(language)}


class FieldQuestionForm(forms.Form):
    """The question in a sentence."""

    text = LineField(
        label=gettext_lazy("Question, as readers see it"),
        help_text=gettext_lazy("Somebody else reads it before it is on the site."),
        max_length=LONGEST_QUESTION,
    )


@transaction.atomic
def ask_field(*, text: str, about: str, language: str, user: Any) -> FieldQuestion:
    """Let a question wait for somebody else."""
    question = FieldQuestion.objects.create(text=text, about=about, language=language, written_by=user)
    log(instance=question, action=ASKED, user=user)
    return question


@transaction.atomic
def open_question(question: FieldQuestion, user: Any) -> None:
    """Let readers see it. Raises RefusedError for who wrote it, and where somebody decided meanwhile."""
    own = FieldQuestion.objects.select_for_update().waiting().filter(pk=question.pk).first()
    if own is None:
        raise RefusedError(_("Somebody else decided about this question meanwhile."))
    if not own.may_be_opened_by(user):
        raise RefusedError(_("You wrote this yourself: somebody else puts it on the site."))
    own.opened_at = timezone.now()
    own.save()
    log(instance=own, action=OPENED, user=user)


@transaction.atomic
def close_question(question: FieldQuestion, user: Any) -> None:
    """Take it off the site, or do not put it there; done twice it is done once."""
    own = FieldQuestion.objects.select_for_update().filter(pk=question.pk, closed_at=None).first()
    if own:
        own.closed_at = timezone.now()
        own.save()
        log(instance=own, action=CLOSED, user=user)


def open_questions(language: str, most: int = 5) -> list[FieldQuestion]:
    """The newest that readers of a language see."""
    return list(FieldQuestion.objects.opened().filter(language=language)[:most])


def questions_about(asked: str, language: str) -> list[FieldQuestion]:
    """Those that ask for the same as a query; at most two, of the newest hundred."""
    return [question for question in open_questions(language, most=100) if question.is_about(asked)][:2]
