import assert from "node:assert/strict";
import { test } from "node:test";

import { staysAtFirst } from "../../src/ui/closed_round_dialog";
import { person } from "./cast";

const LET_IN = person("Sam", { insider: true });
const NOT_LET_IN = person("Lena", { insider: false });

test("everybody is ticked for the first closed round", () => {
  assert.deepEqual([LET_IN, NOT_LET_IN].map((each) => staysAtFirst(each, false)), [true, true]);
});

test("after an earlier round only who was let in is ticked", () => {
  assert.deepEqual([LET_IN, NOT_LET_IN].map((each) => staysAtFirst(each, true)), [true, false]);
});
