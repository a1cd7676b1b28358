/** A text as plain blocks, to draw where nobody writes. Only what the editor makes comes out. */
import * as Y from "yjs";

export interface Run {
  /** "\n" is a line break. */
  text: string;
  bold: boolean;
  italic: boolean;
}

export type Block =
  | { kind: "paragraph"; runs: Run[] }
  | { kind: "list"; ordered: boolean; items: Block[][] };

/** Lists in lists in lists: the editor and the server go no deeper. */
const DEEPEST = 20;

/** The blocks of a text; empty paragraphs at its end are left out. */
export function blocksOf(fragment: Y.XmlFragment): Block[] {
  const blocks = within(fragment, 0);
  while (blocks.length > 0 && isEmpty(blocks.at(-1) as Block)) blocks.pop();
  return blocks;
}

/** The index of the last block that differs from before; the last one when nothing was before. */
export function newestOf(before: readonly Block[], after: readonly Block[]): number {
  for (let back = 1; back <= after.length; back += 1) {
    const [old, now] = [before.at(-back), after.at(-back)];
    if (before.length < back || JSON.stringify(old) !== JSON.stringify(now)) return after.length - back;
  }
  return after.length - 1;
}

function within(parent: Y.XmlFragment, depth: number): Block[] {
  if (depth > DEEPEST) return [];
  return parent.toArray().flatMap((child): Block[] => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === "paragraph") return [{ kind: "paragraph", runs: runsOf(child) }];
    if (child.nodeName === "bulletList" || child.nodeName === "orderedList") {
      const items = child.toArray().flatMap((item) => (item instanceof Y.XmlElement ? [within(item, depth + 1)] : []));
      return [{ kind: "list", ordered: child.nodeName === "orderedList", items }];
    }
    return [];
  });
}

function runsOf(paragraph: Y.XmlElement): Run[] {
  return paragraph.toArray().flatMap((child): Run[] => {
    if (child instanceof Y.XmlText) return textRuns(child);
    const isBreak = child instanceof Y.XmlElement && child.nodeName === "hardBreak";
    return isBreak ? [{ text: "\n", bold: false, italic: false }] : [];
  });
}

function textRuns(text: Y.XmlText): Run[] {
  const parts = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return parts.flatMap(({ insert, attributes = {} }) =>
    typeof insert === "string"
      ? [{ text: insert, bold: "bold" in attributes, italic: "italic" in attributes }]
      : [],
  );
}

function isEmpty(block: Block): boolean {
  return block.kind === "paragraph" && block.runs.every(({ text }) => text.trim() === "");
}
