/** Pasted text becomes what the editor knows; everything else becomes plain text. */

const HEADINGS = "h1,h2,h3,h4,h5,h6";
const IMAGES = "img,picture,svg,video,audio,canvas,iframe,object,embed";
const SILENT = "script,style,template,noscript,head,title,meta,link";
/** A paste larger than this (signs of markup) is read as plain text: parsing it would freeze the page. */
export const LARGEST_MARKUP = 400_000;

export interface Cleaned {
  html: string;
  /** Something the person may miss became plain text or went away. */
  plainer: boolean;
}

/** Take out NUL, control signs and halves of surrogate pairs; keep tabs and line ends. */
export function cleanText(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g, "")
      .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "")
  );
}

/** Turn tables, headings and images of pasted markup into plain paragraphs. */
export function cleanMarkup(markup: string): Cleaned {
  const page = new DOMParser().parseFromString(withoutScripting(cleanText(markup)), "text/html");
  page.querySelectorAll(SILENT).forEach((each) => each.remove());
  const odd = page.body.querySelectorAll(`${HEADINGS},${IMAGES},table`);
  const plainer = odd.length > 0;
  page.body.querySelectorAll(IMAGES).forEach((each) => each.remove());
  page.body.querySelectorAll(HEADINGS).forEach((each) => become(each, "p"));
  // Inner tables first, so that a cell's text is read once it is plain.
  [...page.body.querySelectorAll("table")].reverse().forEach(flatten);
  return { html: page.body.innerHTML, plainer };
}

/** Handlers and styles never work here, but the content policy would complain about each of them. */
function withoutScripting(markup: string): string {
  return markup.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(on\w+|style)\s*=/gi, " data-was="));
}

/** A row becomes a line with its cells after one another. */
function flatten(table: Element): void {
  const page = table.ownerDocument;
  const lines = [...table.querySelectorAll("tr")].map((row) => {
    const cells = [...row.querySelectorAll("th,td")].map((cell) => tidy(cell.textContent ?? ""));
    const line = page.createElement("p");
    line.textContent = cells.filter((cell) => cell !== "").join(" | ");
    return line;
  });
  table.replaceWith(...lines.filter((line) => line.textContent !== ""));
}

function become(element: Element, tag: string): void {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
