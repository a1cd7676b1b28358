/** Whether somebody would lose their place if the page moved on by itself. */
import type { EditorView } from "../texts/open";

const WRITTEN_IN = "textarea, select, input:not([type=checkbox]):not([type=radio])";
/** A field that is saved as it is typed says itself when somebody is typing. */
const AT_ITS_OWN_PACE = "[data-own-pace]";

/** Typing in the shared text, in a window, in the round-off form or in any field. */
export function isBusy(view: EditorView | null): boolean {
  if (view?.isTyping()) return true;
  if (document.querySelector("dialog[open], #rounding") !== null) return true;
  const active = document.activeElement;
  return active !== null && active.matches(WRITTEN_IN) && !active.matches(AT_ITS_OWN_PACE);
}
