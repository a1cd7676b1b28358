/**
 * The line for texts where no socket comes through: to the provider it is a websocket, and behind it
 * every frame becomes a plain request. So all that is said about saving, and every denial, is as
 * true here as on a socket. Carets are not sent.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

import type { Detour } from "../live/detour";
import { RequestText } from "./request_text";

/** Between two questions for what others wrote (ms), give or take a fifth. */
const ASKED_EVERY = 2_000;

const [SYNC, AUTH, SYNC_REPLY, CLOSE, STATUS, PING, PONG] = [0, 2, 4, 7, 8, 9, 10];
const STEP1 = 0;
const STEP2 = 1;
const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

type Listener = (event: unknown) => void;

/** What the provider is to call with `new`: a socket, or on a detour a line of requests. */
export function wayOf(detour: Detour): unknown {
  return function way(url: string): unknown {
    return detour.active ? new RequestLine(url) : new WebSocket(url);
  };
}

export class RequestLine {
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly texts = new Map<string, RequestText>();
  private timer: ReturnType<typeof setTimeout>;
  private doubted = false;
  private readonly folder: string;
  private readonly query: string;

  constructor(socketUrl: string) {
    const { pathname, search } = new URL(socketUrl);
    this.folder = `${pathname.replace(/^\/ws/, "")}/`;
    this.query = search.slice(1);
    this.timer = setTimeout(() => {
      this.readyState = OPEN;
      this.emit("open", {});
      this.askLater();
    });
  }

  addEventListener(name: string, listener: Listener): void {
    const known = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, known.add(listener));
  }

  removeEventListener(name: string, listener: Listener): void {
    this.listeners.get(name)?.delete(listener);
  }

  send(data: Uint8Array): void {
    if (this.readyState !== OPEN) return;
    if (data.length < 2) {
      if (data[0] === PING) this.isAnybodyThere();
      return;
    }
    const decoder = decoding.createDecoder(data);
    const key = decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === AUTH) this.open(key);
    else if (kind === CLOSE) this.letGo(key);
    else if (kind === SYNC || kind === SYNC_REPLY) this.sync(key, decoder);
  }

  close(): void {
    this.end(1000);
  }

  private open(key: string): void {
    this.letGo(key);
    const { folder, query } = this;
    const name = key.split("\0", 1)[0] as string;
    const text = new RequestText(`${folder}${name}/`, query, {
      sync: (step, bytes) =>
        this.say(key, SYNC, (encoder) => {
          encoding.writeVarUint(encoder, step);
          encoding.writeVarUint8Array(encoder, bytes);
        }),
      status: (kept) => this.say(key, STATUS, (encoder) => encoding.writeVarUint(encoder, Number(kept))),
      admit: (scope) => this.answer(key, 2, scope),
      deny: (reason) => {
        this.letGo(key);
        this.answer(key, 1, reason);
      },
      heard: () => this.hear(),
      lost: () => this.end(1006),
    });
    this.texts.set(key, text);
    text.open();
  }

  private sync(key: string, decoder: decoding.Decoder): void {
    const text = this.texts.get(key);
    if (text === undefined) return;
    const step = decoding.readVarUint(decoder);
    if (step === STEP1) text.asked();
    else text.offer(decoding.readVarUint8Array(decoder), { whole: step === STEP2 });
  }

  private letGo(key: string): void {
    this.texts.get(key)?.stop();
    this.texts.delete(key);
  }

  private askLater(): void {
    const wait = ASKED_EVERY * (0.8 + 0.4 * Math.random());
    this.timer = setTimeout(() => {
      for (const text of this.texts.values()) text.ask();
      // Without a text there is nothing to ask for, and nothing that could be wrong.
      if (this.texts.size === 0) this.hear();
      if (this.readyState === OPEN) this.askLater();
    }, wait);
  }

  /** The page wants to know whether the server is there: its next answer tells. */
  private isAnybodyThere(): void {
    this.doubted = true;
    for (const text of this.texts.values()) text.ask();
    if (this.texts.size === 0) this.hear();
  }

  private hear(): void {
    const word = this.doubted ? PONG : PING;
    this.doubted = false;
    this.emit("message", { data: new Uint8Array([word]).buffer });
  }

  private answer(key: string, answer: number, words: string): void {
    this.say(key, AUTH, (encoder) => {
      encoding.writeVarUint(encoder, answer);
      encoding.writeVarString(encoder, words);
    });
  }

  private say(key: string, kind: number, fill: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, kind);
    fill(encoder);
    this.emit("message", { data: encoding.toUint8Array(encoder).slice().buffer });
  }

  private end(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    clearTimeout(this.timer);
    for (const text of this.texts.values()) text.stop();
    this.texts.clear();
    // As a socket: whoever closed it hears so a moment later.
    setTimeout(() => this.emit("close", { code, reason: "" }));
  }

  private emit(name: string, event: unknown): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(event);
  }
}
