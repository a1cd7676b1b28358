/** How much one text may hold, judged before a change is made, so that the server never has to refuse. */
import type { Node, Slice } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

import { lengthWords } from "./words";

/** Visible signs in one answer. */
export const MOST_SIGNS = 10_000;
/** Lists within lists. */
export const DEEPEST_LIST = 4;

/**
 * Bytes a text may cost when every part of it is sent anew: the server takes 64 KiB at once, and
 * turning a whole text into a list sends the whole text.
 */
const HEAVIEST = 56 * 1024;
const NODE_COST = 45;
const MARK_COST = 40;

export interface Size {
  signs: number;
  bytes: number;
  lists: number;
}

interface Holder {
  descendants: Node["descendants"];
}

/** What a document or a piece of one counts for. */
export function sizeOf(content: Holder): Size {
  const size: Size = { signs: 0, bytes: 0, lists: 0 };
  content.descendants((node) => {
    size.bytes += NODE_COST + node.marks.length * MARK_COST;
    if (node.isText) {
      size.signs += node.text?.length ?? 0;
      size.bytes += bytesIn(node.text ?? "");
      for (const mark of node.marks) size.bytes += 2 * String(mark.attrs.href ?? "").length;
    }
    if (node.type.name.endsWith("List")) size.lists = Math.max(size.lists, listsIn(node));
    return true;
  });
  return size;
}

/** Why a text of this size may not follow one of that size, or null. What shrinks may always. */
export function objection(after: Size, before: Size): string | null {
  if (after.signs > MOST_SIGNS && after.signs > before.signs) {
    return lengthWords(after.signs, MOST_SIGNS);
  }
  if (after.bytes > HEAVIEST && after.bytes > before.bytes) {
    return gettext("This is too much for one answer: too many lines or too much markup. Nothing was changed.");
  }
  if (after.lists > DEEPEST_LIST && after.lists > before.lists) {
    return gettext("Lists cannot go deeper than this.");
  }
  return null;
}

/** Hold back changes of one's own that make the text too large; others' changes always come in. */
export function limits(tell: (message: string) => void): Plugin {
  return new Plugin({
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || comesFromText(transaction)) return true;
      const message = objection(sizeOf(transaction.doc), sizeOf(state.doc));
      if (message !== null) tell(message);
      return message === null;
    },
  });
}

/** The signs of a pasted piece, counted without making a document of it. */
export function signsOf(slice: Slice): number {
  return sizeOf(slice.content).signs;
}

/** The change came out of the shared text: another person's, an undo or a reload. */
export function comesFromText(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
  return meta?.isChangeOrigin === true;
}

/** Bytes of UTF-8, a little generous for signs outside the basic plane. */
function bytesIn(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return bytes;
}

function listsIn(node: Node): number {
  let deepest = 0;
  node.forEach((child) => {
    deepest = Math.max(deepest, listsIn(child));
  });
  return deepest + (node.type.name.endsWith("List") ? 1 : 0);
}
