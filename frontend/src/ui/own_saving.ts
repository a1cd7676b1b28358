/**
 * Saves what somebody writes alone as they type it, once at a time, and loses nothing.
 *
 * What the session does not have yet is on this device. Two devices of one person that wrote apart
 * keep both texts until the person chooses. Once all is shown, what is new becomes an addition.
 */
import { Refusal } from "../http";
import type { OwnInput } from "../live/slices";
import { type Contents, contentsOf, joined, NOTHING, same, type Tick, tooMany, withTicks } from "./own_contents";
import { LateWords } from "./own_addition";
import type { Draft } from "./own_draft";
import type { Surroundings } from "./own_surroundings";

/** Signs within this time (ms) are saved in one go. */
const PAUSE = 900;
/** Without a line it is tried again about this much later (ms), and by no two people at once. */
const AGAIN = 4_000;

export class OwnSaving {
  now: Contents;
  /** What another device of this person saved while this one wrote apart. */
  rival: OwnInput | null = null;
  refused: Refusal | null = null;
  savedAt: number | null = null;
  /** What was new after all was shown was kept as an addition. */
  added = false;
  private known: Contents;
  private edition: number;
  private readonly late: LateWords;
  private flight: Promise<void> | null = null;
  private heard: OwnInput | undefined;
  private stop: (() => void) | null = null;

  constructor(private readonly around: Surroundings, stored: OwnInput | undefined) {
    this.known = this.now = stored === undefined ? NOTHING : contentsOf(stored);
    this.edition = stored?.edition ?? 0;
    this.late = new LateWords(around, () => this.keep());
  }

  /** Something here is not with the session yet. */
  get dirty(): boolean {
    return this.late.waiting !== null || !same(this.now, this.known);
  }

  /** All is shown by now: what is new here becomes an addition. */
  get isLate(): boolean {
    return this.dirty && this.around.isShown();
  }

  /** Take in what was typed or ticked. */
  type(contents: Contents): void {
    [this.now, this.refused, this.added] = [this.lasting(contents), null, false];
    this.keep();
    this.saveLater(PAUSE);
    this.around.onChange(false);
  }

  /** A tick that was shown stays: the session does not take it back. */
  isFixed(tick: Tick): boolean {
    return this.around.isShown() && this.known[tick];
  }

  /** Go on with what this device kept of an earlier page. */
  restore(draft: Draft): void {
    const before = this.dirty || draft.edition < this.edition ? { ...this.now, edition: this.edition } : null;
    this.now = draft.contents;
    this.late.waiting ??= draft.addition;
    if (before !== null) this.meet(before);
    this.keep();
    this.around.onChange(true);
    void this.save();
  }

  /** Take in what the session has of this person now. */
  hear(stored: OwnInput | undefined): void {
    this.heard = stored;
    if (this.flight !== null || stored === undefined || stored.edition <= this.edition) return;
    if (!this.dirty) this.now = contentsOf(stored);
    this.meet(stored);
    this.around.onChange(!this.dirty);
  }

  /** Save what waits, now; as an addition once all is shown. */
  async save(): Promise<void> {
    this.stop?.();
    this.stop = null;
    if (this.flight !== null) return this.flight;
    if (!this.dirty || this.rival !== null || tooMany(this.now.text) > 0) return;
    this.refused = null;
    this.flight = this.send(this.now).finally(() => (this.flight = null));
    await this.flight;
    this.hear(this.heard);
    if (this.dirty && this.refused === null) this.saveLater(PAUSE);
  }

  /** Keep one of two texts, or both; the session hears of it at once. */
  choose(which: "this" | "other" | "both"): void {
    const { rival } = this;
    if (rival === null) return;
    this.rival = null;
    if (which !== "this") this.now = which === "both" ? joined(rival, this.now) : contentsOf(rival);
    this.settle(contentsOf(rival), rival.edition);
    this.around.onChange(true);
    void this.save();
  }

  /** What is still being written when all is shown is added in one piece, by whoever shows the page. */
  private saveLater(wait: number): void {
    this.stop ??= this.around.later(() => {
      this.stop = null;
      if (!this.around.isShown() || wait === AGAIN) void this.save();
    }, wait === AGAIN ? wait * (0.5 + Math.random()) : wait);
  }

  private async send(sent: Contents): Promise<void> {
    try {
      if (this.around.isShown()) {
        this.added = await this.late.send(sent, { known: this.known, edition: this.edition }, (whole) => this.settle(whole, this.edition));
      } else {
        const edition = await this.around.save(sent, this.edition + 1);
        this.added = edition === null;
        this.settle(sent, edition ?? this.edition);
      }
      this.savedAt = this.around.now();
    } catch (error) {
      this.fail(error);
    }
    const rewritten = !same(this.lasting(this.now), this.now);
    this.now = this.lasting(this.now);
    this.around.onChange(rewritten);
  }

  private lasting(contents: Contents): Contents {
    return this.around.isShown() ? withTicks(contents, this.known) : contents;
  }

  private fail(error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    const stored = error.answer.stored as OwnInput | undefined;
    if (error.code === "older" && stored !== undefined) this.meet(stored);
    else if (error.status === 0 || error.status >= 500) this.saveLater(AGAIN);
    else this.refused = error;
  }

  /** Another text of this person: what goes on from it loses nothing, all else is chosen from. */
  private meet(other: OwnInput): void {
    const goesOn = this.now.text.startsWith(other.text) && other.text !== "";
    if (goesOn || same(this.now, other)) this.settle(contentsOf(other), other.edition);
    else this.rival = other;
  }

  private settle(contents: Contents, edition: number): void {
    this.known = contents;
    this.edition = edition;
    this.keep();
  }

  private keep(): void {
    const draft = { contents: this.now, edition: this.edition, addition: this.late.waiting };
    this.around.keep(this.dirty ? draft : null);
  }
}
