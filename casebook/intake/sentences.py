"""Every reason of an import as a sentence in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.problems import Names, Problem
from casebook.intake.files.sheet import WrongFile
from platform_site.accounts.models import User
from platform_site.reference.naming import in_language

WRONG_FILES = {
    "too-big": _("The file has %(size)s MB. At most %(largest)s MB can be imported: please split it."),
    "empty": _("The file is empty."),
    "no-rows": _("There are headings, but no cases below them."),
    "pdf": _("This is a PDF. Please choose a spreadsheet (XLSX or CSV)."),
    "old-excel": _("This is an old Excel file (.xls). Please save it as an Excel workbook (.xlsx)."),
    "binary-excel": _("This is a binary Excel workbook (.xlsb). Please save it as an Excel workbook (.xlsx)."),
    "opendocument": _("This is an OpenDocument file (.ods). Please save it as an Excel workbook (.xlsx) or CSV."),
    "macros": _("This workbook contains macros. Please save it as an Excel workbook without macros (.xlsx)."),
    "encrypted": _("The file is protected by a password. Please save it without one."),
    "numbers": _("This is a Numbers file. In Numbers, choose File, Export To, Excel, and upload the .xlsx file."),
    "archive": _("This is an archive (such as a ZIP file), not a spreadsheet. Please unpack it first."),
    "web-page": _("This is a web page or an XML file. Please save it as an Excel workbook (.xlsx) or CSV."),
    "not-a-spreadsheet": _("This is not a spreadsheet. Please choose an XLSX or CSV file."),
    "bomb": _("Unpacked, this workbook would be far too big. It was not opened."),
    "broken": _("The workbook is damaged and can't be read. Please open it in Excel and save it again."),
    "broken-csv": _("The CSV file is damaged near line %(line)s: a quotation mark is missing or stands alone."),
    "encoding": _("The characters of this file can't be read. Please save it as CSV in UTF-8 or Shift_JIS."),
    "too-many-rows": _("The file has more than %(most)s rows. Please split it."),
    "missing-columns": _("These columns are missing: %(columns)s. The first row has to hold the headings."),
    "broke-off": _("The import broke off because of an error on our side. Nothing is half done; you can let it go on."),
    "publishing-broke-off": _(
        "Publishing broke off because of an error on our side. Nothing is half done; you can publish the others now."
    ),
}
PROBLEMS = {
    "required": _("This has to be filled in."),
    "formula": _("The cell holds a formula (%(text)s). Please enter the value itself."),
    "error": _("The cell holds an error value (“%(text)s”)."),
    "cut-off": _("The text has %(longest)s characters or more: Excel cuts longer ones off."),
    "id-form": _("“%(text)s” can't be an id: only small letters, digits and hyphens, at most %(longest)s."),
    "id-reserved": _("“%(text)s” is reserved for a page of the library. Please choose another id."),
    "repeated-id": _("The id “%(text)s” stands in row %(row)s already."),
    "repeated-id-apart": _(
        "The id “%(text)s” belongs to row %(row)s of the file uploaded before. Give this case an id of its own, or "
        "delete this line."
    ),
    "not-recognised": _("“%(text)s” is not an allowed value."),
    "retired": _("“%(values)s” is no longer in use."),
    "too-long": _("The text “%(text)s…” is too long: at most %(longest)s characters."),
    "not-a-url": _("“%(text)s” is not an address. It has to begin with https:// or http://."),
    "not-a-count": _("“%(text)s” is not a whole number."),
    "not-a-sum": _("“%(text)s” is not a sum of money."),
    "out-of-range": _("“%(text)s” is too small or too large."),
    "not-a-year": _("“%(text)s” is not a year."),
    "year-range": _("“%(text)s” is out of range: the year has to be %(first)s or later."),
    "year-to-come": _("“%(text)s” is still to come: the year can be %(last)s at the latest."),
    "note-of-no-barrier": _("“%(text)s” is not a barrier. Write each line as “barrier: note”."),
    "note-of-other-barrier": _("There is a note on “%(values)s”, which is not among the case's barriers."),
    "figure-no-label": _("“%(text)s”: what is counted is missing. Write “Sales: 13億円 (2019) → 15億円 (2021)”."),
    "figure-no-arrow": _("“%(text)s”: exactly one arrow (→) is needed between before and after."),
    "figure-not-a-number": _("“%(text)s” can't be read as a figure."),
    "figure-not-a-year": _("“%(text)s”: the brackets have to hold a year."),
    "figure-two-units": _("“%(text)s”: before and after have different units."),
    "figure-empty": _("“%(text)s”: at least one figure is needed."),
    "contradiction": _("“%(values)s” exclude each other."),
    "named-without-name": _("The real name is to be shown, but it is not given."),
    "organisation-needed": _("Only the own organisation may read it, but no organisation is given."),
    "name-leaks": _("The company's name (“%(text)s”) stands in this text, although the case is under an alias."),
    "may-not-add": _("You may not add cases."),
    "may-not-change": _("You may not change this case."),
    "may-not-unpublish": _("You may not take a published case back."),
    "changed-in-cms": _(
        "The case has changes in the CMS that are not published yet. Please publish or discard them first."
    ),
    "held-in-cms": _("The case is locked or being reviewed in the CMS. Please finish that first."),
    "not-saved": _("The case could not be saved: %(text)s"),
    "saved-as-draft": _("It will be saved as a draft: you may not publish."),
    "may-not-publish": _("You may not publish this case."),
    "unchecked-clues": _("It stays a draft until somebody has checked that the company can't be recognised."),
    "unpublished": _("The case is public now and will be taken back."),
    "clue-contact": _("The company could be recognised: there is a contact (“%(text)s”) in the text."),
    "clue-small-place": _(
        "The company could be recognised: place (“%(text)s”), line of business and headcount stand together."
    ),
}
#: What says that a company could be recognised.
RECOGNISABLE = ("clue-contact", "clue-small-place", "name-leaks")


def reader_language() -> str:
    """`ja` or `en`, whichever the page is in."""
    return in_language(get_language() or "ja", ja="ja", en="en")


def tell_wrong_file(error: WrongFile) -> str:
    """Why the file can't be imported."""
    return tell_failure(error.code, error.params)


