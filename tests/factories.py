"""Things to test with, made the way the product makes them. Keyword-only; every value can be given."""

from itertools import count

from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site

from casebook.cases.models import CaseApproach, CaseBarrier, CasePage
from casebook.pages.models import HomePage, LibraryPage
from casebook.taxonomy.models import Approach, Barrier
from platform_site.accounts import actions
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.media.models import SiteDocument, SiteImage

_numbers = count(1)


def make_user(*, role: str = "", organisation: Organisation | None = None, **fields) -> User:
    """A person; with a `role` she gets a membership in `organisation` (a new one by default)."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"試験 {number}子")
    password = fields.pop("password", "correct horse battery")
    user = User.objects.create_user(password=password, **fields)
    if role:
        Membership.objects.create(user=user, organisation=organisation or make_organisation(), role=role)
    return User.objects.get(pk=user.pk)


def make_organisation(*, name: str = "", kind: str = "chamber", prefecture: str = "saitama") -> Organisation:
    """An organisation with a name of its own."""
    return Organisation.objects.create(name=name or f"試験商工会議所{next(_numbers)}", kind=kind, prefecture=prefecture)


def make_root() -> Page:
    """The page tree's root (and the collections'), which tests with real transactions flush away."""
    locale = Locale.objects.get_or_create(language_code="ja")[0]
    if not Collection.get_first_root_node():
        Collection.add_root(instance=Collection(name="Root"))
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))


def make_library() -> LibraryPage:
    """The site's tree down to the library; the same one each time."""
    existing = LibraryPage.objects.first()
    if existing:
        return existing
    root = make_root()
    home = HomePage(
        title="伴走 Banso", slug="home-ja", lead="伴走支援の事例", search_heading="探す", locale=Locale.get_default()
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "site_name": "Banso"}
    )
    library = LibraryPage(title="事例を探す", slug="cases", introduction="事例の図書館")
    home.add_child(instance=library)
    return library


def make_case(
    *, barriers: tuple[str, ...] = (), approaches: tuple[str, ...] = (), live: bool = True, **fields
) -> CasePage:
    """A case in the library, published unless `live` is False."""
    fields.setdefault("title", f"社長がひとりで決めない会社になるまで{next(_numbers)}")
    fields.setdefault("source_title", "試験の事例集")
    fields.setdefault("alias", "A社")
    fields.setdefault("disclosure", "public")
    tags = fields.pop("tags", ())
    case = CasePage(live=live, **fields)
    case.case_barriers = [CaseBarrier(barrier=make_barrier(slug=slug), sort_order=i) for i, slug in enumerate(barriers)]
    case.case_approaches = [
        CaseApproach(approach=make_approach(slug=slug), sort_order=i) for i, slug in enumerate(approaches)
    ]
    make_library().add_child(instance=case)
    if tags:
        case.tags.add(*tags)
        case.save()
    return case


def make_barrier(*, slug: str = "cannot-see") -> Barrier:
    """A barrier of that slug; made once."""
    return Barrier.objects.get_or_create(
        slug=slug, defaults={"name_ja": f"壁 {slug}", "name_en": slug, "meaning_ja": "意味", "meaning_en": "meaning"}
    )[0]


def make_approach(*, slug: str = "gap-listening") -> Approach:
    """An approach of that slug; made once."""
    return Approach.objects.get_or_create(
        slug=slug, defaults={"name_ja": f"型 {slug}", "name_en": slug, "meaning_ja": "意味", "meaning_en": "meaning"}
    )[0]


def make_invitation(*, email: str = "", organisation: Organisation | None = None, role: str = "supporter", **fields):
    """An open invitation, as the command line would send it."""
    email = email or f"invited{next(_numbers)}@example.org"
    return actions.invite(
        by=fields.pop("by", None), email=email, organisation=organisation or make_organisation(), role=role, **fields
    )


def make_image(*, title: str = "写真") -> SiteImage:
    """A picture that no page uses yet."""
    return SiteImage.objects.create(title=title, file=get_test_image_file(f"picture{next(_numbers)}.png"))


def make_document(*, title: str = "資料", name: str = "") -> SiteDocument:
    """A PDF that no page uses yet."""
    file = ContentFile(b"%PDF-1.4 test", name=name or f"paper{next(_numbers)}.pdf")
    return SiteDocument.objects.create(title=title, file=file)
