/** The joint answer on the wall: as large as it fits, and then its newest lines. */
import { fill, h } from "../dom";
import type { Block, Run } from "../texts/blocks";
import type { WallText } from "../texts/wall";
import { answerSizes, firstThatFits, scrollFor, SMALLEST } from "./projector_fit";

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
    box.scrollTop = 0;
    return false;
  }
  const line = Number.parseFloat(getComputedStyle(place).lineHeight);
  const top = scrollFor(newest.offsetTop + newest.offsetHeight, Math.floor(room / line) * line, line);
  box.scrollTo({ top, behavior: "smooth" });
  return top > 0;
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
