"""A sheet out of the answers of somebody without an account: unpublished, and waiting in the workflow *Nazicht*."""

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from practices.models import Category, Implementation, PracticePage, TargetGroup
from practices.submissions.models import Submission
from practices.submissions.wording import LISTS, as_list, as_text
from practices.tree import practice_index


def make_page(submission: Submission, *, review: bool = True) -> PracticePage:
    """The sheet as its sender wrote it, waiting for `review` or for whoever publishes it now.

    Nobody with an account wrote it, so every moderator may approve it.
    """
    index = practice_index()
    Page.objects.select_for_update().get(pk=index.pk)  # one at a time finds a free address
    proposal = submission.proposal
    page = PracticePage(
        title=submission.title,
        slug=_free_slug(index, submission.title),
        introduction=proposal["introduction"],
        description=as_text(proposal["description"]),
        category=Category.objects.sources().filter(name=proposal["category"]).first(),
        live=False,
        locale=Locale.get_default(),
    )
    for name in LISTS:
        setattr(page, name, as_list(proposal[name]))
    page.target_groups.set(TargetGroup.objects.sources().filter(name__in=proposal["target_groups"]))
    page.implementations.add(_implementation(page, submission))
    index.add_child(instance=page)
    page.save_revision(clean=False)
    workflow = page.get_workflow()
    if workflow and review:  # without one the queue publishes
        workflow.start(page, None)
    submission.page = page
    return page


def _implementation(page: PracticePage, submission: Submission) -> Implementation:
    own = {name: submission.proposal[name] for name in ("contacts", "website", "partners")}
    implementation = Implementation(locale=page.locale, sort_order=0, confirmed_on=timezone.localdate(), **own)
    implementation.municipalities.set(submission.places)
    return implementation


def _free_slug(index, title: str) -> str:
    """An address that no other sheet has."""
    stem = slugify(title)[:200] or "praktijk"
    taken = set(index.get_children().values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken)
