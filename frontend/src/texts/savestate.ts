/** What a person is told about their text: a pure function of what is known. */

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
  /** Whether this device can keep what is not saved; null while that is being found out. */
  device: boolean | null;
  now: number;
}

export type SaveState =
  | { kind: "loading" }
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  /** Something is not with the session; `kept`: it is on this device. */
  | { kind: "unsaved"; kept: boolean }
  /** Nothing is waiting, but the line is away; `kept`: what comes will be kept here. */
  | { kind: "away"; kept: boolean };

/** Which of the sentences under the text is true now. */
export function saveState(facts: SaveFacts): SaveState {
  const kept = facts.device !== false;
  if (facts.waitingSince !== null) {
    const late = facts.now - facts.waitingSince >= PATIENCE;
    return late || facts.line === "away" ? { kind: "unsaved", kept } : { kind: "saving" };
  }
  if (!facts.loaded) return { kind: "loading" };
  if (facts.line === "away") return { kind: "away", kept };
  return { kind: "saved", at: facts.savedAt };
}

/** Whether leaving the page now would lose text, so that the browser must ask. */
export function mustAsk(facts: SaveFacts): boolean {
  return facts.waitingSince !== null && facts.device === false;
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
