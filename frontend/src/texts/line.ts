/** The one websocket for all texts: the stock provider's, with four habits of our own. */
import { HocuspocusProviderWebsocket } from "@hocuspocus/provider";

import { listenForWaking } from "../live/environment";
import { waitBefore } from "../live/line";
import { caretWords } from "./frames";

/** A caret that did not move is told again only after this long (ms), to show it is still there. */
const CARET_RENEWAL = 10_000;

export class TextLine extends HocuspocusProviderWebsocket {
  private heardAt = Date.now();
  private readonly told = new Map<string, { words: string; at: number }>();
  private stopWaking: () => void = () => undefined;

  constructor(url: string, onChange: () => void) {
    super({
      url,
      // Connecting speaks to this object, which is not there before `super` returns.
      autoConnect: false,
      minDelay: 0,
      onMessage: () => {
        this.heardAt = Date.now();
      },
      onStatus: ({ status }) => {
        if (String(status) === "connecting") this.heardAt = Date.now();
        onChange();
      },
      onConnect: onChange,
      onDisconnect: () => {
        this.told.clear();
        onChange();
      },
    });
    this.stopWaking = listenForWaking(() => this.wake());
    void this.connect();
  }

  /** Milliseconds since the server last said anything, or since this try began. */
  get silence(): number {
    return Date.now() - this.heardAt;
  }

  /** The server has answered on this connection. */
  get isOpen(): boolean {
    return String(this.status) === "connected" && this.connectionAttempt === null;
  }

  /** A connection was begun and the server has not said a word yet. */
  get isTrying(): boolean {
    return String(this.status) !== "disconnected" && !this.isOpen;
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

  /** Treat the line as dead and connect again, without waiting for the browser to notice. */
  hangUp(): void {
    this.heardAt = Date.now();
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
    this.stopWaking();
    super.destroy();
  }

  private wake(): void {
    if (!this.shouldConnect) return;
    if (String(this.status) === "disconnected") void this.connect();
  }
}
