"""Icons from the sprite, form controls with their attributes, and ticks of a tick list."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return the icon `i-<name>` of the sprite, hidden from screen readers.

    `size` is empty (24 px) or "s" (20 px).
    """
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        f"i {size}".strip(),
        static("icons.svg"),
        name,
    )


@register.simple_tag
def control(field: BoundField, *, hint: str | bool = "", **attributes: str | bool) -> SafeString:
    """Return the control of a form field, described by its hint and its error.

    `hint` is what the template shows in place of the field's help text; False means: neither.
    Underscores in attribute names become dashes. Attributes that are empty are left out, so that
    an include may pass on what it was not given. A placeholder that repeats the label is dropped.
    """
    field.field.widget.attrs.pop("placeholder", None)
    if hint is False:
        field.help_text = ""
    described_by = f"{field.auto_id}_helptext " if hint or field.help_text else ""
    described_by += f"{field.auto_id}_error" if field.errors else ""
    attributes["aria_describedby"] = described_by.strip()
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return field.as_widget(attrs={name: value for name, value in named.items() if value})


@register.filter
def ticked(field: BoundField, value: object) -> bool:
    """Return whether `value` is among the chosen values of a multiple-choice field."""
    return str(value) in {str(chosen) for chosen in field.value() or []}


@register.filter
def look_of(cookies: Mapping[str, str]) -> str:
    """Return the chosen look, "light" or "dark"; empty means: as the device says."""
    look = (cookies or {}).get("air-look", "")
    return look if look in {"light", "dark"} else ""
