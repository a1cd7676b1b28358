import assert from "node:assert/strict";
import { test } from "node:test";

import type { Snapshot } from "../src/live/slices";
import { apply, applyFetched, applyVoices, begin, question, voicesAt } from "../src/live/state";
import { snapshot } from "./cast";

test("the first state is the snapshot the page came with", () => {
  assert.deepEqual(begin(snapshot(4)), { ...snapshot(4), since: 4, here: [], goodbye: null });
});

test("news one revision on replaces only the slices it brings", () => {
  const before = begin(snapshot(4));
  const people = [{ ...before.you, name: "Joris" }];
  const { state } = apply(before, { type: "news", revision: 5, slices: { people } });
  assert.deepEqual(state, { ...before, revision: 5, slices: { ...before.slices, people } });
});

test("news without slices still moves the revision", () => {
  const { state } = apply(begin(snapshot(4)), { type: "news", revision: 5, slices: {} });
  assert.equal(state.revision, 5);
});

test("old news changes nothing", () => {
  const before = begin(snapshot(4));
  assert.deepEqual(apply(before, { type: "news", revision: 4, slices: { people: [] } }), {
    state: before,
    behind: false,
  });
});

test("a gap changes nothing and asks for the snapshot", () => {
  const before = begin(snapshot(4));
  assert.deepEqual(apply(before, { type: "news", revision: 6, slices: { people: [] } }), {
    state: before,
    behind: true,
  });
});

for (const [revision, behind] of [[4, false], [5, true], [3, true]] as const) {
  test(`a beat of revision ${revision} on revision 4 means behind = ${behind}`, () => {
    assert.equal(apply(begin(snapshot(4)), { type: "beat", revision }).behind, behind);
  });
}

test("a snapshot of the line replaces everything but who is here", () => {
  const before = { ...begin(snapshot(4)), here: ["p1"] };
  const { state } = apply(before, { type: "snapshot", ...snapshot(2) });
  assert.deepEqual(state, { ...begin(snapshot(2)), here: ["p1"] });
});

test("a fetched snapshot that news has overtaken is dropped", () => {
  const before = begin(snapshot(9));
  assert.deepEqual(applyFetched(before, snapshot(8)), { state: before, behind: true });
});

test("a fetched snapshot of another epoch counts, however low its revision", () => {
  const restored: Snapshot = snapshot(2);
  restored.slices.session = { ...restored.slices.session, epoch: 2 };
  assert.equal(applyFetched(begin(snapshot(9)), restored).state.revision, 2);
});

test("presence has no revision", () => {
  const before = begin(snapshot(4));
  assert.deepEqual(apply(before, { type: "here", people: ["p1", "p2"] }).state, { ...before, here: ["p1", "p2"] });
});

test("goodbye is remembered with its reason", () => {
  assert.equal(apply(begin(snapshot(4)), { type: "bye", reason: "removed" }).state.goodbye, "removed");
});

test("what a newer server says more is passed over", () => {
  const before = begin(snapshot(4));
  assert.deepEqual(apply(before, { type: "song", revision: 9 } as never), { state: before, behind: false });
});

test("applying never changes what it was given", () => {
  const before = Object.freeze(begin(snapshot(4)));
  Object.freeze(before.slices);
  apply(before, { type: "news", revision: 5, slices: { people: [] } });
  assert.deepEqual(before, begin(snapshot(4)));
});

test("a question that is not in this questionnaire is undefined", () => {
  assert.equal(question(begin(snapshot(4)), 21), undefined);
});

const NOTHING_SAID = { number: 5, cards: [], proposals: [], homework: [] };
const ONE_SENTENCE = {
  ...NOTHING_SAID,
  proposals: [{ id: "z1", by: { label: "OR", name: "", vendor: false }, text: "Ja.", at: "2026-11-23T10:00:00Z" }],
};

test("what only this person sees has no revision", () => {
  const before = begin(snapshot(4));
  const mine = { ...before.mine, help: [8] };
  assert.deepEqual(apply(before, { type: "mine", mine }).state, { ...before, mine });
});

test("what was fetched of another question is known from then on", () => {
  const { state } = applyVoices(begin(snapshot(4)), 5, { revision: 4, voices: NOTHING_SAID });
  assert.deepEqual(voicesAt(state, 5), NOTHING_SAID);
});

test("what was fetched of another question never replaces what the news brought", () => {
  const told = apply(begin(snapshot(4)), { type: "news", revision: 5, slices: { "voices.5": ONE_SENTENCE } }).state;
  assert.deepEqual(applyVoices(told, 5, { revision: 4, voices: NOTHING_SAID }), { state: told, behind: false });
});

test("what was fetched before the snapshot came is dropped and asked for again", () => {
  const before = begin(snapshot(9));
  assert.deepEqual(applyVoices(before, 5, { revision: 8, voices: NOTHING_SAID }), { state: before, behind: true });
});

test("what was fetched before other news still counts", () => {
  const told = apply(begin(snapshot(4)), { type: "news", revision: 5, slices: {} }).state;
  assert.deepEqual(voicesAt(applyVoices(told, 5, { revision: 4, voices: NOTHING_SAID }).state, 5), NOTHING_SAID);
});

test("a snapshot drops what was known of other questions", () => {
  const known = applyVoices(begin(snapshot(4)), 5, { revision: 4, voices: NOTHING_SAID }).state;
  assert.equal(voicesAt(applyFetched(known, snapshot(4)).state, 5), undefined);
});
