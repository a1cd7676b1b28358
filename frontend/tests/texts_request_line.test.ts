import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

import { RequestLine } from "../src/texts/request_line";

const EMPTY = "AAA=";
/** Nothing here takes so long (ms); a test that waits in vain must end. */
const PATIENCE = 10_000;
const lines: RequestLine[] = [];
afterEach(() => lines.splice(0).forEach((line) => line.close()));

type Answer = [number, Record<string, unknown>];

/** A server of one text: what it was asked, and what it answers, one after the other. */
class Server {
  asked: string[] = [];
  posted: Uint8Array[] = [];
  reads: Answer[] = [];
  writes: (Answer | Error)[] = [];

  constructor() {
    globalThis.fetch = async (path, options = {}) => {
      this.asked.push(`${options.method} ${String(path).replace("/sessions/s1/texts", "")}`);
      const isPost = options.method === "POST";
      if (isPost) this.posted.push(options.body as unknown as Uint8Array);
      const list = isPost ? this.writes : this.reads;
      const answer = (list.length > 1 ? list.shift() : list[0]) ?? [500, {}];
      if (answer instanceof Error) throw answer;
      return new Response(JSON.stringify(answer[1]), { status: answer[0] });
    };
  }
}

interface Heard {
  kind: string;
  words?: string | number | undefined;
}

/** The provider's side of the line. */
class Provider {
  heard: string[] = [];
  readonly line: RequestLine;

  constructor(query = "") {
    this.line = new RequestLine(`ws://room.example/ws/sessions/s1/texts${query}`);
    lines.push(this.line);
    this.line.addEventListener("message", (event) => {
      const { kind, words } = meaning(new Uint8Array((event as { data: ArrayBuffer }).data));
      if (kind !== "ping") this.heard.push(words === undefined ? kind : `${kind} ${words}`);
    });
    this.line.addEventListener("close", (event) => this.heard.push(`close ${(event as { code: number }).code}`));
  }
  say(kind: number, fill: (encoder: encoding.Encoder) => void = () => undefined): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, "q7.e1");
    encoding.writeVarUint(encoder, kind);
    fill(encoder);
    this.line.send(encoding.toUint8Array(encoder));
  }
  sync(step: number, bytes: Uint8Array): void {
    this.say(0, (encoder) => {
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  }
  async open(): Promise<void> {
    await until(() => this.line.readyState === 1);
    this.say(2, (encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, "cookie;list=1");
    });
    this.sync(0, new Uint8Array([0]));
  }
}

function meaning(data: Uint8Array): Heard {
  if (data.length === 1) return { kind: data[0] === 9 ? "ping" : "pong" };
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  const kind = decoding.readVarUint(decoder);
  if (kind === 8) return { kind: "status", words: decoding.readVarUint(decoder) };
  if (kind === 0) return { kind: ["step1", "step2", "update"][decoding.readVarUint(decoder)] as string };
  const answer = decoding.readVarUint(decoder);
  return { kind: answer === 1 ? "denied" : "open", words: decoding.readVarString(decoder) };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
}

const whole: Answer = [200, { sequence: 3, scope: "read-write", update: EMPTY, vector: "AA==" }];
const kept = (sequence: number): Answer => [200, { kept: true, sequence }];

/** One sign typed after another in one document: each update leans on the one before. */
function typed(words: string): Uint8Array[] {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => made.push(update));
  for (const sign of words) doc.getText("default").insert(doc.getText("default").length, sign);
  return made;
}

async function opened(writes: Server["writes"] = [kept(4)], query = ""): Promise<[Server, Provider]> {
  const server = new Server();
  server.reads = [whole];
  server.writes = writes;
  const provider = new Provider(query);
  await provider.open();
  await until(() => provider.heard.length >= 3);
  provider.heard = [];
  return [server, provider];
}

test("opening a text fetches all of it and asks what is missing", async () => {
  const server = new Server();
  server.reads = [whole];
  const provider = new Provider("?screen=1");
  await provider.open();
  await until(() => provider.heard.length === 3);
  assert.deepEqual(provider.heard, ["open read-write", "step1", "step2"]);
  assert.deepEqual(server.asked, ["GET /q7.e1/?screen=1&list=1&after=0"]);
});

test("an edit is acknowledged once the server has kept it", async () => {
  const [server, provider] = await opened();
  provider.sync(2, typed("a")[0] as Uint8Array);
  assert.deepEqual(provider.heard, []);
  await until(() => provider.heard.length > 0);
  assert.deepEqual([provider.heard, server.asked.at(-1)], [["status 1"], "POST /q7.e1/?list=1"]);
});

