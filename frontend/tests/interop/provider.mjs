/**
 * Stock providers against our server: `node provider.mjs SCENARIO` with the setting as JSON on stdin,
 * `{url, origin, pid, session, tokens: [three]}`; `pid` is the server's process. Prints what was seen
 * as JSON; ends with 1 when something that should come does not.
 */
import { readFileSync } from "node:fs";

import * as four from "@hocuspocus/provider";
import * as three from "provider3";
import WebSocket from "ws";
import * as Y from "yjs";

const setting = JSON.parse(readFileSync(0, "utf8"));
// Long enough for a server that is started again on a busy machine (ms).
const PATIENCE = 60_000;

class FromThePage extends WebSocket {
  constructor(url) {
    super(url, { headers: { Origin: setting.origin } });
  }
}

function line(library = four) {
  return new library.HocuspocusProviderWebsocket({
    url: `${setting.url}/ws/sessions/${setting.session}/texts`,
    WebSocketPolyfill: FromThePage,
    delay: 100,
    minDelay: 0,
  });
}

/** Open a document as person number `who`; `seen` collects what happened to it. */
function open(name, { who = 0, on, library = four, list = "1" } = {}) {
  const seen = { denied: [], statuses: [] };
  const provider = new library.HocuspocusProvider({
    name,
    document: new Y.Doc(),
    token: `${setting.tokens[who]};list=${list}`,
    websocketProvider: on ?? line(library),
    onAuthenticationFailed: ({ reason }) => seen.denied.push(reason),
    onMessage: ({ event }) => {
      const bytes = new Uint8Array(event.data);
      const kind = bytes[0] + 1;
      if (bytes[kind] === 8) seen.statuses.push(bytes[kind + 1]);
    },
  });
  provider.attach();
  return { provider, seen, doc: provider.document };
}

function write({ doc }, words) {
  doc.transact(() => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    const root = doc.getXmlFragment("default");
    root.insert(root.length, [paragraph]);
  });
}

/** What the paragraphs say, without the blank one that every text begins with. */
const read = ({ doc }) =>
  doc
    .getXmlFragment("default")
    .toArray()
    .map((each) => each.toString().replace(/<[^>]*>/g, ""))
    .filter((words) => words !== "")
    .sort();

