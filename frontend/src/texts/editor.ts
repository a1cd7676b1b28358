/** The shared texts of a session: one line for all of them, one editor per question. */
import { listen, listenForWaking, socketUrl } from "../live/environment";
import { forgetOf } from "./device";
import { offerLeftovers, reloadOnce } from "./leftovers";
import { TextLine } from "./line";
import { Slot } from "./slot";
import { Slots } from "./slots";
import { EDITOR_LIST, type EditorView, keyOf, type MountOptions, type TextKey, type Texts, type TextsOptions, type TextsState } from "./types";
import { View } from "./view";
import { type Denial, denialWords, invitationWords } from "./words";

export type { EditorView, Texts, TextsOptions, TextsState, Writer } from "./types";

const TICK = 1_000;

/** Open the line for texts. */
export function openTexts(options: TextsOptions): Texts {
  return new SessionTexts(options);
}

class SessionTexts implements Texts {
  private readonly line: TextLine;
  private readonly slots = new Slots((key) => this.makeSlot(key));
  private readonly listeners = new Set<(state: TextsState) => void>();
  private readonly timer = setInterval(() => this.tick(), TICK);
  private readonly undo: (() => void)[];
  private ended: Denial | null = null;
  private offered: Promise<void> = Promise.resolve();
  private closed: Promise<void> | null = null;
  private told = "";

  constructor(private readonly options: TextsOptions) {
    const url = socketUrl(`/ws/sessions/${options.session}/texts`);
    const waiting = () => this.slots.waitingFor(Date.now());
    this.line = new TextLine(url, () => this.slots.redraw(), waiting);
    this.undo = [
      listenForWaking(() => this.wake()),
      listen(window, ["pagehide"], () => void this.slots.flush()),
      listen(document, ["visibilitychange"], () => void this.slots.flush()),
      listen(window, ["beforeunload"], (event) => this.slots.mustAsk && event.preventDefault()),
    ];
    void this.sendLeftovers();
  }

  mount(host: HTMLElement, number: number, { label, why, closed = false }: MountOptions): EditorView {
    const slot = this.slots.open(keyOf(number, { closed }));
    const gone = (view: View) => {
      slot.views.delete(view);
      this.slots.tidy();
      this.changed();
    };
    const facts = () => ({ ...slot.facts, reason: slot.reason(why) });
    const view = new View(host, { label, invitation: invitationWords(closed) }, this.options.you.id, facts, gone);
    slot.add(view);
    return view;
  }

  onState(listener: (state: TextsState) => void): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  async forget(): Promise<void> {
    for (const slot of this.slots) slot.shared.abandon();
    await forgetOf(this.options.session, this.options.you.id);
  }

  close(why: string): Promise<void> {
    this.closed ??= this.closeAll(why);
    return this.closed;
  }

  private async closeAll(why: string): Promise<void> {
    clearInterval(this.timer);
    this.undo.forEach((each) => each());
    void this.slots.flush();
    const offered = [this.offered];
    for (const slot of this.slots.drain()) {
      offered.push(slot.offerUnsaved(why));
      for (const view of [...slot.views]) view.destroy();
      slot.destroy();
    }
    this.line.destroy();
    await Promise.all(offered);
  }

  private get state(): TextsState {
    return this.slots.state(this.line.isOpen ? "open" : "away");
  }

  private makeSlot(key: TextKey): Slot {
    const { session, epoch, you, list = EDITOR_LIST } = this.options;
    const onChange = () => this.changed();
    const onEnd = (reason: Denial) => void this.end(reason);
    const { line } = this;
    return new Slot(key, { session, person: you.id, epoch, list, line, onChange, onEnd });
  }

  /** Send what earlier pages left behind; offer what can no longer be sent. */
  private async sendLeftovers(): Promise<void> {
    const { session, you, epoch } = this.options;
    const sendable = await offerLeftovers(session, you.id, epoch);
    if (this.closed === null) for (const key of sendable) this.slots.open(key);
  }

  /** The server ended all texts: never come back by itself, and lose nothing. */
  private async end(reason: Denial): Promise<void> {
    if (this.ended !== null) return;
    this.ended = reason;
    this.line.disconnect();
    await this.slots.flush();
    const offer = (slots: Slot[]) => slots.map((slot) => slot.offerUnsaved(denialWords(reason)));
    // What this device keeps is there after the page was loaded again; all else is offered first.
    await Promise.all(offer([...this.slots].filter((slot) => slot.facts.keeping !== "kept")));
    if (reason !== "removed" && reloadOnce()) return;
    const offered = offer([...this.slots]);
    this.offered = Promise.all(offered).then(() => this.slots.redraw());
  }

  /** Time passes: say what waits too long, and let go of what is done. */
  private tick(): void {
    this.slots.tidy();
    this.slots.redraw();
    this.changed();
  }

  private changed(): void {
    const { state } = this;
    const words = JSON.stringify([state.line, state.unsaved, [...state.writers]]);
    if (words === this.told) return;
    this.told = words;
    for (const listener of this.listeners) listener(state);
  }

  /** Back from the page cache: the caret was taken away when the page was hidden. */
  private wake(): void {
    for (const { shared } of this.slots) {
      if (shared.awareness.getLocalState() === null) shared.awareness.setLocalState({});
    }
  }
}
