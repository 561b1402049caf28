"""Staffing all open engagements at once.

* choice    a person in a seat of an engagement; what may be chosen at all, and with how many points, says the ranking
* staffed   the urgencies of the seats that are held, added up: first of all the most urgent, and most
* fit       the points of the choices, added up, those kept from an earlier plan with a little more
* balance   how many seats are held by people who hold another one already: the fewer the better
* bound     more than which no plan can reach, whoever is chosen of all who may be: a shortlist never enters into it

A plan is best in this order: staffed, then fit, then balance. `instance` holds the numbers, `prices` finds bounds and
the choices that matter, `choosing` decides among these, `plan` puts it together.
"""
