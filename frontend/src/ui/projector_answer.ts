/** The joint answer on the wall: as large as it fits, and then its newest lines. */
import { fill, h } from "../dom";
import type { Block, Run } from "../texts/blocks";
import type { WallText } from "../texts/wall";
import { answerSizes, firstThatFits, SMALLEST, type Span, windowOn } from "./projector_fit";

/** Draw a text into its place; the place keeps what is scrolled. */
export function drawAnswer(place: HTMLElement, text: WallText): void {
  fill(place, ...text.blocks.map(drawBlock));
}

/** Make the letters fit; tells whether the beginning is out of sight. */
export function fitAnswer(place: HTMLElement, text: WallText): boolean {
  const box = place.parentElement as HTMLElement;
  const room = box.clientHeight;
  const { size } = firstThatFits(answerSizes(), room, (candidate) => {
    box.style.setProperty("--answer", String(candidate.size));
    return place.offsetHeight;
  });
  box.style.setProperty("--answer", String(size));
  const newest = place.children[text.newest] as HTMLElement | undefined;
  if (size > SMALLEST || place.offsetHeight <= room || newest === undefined) {
    place.style.removeProperty("transform");
    box.style.removeProperty("clip-path");
    return false;
  }
  const { top, bottom } = windowOn(linesOf(place), newest.offsetTop + newest.offsetHeight, room);
  place.style.setProperty("transform", `translateY(${-top}px)`);
  box.style.setProperty("clip-path", `inset(0 0 ${Math.max(0, room - (bottom - top))}px 0)`);
  return top > 0;
}

/** Where every line of words stands, from the top of the place. */
function linesOf(place: HTMLElement): Span[] {
  const { top: start } = place.getBoundingClientRect();
  // The box around letters is taller than their line, so only its middle says where the line is.
  const half = Number.parseFloat(getComputedStyle(place).lineHeight) / 2;
  const lines = new Map<number, Span>();
  for (const { top, bottom } of boxesOfWords(place)) {
    const middle = (top + bottom) / 2 - start;
    lines.set(Math.round(middle), { top: middle - half, bottom: middle + half });
  }
  return [...lines.values()].sort((one, other) => one.top - other.top);
}

/** The boxes of words alone: those of paragraphs and lists are no lines. */
function boxesOfWords(place: HTMLElement): DOMRect[] {
  const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const boxes: DOMRect[] = [];
  while (words.nextNode() !== null) {
    range.selectNodeContents(words.currentNode);
    boxes.push(...range.getClientRects());
  }
  return boxes.filter(({ width }) => width > 0);
}

function drawBlock(block: Block): HTMLElement {
  if (block.kind === "paragraph") return h("p", {}, ...block.runs.map(drawRun));
  const items = block.items.map((blocks) => h("li", {}, ...blocks.map(drawBlock)));
  return block.ordered ? h("ol", {}, ...items) : h("ul", {}, ...items);
}

function drawRun({ text, bold, italic }: Run): Node {
  if (text === "\n") return h("br");
  const words = document.createTextNode(text);
  const slanted = italic ? h("em", {}, words) : words;
  return bold ? h("strong", {}, slanted) : slanted;
}
