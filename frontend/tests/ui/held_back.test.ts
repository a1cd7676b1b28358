import assert from "node:assert/strict";
import { test } from "node:test";

import { HeldBack } from "../../src/ui/held_back";
import { card } from "./cast";

const REACTION = { id: "r1", by: { label: "IT", name: "", vendor: false }, text: "Ja.", at: "2026-11-23T10:00:00Z" };

function shown(held: HeldBack, ...cards: ReturnType<typeof card>[]): [string[], number] {
  const { cards: seen, waiting } = held.sift(8, cards, []);
  return [seen.map(({ id }) => id), waiting];
}

test("what is there when the cards are first shown is shown", () => {
  assert.deepEqual(shown(new HeldBack(), card("a"), card("b")), [["a", "b"], 0]);
});

test("what comes later waits", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  assert.deepEqual(shown(held, card("b"), card("a")), [["a"], 1]);
});

test("a reaction that comes later waits too", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  const seen = held.sift(8, [card("a", { reactions: [REACTION] })], []);
  assert.deepEqual([seen.cards[0]?.reactions, seen.waiting], [[], 1]);
});

test("what one adds oneself is shown at once", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  assert.deepEqual(held.sift(8, [card("a"), card("b")], ["b"]).waiting, 0);
});

test("what was asked for is shown", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  held.release();
  assert.deepEqual(shown(held, card("a"), card("b")), [["a", "b"], 0]);
});

test("another question begins anew", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  assert.equal(held.sift(9, [card("c")], []).waiting, 0);
});

test("a count that changes is shown at once", () => {
  const held = new HeldBack();
  shown(held, card("a"));
  assert.equal(held.sift(8, [card("a", { recognised: 3 })], []).cards[0]?.recognised, 3);
});
