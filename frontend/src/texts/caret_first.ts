/**
 * Where the caret is, known before anything is done there.
 *
 * A browser moves the caret at once and tells it a moment later (`selectionchange`). A key pressed
 * in between, or a change of somebody else that arrives in between, would be done where the caret
 * was: Enter would cut a line in two, and the caret would jump back.
 */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Doc } from "yjs";

/** Have the editor read the caret before every key, and before every change from outside. */
export function caretFirst(doc: Doc): Extension {
  return Extension.create({
    name: "caretFirst",
    // Before the binding to the shared text, which remembers the caret for the same reason.
    priority: 10_000,
    addProseMirrorPlugins: () => [reader(doc)],
  });
}

function reader(doc: Doc): Plugin {
  return new Plugin({
    props: { handleDOMEvents: { keydown: readCaret, beforeinput: readCaret, paste: readCaret } },
    view: (view) => {
      const read = () => void readCaret(view);
      doc.on("beforeAllTransactions", read);
      return { destroy: () => doc.off("beforeAllTransactions", read) };
    },
  });
}

/**
 * Tell the editor what the browser will tell it; nothing happens where it knows already. Letters
 * that are still being composed (accents, Android keyboards) are left alone.
 */
function readCaret(view: EditorView): boolean {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
  return false;
}
