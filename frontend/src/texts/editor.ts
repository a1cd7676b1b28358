/** The shared texts of a session: one line for all of them, one editor per question. */
import { listenForWaking, socketUrl } from "../live/environment";
import { TextLine } from "./line";
import { offerLeftovers, reloadOnce } from "./leftovers";
import { forget as forgetKept, keptOf } from "./device";
import { mustAsk, PATIENCE } from "./savestate";
import { Slot } from "./slot";
import { EDITOR_LIST, type EditorView, type MountOptions, type Texts, type TextsOptions, type TextsState } from "./types";
import { View } from "./view";
import type { Denial } from "./words";
import { rescue } from "./rescue";
import { denialWords } from "./words";

export type { EditorView, Texts, TextsOptions, TextsState, Writer } from "./types";
export { sweep } from "./device";

/** Unacknowledged for this long (ms) although the line speaks: it is opened anew. */
const STUCK = 15_000;
/** A connection on which the server says nothing at all for this long (ms) is no connection. */
const DEAF = 8_000;
const TICK = 1_000;

/** Open the line for texts. */
export function openTexts(options: TextsOptions): Texts {
  return new SessionTexts(options);
}

class SessionTexts implements Texts {
  private readonly line: TextLine;
  private readonly slots = new Map<number, Slot>();
  private readonly listeners = new Set<(state: TextsState) => void>();
  private readonly timer = setInterval(() => this.tick(), TICK);
  private readonly undo: (() => void)[] = [];
  private ended: Denial | null = null;

  constructor(private readonly options: TextsOptions) {
    const url = socketUrl(`/ws/sessions/${options.session}/texts`);
    this.line = new TextLine(url, () => this.redraw());
    this.undo.push(
      listenForWaking(() => this.wake()),
      listen(window, "pagehide", () => this.flush()),
      listen(document, "visibilitychange", () => this.flush()),
      listen(window, "beforeunload", (event) => this.ask(event)),
    );
    void this.sendLeftovers();
  }

  mount(host: HTMLElement, number: number, { label, why }: MountOptions): EditorView {
    const slot = this.slot(number);
    const gone = (view: View) => {
      slot.views.delete(view);
      this.tidy();
      this.changed();
    };
    const facts = () => ({ ...slot.facts, reason: slot.reason(why) });
    const view = new View(host, label, this.options.you.id, facts, gone);
    slot.add(view);
    return view;
  }

  onState(listener: (state: TextsState) => void): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  async forget(): Promise<void> {
    for (const slot of this.slots.values()) slot.shared.abandon();
    const kept = await keptOf(this.options.session);
    await forgetKept(kept.map((each) => each.key));
  }

  close(): void {
    clearInterval(this.timer);
    this.undo.forEach((each) => each());
    for (const slot of this.slots.values()) {
      for (const view of [...slot.views]) view.destroy();
      slot.destroy();
    }
    this.slots.clear();
    this.line.destroy();
  }

  private get state(): TextsState {
    const slots = [...this.slots.values()];
    const shown = slots.filter((slot) => slot.views.size > 0);
    return {
      line: this.line.isOpen ? "open" : "away",
      unsaved: slots.some((slot) => slot.shared.waitingSince !== null),
      writers: new Map(shown.map((slot) => [slot.number, slot.writers()])),
    };
  }

  private slot(number: number): Slot {
    const known = this.slots.get(number);
    if (known !== undefined) return known;
    const { session, epoch, list = EDITOR_LIST } = this.options;
    const slot = new Slot(number, {
      session,
      epoch,
      list,
      line: this.line,
      onChange: () => this.changed(),
      onEnd: (reason) => void this.end(reason),
    });
    this.slots.set(number, slot);
    return slot;
  }

  /** Send what earlier pages left behind; offer what can no longer be sent. */
  private async sendLeftovers(): Promise<void> {
    const { session, epoch } = this.options;
    for (const number of await offerLeftovers(session, epoch)) this.slot(number);
  }

  private async end(reason: Denial): Promise<void> {
    if (this.ended !== null) return;
    this.ended = reason;
    this.line.disconnect();
    await this.flush();
    if (reason !== "removed" && reloadOnce()) return;
    for (const slot of this.slots.values()) {
      if (slot.shared.waitingSince === null) continue;
      await rescue(denialWords(reason), slot.shared.text);
      slot.shared.abandon();
    }
    this.redraw();
  }

  /** Look at what waits: a silent line is given up, what is done is let go. */
  private tick(): void {
    const waits = [...this.slots.values()].flatMap((slot) => slot.shared.waitingSince ?? []);
    const age = waits.length === 0 ? 0 : Date.now() - Math.min(...waits);
    const silent = age >= PATIENCE && this.line.silence >= PATIENCE;
    const stuck = this.line.isOpen ? silent || age >= STUCK : this.line.isTrying && this.line.silence >= DEAF;
    if (stuck) this.line.hangUp();
    this.tidy();
    this.redraw();
    this.changed();
  }

  private tidy(): void {
    for (const [number, slot] of this.slots) {
      if (!slot.isIdle) continue;
      this.slots.delete(number);
      slot.destroy();
    }
  }

  private redraw(): void {
    for (const slot of this.slots.values()) slot.redraw();
  }

  private last = "";

  private changed(): void {
    const { state } = this;
    const words = JSON.stringify([state.line, state.unsaved, [...state.writers]]);
    if (words === this.last) return;
    this.last = words;
    for (const listener of this.listeners) listener(state);
  }

  /** Back from the page cache: the caret was taken away when the page was hidden. */
  private wake(): void {
    for (const { shared } of this.slots.values()) {
      if (shared.awareness.getLocalState() === null) shared.awareness.setLocalState({});
    }
  }

  private async flush(): Promise<void> {
    await Promise.all([...this.slots.values()].map((slot) => slot.shared.flush()));
  }

  private ask(event: Event): void {
    if ([...this.slots.values()].some((slot) => mustAsk(slot.facts))) event.preventDefault();
  }
}

function listen(target: EventTarget, name: string, task: (event: Event) => void): () => void {
  target.addEventListener(name, task);
  return () => target.removeEventListener(name, task);
}
