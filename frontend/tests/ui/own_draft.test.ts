import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { emptyStore, keysKept } from "../idb";
import { NOTHING } from "../../src/ui/own_contents";
import { type Draft, DraftKeeper, type Keeping } from "../../src/ui/own_draft";

function draft(text: string): Draft {
  return { contents: { ...NOTHING, text }, edition: 0, addition: null };
}

/** A keeper, and what it said of each time something was stored. */
function begin(): [DraftKeeper, () => Promise<Keeping>] {
  let tell: () => void = () => undefined;
  const keeper = new DraftKeeper("s1", "sam", 1, () => tell());
  const stored = () => new Promise<Keeping>((resolve) => (tell = () => resolve(keeper.keeping)));
  return [keeper, stored];
}

beforeEach(emptyStore);

test("a draft is on the device once the device says so, and not before", async () => {
  const [keeper, stored] = begin();

  keeper.keep(draft("een"));
  assert.equal(keeper.keeping, "busy");
  keeper.flush();
  assert.equal(keeper.keeping, "busy");

  assert.equal(await stored(), "kept");
  assert.equal(keysKept().length, 1);
});

test("what is typed further is not on the device yet", async () => {
  const [keeper, stored] = begin();
  keeper.keep(draft("een"));
  keeper.flush();
  await stored();

  keeper.keep(draft("een twee"));

  assert.equal(keeper.keeping, "busy");
  keeper.flush();
  assert.equal(await stored(), "kept");
});

test("what was typed while an older draft was stored is not on the device yet", async () => {
  const [keeper, stored] = begin();
  keeper.keep(draft("een"));
  keeper.flush();
  keeper.keep(draft("een twee"));
  await new Promise((resolve) => setImmediate(resolve));

  assert.equal(keeper.keeping, "busy");
  keeper.flush();
  assert.equal(await stored(), "kept");
});
