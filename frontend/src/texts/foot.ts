/** The line under a text: who writes, and whether it is saved. */
import { h, setText } from "../dom";
import type { SaveState } from "./savestate";
import type { Writer } from "./types";
import { saveWords, writerCount, writerWords } from "./words";

export class Foot {
  readonly element: HTMLElement;
  private readonly names = h("span", { class: "fl" });
  private readonly count = h("span", { class: "sh2" });
  private readonly save = h("span", { class: "save" });
  /** Only what somebody must hear; "Saving…" at every word would drown it. */
  private readonly aloud = h("span", { class: "vh", role: "status" });
  private unsaved = false;

  constructor(readonly id: string) {
    this.element = h(
      "div",
      { class: "edfoot" },
      h("span", { class: "writing", role: "status" }, this.names, this.count),
      h("span", { id, class: "savewrap" }, this.save),
      this.aloud,
    );
  }

  draw(state: SaveState, writers: readonly Writer[], reason: string | null): void {
    setText(this.names, writerWords(writers));
    setText(this.count, writerCount(writers.length));
    const words = reason ?? saveWords(state);
    setText(this.save, words);
    const bad = state.kind === "unsaved" || state.kind === "away";
    this.save.classList.toggle("bad", bad && reason === null);
    if (bad !== this.unsaved || (reason !== null && this.aloud.textContent !== reason)) {
      setText(this.aloud, words);
      this.unsaved = bad;
    }
  }
}
