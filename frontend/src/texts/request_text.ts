/** One text by plain requests: what is typed is posted, what others wrote is asked for. */
import { mergeUpdates } from "yjs";

import { get, postBytes, Refusal } from "../http";
import { EDITOR_LIST } from "./types";

/** Between two posts of one text (ms): what is typed meanwhile goes along with the next. */
const GATHERED = 1_000;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;

/** The server's word for a refusal that closes the text, as it is said on a socket. */
const DENIALS: Readonly<Record<string, string>> = {
  not_found: "unknown",
  not_allowed: "not-allowed",
  removed: "removed",
  screen_off: "removed",
  epoch: "epoch",
  reload: "reload",
  refused: "refused",
  full: "full",
};

/** What a text says to whoever has it open, in the words of the socket. */
export interface Said {
  sync(step: number, bytes: Uint8Array): void;
  status(kept: boolean): void;
  admit(scope: string): void;
  deny(reason: string): void;
  /** The server answered. */
  heard(): void;
  /** The server did not answer, or not as it should. */
  lost(): void;
}

interface Part {
  sequence: number;
  scope: string;
  update?: string;
  vector?: string;
}

interface Offer {
  update: Uint8Array;
  whole: boolean;
}

export class RequestText {
  private sequence = 0;
  private scope = "";
  private isOpen = false;
  private over = false;
  private reading = false;
  private sending = false;
  private offers: Offer[] = [];
  /** Offers that were not answered because something before them was missing. */
  private owed = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly path: string,
    private readonly query: string,
    private readonly say: Said,
  ) {}

  /** Fetch all of it. */
  open(): void {
    void this.read(0);
  }

  /** Somebody wants to know what the session has: open, that is said by itself. */
  asked(): void {
    if (this.isOpen) void this.read(0);
  }

  /** Fetch what is new. */
  ask(): void {
    if (this.isOpen) void this.read(this.sequence);
  }

  /** Have this kept; everything the session lacks when `whole`, else one edit. */
  offer(update: Uint8Array, { whole }: { whole: boolean }): void {
    this.offers.push({ update, whole });
    void this.send();
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  // --- What others wrote -------------------------------------------------------------------

  private async read(after: number): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const part = await get<Part>(this.at(`after=${after}`));
      if (!this.over) this.take(part, after);
    } catch (error) {
      if (!this.over) this.refused(error);
    } finally {
      this.reading = false;
    }
  }

  private take(part: Part, after: number): void {
    const before = this.scope;
    this.scope = part.scope;
    this.sequence = part.sequence;
    if (part.scope !== before) this.say.admit(part.scope);
    const update = part.update === undefined ? null : bytesOf(part.update);
    if (!this.isOpen && part.vector !== undefined) this.say.sync(STEP1, bytesOf(part.vector));
    if (update !== null) this.say.sync(after === 0 ? STEP2 : UPDATE, update);
    const mayWriteAgain = this.isOpen && part.scope !== before && part.scope === "read-write";
    this.isOpen = true;
    this.say.heard();
    if (mayWriteAgain) void this.bringRest();
  }

  /** One may write again: whatever was not kept meanwhile is asked for. */
  private async bringRest(): Promise<void> {
    try {
      const part = await get<Part>(this.at("after=0"));
      if (!this.over && part.vector !== undefined) this.say.sync(STEP1, bytesOf(part.vector));
    } catch (error) {
      if (!this.over) this.refused(error);
    }
  }

  // --- What is typed here ------------------------------------------------------------------

  private async send(): Promise<void> {
    if (this.sending || this.over || this.offers.length === 0) return;
    this.sending = true;
    const batch = this.offers.splice(0);
    try {
      const whole = batch.length > 1 || batch.some((offer) => offer.whole);
      const updates = batch.map((offer) => offer.update);
      await this.post(updates.length === 1 ? (updates[0] as Uint8Array) : mergeUpdates(updates), whole);
      if (this.over) return;
      this.answer(batch.length, true);
      this.restThenSend(GATHERED);
    } catch (error) {
      if (!this.over) this.notKept(error, batch);
    }
  }

  private async post(update: Uint8Array, whole: boolean): Promise<void> {
    // What the session lacks is nothing: there is nothing to keep.
    if (isEmpty(update)) return;
    const { sequence } = await postBytes<{ sequence: number }>(this.at(whole ? "whole=1" : ""), update);
    // Nobody wrote in between, so nothing is new.
    if (sequence === this.sequence + 1) this.sequence = sequence;
  }

  private notKept(error: unknown, batch: Offer[]): void {
    const { code = "", answer = {} } = error instanceof Refusal ? error : {};
    if (code === "wait") {
      this.offers.unshift(...batch);
      this.restThenSend(Number(answer.seconds) * 1000);
    } else if (code === "missing") {
      this.owed += batch.length;
      this.restThenSend(GATHERED);
      this.say.sync(STEP1, bytesOf(String(answer.vector)));
    } else if (code === "readonly") {
      this.answer(batch.length, false);
      this.restThenSend(GATHERED);
    } else {
      if (code === "refused" || code === "full") this.say.status(false);
      this.refused(error);
    }
  }

  /** Say what became of so many offers, and of those that waited for what was missing. */
  private answer(count: number, kept: boolean): void {
    const all = count + this.owed;
    this.owed = 0;
    for (let left = all; left > 0; left -= 1) this.say.status(kept);
    this.say.heard();
  }

  private restThenSend(wait: number): void {
    this.timer = setTimeout(() => {
      this.sending = false;
      void this.send();
    }, wait);
  }

  private refused(error: unknown): void {
    const { code = "", answer = {} } = error instanceof Refusal ? error : {};
    const reason = DENIALS[code];
    if (reason !== undefined) this.say.deny(reason);
    else if (code !== "wait" || answer.seconds === undefined) this.say.lost();
  }

  private at(asked: string): string {
    const query = [this.query, `list=${EDITOR_LIST}`, asked].filter((part) => part !== "");
    return `${this.path}?${query.join("&")}`;
  }
}

function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
