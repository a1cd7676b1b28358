import assert from "node:assert/strict";
import { test } from "node:test";

import { bylineOf, cardItem } from "../../src/ui/cards";
import { decided } from "../../src/ui/decisions";
import { isOnlyOne } from "../../src/ui/shown_as";
import { placeOfStep } from "../../src/ui/step_bar";
import { asked, card, person } from "./cast";

test("an input without a name says so", () => {
  assert.equal(bylineOf({ label: "", name: "", vendor: false }), "Without name");
});

test("a name stands before the role", () => {
  assert.equal(bylineOf({ label: "OR", name: "Sam", vendor: false }), "Sam · OR");
});

for (const [kind, look] of [["input", "inbr"], ["addition", "inbr"], ["statement", "verkl"], ["dissent", "ander"]] as const) {
  test(`${kind} has a form of its own`, () => {
    assert.equal(cardItem(card("a", { kind }), { vendor: "Werkwijs" }).className, look);
  });
}

test("words are words, whatever they look like", () => {
  const item = cardItem(card("a", { text: "<b>vet</b>" }), { vendor: "" });
  assert.deepEqual([item.querySelector(".words")?.textContent, item.querySelector(".words b")], ["<b>vet</b>", null]);
});

test("the place of a step counts from one", () => {
  assert.deepEqual([placeOfStep(["writing", "composing"], "composing"), placeOfStep(["writing", "composing"], "reading")], [2, 0]);
});

test("who is the only one of a role is warned", () => {
  const sam = person("Sam", { perspective: "works_council" });
  assert.equal(isOnlyOne(sam, [sam, person("Ellen"), person("Iris", { perspective: "works_council", role: "observer" })]), true);
});

test("who shares a role is not", () => {
  const sam = person("Sam");
  assert.equal(isOnlyOne(sam, [sam, person("Ellen")]), false);
});

test("own words for a role are compared as words", () => {
  const sam = person("Sam", { perspective: "other", perspective_label: "Directie" });
  const ellen = person("Ellen", { perspective: "other", perspective_label: "directie " });
  assert.equal(isOnlyOne(sam, [sam, ellen]), false);
});

test("the last decision stands first in the log, and what is open in it nowhere", () => {
  const left = { outcome: "answered", step: "done", frozen: true } as const;
  const log = decided(
    [asked(1, { ...left, frozen_at: "2026-11-23T10:00:00Z" }), asked(2), asked(3, { ...left, frozen_at: "2026-11-23T11:00:00Z" })],
    true,
  );
  assert.deepEqual(log.map(({ number }) => number), [3, 1]);
});
