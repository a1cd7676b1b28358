import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { emptyStore, fillStore, keysKept } from "./idb";
import { forgetOf, keep, keptHere, keptOf, sweep } from "../src/texts/device";
import { Keeper, type Keeping } from "../src/texts/keeper";

const nothing = () => undefined;
const contents = (text: string) => () => ({ update: new Uint8Array([1]), text });

async function left(session: string, person: string, at = 1): Promise<string> {
  const key = `${session}/${person}/q1.e1/${at}`;
  await keep({ key, session, person, document: "q1.e1", update: new Uint8Array(), text: key, at });
  return key;
}

beforeEach(emptyStore);

test("a person is given what they left here themselves", async () => {
  const own = await left("s1", "sam");
  await left("s1", "ellen");
  await left("s2", "sam");

  assert.deepEqual((await keptOf("s1", "sam")).map(({ key }) => key), [own]);
});

test("forgetting somebody's text leaves what others left", async () => {
  await left("s1", "sam");
  const other = await left("s1", "ellen");

  await forgetOf("s1", "sam");

  assert.deepEqual(keysKept(), [other]);
});

test("a session that is over takes everybody's text with it", async () => {
  await left("s1", "sam");
  await left("s1", "ellen");
  const elsewhere = await left("s2", "sam");

  await sweep("s1");

  assert.deepEqual(keysKept(), [elsewhere]);
});

test("what is kept comes oldest first", async () => {
  const [late, early] = [await left("s1", "sam", 9), await left("s2", "ellen", 3)];

  assert.deepEqual((await keptHere()).map(({ key }) => key), [early, late]);
});

test("a keeper brings back the own text of its document only", async () => {
  await left("s1", "sam");
  await left("s1", "ellen");
  await left("s2", "sam");

  const updates = await new Keeper("s1", "sam", "q1.e1", nothing).load();

  assert.equal(updates.length, 1);
});

test("a keeper forgets its own text only", async () => {
  const other = await left("s1", "ellen");
  await left("s1", "sam");
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);
  await keeper.load();

  keeper.forget();

  await keptHere();
  assert.deepEqual(keysKept(), [other]);
});

test("what another page wrote anew since it was read stays there", async () => {
  const key = await left("s1", "sam", 1);
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);
  await keeper.load();
  await keep({ key, session: "s1", person: "sam", document: "q1.e1", update: new Uint8Array(), text: "newer", at: 2 });

  keeper.forget();

  assert.deepEqual((await keptHere()).map(({ text }) => text), ["newer"]);
});

/** A keeper that knows that this device can keep, and what it said whenever that changed. */
async function able(): Promise<[Keeper, Keeping[]]> {
  const said: Keeping[] = [];
  const keeper: Keeper = new Keeper("s1", "sam", "q1.e1", () => said.push(keeper.keeping));
  await keeper.load();
  said.splice(0);
  return [keeper, said];
}

test("before the device was asked it promises nothing, and then that it can keep", async () => {
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);
  const before = keeper.keeping;

  await keeper.load();

  assert.deepEqual([before, keeper.keeping], ["busy", "kept"]);
});

test("a change is on the device once the device says so, and not before", async () => {
  const [keeper, said] = await able();

  keeper.plan(contents("een"), { now: false });
  assert.equal(keeper.keeping, "busy");
  const writing = keeper.write();
  assert.equal(keeper.keeping, "busy");
  await writing;

  assert.deepEqual([said, keysKept().length], [["kept"], 1]);
});

test("what was typed while older words were written is not on the device yet", async () => {
  const [keeper, said] = await able();
  keeper.plan(contents("een"), { now: false });
  const writing = keeper.write();
  keeper.plan(contents("een twee"), { now: false });
  await writing;

  await keeper.write();

  assert.deepEqual([said, (await keptHere()).map(({ text }) => text)], [["busy", "kept"], ["een twee"]]);
});

test("a device that turned the text away keeps nothing, until it takes it again", async () => {
  const [keeper, said] = await able();
  fillStore();
  keeper.plan(contents("een"), { now: false });
  await keeper.write();
  emptyStore();
  keeper.plan(contents("twee"), { now: false });
  await keeper.write();

  assert.deepEqual(said, ["unable", "kept"]);
});

test("the same words are not written twice", async () => {
  const [keeper, said] = await able();
  keeper.plan(contents("een"), { now: false });
  await keeper.write();

  await keeper.write();

  assert.deepEqual(said, ["kept"]);
});

test("while no acknowledgement can come, a change is written without waiting", async () => {
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);

  keeper.plan(contents("Nu"), { now: true });

  assert.deepEqual((await keptOf("s1", "sam")).map(({ text }) => text), ["Nu"]);
});

test("changes made during a write are written after it", async () => {
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);
  for (const text of ["een", "twee", "drie"]) keeper.plan(contents(text), { now: true });

  await keptHere();
  await keptHere();

  assert.deepEqual((await keptOf("s1", "sam")).map(({ text }) => text), ["drie"]);
});

test("while acknowledgements come, a change waits a little before it is written", async () => {
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);

  keeper.plan(contents("Straks"), { now: false });

  const kept = await keptHere();
  keeper.stop();
  assert.deepEqual(kept, []);
});

test("what was planned is written at once when the page goes away", async () => {
  const keeper = new Keeper("s1", "sam", "q1.e1", nothing);
  keeper.plan(contents("Weg"), { now: false });

  await keeper.write();

  assert.deepEqual((await keptOf("s1", "sam")).map(({ text }) => text), ["Weg"]);
});
