/** Makes the Tiptap editor of one shared text. */
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Extension } from "@tiptap/core";

import { caretFirst } from "./caret_first";
import { carets } from "./carets";
import type { SharedDocument } from "./document";
import { comesFromText, limits } from "./limits";
import { pasting } from "./pasting";
import { INPUT_RULES, LIST } from "./schema";

export interface Names {
  /** What screen readers call the text. */
  label: string;
  /** What stands there while nothing is written. */
  invitation: string;
}

export interface Listeners {
  /** A notice to show, e.g. that the text is too long. */
  tell(message: string): void;
  /** This person changed the text. */
  onInput(): void;
  /** Something that is drawn beside the text may have moved. */
  onDraw(): void;
}

/** Put an editor of the shared text in `place`, which becomes the text itself. */
export function makeEditor(
  place: HTMLElement,
  shared: SharedDocument,
  { label, invitation, describedBy }: Names & { describedBy: string },
  listeners: Listeners,
): Editor {
  return new Editor({
    element: { mount: place },
    // The page's own style sheet has it; a style element would break the content policy.
    injectCSS: false,
    editable: shared.loaded && shared.scope === "read-write",
    enableInputRules: INPUT_RULES,
    enablePasteRules: false,
    enableCoreExtensions: { delete: false, textDirection: false, drop: false, paste: false },
    extensions: [
      ...LIST,
      caretFirst(shared.doc),
      Collaboration.configure({ document: shared.doc, field: "default" }),
      carets(shared.awareness),
      guard(listeners),
    ],
    editorProps: {
      attributes: {
        class: "txt",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-placeholder": invitation,
        "aria-describedby": describedBy,
      },
    },
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged && !comesFromText(transaction)) listeners.onInput();
      listeners.onDraw();
    },
    onFocus: () => listeners.onDraw(),
    onBlur: () => listeners.onDraw(),
  });
}

function guard(listeners: Listeners): Extension {
  return Extension.create({
    name: "guard",
    addProseMirrorPlugins: () => [limits(listeners.tell), pasting(listeners.tell)],
  });
}
