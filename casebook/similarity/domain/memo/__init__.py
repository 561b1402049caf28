"""A pasted hearing memo, read into proposals for the company profile, each with the words of the memo it rests on.

Conservative on purpose: the person who pasted the memo corrects the proposals, and a wrong one costs more than a
missing one. Nothing is kept, nothing is learnt; equal texts give equal proposals.

* ``proposals`` what the reader of the package gets, ``reading`` how it comes about
* ``written``   the memo in one spelling, every character knowing its place in the original
* ``phrases``   the readable notation of the word lists
* ``words``     the word lists (``*.yaml``), loaded and checked once
* ``context``   whose story a place in the memo tells, ``denial`` what takes a statement back (not, no longer, if)
* ``tells``     barriers, situation, approach and origin, by what people say
* ``employees``, ``figures`` employees, capital and sales, by what stands beside a number
* ``owner``     age and years of the owner
* ``place``     the prefecture, ``trade`` the industry
* ``weighing``  what is found, weighed against what else is found
"""

from casebook.similarity.domain.memo.proposals import FIELDS, SEVERAL, Proposal, Proposals
from casebook.similarity.domain.memo.reading import LONGEST, MemoTooLong, read_memo

__all__ = ["FIELDS", "LONGEST", "SEVERAL", "MemoTooLong", "Proposal", "Proposals", "read_memo"]
