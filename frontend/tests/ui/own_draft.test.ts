import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { emptyStore, keysKept } from "../idb";
import { NOTHING } from "../../src/ui/own_contents";
import { type Draft, draftKeeper, leftDrafts, written } from "../../src/ui/own_draft";

const DRAFT: Draft = { contents: { ...NOTHING, text: "een", look_into: true }, edition: 3, addition: null };

async function leave(number: number): Promise<void> {
  const keeper = draftKeeper("s1", "sam", number, () => undefined);
  keeper.plan(() => written(DRAFT), { now: false });
  await keeper.write();
}

beforeEach(emptyStore);

test("a draft that was left comes back whole, at its question", async () => {
  await leave(4);

  const found = (await leftDrafts("s1", "sam")).map(([number, draft]) => [number, draft]);

  assert.deepEqual(found, [[4, DRAFT]]);
});

test("a draft that another page took over is forgotten with that page's own", async () => {
  await leave(4);
  const keeper = draftKeeper("s1", "sam", 4, () => undefined);
  for (const [, , left] of await leftDrafts("s1", "sam")) keeper.takeOver(left);

  keeper.forget();

  await leftDrafts("s1", "sam");
  assert.deepEqual(keysKept(), []);
});
