/** Keeps one document on this device for as long as something of it is not acknowledged. */
import { canKeep, forget, keep, type Kept, keptOf } from "./device";

/** Most changes are acknowledged sooner than this (ms) and never touch the device. */
const PAUSE = 150;

export type Contents = Pick<Kept, "update" | "text">;

/** One for each open page, so that two pages do not overwrite each other's record. */
const PAGE = Math.random().toString(36).slice(2, 10);

export class Keeper {
  /** Whether the device can keep texts; null until known. */
  able: boolean | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private contents: (() => Contents) | null = null;
  private written: string[] = [];
  private busy = false;
  private again = false;
  private readonly key: string;

  constructor(
    private readonly session: string,
    private readonly person: string,
    private readonly document: string,
    private readonly onAble: () => void,
  ) {
    this.key = `${session}/${person}/${document}/${PAGE}`;
  }

  /** What earlier pages left behind of this document. */
  async load(): Promise<Uint8Array[]> {
    this.settle(await canKeep());
    const all = await keptOf(this.session, this.person);
    const kept = all.filter((each) => each.document === this.document);
    this.written.push(...kept.map((each) => each.key));
    return kept.map((each) => each.update);
  }

  /** Write soon, or now when no acknowledgement can come; `contents` is asked for only then. */
  plan(contents: () => Contents, { now }: { now: boolean }): void {
    this.contents = contents;
    if (now) void this.writeOn();
    else this.timer ??= setTimeout(() => void this.write(), PAUSE);
  }

  /** Write what was planned now. */
  async write(): Promise<void> {
    this.stop();
    if (this.contents === null) return;
    const { key, session, person, document } = this;
    if (!this.written.includes(key)) this.written.push(key);
    const record = { key, session, person, document, at: Date.now(), ...this.contents() };
    this.settle(await keep(record));
  }

  /** Everything is acknowledged or given up: nothing of this document stays here. */
  forget(): void {
    this.stop();
    this.contents = null;
    if (this.written.length > 0) void forget(this.written.splice(0));
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
    if (this.able === able) return;
    this.able = able;
    this.onAble();
  }
}
