/** The carets of others within the text, and which changes may scroll. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { yCursorPlugin, ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";

import { h } from "../dom";
import { comesFromText } from "./limits";
import { person } from "./writers";

/** Show others' carets and selections in their person colour. */
export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: "carets",
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, { cursorBuilder: mark, selectionBuilder: selection }) as Plugin,
      staysPut(),
    ],
  });
}

function mark(user: unknown, client: number): HTMLElement {
  const { vendor, colour } = person(user);
  return h("span", {
    class: vendor ? "caret lev" : "caret",
    "data-client": client,
    "data-p": colour,
    "aria-hidden": "true",
  });
}

function selection(user: unknown): Record<string, string> {
  return { class: "sel", "data-p": String(person(user).colour) };
}

/** What comes in from others never scrolls the page, also not to keep the own caret in view. */
function staysPut(): Plugin {
  let incoming = false;
  return new Plugin({
    state: {
      init: () => null,
      apply(transaction) {
        const meta = transaction.getMeta(ySyncPluginKey) as { isUndoRedoOperation?: boolean } | undefined;
        incoming = comesFromText(transaction) && meta?.isUndoRedoOperation !== true;
        return null;
      },
    },
    props: { handleScrollToSelection: () => incoming },
  });
}
