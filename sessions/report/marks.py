"""The marks of the report: one 24-unit grid, always beside a word or with a title.

Ink alone, so that they say the same in black and white; only a theme's own mark has its colour.

No Django here: the helper process serves the decorative ones by name (`mark:answered`), because
a background drawn from a style sheet is no content, and so needs no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

INK = "#1B1B1F"
STEP = 34  # from one mark to the next in a row
THEMES = {1: "#0A2463", 2: "#17756F", 3: "#7A32C8", 4: "#5C0A26", 5: "#A65310"}


def _stroke(ink: str = INK) -> str:
    return (
        f'fill="none" stroke="{ink}" stroke-width="2.2" stroke-linecap="round" '
        'stroke-linejoin="round"'
    )


STROKE = _stroke()


def _bars(filled: int) -> str:
    """Three rising bars, of which the first `filled` are solid."""
    return "".join(
        f'<rect x="{2.5 + 7 * i}" y="{15 - 5.5 * i}" width="5" height="{6.5 + 5.5 * i}" '
        f'stroke="{INK}" stroke-width="1.5" fill="{INK if i < filled else "none"}"/>'
        for i in range(3)
    )


def _line(path: str, *, width: float, ink: str = INK) -> str:
    return f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}"/>'


QUESTION = (
    f'<path d="M8.6 9.2a3.5 3.5 0 1 1 5 3.2c-1.2.6-1.6 1.2-1.6 2.4" {STROKE}/>'
    f'<circle cx="12" cy="18" r="1.5" fill="{INK}"/>'
)
SQUARE = f'<rect x="2.9" y="2.9" width="18.2" height="18.2" {STROKE}/>'
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
    "shown": f'<rect x="2" y="2" width="20" height="20" fill="{INK}"/>'
    + _line("M6.5 12.6l3.8 3.6L17.6 8.2", width=2.8, ink="#fff"),
    "promised": f'{SQUARE}<path d="M3 21V3L21 21z" fill="{INK}"/>',
    "unconfirmed": SQUARE + QUESTION,
    "balloon": f'<path d="M2 3h20v13.5H11L5.5 22v-5.5H2z" {STROKE}/>',
    "attention": _line("M12 2.5v12", width=3.6)
    + f'<circle cx="12" cy="20.3" r="2.3" fill="{INK}"/>',
    "closed": f'<rect x="4" y="10.5" width="16" height="11" fill="{INK}"/>'
    f'<path d="M7.5 10.5V7a4.5 4.5 0 0 1 9 0v3.5" {STROKE}/>',
    "yes": f'<path d="M5 22V3h15l-4 5 4 5H5" fill="{INK}" stroke="{INK}" stroke-width="2"/>',
    "no": f'<path d="M5 22V3h15l-4 5 4 5H5" {STROKE}/>',
    # The tail of a balloon: it covers the balloon's own line, so it is wider than high.
    "tail": f'<path d="M0 0H24L5 13z" fill="#fff"/><path d="M3.4 0L5 13 21.4 0" {STROKE}/>',
    "theme1": "<path d='M12 3v18M6 21h12M4.5 6.5h15M4.5 6.5L1.8 13a3 3 0 0 0 5.4 0z"
    f"M19.5 6.5L16.8 13a3 3 0 0 0 5.4 0z' {_stroke(THEMES[1])}/>",
    "theme2": "<path d='M2.5 7.5L12 3l9.5 4.5L12 12zM2.5 12L12 16.5 21.5 12"
    "M2.5 16.5L12 21l9.5-4.5' "
    f"{_stroke(THEMES[2])}/>",
    "theme3": f"<circle cx='12' cy='7.2' r='4.4' {_stroke(THEMES[3])}/>"
    f"<path d='M3.5 21.5c0-5 3.8-7.6 8.5-7.6s8.5 2.6 8.5 7.6' {_stroke(THEMES[3])}/>",
    "theme4": f"<circle cx='8.6' cy='12' r='6.4' {_stroke(THEMES[4])}/>"
    f"<circle cx='15.4' cy='12' r='6.4' {_stroke(THEMES[4])}/>",
    "theme5": f"<circle cx='12' cy='12' r='9.6' {_stroke(THEMES[5])}/>"
    f"<path d='M7.4 12.4l3.2 3.1 6-7' {_stroke(THEMES[5])}/>",
}
ADDRESSES = {f"mark:{name}": name for name in DRAWINGS}


def svg(name: str) -> str:
    """Return one mark as an SVG element without words: they stand beside it."""
    return _svg(DRAWINGS[name], title="", width=24)


def row(names: Sequence[str], *, title: str) -> str:
    """Return marks in a row as one SVG element; its title says in words what they show."""
    placed = (
        f'<g transform="translate({STEP * place} 0)">{DRAWINGS[name]}</g>'
        for place, name in enumerate(names)
    )
    return _svg("".join(placed), title=title, width=STEP * max(len(names), 1))


def _svg(drawing: str, *, title: str, width: int) -> str:
    words = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 24" width="{width}" '
        f'height="24">{words}{drawing}</svg>'
    )
