import assert from "node:assert/strict";
import { test } from "node:test";

import { nextStep, stillOpen } from "../../src/ui/next_step";
import { asked, done } from "./cast";

const PROGRAMME = [done(7), asked(8), asked(9)];
const RUNNING = { phase: "running", shown: 8, current: 8 } as const;

test("an open question on the table is rounded off next", () => {
  assert.deepEqual(nextStep({ ...RUNNING, questions: PROGRAMME }), { kind: "round_off" });
});

test("after a question that is done comes the next open one", () => {
  const questions = [done(8), done(9), asked(10)];
  assert.deepEqual(nextStep({ ...RUNNING, questions }), { kind: "next", number: 10 });
});

test("a question that was left out of the programme is not next", () => {
  const questions = [done(8), asked(9, { chosen: false }), asked(10)];
  assert.deepEqual(nextStep({ ...RUNNING, questions }), { kind: "next", number: 10 });
});

test("after the last question the session is closed", () => {
  assert.deepEqual(nextStep({ ...RUNNING, questions: [asked(7), done(8)] }), { kind: "close" });
});

test("a reopened question is rounded off again before going on", () => {
  const reopened = asked(8, { outcome: "answered" });
  assert.deepEqual(nextStep({ ...RUNNING, questions: [reopened, asked(9)] }), { kind: "round_off" });
});

test("looking at another question of the programme offers to lay it on the table", () => {
  const there = { ...RUNNING, shown: 9, questions: PROGRAMME };
  assert.deepEqual(nextStep(there), { kind: "show", number: 9 });
});

test("a question outside the programme cannot be laid on the table", () => {
  const questions = [asked(8), asked(9, { chosen: false })];
  const there = { ...RUNNING, shown: 9, questions };
  assert.deepEqual(nextStep(there), { kind: "return", number: 8 });
});

test("a closed session leads to its end", () => {
  const over = { ...RUNNING, phase: "closed", questions: PROGRAMME } as const;
  assert.deepEqual(nextStep(over), { kind: "ending" });
});

test("closing names the questions of the programme without an outcome", () => {
  const reopened = asked(5, { outcome: "answered" });
  const left = asked(6, { chosen: false });
  assert.deepEqual(stillOpen([reopened, left, done(7), asked(8)]), [8]);
});
