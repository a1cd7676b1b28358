/**
 * The line of the session: news comes down, nothing goes up.
 *
 * It reconnects for as long as the page lives, until the server says goodbye. Whatever was missed
 * is healed by fetching the snapshot.
 */
import { browser, type Environment, type Socket } from "./environment";
import type { LiveOptions } from "./options";
import { readEvent } from "./reading";
import type { FetchedVoices } from "./slices";
import { isThere, type Line, SILENCE, SOON, waitBefore } from "./line";
import { apply, applyFetched, applyVoices, begin, type Applied, type State } from "./state";

export type { Line } from "./line";
export type { LiveOptions } from "./options";

export class Live {
  private known: State;
  private socket: Socket | null = null;
  private shown: Line = "connecting";
  private attempt = 0;
  private ended = false;
  private fetching = false;
  private stopWatch: () => void = () => undefined;
  private stopRetry: () => void = () => undefined;
  /** Runs while somebody who looked again has heard nothing yet. */
  private stopDoubt: (() => void) | null = null;
  private readonly undo: (() => void)[];

  constructor(
    private readonly options: LiveOptions,
    private readonly around: Environment = browser(),
  ) {
    this.known = begin(options.snapshot);
    this.undo = [around.onWake(() => this.wake()), around.onOffline(() => this.lose())];
    this.open();
  }

  get state(): State {
    return this.known;
  }

  get line(): Line {
    return this.shown;
  }

  /** End the line; nothing is called afterwards. */
  close(): void {
    this.ended = true;
    this.undo.forEach((each) => each());
    this.stopRetry();
    this.drop();
  }

  /** Ask the server again for everything, e.g. after a command was refused as outdated. */
  refresh(): void {
    void this.catchUp();
  }

  /** Take in what was fetched of a question that is not on the table. */
  hearVoices(number: number, fetched: FetchedVoices): void {
    this.take({ ...applyVoices(this.known, number, fetched), behind: false });
  }

  private open(): void {
    this.stopRetry();
    this.drop();
    if (this.ended) return;
    const socket = this.around.connect(this.options.session);
    this.socket = socket;
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = () => this.lose();
    this.watch();
  }

  private hear(data: unknown): void {
    const event = readEvent(data);
    if (event === null) return;
    this.watch();
    if (event.type === "snapshot") {
      this.attempt = 0;
      this.show(event.slow ? "slow" : "connected");
    }
    // What was asked for by request may be overtaken by what this page asked for itself.
    const fetched = event.type === "snapshot" && event.slow;
    this.take(fetched ? applyFetched(this.known, event) : apply(this.known, event));
    if (event.type === "bye") {
      this.close();
      this.options.onGoodbye?.(event.reason);
    }
  }

  private take({ state, behind }: Applied): void {
    const before = this.known;
    this.known = state;
    if (state !== before) this.options.onState(state, before);
    if (behind) void this.catchUp();
  }

  /** Fetch the snapshot; one at a time. When it fails, the next beat asks again. */
  private async catchUp(): Promise<void> {
    if (this.fetching || this.ended) return;
    this.fetching = true;
    try {
      const snapshot = await this.around.fetchSnapshot(this.options.session);
      this.fetching = false;
      // Still behind: the next beat, at most five seconds away, asks again.
      if (!this.ended) this.take({ ...applyFetched(this.known, snapshot), behind: false });
    } catch {
      this.fetching = false;
    }
  }

  private watch(): void {
    this.calm();
    this.stopWatch = this.around.later(() => this.lose(), SILENCE);
  }

  private lose(): void {
    if (this.ended) return;
    this.drop();
    if (isThere(this.shown)) this.show("lost");
    this.stopRetry();
    const wait = waitBefore(this.attempt, this.around.random);
    this.attempt += 1;
    this.stopRetry = this.around.later(() => this.open(), wait);
  }

  /** Somebody is looking or the network is back: do not wait for the next try. */
  private wake(): void {
    if (this.ended || !this.around.online()) return;
    if (this.socket === null) {
      this.open();
      return;
    }
    this.stopDoubt ??= this.around.later(() => this.lose(), SOON);
    void this.catchUp();
  }

  private drop(): void {
    this.calm();
    const socket = this.socket;
    this.socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private calm(): void {
    this.stopWatch();
    this.stopDoubt?.();
    this.stopDoubt = null;
  }

  private show(line: Line): void {
    if (this.shown !== line) this.options.onLine?.((this.shown = line));
  }
}

/** Open the line of a session. */
export function openLive(options: LiveOptions, around?: Environment): Live {
  return new Live(options, around);
}
