"""`{% url %}` for every template, in place of Django's: the same words, with addresses remembered."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from goldenthread.ui.addresses import address

register = template.Library()


class AddressNode(URLNode):
    """Django's own node, but for addresses without named arguments, which are nearly all of them."""

    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        arguments = [argument.resolve(context) for argument in self.args]
        if self.kwargs or not all(isinstance(argument, int | str) for argument in arguments):
            return super().render(context)
        try:
            found = address(name, *arguments)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    node = django_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
