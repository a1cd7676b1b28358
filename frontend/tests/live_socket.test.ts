import assert from "node:assert/strict";
import { test } from "node:test";

import type { Environment, Socket } from "../src/live/environment";
import { SILENCE, SOON, waitBefore } from "../src/live/line";
import type { LiveEvent, Snapshot } from "../src/live/slices";
import { openLive, type Live } from "../src/live/socket";
import { snapshot } from "./cast";

interface Task {
  run: () => void;
  at: number;
}

class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
  say(event: LiveEvent | string): void {
    this.onmessage?.({ data: typeof event === "string" ? event : JSON.stringify(event) });
  }
  fall(): void {
    this.onclose?.(undefined as never);
  }
}

/** A browser whose clock moves only when told to. */
class Room implements Environment {
  sockets: FakeSocket[] = [];
  fetched: ((snapshot: Snapshot) => void)[] = [];
  failed: ((error: unknown) => void)[] = [];
  isOnline = true;
  wake: () => void = () => undefined;
  offline: () => void = () => undefined;
  private tasks: Task[] = [];
  private now = 0;

  connect(): Socket {
    this.sockets.push(new FakeSocket());
    return this.last;
  }
  get last(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }
  fetchSnapshot(): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      this.fetched.push(resolve);
      this.failed.push(reject);
    });
  }
  later(run: () => void, wait: number): () => void {
    const task = { run, at: this.now + wait };
    this.tasks.push(task);
    return () => {
      this.tasks = this.tasks.filter((each) => each !== task);
    };
  }
  random = () => 0.5;
  online = () => this.isOnline;
  onWake(task: () => void): () => void {
    this.wake = task;
    return () => (this.wake = () => undefined);
  }
  onOffline(task: () => void): () => void {
    this.offline = task;
    return () => (this.offline = () => undefined);
  }
  pass(time: number): void {
    const end = this.now + time;
    for (;;) {
      const next = this.tasks.filter((task) => task.at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.tasks = this.tasks.filter((task) => task !== next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

function open(): { room: Room; live: Live; said: string[] } {
  const room = new Room();
  const said: string[] = [];
  const live = openLive(
    {
      session: "s1",
      snapshot: snapshot(4),
      onState: (state) => said.push(`revision ${state.revision}`),
      onLine: (line) => said.push(line),
      onGoodbye: (reason) => said.push(`bye ${reason}`),
    },
    room,
  );
  return { room, live, said };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the line is there once the server has sent its snapshot", () => {
  const { room, said } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  assert.deepEqual(said, ["connected", "revision 4"]);
});

test("what comes by request is called slow, is there, and is lost like any line", () => {
  const { room, said } = open();
  room.last.say({ type: "snapshot", slow: true, ...snapshot(5) });
  room.last.say({ type: "snapshot", slow: true, ...snapshot(4) });
  room.last.fall();
  assert.deepEqual(said, ["slow", "revision 5", "lost"]);
});

test("a gap in the news fetches the snapshot and shows it", async () => {
  const { room, live } = open();
  room.last.say({ type: "news", revision: 7, slices: {} });
  room.fetched[0]?.(snapshot(7));
  await settle();
  assert.equal(live.state.revision, 7);
});

test("two gaps at once fetch one snapshot", () => {
  const { room } = open();
  room.last.say({ type: "news", revision: 7, slices: {} });
  room.last.say({ type: "beat", revision: 7 });
  assert.equal(room.fetched.length, 1);
});

test("when fetching fails the next beat asks again", async () => {
  const { room } = open();
  room.last.say({ type: "beat", revision: 7 });
  room.failed[0]?.(new Error("down"));
  await settle();
  room.last.say({ type: "beat", revision: 7 });
  assert.equal(room.fetched.length, 2);
});

test("a silent line is given up after twelve seconds", () => {
  const { room, said } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.pass(SILENCE);
  assert.deepEqual([said.at(-1), room.last.isClosed], ["lost", true]);
});

test("a beat keeps the line", () => {
  const { room, live } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.pass(SILENCE - 1);
  room.last.say({ type: "beat", revision: 4 });
  room.pass(SILENCE - 1);
  assert.equal(live.line, "connected");
});

test("a lost line comes back and says so", () => {
  const { room, said } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.last.fall();
  room.pass(1_000);
  room.last.say({ type: "snapshot", ...snapshot(5) });
  assert.deepEqual(said, ["connected", "revision 4", "lost", "connected", "revision 5"]);
});

test("the old socket is not heard any more", () => {
  const { room, live } = open();
  const old = room.last;
  old.fall();
  room.pass(1_000);
  old.say({ type: "news", revision: 5, slices: {} });
  assert.equal(live.state.revision, 4);
});

for (const [attempt, longest] of [[0, 2_000], [1, 4_000], [3, 16_000], [4, 30_000], [40, 30_000]] as const) {
  test(`the wait before try ${attempt} lies between 0 and ${longest} ms`, () => {
    assert.deepEqual([waitBefore(attempt, () => 0), waitBefore(attempt, () => 1)], [0, longest]);
  });
}

test("every failed try waits longer, and a good line starts over", () => {
  const { room } = open();
  room.last.fall();
  room.pass(1_000);
  room.last.fall();
  room.pass(1_999);
  const before = room.sockets.length;
  room.pass(1);
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.last.fall();
  room.pass(1_000);
  assert.deepEqual([before, room.sockets.length], [2, 4]);
});

test("back online: the next try does not wait", () => {
  const { room } = open();
  room.last.fall();
  room.wake();
  assert.equal(room.sockets.length, 2);
});

test("waking without a network waits for it", () => {
  const { room } = open();
  room.isOnline = false;
  room.last.fall();
  room.wake();
  assert.equal(room.sockets.length, 1);
});

test("waking with a line that is there fetches what may have been missed", () => {
  const { room } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.wake();
  assert.equal(room.fetched.length, 1);
});

test("waking on a line that died meanwhile finds out after six seconds, however often", () => {
  const { room, live } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.wake();
  room.pass(SOON - 1);
  room.wake();
  const before = live.line;
  room.pass(1);
  assert.deepEqual([before, live.line], ["connected", "lost"]);
});

test("waking on a line that speaks keeps it", () => {
  const { room, live } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.wake();
  room.pass(SOON - 1);
  room.last.say({ type: "beat", revision: 4 });
  room.pass(SOON);
  assert.equal(live.line, "connected");
});

test("offline is shown at once", () => {
  const { room, live } = open();
  room.last.say({ type: "snapshot", ...snapshot(4) });
  room.offline();
  assert.equal(live.line, "lost");
});

test("after goodbye nobody reconnects", () => {
  const { room, said } = open();
  room.last.say({ type: "bye", reason: "removed" });
  room.pass(600_000);
  room.wake();
  assert.deepEqual([said.at(-1), room.sockets.length], ["bye removed", 1]);
});

test("a frame that cannot be read is passed over", () => {
  const { room, said } = open();
  room.last.say("{");
  room.last.say("7");
  assert.deepEqual(said, []);
});

test("after closing nothing is called", async () => {
  const { room, live, said } = open();
  room.last.say({ type: "beat", revision: 9 });
  live.close();
  room.fetched[0]?.(snapshot(9));
  await settle();
  assert.deepEqual(said, []);
});
