import assert from "node:assert/strict";
import { test } from "node:test";

import { joined, lengthOf, NOTHING, restOf, same, tooMany } from "../../src/ui/own_contents";

test("blanks at the ends make no difference", () => {
  assert.equal(same({ ...NOTHING, text: " Wij\r\n" }, { ...NOTHING, text: "Wij" }), true);
});

test("a tick makes a difference", () => {
  assert.equal(same({ ...NOTHING, look_into: true }, NOTHING), false);
});

test("what was written after it was shown is the rest", () => {
  assert.equal(restOf("Wij kunnen dat. En jij?", "Wij kunnen dat."), "En jij?");
});

test("what was written anew is added whole", () => {
  assert.equal(restOf("Zij kunnen dat.", "Wij kunnen dat."), "Zij kunnen dat.");
});

test("a word that was begun before is told with everything around it", () => {
  assert.equal(restOf("Wij kunnen", "Wij kun"), "Wij kunnen");
  assert.equal(restOf("Kosten 1,5 miljoen", "Kosten 1"), "Kosten 1,5 miljoen");
});

test("an emoji is one sign", () => {
  assert.equal(lengthOf("👩‍🚀".slice(0, 2)), 1);
});

test("2000 signs fit and one more is one too many", () => {
  assert.deepEqual([tooMany("a".repeat(2000)), tooMany("a".repeat(2001))], [0, 1]);
});

test("both texts stand one under the other with every tick", () => {
  const both = joined({ ...NOTHING, text: "Zij", unnamed: true }, { ...NOTHING, text: "Wij", dont_know: true });
  assert.deepEqual(both, { text: "Zij\n\nWij", unnamed: true, dont_know: true, look_into: false });
});
