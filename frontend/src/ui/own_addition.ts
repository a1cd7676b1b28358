/** Adds what somebody wrote or ticked after all was shown: only what is new, and never twice. */
import { Refusal } from "../http";
import { type Contents, newTicks, restOf, withTicks } from "./own_contents";
import type { Addition } from "./own_draft";
import type { Surroundings } from "./own_surroundings";

/** What the session has of it. */
export interface Known {
  known: Contents;
  edition: number;
}

export class LateWords {
  /** On its way, perhaps taken already. */
  waiting: Addition | null = null;

  constructor(
    private readonly around: Surroundings,
    private readonly keep: () => void,
  ) {}

  /**
   * Add what of `sent` is not in `known`; tells whether there was something. What was perhaps taken
   * is sent again as it was, before anything newer. `taken` hears of each text that is there now.
   */
  async send(sent: Contents, { known, edition }: Known, taken: (whole: Contents) => void): Promise<boolean> {
    let some = false;
    const before = known;
    for (;;) {
      const text = restOf(sent.text, known.text);
      if (this.waiting === null && text === "") break;
      this.waiting ??= { text, unnamed: sent.unnamed, key: this.around.freshKey(), whole: sent };
      this.keep();
      const { whole } = this.waiting;
      try {
        await this.around.add(this.waiting);
      } catch (error) {
        // It stays away; what is written after it does not wait for it.
        if (!isTakenAway(error)) throw error;
        this.waiting = null;
        taken({ ...before, text: whole.text });
        throw error;
      }
      this.waiting = null;
      some = true;
      // Its ticks are not there yet.
      taken((known = { ...before, text: whole.text }));
    }
    // What was taken away meanwhile must not come back: ticks go without the words.
    const ticked = newTicks(sent, before);
    if (ticked) await this.around.save({ ...sent, text: "" }, edition + 1);
    taken(withTicks(sent, before));
    return some || ticked;
  }
}

function isTakenAway(error: unknown): boolean {
  return error instanceof Refusal && error.code === "taken_away";
}
