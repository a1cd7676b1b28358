/** The one websocket for all texts: the stock provider's, with habits of our own. */
import { HocuspocusProviderWebsocket } from "@hocuspocus/provider";

import { detour } from "../live/detour";
import { listen, listenForWaking } from "../live/environment";
import { FIRST_WAIT, LONGEST_WAIT, waitBefore } from "../live/line";
import { caretWords, isPong, PING } from "./frames";
import { LOOK, Pulse } from "./pulse";
import { wayOf } from "./request_line";

/** A caret that did not move is told again only after this long (ms), to show it is still there. */
const CARET_RENEWAL = 10_000;

/** When somebody is looking, a try that has had this long (ms) is begun anew. */
const IMPATIENT = 2_000;

/**
 * How the provider spreads its tries once a first one, up to two seconds after the loss, failed:
 * anywhere between nothing and a ceiling of 4, 8, 16 and then 30 seconds, as `waitBefore` does.
 */
const BACKOFF = { delay: 2 * FIRST_WAIT, factor: 2, minDelay: 0, maxDelay: LONGEST_WAIT, jitter: true };

export class TextLine extends HocuspocusProviderWebsocket {
  private readonly pulse = new Pulse();
  private readonly told = new Map<string, { words: string; at: number }>();
  private undo: (() => void)[] = [];

  /** `waiting`: for how long (ms) the oldest edit has been waiting for its acknowledgement. */
  constructor(
    url: string,
    onChange: () => void,
    private readonly waiting: () => number = () => 0,
  ) {
    super({
      url,
      // Connecting speaks to this object, which is not there before `super` returns.
      autoConnect: false,
      ...BACKOFF,
      WebSocketPolyfill: wayOf(detour),
      onStatus: ({ status }) => {
        if (String(status) === "connecting") this.pulse.begin(Date.now());
        onChange();
      },
      onConnect: onChange,
      onDisconnect: () => {
        this.told.clear();
        onChange();
      },
    });
    const timer = setInterval(() => this.look(), LOOK);
    this.undo = [
      () => clearInterval(timer),
      listenForWaking(() => this.wake()),
      listen(window, ["offline"], () => this.ask()),
      detour.onChange(() => this.changeWay()),
    ];
    void this.connect();
  }

  /** The server has answered on this connection. */
  get isOpen(): boolean {
    return String(this.status) === "connected" && this.connectionAttempt === null;
  }

  /**
   * Nothing is queued while the line is away: on return every document brings what is missing, and
   * queued updates would be acknowledged twice. A caret that stood still is not told again: with
   * thirty people in one text every keystroke would make all the others speak.
   */
  override send(message: unknown): void {
    if (this.webSocket?.readyState !== WebSocket.OPEN) return;
    const caret = caretWords(message);
    if (caret !== null) {
      const before = this.told.get(caret.document);
      if (before?.words === caret.words && Date.now() - before.at < CARET_RENEWAL) return;
      this.told.set(caret.document, { words: caret.words, at: Date.now() });
    }
    super.send(message);
  }

  /** What the server answers to a question is no document's, and unknown to the provider. */
  override onMessage(event: MessageEvent): void {
    const answer = isPong(event.data);
    this.pulse.hear(Date.now(), { answer });
    if (answer) this.resolveConnectionAttempt();
    else super.onMessage(event);
  }

  /** Ask the server whether it is there; when it does not answer, the line is given up. */
  ask(): void {
    if (this.webSocket?.readyState !== WebSocket.OPEN) return;
    this.pulse.ask(Date.now());
    this.webSocket.send(PING);
  }

  /** Treat the line as dead and connect again, without waiting for the browser to notice. */
  private hangUp(): void {
    this.emit("close", { event: { code: 4408, reason: "silent" } });
  }

  /** Everybody lost the line at the same moment; nobody comes back at the same moment. */
  override onClose(lost: Parameters<HocuspocusProviderWebsocket["onClose"]>[0]): void {
    super.onClose(lost);
    if (this.reconnectTimeout === null) return;
    this.clearReconnectTimeout();
    this.reconnectTimeout = setTimeout(() => void this.connect(), waitBefore(0, Math.random));
  }

  override destroy(): void {
    this.undo.forEach((each) => each());
    super.destroy();
  }

  /** The page goes on by requests, or back to sockets: nobody else does at this very moment. */
  private changeWay(): void {
    if (!this.shouldConnect) return;
    this.hangUp();
    void this.connect();
  }

  /** Somebody is looking or the network is back: try at once, and see whether the line still lives. */
  wake(): void {
    if (!this.shouldConnect) return;
    if (this.isOpen) {
      this.ask();
      return;
    }
    const tried = String(this.status) !== "disconnected";
    if (tried && this.pulse.silence(Date.now()) < IMPATIENT) return;
    if (tried) this.hangUp();
    void this.connect();
  }

  private look(): void {
    if (String(this.status) === "disconnected") return;
    const verdict = this.pulse.verdict({ now: Date.now(), open: this.isOpen, waiting: this.waiting() });
    if (verdict === "ask") this.ask();
    else if (verdict === "dead") this.hangUp();
  }
}