def tell_failure(code: str, params: Mapping[str, Any]) -> str:
    """The sentence of a file's reason, kept with an import."""
    told = dict(params)
    if "columns" in told:
        told["columns"] = listed(COLUMNS[name].label(reader_language()) for name in told["columns"])
    return str(WRONG_FILES[code]) % told


def tell(problem: Problem, grammar: Grammar) -> str:
    """The reason as a sentence, with the nearest allowed value where there is one."""
    language = reader_language()
    if problem.code == "may-not-be-published":
        return str(problem.params[language])
    told = {**problem.params, "text": problem.text}
    if "values" in told:
        column = "barriers" if problem.column == "barrier_notes" else problem.column
        told["values"] = listed(grammar.name(column, slug, language) for slug in told["values"])
    sentence = str(PROBLEMS[problem.code]) % told
    return sentence + _offer(problem)


def _offer(problem: Problem) -> str:
    """What could be written instead."""
    offer = ""
    if problem.nearest:
        offer += str(_(" Did you mean “%(names)s”?")) % {"names": _named(problem.nearest)}
    if problem.allowed:
        offer += str(_(" Allowed: %(names)s")) % {"names": _named(problem.allowed)}
    if problem.code == "not-recognised" and not offer:
        offer = str(_(" The template's help sheet lists the allowed values."))
    return offer


def tell_place(column: str, address: str, sentence: str) -> str:
    """A reason with the cell in which it can be mended: `F3 (Prefecture): …`."""
    told = {"cell": address, "column": COLUMNS[column].label(reader_language()), "reason": sentence}
    return str(_("%(cell)s (%(column)s): %(reason)s")) % told


def tell_export(count: int, *, kind: str, encoding: str, seen_by: User | None) -> str:
    """What was taken out, for the audit trail: in the platform's first language, whoever asks."""
    with override(settings.LANGUAGE_CODE):
        whose = _("all that %(person)s may read, drafts included") % {"person": seen_by.name} if seen_by else _("all")
        format_name = "XLSX" if kind == "xlsx" else f"CSV ({encoding})"
        return str(_("%(count)s cases as %(format)s: %(whose)s")) % {
            "count": count,
            "format": format_name,
            "whose": whose,
        }


def _named(names: Names) -> str:
    language = reader_language()
    return listed(in_language(language, ja=ja, en=en) for ja, en in names)


def listed(names: Iterable[str]) -> str:
    """Names in one line, in the reader's punctuation."""
    return ("、" if reader_language() == "ja" else ", ").join(names)
