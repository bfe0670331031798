"""Template filters of the register: who somebody is, why they were looked at, what they stated."""

from django import template

from homelands.people.register.queries.words import entry_text, member_name, why_words

register = template.Library()

register.filter("member_name", member_name)
register.filter("why_words", why_words)
register.filter("entry_text", entry_text)
