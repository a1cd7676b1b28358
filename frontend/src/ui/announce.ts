/** Says something once to who cannot see the page change. */
import { setText } from "../dom";

/** Put a sentence in the page's one polite live region. */
export function announce(sentence: string): void {
  const line = document.querySelector("[data-announce]");
  if (line === null) return;
  // The same sentence twice is no change, and so would not be said.
  if (line.textContent === sentence) setText(line, `${sentence}\u00a0`);
  else setText(line, sentence);
}
