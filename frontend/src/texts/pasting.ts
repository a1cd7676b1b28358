/** Lets pasted and dropped text in, cleaned, or not at all when it is too much. */
import type { Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";

import { MOST_SIGNS, signsOf, sizeOf } from "./limits";
import { cleanMarkup, cleanText, LARGEST_MARKUP } from "./paste";
import { lengthWords } from "./words";

/** Everything that comes in from the clipboard or by dragging goes through here. */
export function pasting(tell: (message: string) => void): Plugin {
  const plainer = () => tell(gettext("Tables, headings and images became plain text."));
  return new Plugin({
    props: {
      transformPastedText: cleanText,
      transformPastedHTML(markup) {
        const cleaned = cleanMarkup(markup);
        if (cleaned.plainer) plainer();
        return cleaned.html;
      },
      handlePaste: (view, event, slice) => {
        const here = event.clipboardData;
        if (here !== null && !fits(here, slice, sizeOf(view.state.doc).signs - selected(view), tell)) return true;
        return refuseFiles(here, plainer);
      },
      handleDrop: (_view, event) => refuseFiles(event.dataTransfer, plainer),
      handleDOMEvents: {
        // Before anything is parsed: a megabyte of markup would freeze the page.
        paste: (view, event) => {
          const data = event.clipboardData;
          if (data === null || !isHuge(data)) return false;
          event.preventDefault();
          const length = sizeOf(view.state.doc).signs + data.getData("text/plain").length;
          tell(lengthWords(length, MOST_SIGNS));
          return true;
        },
      },
    },
  });
}

function isHuge(data: DataTransfer): boolean {
  return (
    data.getData("text/plain").length > 10 * MOST_SIGNS || data.getData("text/html").length > LARGEST_MARKUP
  );
}

function fits(_data: DataTransfer, slice: Slice, before: number, tell: (message: string) => void): boolean {
  const after = before + signsOf(slice);
  if (after <= MOST_SIGNS) return true;
  tell(lengthWords(after, MOST_SIGNS));
  return false;
}

function selected(view: { state: { doc: { textBetween(from: number, to: number): string }; selection: { from: number; to: number } } }): number {
  const { from, to } = view.state.selection;
  return view.state.doc.textBetween(from, to).length;
}

/** A file cannot be put in a text: there are no uploads. */
function refuseFiles(data: DataTransfer | null, tell: () => void): boolean {
  if (data === null || data.files.length === 0) return false;
  if (data.getData("text/plain") !== "" || data.getData("text/html") !== "") return false;
  tell();
  return true;
}
