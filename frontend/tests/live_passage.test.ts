import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../src/http";
import { Detour } from "../src/live/detour";
import type { Socket } from "../src/live/environment";
import {
  type Around,
  ASKED_EVERY,
  FIRST_TRY,
  LASTING,
  Passage,
  TRIED_EVERY,
  WORDLESS,
} from "../src/live/passage";
import type { News } from "../src/live/slices";
import { snapshot } from "./cast";

class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
  say(words: unknown): void {
    this.onmessage?.({ data: JSON.stringify(words) });
  }
  fall(): void {
    this.onclose?.(undefined as never);
  }
}

/** A browser whose clock moves only when told to; it answers requests with `news`. */
class Browser implements Around {
  sockets: FakeSocket[] = [];
  asked: (number | null)[] = [];
  news: News | Error = { revision: 4, snapshot: snapshot(4), here: [] };
  now = 0;
  private tasks: { run: () => void; at: number }[] = [];

  connect(): Socket {
    this.sockets.push(new FakeSocket());
    return this.last;
  }
  get last(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }
  fetchNews(after: number | null): Promise<News> {
    this.asked.push(after);
    const { news } = this;
    if (news instanceof Error) return Promise.reject(news);
    return Promise.resolve(after === news.revision ? { ...news, snapshot: null } : news);
  }
  later(run: () => void, wait: number): () => void {
    const task = { run, at: this.now + wait };
    this.tasks.push(task);
    return () => {
      this.tasks = this.tasks.filter((each) => each !== task);
    };
  }
  random = () => 0.5;
  async pass(time: number): Promise<void> {
    const end = this.now + time;
    for (;;) {
      const next = this.tasks.filter((task) => task.at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.tasks = this.tasks.filter((task) => task !== next);
      this.now = next.at;
      next.run();
      await settle();
    }
    this.now = end;
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const nothing = { read: () => false, write: () => undefined };

function detourThat(began: boolean): Detour {
  return new Detour({ ...nothing, read: () => began });
}

function open({ browser = new Browser(), detour = detourThat(false) } = {}) {
  const said: string[] = [];
  const passage = new Passage(browser, detour);
  passage.onmessage = ({ data }) => {
    const { type, revision, slow } = JSON.parse(String(data));
    said.push([type, revision, slow === undefined ? "" : slow ? "slow" : "fast"].join(" ").trim());
  };
  passage.onclose = () => said.push("closed");
  return { browser, detour, said, passage };
}

test("a socket that speaks is all there is", async () => {
  const { browser, detour, said } = open();
  browser.last.say({ type: "beat", revision: 4 });
  await browser.pass(WORDLESS);
  assert.deepEqual([said, detour.active, browser.asked], [["beat 4"], false, []]);
});

test("a socket that is refused once closes, and nobody asks by request", async () => {
  const { browser, detour, said } = open();
  browser.last.fall();
  await browser.pass(60_000);
  assert.deepEqual([said, detour.active, browser.asked], [["closed"], false, []]);
});

test("refused twice, the page goes on by requests", async () => {
  const { browser, detour } = open();
  browser.last.fall();
  const { said } = open({ browser, detour });
  browser.last.fall();
  await settle();
  assert.deepEqual([said, detour.active], [["snapshot 4 slow"], true]);
});

test("swallowed, the page goes on by requests well within ten seconds", async () => {
  const { browser, detour, said } = open();
  await browser.pass(WORDLESS);
  assert.deepEqual([said, detour.active, browser.sockets[0]?.isClosed], [["snapshot 4 slow"], true, true]);
  assert.ok(browser.now < 10_000);
});

test("cut at once twice, the page goes on by requests", async () => {
  const { browser, detour } = open();
  browser.last.say({ type: "snapshot", revision: 4 });
  await browser.pass(LASTING - 1);
  browser.last.fall();
  open({ browser, detour });
  browser.last.say({ type: "snapshot", revision: 4 });
  browser.last.fall();
  await settle();
  assert.equal(detour.active, true);
});

test("a line that lasted and is lost is no reason to go by requests", async () => {
  const detour = detourThat(false);
  const browser = new Browser();
  for (let times = 0; times < 3; times += 1) {
    open({ browser, detour });
    browser.last.say({ type: "snapshot", revision: 4 });
    await browser.pass(LASTING);
    browser.last.fall();
    await settle();
  }
  assert.deepEqual([detour.active, browser.asked], [false, []]);
});

test("when requests are not answered either, the line is lost", async () => {
  const { browser, detour, said } = open();
  browser.news = new Refusal("", "offline", "", 0);
  await browser.pass(WORDLESS);
  assert.deepEqual([said, detour.active], [["closed"], false]);
});

test("by requests, what is new is asked for every few seconds, and a beat says that there is nothing", async () => {
  const { browser, said } = open({ detour: detourThat(true) });
  await browser.pass(ASKED_EVERY);
  browser.news = { revision: 5, snapshot: snapshot(5), here: ["a"] };
  await browser.pass(2 * ASKED_EVERY);
  assert.deepEqual(said, ["snapshot 4 slow", "beat 4", "snapshot 5 slow", "here", "beat 5"]);
  assert.deepEqual(browser.asked, [null, 4, 4, 5]);
});

test("a request that fails ends the line, and the next one begins by requests", async () => {
  const { browser, detour, said } = open({ detour: detourThat(true) });
  await browser.pass(0);
  browser.news = new Refusal("", "offline", "", 0);
  await browser.pass(ASKED_EVERY);
  assert.deepEqual([said, detour.active], [["snapshot 4 slow", "closed"], true]);
});

for (const [code, reason] of [["removed", "removed"], ["screen_off", "removed"], ["not_found", "unknown"]] as const) {
  test(`who is told "${code}" hears goodbye`, async () => {
    const browser = new Browser();
    browser.news = new Refusal("", code, "", 403);
    const heard: unknown[] = [];
    const passage = new Passage(browser, detourThat(true));
    passage.onmessage = ({ data }) => heard.push(JSON.parse(String(data)));
    await browser.pass(0);
    assert.deepEqual(heard, [{ type: "bye", reason }]);
  });
}

test("a server that restarted has its sockets back within some fifteen seconds", async () => {
  const { browser, detour } = open();
  await browser.pass(WORDLESS);
  await browser.pass(FIRST_TRY / 2);
  browser.last.say({ type: "snapshot", revision: 4 });
  await browser.pass(LASTING + ASKED_EVERY);
  assert.equal(detour.active, false);
});

test("a socket that is refused again leaves the requests as they are", async () => {
  const { browser, said, detour } = open({ detour: detourThat(true) });
  await browser.pass(FIRST_TRY / 2);
  browser.last.fall();
  await browser.pass(1.5 * TRIED_EVERY);
  assert.deepEqual([browser.sockets.length, detour.active, said.includes("closed")], [2, true, false]);
});

test("a socket that is cut at once again does so too", async () => {
  const { browser, detour } = open({ detour: detourThat(true) });
  await browser.pass(FIRST_TRY / 2);
  browser.last.say({ type: "snapshot", revision: 4 });
  await browser.pass(LASTING - 1);
  browser.last.fall();
  await browser.pass(TRIED_EVERY / 2 - 1);
  assert.deepEqual([browser.sockets.length, detour.active], [1, true]);
});

test("a socket that lasts takes over without a gap", async () => {
  const { browser, said, detour } = open({ detour: detourThat(true) });
  await browser.pass(FIRST_TRY / 2);
  browser.last.say({ type: "snapshot", revision: 4 });
  browser.news = { revision: 5, snapshot: snapshot(5), here: [] };
  browser.last.say({ type: "news", revision: 5 });
  await browser.pass(LASTING + ASKED_EVERY);
  browser.last.say({ type: "news", revision: 6 });
  await browser.pass(10 * ASKED_EVERY);
  assert.deepEqual(said.slice(-3), ["snapshot 5 fast", "news 5", "news 6"]);
  assert.equal(detour.active, false);
});

test("closed, it asks and says nothing any more", async () => {
  const { browser, said, passage } = open({ detour: detourThat(true) });
  await browser.pass(0);
  passage.close();
  await browser.pass(10 * TRIED_EVERY);
  assert.deepEqual([said, browser.asked.length, browser.sockets.length], [["snapshot 4 slow"], 1, 0]);
});

test("the pages of a tab remember the way, and forget it when sockets last", () => {
  const kept: boolean[] = [];
  const detour = new Detour({ read: () => false, write: (on) => kept.push(on) });
  const heard: boolean[] = [];
  detour.onChange(() => heard.push(detour.active));
  detour.begin();
  detour.begin();
  detour.passed();
  assert.deepEqual([kept, heard], [[true, false], [true, false]]);
});
