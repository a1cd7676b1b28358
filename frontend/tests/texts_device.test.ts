import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { emptyStore, keysKept } from "./idb";
import { forgetOf, keep, keptHere, keptOf, sweep } from "../src/texts/device";
import { Keeper } from "../src/texts/keeper";

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
