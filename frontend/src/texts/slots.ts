/** All texts this page has open. */
import { mustAsk } from "./savestate";
import type { Slot } from "./slot";
import type { TextKey, TextsState } from "./types";

export class Slots {
  private readonly all = new Map<TextKey, Slot>();

  constructor(private readonly make: (key: TextKey) => Slot) {}

  [Symbol.iterator](): IterableIterator<Slot> {
    return this.all.values();
  }

  /** This text, opened when it was not. */
  open(key: TextKey): Slot {
    const slot = this.all.get(key) ?? this.make(key);
    this.all.set(key, slot);
    return slot;
  }

  /** Let go of texts nobody looks at and nothing waits in. */
  tidy(): void {
    for (const [key, slot] of this.all) {
      if (!slot.isIdle) continue;
      this.all.delete(key);
      slot.destroy();
    }
  }

  /** Take all of them out, to be closed. */
  drain(): Slot[] {
    const slots = [...this.all.values()];
    this.all.clear();
    return slots;
  }

  /** Milliseconds the oldest change has been waiting; 0 when nothing waits. */
  waitingFor(now: number): number {
    const since = [...this].flatMap((slot) => slot.shared.waitingSince ?? []);
    return since.length === 0 ? 0 : now - Math.min(...since);
  }

  /** Leaving the page now would lose text. */
  get mustAsk(): boolean {
    return [...this].some((slot) => mustAsk(slot.facts));
  }

  redraw(): void {
    for (const slot of this.all.values()) slot.redraw();
  }

  /** Write to the device what is not acknowledged. */
  async flush(): Promise<void> {
    await Promise.all([...this].map((slot) => slot.shared.flush()));
  }

  state(line: TextsState["line"]): TextsState {
    const shown = [...this].filter((slot) => slot.views.size > 0);
    return {
      line,
      unsaved: [...this].some((slot) => slot.shared.waitingSince !== null),
      writers: new Map(shown.map((slot) => [slot.key, slot.writers()])),
    };
  }
}
