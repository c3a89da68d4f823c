"""Sets of millions of whole numbers in little room. Pure."""

from __future__ import annotations

# Numbers up to here take one bit each (32 MB in all); greater ones are kept one by one.
BITS = 1 << 28


class Marks:
    """Remembers which whole numbers it was given."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._beyond: set[int] = set()

    def add(self, number: int) -> None:
        if not 0 <= number < BITS:
            self._beyond.add(number)
            return
        place = number >> 3
        if place >= len(self._bits):
            self._bits.extend(bytes(max(place + 1 - len(self._bits), len(self._bits), 1024)))
        self._bits[place] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        if not 0 <= number < BITS:
            return number in self._beyond
        place = number >> 3
        return place < len(self._bits) and bool(self._bits[place] & (1 << (number & 7)))
