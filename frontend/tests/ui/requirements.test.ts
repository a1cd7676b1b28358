import assert from "node:assert/strict";
import { test } from "node:test";

import { needsOf } from "../../src/ui/needs";
import { type Filled, lacksOf } from "../../src/ui/requirements";

function lacking(changes: Partial<Filled>, values: Record<string, string> = {}): string[] {
  const filled: Filled = { outcome: "answered", risk: "", written: true, value: (name) => values[name] ?? "", ...changes };
  return lacksOf(filled, needsOf(filled.outcome, filled.risk, [])).map((each) => each.field);
}

test("an answer with words lacks nothing", () => {
  assert.deepEqual(lacking({}), []);
});

test("an answer without words lacks them", () => {
  assert.deepEqual(lacking({ written: false }), ["text"]);
});

test("a high risk without an outcome tells all three that are missing at once", () => {
  assert.deepEqual(lacking({ outcome: "", risk: "high" }), ["outcome", "risk_reason", "acceptance"]);
});

test("to investigate tells who and when at once", () => {
  assert.deepEqual(lacking({ outcome: "to_investigate" }, { what: "Look" }), ["owner", "due_date"]);
});

test("blanks are nothing", () => {
  assert.deepEqual(lacking({ outcome: "no_good_answer" }, { reason: "  " }), ["reason"]);
});

test("what is filled in is not missing", () => {
  const values = { what: "Look", owner: "Bram", due_date: "2026-12-04", risk_reason: "Because" };
  assert.deepEqual(lacking({ outcome: "to_investigate", risk: "high" }, values), []);
});
