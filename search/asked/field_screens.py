"""The screens on which editors ask the field, and others let the questions on the site."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from practices.permissions import may_edit_words, may_moderate
from search.asked.field_questions import (
    FieldQuestion,
    FieldQuestionForm,
    ask_field,
    close_question,
    open_question,
)
from search.asked.models import AskedWords


def ask_the_field(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the words of a search a question to the field."""
    if not may_edit_words(request.user):
        raise PermissionDenied
    asked = get_object_or_404(AskedWords.objects.exclude(text=""), pk=pk)
    with override(asked.language):
        proposal = _("Who does something about “%(words)s”?") % {"words": asked.text}
    form = FieldQuestionForm(request.POST if request.method == "POST" else None, initial={"text": proposal})
    if form.is_valid():
        ask_field(text=form.cleaned_data["text"], about=asked.text, language=asked.language, user=request.user)
        AskedWords.objects.filter(pk=asked.pk).update(is_done=True, text="")
        messages.success(request, _("The question waits for somebody else to read it."))
        return redirect("field_questions")
    return render(request, "search/admin/ask_the_field.html", {"form": form, "asked": asked})


def field_questions(request: HttpRequest) -> HttpResponse:
    """The questions that wait, and those that readers see."""
    if not may_edit_words(request.user):
        raise PermissionDenied
    waiting = [(question, question.may_be_opened_by(request.user)) for question in _listed(FieldQuestion.objects.waiting())]
    context = {
        "waiting": waiting,
        "opened": _listed(FieldQuestion.objects.opened()),
        "may_decide": may_moderate(request.user),
    }
    return render(request, "search/admin/field_questions.html", context)


def _listed(questions):
    return questions.select_related("written_by")[:200]


@require_POST
def open_field_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question on the site."""
    return _decide(request, pk, open_question, _("The question is on the site."))


@require_POST
def close_field_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question off the site, or leave it off."""
    return _decide(request, pk, close_question, _("The question is closed."))


def _decide(request: HttpRequest, pk: int, deed: Callable, said: str) -> HttpResponse:
    if not may_moderate(request.user):
        raise PermissionDenied
    deed(get_object_or_404(FieldQuestion, pk=pk), request.user)
    messages.success(request, said)
    return redirect(reverse("field_questions"))
