"""A sheet out of the answers of somebody without an account: unpublished, and waiting in the workflow *Nazicht*."""

from django.utils import timezone
from wagtail.models import Locale, Page

from practices import history
from practices.models import Implementation, PracticePage, PracticeTag
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part, named
from practices.submissions.models import Submission
from practices.submissions.wording import as_kept
from practices.taxonomy import term_at
from practices.tree import free_address, practice_index
from practices.vocabularies import terms_in


def make_page(submission: Submission, *, review: bool = True) -> PracticePage:
    """The sheet as its sender wrote it, waiting for `review` or for whoever publishes it now.

    Nobody with an account wrote it, so every moderator may approve it.
    """
    index = practice_index()
    Page.objects.select_for_update().get(pk=index.pk)  # one at a time finds a free address
    proposal = submission.practice
    page = PracticePage(
        title=submission.title, slug=free_address(index, submission.title), live=False, locale=Locale.get_default()
    )
    for part, text in ((named(SHEET, name), text) for name, text in proposal.texts.items()):
        if part.kind is Kind.KEYWORDS:
            _set_keywords(page, part, text)
        else:
            setattr(page, part.name, as_kept(text, part))
    for name, slugs in proposal.terms.items():
        found = (term_at(terms_in(name).model, slug) for slug in slugs)  # one that was merged meanwhile is another one
        page.set_terms(name, [term for term in found if term])
    page.implementations.add(_implementation(page, submission))
    index.add_child(instance=page)
    history.keep_revision(page, history.SENT_IN, data={"reference": submission.reference}, clean=False)
    workflow = page.get_workflow()
    if workflow and review:  # without one the queue publishes
        workflow.start(page, None)
    submission.page = page
    return page


def _set_keywords(page: PracticePage, part: Part, typed: str) -> None:
    """Those of the typed words that are keywords; the others are left for editors, for readers see what a keyword is called."""
    names = list(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))
    found = {name: PracticeTag.objects.sources().filter(name__iexact=name).first() for name in names}
    page.set_terms(part.name, [tag for tag in found.values() if tag])
    others = ", ".join(name for name, tag in found.items() if tag is None)
    page.to_place = f"{part.title}: {others}" if others else ""


def _implementation(page: PracticePage, submission: Submission) -> Implementation:
    implementation = Implementation(locale=page.locale, sort_order=0, confirmed_on=timezone.localdate())
    for name, text in submission.practice.at_place.items():
        setattr(implementation, name, as_kept(text, named(IMPLEMENTATION, name)))
    implementation.municipalities.set(submission.places)
    return implementation