test("what is typed meanwhile goes in one post and each edit is acknowledged", async () => {
  const [server, provider] = await opened([kept(4), kept(5)]);
  const updates = typed("abc");
  for (const update of updates) provider.sync(2, update);
  await until(() => provider.heard.length === 3);
  const doc = new Y.Doc();
  for (const update of server.posted) Y.applyUpdate(doc, update);
  assert.deepEqual([provider.heard, server.posted.length], [["status 1", "status 1", "status 1"], 2]);
  assert.equal(doc.getText("default").toString(), "abc");
});

test("nothing to bring is nothing to keep", async () => {
  const [server, provider] = await opened();
  provider.sync(1, new Uint8Array([0, 0]));
  await until(() => provider.heard.length > 0);
  assert.deepEqual([provider.heard, server.posted], [["status 1"], []]);
});

test("what is missing is asked for, and acknowledged with what brings it", async () => {
  const [server, provider] = await opened([[409, { code: "missing", message: "", vector: "AA==" }], kept(4)]);
  const updates = typed("ab");
  provider.sync(2, updates[1] as Uint8Array);
  await until(() => provider.heard.includes("step1"));
  provider.sync(1, Y.mergeUpdates(updates));
  await until(() => provider.heard.length === 3);
  assert.deepEqual(provider.heard, ["step1", "status 1", "status 1"]);
  assert.deepEqual(server.asked.at(-1), "POST /q7.e1/?list=1&whole=1");
});

test("too much at once is sent again by itself", async () => {
  const [server, provider] = await opened([[429, { code: "wait", message: "", seconds: 0 }], kept(4)]);
  provider.sync(2, typed("a")[0] as Uint8Array);
  await until(() => provider.heard.length > 0);
  assert.deepEqual([provider.heard, server.posted.length], [["status 1"], 2]);
});

const REFUSALS: [Answer, string[]][] = [
  [[409, { code: "readonly", message: "" }], ["status 0"]],
  [[409, { code: "refused", message: "" }], ["status 0", "denied refused"]],
  [[409, { code: "full", message: "" }], ["status 0", "denied full"]],
  [[409, { code: "epoch", message: "" }], ["denied epoch"]],
  [[409, { code: "reload", message: "" }], ["denied reload"]],
  [[403, { code: "removed", message: "" }], ["denied removed"]],
  [[403, { code: "not_allowed", message: "" }], ["denied not-allowed"]],
  [[404, { code: "not_found", message: "" }], ["denied unknown"]],
  [[500, {}], ["close 1006"]],
];
for (const [answer, heard] of REFUSALS) {
  test(`an edit answered with ${answer[0]} ${answer[1].code ?? ""}: ${heard.join(", ")}`, async () => {
    const [, provider] = await opened([answer]);
    provider.sync(2, typed("a")[0] as Uint8Array);
    await until(() => provider.heard.length === heard.length);
    assert.deepEqual(provider.heard, heard);
  });
}

test("a server that is not reached ends the line, and nothing is acknowledged", async () => {
  const [, provider] = await opened([new TypeError("network")]);
  provider.sync(2, typed("a")[0] as Uint8Array);
  await until(() => provider.heard.length > 0);
  assert.deepEqual([provider.heard, provider.line.readyState], [["close 1006"], 3]);
});

test("carets are not sent, and a text that is closed is let go", async () => {
  const [server, provider] = await opened();
  const before = server.asked.length;
  provider.say(1, (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array([0])));
  provider.say(7);
  provider.sync(2, typed("a")[0] as Uint8Array);
  assert.equal(server.asked.length, before);
});

test("asked whether it is there, the line asks the server", async () => {
  const [server, provider] = await opened();
  const before = server.asked.length;
  provider.line.send(new Uint8Array([9]));
  assert.deepEqual(provider.heard, []);
  await until(() => provider.heard.length > 0);
  await until(() => provider.heard.includes("pong"));
  assert.deepEqual([provider.heard, server.asked.slice(before)], [["update", "pong"], ["GET /q7.e1/?list=1&after=3"]]);
});

test("what others write and another right come within seconds", async () => {
  const [server, provider] = await opened();
  server.reads = [[200, { sequence: 4, scope: "readonly", update: EMPTY, vector: "AA==" }]];
  await until(() => provider.heard.length === 2);
  assert.deepEqual([provider.heard, server.asked.at(-1)], [["open readonly", "update"], "GET /q7.e1/?list=1&after=3"]);
});
