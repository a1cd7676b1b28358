import assert from "node:assert/strict";
import { test } from "node:test";

import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { lines } from "../src/texts/margin";
import { type Caret, Carets, initials, people, person } from "../src/texts/writers";
import { writerCount, writerWords } from "../src/texts/words";

const caret = (name: string, more: Partial<Caret> = {}): Caret => ({
  id: name,
  name,
  vendor: false,
  colour: 1,
  busy: true,
  client: name.length,
  ...more,
});

function awareness(): Awareness {
  const made = new Awareness(new Y.Doc());
  clearInterval(made._checkInterval as unknown as NodeJS.Timeout);
  return made;
}

function tell(to: Awareness, client: number, state: Record<string, unknown>): void {
  to.states.set(client, state);
}

const SAM = { id: "p2", name: "Sam", role: "participant", vendor: false, colour: 2 };

test("the own caret is not one of the others", () => {
  const all = awareness();
  all.setLocalState({ cursor: { anchor: 1 }, user: SAM });
  assert.deepEqual(new Carets(all).read(0), []);
});

test("somebody without a caret is not writing", () => {
  const all = awareness();
  tell(all, 7, { user: SAM, cursor: null });
  assert.deepEqual(new Carets(all).read(0), []);
});

test("a caret that moved less than five seconds ago is busy, later it is quiet", () => {
  const all = awareness();
  const carets = new Carets(all);
  tell(all, 7, { user: SAM, cursor: { anchor: 1 } });
  const busy = [0, 4_999, 5_000].map((now) => carets.read(now)[0]?.busy);
  assert.deepEqual(busy, [true, true, false]);
});

test("moving again makes a quiet caret busy", () => {
  const all = awareness();
  const carets = new Carets(all);
  tell(all, 7, { user: SAM, cursor: { anchor: 1 } });
  carets.read(0);
  tell(all, 7, { user: SAM, cursor: { anchor: 2 } });
  assert.equal(carets.read(60_000)[0]?.busy, true);
});

test("two pages of one person are one writer", () => {
  const found = people([caret("Sam", { client: 1, busy: false }), caret("Sam", { client: 2 })], "Noor");
  assert.deepEqual(found, [{ id: "Sam", name: "Sam", vendor: false, colour: 1, busy: true }]);
});

test("the own other page is not somebody else", () => {
  assert.deepEqual(people([caret("Sam")], "Sam"), []);
});

test("what the server did not say becomes a calm default", () => {
  assert.deepEqual(person({ name: 7, colour: 99 }), { id: "", name: "Somebody", vendor: false, colour: 5 });
});

test("two letters are whole signs", () => {
  assert.deepEqual(["Fatima", "😀é", "李"].map(initials), ["Fa", "😀é", "李"]);
});

test("carets on one line share a name, the busy one first", () => {
  const ellen = caret("Ellen", { busy: false });
  const sam = caret("Sam");
  const daan = caret("Daan");
  assert.deepEqual(
    lines([
      { caret: ellen, top: 20 },
      { caret: daan, top: 60 },
      { caret: sam, top: 25 },
    ]),
    [
      { top: 20, carets: [sam, ellen] },
      { top: 60, carets: [daan] },
    ],
  );
});

test("the foot names up to three people and says who is the vendor", () => {
  const said = [
    writerWords([]),
    writerWords([caret("Sam")]),
    writerWords([caret("Fatima"), caret("Sam"), caret("Daan", { vendor: true })]),
    writerWords(["a", "b", "c", "d", "e"].map((name) => caret(name))),
  ];
  assert.deepEqual(said, [
    "",
    "Sam is writing too",
    "Fatima, Sam en Daan (vendor) are writing too",
    "a, b, c en 2 others are writing too",
  ]);
});

test("on a phone the foot counts them", () => {
  assert.deepEqual([writerCount(0), writerCount(1), writerCount(3)], ["", "1 is writing too", "3 are writing too"]);
});
