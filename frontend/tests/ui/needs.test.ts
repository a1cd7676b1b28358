import assert from "node:assert/strict";
import { test } from "node:test";

import { actionsOf, needsOf } from "../../src/ui/needs";
import { action } from "./cast";

const NOTHING = { reason: false, action: false, riskReason: false, acceptance: false };
const COMPLETE = action({ owner: "Bram", due_date: "2026-12-04" });

test("an answer needs nothing more", () => {
  assert.deepEqual(needsOf("answered", "", []), NOTHING);
});

test("nothing is asked before an outcome is chosen", () => {
  assert.deepEqual(needsOf("", "", []), NOTHING);
});

test("to investigate asks who and when", () => {
  assert.deepEqual(needsOf("to_investigate", "", []), { ...NOTHING, action: true });
});

test("an action with owner and date answers who and when", () => {
  assert.deepEqual(needsOf("to_investigate", "", [COMPLETE]), NOTHING);
});

test("an action without a date does not answer when", () => {
  const vague = action({ owner: "Bram" });
  assert.deepEqual(needsOf("to_investigate", "", [vague]), { ...NOTHING, action: true });
});

test("no good answer asks why", () => {
  assert.deepEqual(needsOf("no_good_answer", "", []), { ...NOTHING, reason: true });
});

test("not applicable asks why", () => {
  assert.deepEqual(needsOf("not_applicable", "", []), { ...NOTHING, reason: true });
});

test("every risk asks why", () => {
  assert.deepEqual(needsOf("answered", "low", []), { ...NOTHING, riskReason: true });
});

test("a high risk without an action asks who accepts it", () => {
  assert.deepEqual(needsOf("answered", "high", []), { ...NOTHING, riskReason: true, acceptance: true });
});

test("a high risk with an action asks nobody to accept it", () => {
  assert.deepEqual(needsOf("answered", "high", [action()]), { ...NOTHING, riskReason: true });
});

test("a high risk that is investigated gets an action, so nobody has to accept it", () => {
  assert.deepEqual(needsOf("to_investigate", "high", []), { ...NOTHING, riskReason: true, action: true });
});

test("the actions of a question leave out those of others and of the session", () => {
  const others = [action({ question: 9 }), action({ question: null })];
  assert.deepEqual(actionsOf([COMPLETE, ...others], 8), [COMPLETE]);
});
