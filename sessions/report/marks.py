"""The marks of the report: one 24-unit grid, ink only, always beside a word or with a title.

No Django here: the helper process serves the decorative ones by name (`mark:answered`), because
a background drawn from a style sheet is no content, and so needs no words of its own.
"""

from __future__ import annotations

from html import escape

INK = "#1B1B1F"
STROKE = (
    f'fill="none" stroke="{INK}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'
)


def _bars(filled: int) -> str:
    """Three rising bars, of which the first `filled` are solid."""
    return "".join(
        f'<rect x="{2.5 + 7 * i}" y="{15 - 5.5 * i}" width="5" height="{6.5 + 5.5 * i}" '
        f'stroke="{INK}" stroke-width="1.5" fill="{INK if i < filled else "none"}"/>'
        for i in range(3)
    )


def _line(path: str, *, width: float, ink: str = INK) -> str:
    return f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}"/>'


DRAWINGS = {
    "answered": f'<circle cx="12" cy="12" r="10.6" fill="{INK}"/>'
    + _line("M6.8 12.6l3.7 3.6L17.4 8.4", width=2.6, ink="#fff"),
    "to_investigate": f'<circle cx="10" cy="10" r="7.4" {STROKE}/>'
    + _line("M15.4 15.4L22 22", width=3.6),
    "no_good_answer": f'<circle cx="12" cy="12" r="9.8" {STROKE}/>' + _line("M7 12h10", width=3.6),
    "not_applicable": f'<circle cx="12" cy="12" r="9.8" {STROKE}/>'
    + _line("M5.4 18.6L18.6 5.4", width=2.2),
    "not_discussed": '<circle cx="12" cy="12" r="9.8" fill="none" '
    f'stroke="{INK}" stroke-width="2" stroke-dasharray="3.1 3.06"/>',
    "open": f'<circle cx="12" cy="12" r="9.8" {STROKE}/><path d="M12 2.2a9.8 9.8 0 0 1 0 19.6z" '
    f'fill="{INK}"/>',
    "low": _bars(1),
    "medium": _bars(2),
    "high": _bars(3),
    "unknown": _line("M6 8a6 6 0 1 1 8.6 5.4c-2 1-2.6 2-2.6 3.6", width=2.8)
    + f'<circle cx="12" cy="21.4" r="1.9" fill="{INK}"/>',
    "technology": f'<rect x="3.5" y="3.5" width="17" height="17" fill="{INK}"/>',
    "process": f'<circle cx="12" cy="12" r="8.6" fill="none" stroke="{INK}" stroke-width="3.4"/>',
    "behaviour": f'<path d="M12 2.6L22.4 21H1.6z" fill="{INK}"/>',
    "ticked": _line("M4 13l5.4 5.4L20.5 6", width=3),
    "unticked": f'<rect x="3" y="3" width="18" height="18" fill="none" stroke="{INK}" '
    'stroke-width="2" stroke-dasharray="3 3"/>',
}
ADDRESSES = {f"mark:{name}": name for name in DRAWINGS}


def svg(name: str, *, title: str = "", size: int = 24) -> str:
    """Return the mark as an SVG element; with a title it speaks for itself, alone."""
    words = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="{size}" '
        f'height="{size}">{words}{DRAWINGS[name]}</svg>'
    )
