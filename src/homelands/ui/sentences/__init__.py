"""What science says, in the reader's language: one sentence for each code, with its numbers.

It stands here because `ui` is the lowest room that knows a language: everything that shows a
figure (surveys, mapping, the commands, a notebook) stands above it, and science just below.
"""

from .making import each, method, of, parts, why

__all__ = ["each", "method", "of", "parts", "why"]
