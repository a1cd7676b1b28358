"""Numbers and strings as lib0 writes them: seven bits a byte, lowest first, with bounds."""

from __future__ import annotations

# The largest whole number a browser can hold exactly.
LARGEST = 2**53 - 1


class Malformed(ValueError):
    """Bytes that do not mean anything here; says what was expected."""


def uint(number: int) -> bytes:
    """Return a whole number from 0."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def buffer(data: bytes) -> bytes:
    """Return bytes behind their length."""
    return uint(len(data)) + data


def string(text: str) -> bytes:
    """Return text as UTF-8 behind its length in bytes."""
    return buffer(text.encode())


class Reader:
    """Reads from the front; every read raises Malformed rather than going past the end."""

    __slots__ = ("data", "position")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    @property
    def left(self) -> int:
        """How many bytes were not read yet."""
        return len(self.data) - self.position

    def byte(self) -> int:
        """Read one byte."""
        if self.position >= len(self.data):
            raise Malformed("the end came too early")
        self.position += 1
        return self.data[self.position - 1]

    def uint(self) -> int:
        """Read a whole number from 0 to 2**53 - 1."""
        data, position = self.data, self.position
        if position < len(data) and data[position] < 128:
            self.position = position + 1
            return data[position]
        number = shift = 0
        for _ in range(8):
            if position >= len(data):
                raise Malformed("the end came too early")
            byte = data[position]
            position += 1
            number |= (byte & 127) << shift
            if byte < 128:
                if number > LARGEST:
                    break
                self.position = position
                return number
            shift += 7
        raise Malformed("a number is too large")

    def count(self, *, bytes_each: int) -> int:
        """Read how many things follow; no more than fit in the bytes that are left.

        A frame of 13 bytes that announces 268 million clients would otherwise cost half a gigabyte.
        """
        number = self.uint()
        if number * bytes_each > self.left:
            raise Malformed("more is announced than follows")
        return number

    def raw(self, length: int) -> bytes:
        """Read so many bytes."""
        if length > self.left:
            raise Malformed("the end came too early")
        self.position += length
        return self.data[self.position - length : self.position]

    def buffer(self) -> bytes:
        """Read bytes behind their length."""
        return self.raw(self.uint())

    def string(self) -> str:
        """Read UTF-8 behind its length in bytes."""
        try:
            return self.buffer().decode()
        except UnicodeDecodeError as error:
            raise Malformed("text is not UTF-8") from error

    def finish(self) -> None:
        """Raise Malformed when something is left."""
        if self.left:
            raise Malformed("something follows the end")
