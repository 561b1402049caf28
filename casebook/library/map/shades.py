"""In which shade a number of cases is drawn: few steps, each several times the one before, so that a few cases show."""

from bisect import bisect_left
from dataclasses import dataclass
from math import ceil

#: Shades for places with cases; a place without any has shade 0.
STEPS = 4
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Shades:
    """`bounds` are the largest number of each shade, from the lightest to the darkest."""

    bounds: tuple[int, ...]

    @classmethod
    def up_to(cls, most: int) -> "Shades":
        """For numbers of which `most` is the largest."""
        if most <= STEPS:
            return cls(tuple(range(1, most + 1)))
        return cls(tuple(sorted({ceil(most ** (step / STEPS) - _ROUNDING) for step in range(1, STEPS + 1)})))

    def of(self, number: int) -> int:
        """The shade of `number`: 0 for none, otherwise 1 (lightest) to STEPS."""
        return bisect_left(self.bounds, number) + 1 if number else 0

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The first and the last number of each shade."""
        firsts = (1, *(bound + 1 for bound in self.bounds[:-1]))
        return tuple(zip(firsts, self.bounds, strict=False))
