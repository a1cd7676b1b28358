/** One text on this page: its document now, and the editors that show it. */
import { SharedDocument } from "./document";
import { Keeper } from "./keeper";
import { offerRefused } from "./leftovers";
import type { TextLine } from "./line";
import { rescue } from "./rescue";
import type { SaveFacts } from "./savestate";
import type { TextKey, Writer } from "./types";
import type { View } from "./view";
import { type Denial, denialWords } from "./words";

/** Denials that end every text of this page. */
const FOR_ALL: readonly Denial[] = ["removed", "epoch", "reload"];
/** After these the text is fetched anew. */
const STARTS_ANEW: readonly Denial[] = ["refused", "full", "late"];
/** So often (in a minute) a text is fetched anew before it stays closed. */
const MOST_RESTARTS = 3;

export interface SlotOptions {
  session: string;
  /** The public id of who this page was made for. */
  person: string;
  epoch: number;
  list: string;
  line: TextLine;
  onChange(): void;
  /** The server ended all texts. */
  onEnd(reason: Denial): void;
}

export class Slot {
  shared: SharedDocument;
  readonly views = new Set<View>();
  private restarts: number[] = [];
  private keeper: Keeper;

  constructor(
    readonly key: TextKey,
    private readonly options: SlotOptions,
  ) {
    [this.keeper, this.shared] = this.open();
  }

  /** Nobody looks at it and nothing is waiting. */
  get isIdle(): boolean {
    const { loaded, denied, waitingSince } = this.shared;
    return this.views.size === 0 && waitingSince === null && (loaded || denied !== null);
  }

  /** What is known about saving. */
  get facts(): SaveFacts {
    const { loaded, waitingSince, savedAt } = this.shared;
    const line = this.options.line.isOpen ? "open" : "away";
    return { loaded, waitingSince, savedAt, line, keeping: this.keeper.keeping, now: Date.now() };
  }

  /** Why this text cannot be changed, or null while it can; `why` knows of other reasons. */
  reason(why?: () => string): string | null {
    const { denied, loaded, scope, waitingSince } = this.shared;
    if (denied !== null) return denialWords(denied);
    if (!loaded || scope === "read-write" || waitingSince !== null) return null;
    if (!this.options.line.isOpen) return null;
    return why?.() || gettext("This question is rounded off.");
  }

  add(view: View): void {
    this.views.add(view);
    view.show(this.shared);
    this.redraw();
  }

  writers(): Writer[] {
    for (const view of this.views) return view.writers();
    return [];
  }

  redraw(): void {
    const { loaded, scope, denied } = this.shared;
    for (const view of this.views) {
      view.allow(loaded && scope === "read-write" && denied === null);
      view.drawSoon();
    }
  }

  destroy(): void {
    this.shared.destroy();
  }

  /** Offer what can no longer be sent for copying, then forget it; once. */
  async offerUnsaved(why: string): Promise<void> {
    const { shared } = this;
    const text = shared.giveUp();
    if (text === "") return;
    await rescue(why, text);
    shared.abandon();
  }

  private open(): [Keeper, SharedDocument] {
    const { session, person, epoch, line, list } = this.options;
    const name = `${this.key}.e${epoch}`;
    const changed = () => {
      this.redraw();
      this.options.onChange();
    };
    const keeper = new Keeper(session, person, name, changed);
    const events = { onChange: changed, onDenied: (reason: Denial) => this.deny(reason) };
    return [keeper, new SharedDocument(name, line, keeper, events, list)];
  }

  private deny(reason: Denial): void {
    if (FOR_ALL.includes(reason)) this.options.onEnd(reason);
    else if (STARTS_ANEW.includes(reason)) this.startAnew(reason);
    this.redraw();
    this.options.onChange();
  }

  /** Offer what was not taken, then show what the session has. */
  private startAnew(reason: Denial): void {
    const old = this.shared;
    const since = Date.now() - 60_000;
    this.restarts = [...this.restarts.filter((at) => at > since), Date.now()];
    if (this.restarts.length > MOST_RESTARTS) return;
    const text = old.giveUp();
    old.abandon();
    old.destroy();
    [this.keeper, this.shared] = this.open();
    for (const view of this.views) {
      view.show(this.shared);
      view.tell(denialWords(reason));
    }
    const { session, person } = this.options;
    void offerRefused({ session, person, document: old.name, text }, denialWords(reason));
  }
}