async function until(what, check) {
  const end = Date.now() + PATIENCE;
  while (!check()) {
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const synced = (...all) => until("the first exchange", () => all.every(({ provider }) => provider.synced));
const quiet = (...all) =>
  until("acknowledgements", () => all.every(({ provider }) => provider.unsyncedChanges === 0));

const scenarios = {
  async majors() {
    const all = [open("q1.e1"), open("q1.e1", { who: 1 }), open("q1.e1", { who: 2, library: three })];
    await synced(...all);
    all.forEach((each, at) => write(each, `van ${at}`));
    await until("everybody's words", () => all.every((each) => read(each).length === 3));
    await quiet(...all);
    return all.map(read);
  },

  async one_line() {
    const on = line();
    const all = ["q2.e1", "q3.e1"].map((name) => open(name, { on }));
    await synced(...all);
    all.forEach((each, at) => write(each, `vraag ${at}`));
    await quiet(...all);
    return all.map(read);
  },

  async acknowledgement() {
    const one = open("q4.e1");
    await synced(one);
    await quiet(one);
    const counts = [one.provider.unsyncedChanges];
    one.provider.on("unsyncedChanges", ({ number }) => counts.push(number));
    write(one, "bewaard");
    await until("an acknowledgement", () => counts.length === 3);
    return { counts, statuses: one.seen.statuses };
  },

  async readonly() {
    const [reader, other] = [open("q5.e1"), open("q5.e1", { who: 1 })];
    await synced(reader, other);
    await until("the answer to what was there", () => reader.seen.statuses.length === 1);
    write(reader, "te laat");
    await until("the refusal", () => reader.seen.statuses.length === 2);
    return {
      scope: reader.provider.authorizedScope,
      statuses: reader.seen.statuses,
      unsaved: reader.provider.hasUnsyncedChanges,
      other: read(other),
    };
  },

  async denial() {
    const on = line();
    const [strange, old, good] = ["q99.e1", "q6.e2", "q6.e1"].map((name) => open(name, { on }));
    const outdated = open("q7.e1", { on, list: "0" });
    await until("three denials", () => [strange, old, outdated].every(({ seen }) => seen.denied.length > 0));
    await synced(good);
    write(good, "goed");
    await quiet(good);
    return [strange, old, outdated, good].map(({ seen }) => seen.denied);
  },

  async refused() {
    const on = line();
    const [bad, other] = [open("q8.e1", { on }), open("q9.e1", { on })];
    await synced(bad, other);
    bad.doc.getXmlFragment("default").insert(0, [new Y.XmlElement("script")]);
    await until("the refusal", () => bad.seen.denied.length > 0);
    bad.provider.destroy();
    const fresh = open("q8.e1", { on });
    await synced(fresh);
    [fresh, other].forEach((each) => write(each, "goed"));
    await quiet(fresh, other);
    return { denied: bad.seen.denied, fresh: read(fresh), other: read(other) };
  },

  async reconnect() {
    const [away, other] = [open("q10.e1"), open("q10.e1", { who: 1 })];
    await synced(away, other);
    const socket = away.provider.configuration.websocketProvider;
    const before = socket.webSocket;
    before.terminate();
    await until("the line to fall", () => socket.webSocket !== before);
    write(away, "onderweg");
    await until("the words of who was away", () => read(other).length === 1);
    await quiet(away);
    return [read(away), read(other)];
  },

  /** The server stands still, holds what it never answers, and is killed by who reads `killable`. */
  async killed() {
    const all = [open("q12.e1"), open("q12.e1", { who: 1, library: three })];
    const lines = all.map(({ provider }) => provider.configuration.websocketProvider);
    await synced(...all);
    all.forEach((each, at) => write(each, `eerder ${at}`));
    await until("everybody's words", () => all.every((each) => read(each).length === 2));
    await quiet(...all);
    process.kill(setting.pid, "SIGSTOP");
    const before = lines.map(({ webSocket }) => webSocket);
    // When nothing is unsaved any more, who is on a line that was opened since?
    const saved = all.map(() => []);
    all.forEach(({ provider }, at) =>
      provider.on("unsyncedChanges", ({ number }) => {
        if (number === 0) saved[at].push(lines[at].webSocket !== before[at] && lines[at].status === "connected");
      }),
    );
    all.forEach((each, at) => write(each, `onderweg ${at}`));
    await until("the words to leave", () => before.every(({ bufferedAmount }) => bufferedAmount === 0));
    process.stdout.write("killable\n");
    await until("the lines to fall", () => before.every(({ readyState }) => readyState === WebSocket.CLOSED));
    all.forEach((each, at) => write(each, `zonder lijn ${at}`));
    const unsaved = all.map(({ provider }) => provider.hasUnsyncedChanges);
    await quiet(...all);
    await until("everybody's words", () => all.every((each) => read(each).length === 6));
    return { unsaved, saved: saved.map((each) => [...new Set(each)]), texts: all.map(read) };
  },

  async look() {
    const fresh = open("q12.e1", { who: 2 });
    await synced(fresh);
    return read(fresh);
  },

  async carets() {
    const [one, other] = [open("q11.e1"), open("q11.e1", { who: 1 })];
    await synced(one, other);
    one.provider.awareness.setLocalStateField("user", { name: "Noor", id: "x" });
    const state = () => other.provider.awareness.getStates().get(one.doc.clientID);
    await until("somebody's caret", () => state() !== undefined);
    const { name, vendor } = state().user;
    one.provider.destroy();
    await until("the caret to go", () => state() === undefined);
    return { name, vendor };
  },
};

try {
  process.stdout.write(JSON.stringify(await scenarios[process.argv[2]]()) + "\n");
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
