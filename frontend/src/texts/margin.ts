/** The names in the margin, each on the line of its caret. They fade; they do not travel. */
import { h } from "../dom";
import { type Caret, initials } from "./writers";

/** Carets less than this many pixels apart stand on one line. */
const ONE_LINE = 16;
/** Names of at most this many characters stand whole in the margin. */
const LONG_NAME = 9;

export interface Line {
  /** Pixels from the top of the paper to the middle of the line. */
  top: number;
  carets: Caret[];
}

/** Put carets on lines, from top to bottom; on one line the busy ones come first. */
export function lines(placed: readonly { caret: Caret; top: number }[]): Line[] {
  const found: Line[] = [];
  for (const { caret, top } of [...placed].sort((one, other) => one.top - other.top)) {
    const last = found.at(-1);
    if (last !== undefined && top - last.top < ONE_LINE) last.carets.push(caret);
    else found.push({ top, carets: [caret] });
  }
  for (const line of found) line.carets.sort((one, other) => Number(other.busy) - Number(one.busy));
  return found;
}

/** Draw the names of `carets` beside their marks in the text. */
export function drawMargin(margin: HTMLElement, text: HTMLElement, carets: readonly Caret[]): void {
  const zero = margin.getBoundingClientRect().top;
  const placed = carets.flatMap((caret) => {
    const mark = text.querySelector(`.caret[data-client="${caret.client}"]`);
    if (mark === null) return [];
    const box = mark.getBoundingClientRect();
    return [{ caret, top: box.top + box.height / 2 - zero }];
  });
  const before = new Map([...margin.children].map((each) => [(each as HTMLElement).dataset.key, each]));
  const now = lines(placed).map((line) => drawLine(line, before.get(key(line)) as HTMLElement | undefined));
  for (const each of before.values()) if (!now.includes(each as HTMLElement)) each.remove();
  for (const each of now) if (each.parentNode !== margin) margin.append(each);
}

function drawLine(line: Line, before: HTMLElement | undefined): HTMLElement {
  const first = line.carets[0] as Caret;
  const more = line.carets.length > 1 && h("span", {}, `+${line.carets.length - 1}`);
  const name =
    before ??
    h(
      "span",
      { "data-key": key(line), "data-p": first.colour },
      h("span", { class: "fl" }, h("span", {}, shortName(first.name)), more && more.cloneNode(true)),
      h("span", { class: "sh2" }, h("span", {}, initials(first.name)), more),
    );
  name.className = ["mk", first.busy ? "" : "idle", first.vendor ? "lev" : ""].filter(Boolean).join(" ");
  name.style.setProperty("top", `${Math.round(line.top)}px`);
  return name;
}

/** A name that fits beside the text: all of a short one, of a long one the first word. */
function shortName(name: string): string {
  return name.length <= LONG_NAME ? name : (name.split(" ")[0] ?? name);
}

/** The same name in the same words keeps its element. */
function key(line: Line): string {
  const first = line.carets[0] as Caret;
  return `${first.client}/${first.name}/${first.colour}/${line.carets.length}`;
}
