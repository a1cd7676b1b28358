/** One shared text: its Yjs document, its provider, and what is waiting to be acknowledged. */
import { HocuspocusProvider } from "@hocuspocus/provider";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { isNotTaken, isTaken } from "./frames";
import type { Keeper } from "./keeper";
import type { TextLine } from "./line";
import { plain } from "./plain";
import { Waiting } from "./savestate";
import { EDITOR_LIST } from "./types";
import type { Denial } from "./words";

/** Changes with this origin came from this device's own store. */
const FROM_DEVICE = { from: "device" };

/** After an update that was not taken, the reason (if any) follows within this time (ms). */
const REASON_FOLLOWS = 250;

export interface DocumentEvents {
  /** Something that is shown may have changed. */
  onChange(): void;
  /** The server denied the document, or did not take a change ("late"). */
  onDenied(reason: Denial): void;
}

export class SharedDocument {
  readonly doc = new Y.Doc();
  readonly provider: HocuspocusProvider;
  /** The text has come in from the session, or from this device. */
  loaded = false;
  scope: "read-write" | "readonly" = "readonly";
  denied: Denial | null = null;
  savedAt: number | null = null;
  private readonly waiting = new Waiting();
  private acknowledging = false;
  private admitted = false;
  private destroyed = false;
  private late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly name: string,
    private readonly line: TextLine,
    private readonly keeper: Keeper,
    private readonly events: DocumentEvents,
    list: string = EDITOR_LIST,
  ) {
    this.provider = new HocuspocusProvider({
      name,
      document: this.doc,
      websocketProvider: line,
      token: `cookie;list=${list}`,
      onSynced: () => this.load(),
      onAuthenticated: ({ scope }) => this.admit(scope),
      onAuthenticationFailed: ({ reason }) => this.deny(reason as Denial),
      onUnsyncedChanges: ({ number }) => this.count(number),
      onMessage: ({ event }) => this.hear(event.data),
      onClose: () => this.events.onChange(),
    });
    this.doc.on("update", this.onUpdate);
    void this.start();
  }

  /** When the oldest change that is not acknowledged was made (ms), or null. */
  get waitingSince(): number | null {
    return this.waiting.since;
  }

  get awareness(): Awareness {
    return this.provider.awareness as Awareness;
  }

  get text(): string {
    return plain(this.doc.getXmlFragment("default"));
  }

  /** Write to the device at once what is not acknowledged (the page is going away). */
  flush(): Promise<void> {
    return this.waiting.since === null ? Promise.resolve() : this.keeper.write();
  }

  /** The text when something of it waits; from then on nothing does. */
  giveUp(): string {
    const text = this.waiting.since === null ? "" : this.text;
    this.waiting.clear();
    return text;
  }

  /** Forget what this device keeps; what waits is given up. */
  abandon(): void {
    this.waiting.clear();
    this.keeper.forget();
  }

  destroy(): void {
    this.destroyed = true;
    clearTimeout(this.late);
    this.doc.off("update", this.onUpdate);
    this.keeper.stop();
    this.provider.destroy();
    this.doc.destroy();
  }

  private async start(): Promise<void> {
    const kept = await this.keeper.load();
    if (this.destroyed) return;
    for (const update of kept) Y.applyUpdate(this.doc, update, FROM_DEVICE);
    if (kept.length > 0) this.load();
    this.provider.attach();
  }

  private readonly onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.provider) return;
    this.waiting.add(Date.now());
    const contents = () => ({ update: Y.encodeStateAsUpdate(this.doc), text: this.text });
    this.keeper.plan(contents, { now: !this.line.isOpen });
    this.events.onChange();
  };

  private load(): void {
    this.loaded = true;
    this.events.onChange();
  }

  private admit(scope: string): void {
    this.denied = null;
    this.admitted = true;
    this.scope = scope === "read-write" ? "read-write" : "readonly";
    this.events.onChange();
  }

  private deny(said: Denial): void {
    clearTimeout(this.late);
    if (this.destroyed || this.denied === said) return;
    // Full before anything was opened is not about this text.
    const reason = said === "full" && !this.admitted ? "many" : said;
    this.denied = reason;
    this.scope = "readonly";
    this.events.onDenied(reason);
  }

  private hear(data: unknown): void {
    if (isTaken(data)) this.acknowledging = true;
    else if (isNotTaken(data)) this.late ??= setTimeout(() => this.deny("late"), REASON_FOLLOWS);
  }

  /** The provider's count restarts on every connection; only an acknowledgement says anything. */
  private count(left: number): void {
    if (!this.acknowledging) return;
    this.acknowledging = false;
    if (!this.waiting.acknowledge(left)) return;
    this.savedAt = Date.now();
    this.keeper.forget();
    this.events.onChange();
  }
}
