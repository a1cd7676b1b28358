/** Keeps one text on this device for as long as something of it is not with the session. */
import { canKeep, forget, forgetAsRead, keep, type Kept, keptOf } from "./device";

/** Most changes are acknowledged sooner than this (ms) and never touch the device. */
const PAUSE = 150;

export type Contents = Pick<Kept, "update" | "text">;

/** Where the newest of a text is: not on this device yet, on it, or this browser keeps nothing. */
export type Keeping = "busy" | "kept" | "unable";

/** One for each open page, so that two pages do not overwrite each other's record. */
const PAGE = Math.random().toString(36).slice(2, 10);

export class Keeper {
  /** Whether the device can keep texts; null until known. */
  private able: boolean | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private contents: (() => Contents) | null = null;
  /** Counts what was planned; `stored`: the last of it that the device said it has. */
  private planned = 0;
  private stored = 0;
  private isWritten = false;
  private taken: Kept[] = [];
  private busy = false;
  private again = false;
  private readonly key: string;

  constructor(
    private readonly session: string,
    private readonly person: string,
    private readonly document: string,
    /** The answer to "where is it?" may have changed. */
    private readonly onChange: () => void,
  ) {
    this.key = `${session}/${person}/${document}/${PAGE}`;
  }

  /** Where what was planned last is; "kept" when nothing waits and this device can keep. */
  get keeping(): Keeping {
    if (this.able === false) return "unable";
    return this.able === null || this.stored < this.planned ? "busy" : "kept";
  }

  /** What earlier pages left behind of this document. */
  async load(): Promise<Uint8Array[]> {
    this.settle(await canKeep());
    const all = await keptOf(this.session, this.person);
    const kept = all.filter((each) => each.document === this.document);
    kept.forEach((each) => this.takeOver(each));
    return kept.map((each) => each.update);
  }

  /** This is forgotten together with what is written from now on, unless its page wrote it anew. */
  takeOver(left: Kept): void {
    this.taken.push(left);
  }

  /** Write soon, or now when no acknowledgement can come; `contents` is asked for only then. */
  plan(contents: () => Contents, { now }: { now: boolean }): void {
    this.contents = contents;
    this.planned += 1;
    if (now) void this.writeOn();
    else this.timer ??= setTimeout(() => void this.write(), PAUSE);
  }

  /** Write what was planned now. */
  async write(): Promise<void> {
    this.stop();
    if (this.contents === null || this.stored === this.planned) return;
    const { key, session, person, document, planned } = this;
    this.isWritten = true;
    const able = await keep({ key, session, person, document, at: Date.now(), ...this.contents() });
    if (able) this.stored = Math.max(this.stored, planned);
    this.settle(able);
  }

  /** All of it is acknowledged or given up: nothing of this document stays here. */
  forget(): void {
    this.stop();
    this.contents = null;
    this.stored = this.planned;
    if (this.isWritten) void forget([this.key]);
    void forgetAsRead(this.taken.splice(0));
    this.isWritten = false;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Write; what is planned meanwhile is written after it, in one go. */
  private async writeOn(): Promise<void> {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    while (this.again) {
      this.again = false;
      await this.write();
    }
    this.busy = false;
  }

  private settle(able: boolean): void {
    this.able = able;
    this.onChange();
  }
}
