/** What a person is told about their text: a pure function of what is known. */
import type { Keeping } from "./keeper";

/** Unacknowledged for this long (ms) is no longer "busy saving". */
export const PATIENCE = 5_000;

export interface SaveFacts {
  /** The text has come in from the session at least once. */
  loaded: boolean;
  line: "open" | "away";
  /** When the oldest unacknowledged change was made (ms), or null when there is none. */
  waitingSince: number | null;
  /** When the last change was acknowledged (ms), or null. */
  savedAt: number | null;
  /** Where this device has what is not saved. */
  keeping: Keeping;
  now: number;
}

export type SaveState =
  | { kind: "loading" }
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  /** Something is not with the session; `keeping`: whether it is on this device. */
  | { kind: "unsaved"; keeping: Keeping }
  /** Nothing is waiting, but the line is away; `keeping`: whether what comes can be kept here. */
  | { kind: "away"; keeping: Keeping };

/** Which of the sentences under the text is true now. */
export function saveState(facts: SaveFacts): SaveState {
  const { keeping } = facts;
  if (facts.waitingSince !== null) {
    const late = facts.now - facts.waitingSince >= PATIENCE;
    return late || facts.line === "away" ? { kind: "unsaved", keeping } : { kind: "saving" };
  }
  if (!facts.loaded) return { kind: "loading" };
  if (facts.line === "away") return { kind: "away", keeping };
  return { kind: "saved", at: facts.savedAt };
}

/** Whether leaving the page now would lose text, so that the browser must ask. */
export function mustAsk(facts: SaveFacts): boolean {
  return facts.waitingSince !== null && facts.keeping === "unable";
}

/**
 * The times of changes that wait for their acknowledgement.
 *
 * `left` is the provider's own count: when it says nothing is left, nothing is; otherwise each
 * acknowledgement answers the oldest change, and one always stays.
 */
export class Waiting {
  private times: number[] = [];

  get since(): number | null {
    return this.times[0] ?? null;
  }

  add(now: number): void {
    this.times.push(now);
  }

  /** Take in one acknowledgement; true when that was the last one waited for. */
  acknowledge(left: number): boolean {
    if (this.times.length === 0) return false;
    if (left === 0) {
      this.times = [];
      return true;
    }
    if (this.times.length > 1) this.times.shift();
    return false;
  }

  clear(): void {
    this.times = [];
  }
}
