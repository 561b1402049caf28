"""Somebody who wants to know what is hidden, and has only what is published. He knows nothing of how it was hidden."""

from fractions import Fraction
from itertools import count

ALL = "all"


class Attack:
    """All that is published, as equations over what is hidden.

    A figure is named (table, row, column); `ALL` stands for a total. Column totals and the grand total are the same
    figures in every table.
    """

    def __init__(self, *tables):
        self.shown = {}
        sums = []
        for number, table in enumerate(tables):
            rows, columns = range(len(table.cells)), range(len(table.cells[0]))
            grand = (ALL, ALL, ALL)
            self.shown[grand] = table.total
            self.shown |= {(number, row, ALL): table.row_totals[row] for row in rows}
            self.shown |= {(ALL, ALL, column): table.column_totals[column] for column in columns}
            self.shown |= {(number, row, column): table.cells[row][column] for row in rows for column in columns}
            sums += [((number, row, ALL), [(number, row, column) for column in columns]) for row in rows]
            sums += [((ALL, ALL, column), [(number, row, column) for row in rows]) for column in columns]
            sums += [(grand, [(number, row, ALL) for row in rows]), (grand, [(ALL, ALL, column) for column in columns])]
        self.hidden = [name for name, people in self.shown.items() if people is None]
        self.equations = [self._equation(total, parts) for total, parts in sums]

    def _equation(self, total, parts):
        """What is hidden, with its sign, and what it comes to."""
        signed = dict.fromkeys(parts, 1) | {total: -1}
        come_to = -sum(sign * self.shown[name] for name, sign in signed.items() if self.shown[name] is not None)
        return {name: sign for name, sign in signed.items() if self.shown[name] is None}, come_to

    def worked_out(self):
        """The hidden figures that some combination of the equations gives away, by elimination in exact fractions."""
        rows = [[Fraction(signs.get(name, 0)) for name in self.hidden] for signs, _come_to in self.equations]
        done = 0
        for column in range(len(self.hidden)):
            pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
            if pivot is None:
                continue
            rows[done], rows[pivot] = rows[pivot], rows[done]
            rows[done] = [value / rows[done][column] for value in rows[done]]
            for other, row in enumerate(rows):
                if other != done and row[column]:
                    rows[other] = [one - row[column] * two for one, two in zip(row, rows[done], strict=True)]
            done += 1
        alone = [row for row in rows if sum(value != 0 for value in row) == 1]
        return {self.hidden[next(place for place, value in enumerate(row) if value)] for row in alone}

    def possible(self, name, enough, fewest):
        """Values that a hidden figure can have, up to `enough` of them, `enough` or more among them if at all.

        People are whole, and a hidden figure counts `fewest` or more.
        """
        most = self.shown[ALL, ALL, ALL]
        high = next((value for value in range(enough, most + 1) if self._has_table(name, value, fewest)), None)
        found = {high} - {None}
        for value in range(fewest, most + 1):
            if len(found) < enough and self._has_table(name, value, fewest):
                found.add(value)
        return found

    def _has_table(self, name, value, fewest):
        most = self.shown[ALL, ALL, ALL]
        bounds = dict.fromkeys(self.hidden, (fewest, most)) | {name: (value, value)}
        return self._can_be_filled(bounds)

    def _can_be_filled(self, bounds):
        bounds = self._narrowed(bounds)
        if bounds is None:
            return False
        unsure = [name for name, (low, high) in bounds.items() if low < high]
        if not unsure:
            return True
        name = min(unsure, key=lambda name: bounds[name][1] - bounds[name][0])
        low, high = bounds[name]
        return any(self._can_be_filled(bounds | {name: (value, value)}) for value in range(low, high + 1))

    def _narrowed(self, bounds):
        """The bounds as tight as each equation by itself makes them; None where one cannot hold."""
        for _again in count():
            before = bounds
            for signs, come_to in self.equations:
                ranges = {
                    name: sorted((sign * bounds[name][0], sign * bounds[name][1])) for name, sign in signs.items()
                }
                low, high = sum(one[0] for one in ranges.values()), sum(one[1] for one in ranges.values())
                if not low <= come_to <= high:
                    return None
                for name, sign in signs.items():
                    least = come_to - (high - ranges[name][1])
                    greatest = come_to - (low - ranges[name][0])
                    ends = sorted((sign * least, sign * greatest))
                    bounds = bounds | {name: (max(bounds[name][0], ends[0]), min(bounds[name][1], ends[1]))}
            if bounds == before:
                return bounds
        return None
