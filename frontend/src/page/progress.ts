/**
 * Follows the PDFs of a page while they are made: `[data-pdf]` says which, `[data-pdf-address]`
 * where to ask. Without this script the page looks again by itself.
 */
import { setText } from "../dom";
import { Refusal, get } from "../http";

export interface Progress {
  readonly state: string;
  readonly step: number;
  readonly steps: number;
  readonly words: string;
}
type Told = Readonly<Record<string, Progress | undefined>>;

const PENDING = new Set(["waiting", "making"]);
const BETWEEN_LOOKS = 1200;

/** Follow every PDF of this page that is not made yet. */
export function followPdfs(): void {
  for (const card of document.querySelectorAll<HTMLElement>("[data-pdf]")) void follow(card);
}

async function follow(card: HTMLElement): Promise<void> {
  while (PENDING.has(card.dataset.pdfState ?? "")) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
    try {
      const told = (await get<Told>(card.dataset.pdfAddress ?? ""))[card.dataset.pdf ?? ""];
      if (told !== undefined) showProgress(card, told);
    } catch (error) {
      // The line comes back by itself; somebody who may not look any more is told on the next page.
      if (error instanceof Refusal && (error.status === 403 || error.status === 404)) return;
    }
  }
}

/** Show how far one PDF is, and the button to download it once it is made. */
export function showProgress(card: HTMLElement, told: Progress): void {
  const before = card.dataset.pdfState;
  card.dataset.pdfState = told.state;
  const words = card.querySelector("[data-pdf-words]");
  if (words !== null) setText(words, told.words);
  const bar = card.querySelector<HTMLProgressElement>("[data-pdf-bar]");
  if (PENDING.has(told.state)) {
    if (bar !== null) bar.value = told.step;
    return;
  }
  bar?.remove();
  card.querySelector("[data-pdf-pending]")?.remove();
  for (const link of document.querySelectorAll<HTMLElement>(`[data-pdf-made="${card.dataset.pdf ?? ""}"]`)) {
    link.hidden = told.state !== "made";
  }
  // What to do now stands on the page as the server makes it.
  if (told.state !== "made" && told.state !== before) location.reload();
}
