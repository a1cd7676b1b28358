import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { TextLine } from "../src/texts/line";

type Listener = (event: unknown) => void;

/** A browser's socket; the network does what the test says. */
class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: number[][] = [];
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor() {
    FakeSocket.all.push(this);
  }
  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
  }
  removeEventListener(name: string, listener: Listener): void {
    this.listeners.get(name)?.delete(listener);
  }
  send(data: Uint8Array): void {
    this.sent.push([...data]);
  }
  /** On a dead line the browser goes on waiting for the other side to close. */
  close(): void {
    this.readyState = 2;
  }
  tell(name: string, event: unknown = {}): void {
    this.listeners.get(name)?.forEach((listener) => listener(event));
  }
  hear(...bytes: number[]): void {
    this.tell("message", { data: new Uint8Array(bytes).buffer });
  }
  opens(): void {
    this.readyState = 1;
    this.tell("open");
  }
  fails(): void {
    this.readyState = 3;
    this.tell("close", { code: 1006 });
  }
}

const PING = 9;
const PONG = 10;
let random = 1 - Number.EPSILON;
let line: TextLine;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  mock.method(Math, "random", () => random);
  random = 1 - Number.EPSILON;
  FakeSocket.all = [];
  Object.assign(globalThis, { WebSocket: FakeSocket });
});

afterEach(() => {
  line.destroy();
  mock.timers.reset();
  mock.restoreAll();
});

const last = (): FakeSocket => FakeSocket.all.at(-1) as FakeSocket;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Let time pass; what waits for a promise happens in between. */
async function pass(time: number): Promise<void> {
  for (let left = time; left > 0; left -= 100) {
    mock.timers.tick(Math.min(left, 100));
    await settle();
  }
}

async function openLine(waiting = () => 0): Promise<void> {
  line = new TextLine("ws://room.example/texts", () => undefined, waiting);
  await settle();
  last().opens();
  last().hear(PING);
}

/** How long it takes until the next try, up to a minute (ms). */
async function untilNextTry(): Promise<number> {
  await settle();
  const before = FakeSocket.all.length;
  let waited = 0;
  while (FakeSocket.all.length === before && waited < 60_000) {
    await pass(100);
    waited += 100;
  }
  return waited;
}

test("a line on which an edit gets no answer is opened anew", async () => {
  const made = Date.now();
  let isEdited = false;
  await openLine(() => (isEdited ? Date.now() - made : 0));
  isEdited = true;

  await pass(5_000);

  assert.equal(line.isOpen, false);
  await pass(2_000);
  assert.equal(FakeSocket.all.length, 2);
});

test("a line that answers is kept", async () => {
  await openLine();

  for (let at = 0; at < 60_000; at += 5_000) {
    await pass(5_000);
    if (last().sent.some(([kind]) => kind === PING)) last().hear(PONG);
  }

  assert.deepEqual([line.isOpen, FakeSocket.all.length], [true, 1]);
});

test("a line without any text is open once the server answers", async () => {
  line = new TextLine("ws://room.example/texts", () => undefined);
  await settle();
  last().opens();

  await pass(1_500);
  assert.deepEqual([line.isOpen, last().sent], [false, [[PING]]]);
  last().hear(PONG);

  assert.equal(line.isOpen, true);
});

test("tries are spread from nothing to a ceiling that doubles up to half a minute", async () => {
  await openLine();
  last().fails();

  const waits: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    waits.push(await untilNextTry());
    last().fails();
  }

  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("the luckiest comes back at once", async () => {
  random = 0;
  await openLine();
  last().fails();

  await pass(100);
  last().fails();
  await settle();

  assert.equal(FakeSocket.all.length, 3);
});

test("whoever looks again does not wait for the next try", async () => {
  await openLine();
  last().fails();
  await untilNextTry();
  last().fails();
  const before = FakeSocket.all.length;

  window.dispatchEvent(new window.Event("online") as never);
  await settle();

  assert.equal(FakeSocket.all.length, before + 1);
});

test("whoever looks again finds out soon that the line died meanwhile", async () => {
  await openLine();
  await pass(10_000);

  window.dispatchEvent(new window.Event("online") as never);
  await pass(4_000);

  assert.equal(line.isOpen, false);
});

test("a try that hangs is begun anew when somebody looks", async () => {
  await openLine();
  last().fails();
  await untilNextTry();
  await pass(3_000);
  const before = FakeSocket.all.length;

  window.dispatchEvent(new window.Event("online") as never);
  await pass(100);

  assert.equal(FakeSocket.all.length, before + 1);
});
