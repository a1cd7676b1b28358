import assert from "node:assert/strict";
import { test } from "node:test";

import { isPlain, nextStep, reveals, stillOpen } from "../../src/ui/next_step";
import { asked, done } from "./cast";

const PROGRAMME = [done(7), asked(8), asked(9)];
const PLAIN = ["composing"] as const;
const STEPS = ["reading", "writing", "discussing", "composing", "closing"] as const;
const RUNNING = { phase: "running", shown: 8, current: 8, steps: PLAIN } as const;
const LED = { ...RUNNING, steps: STEPS };

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

test("after reading comes writing", () => {
  const questions = [asked(8, { step: "reading" })];
  assert.deepEqual(nextStep({ ...LED, questions }), {
    kind: "step",
    number: 8,
    seen: "reading",
    to: "writing",
    reveals: false,
  });
});

test("after writing what people wrote is shown", () => {
  const questions = [asked(8, { step: "writing" })];
  assert.deepEqual(nextStep({ ...LED, questions }), {
    kind: "step",
    number: 8,
    seen: "writing",
    to: "discussing",
    reveals: true,
  });
});

test("what is shown already is not shown again", () => {
  const writing = asked(8, { step: "writing", revealed: true });
  assert.equal(reveals(writing, "discussing", STEPS), false);
});

test("without a step for writing there is nothing to show", () => {
  assert.equal(reveals(asked(8, { step: "reading" }), "discussing", ["reading", "discussing"]), false);
});

test("passing over talking shows what people wrote as well", () => {
  assert.equal(reveals(asked(8, { step: "writing" }), "composing", STEPS), true);
});

test("going back shows nothing", () => {
  assert.equal(reveals(asked(8, { step: "writing" }), "reading", STEPS), false);
});

test("after writing together comes rounding off, with its question whether all agree", () => {
  const questions = [asked(8, { step: "composing", revealed: true })];
  assert.deepEqual(nextStep({ ...LED, questions }), {
    kind: "step",
    number: 8,
    seen: "composing",
    to: "closing",
    reveals: false,
  });
});

test("in the last step the question is rounded off", () => {
  const questions = [asked(8, { step: "closing" })];
  assert.deepEqual(nextStep({ ...LED, questions }), { kind: "round_off" });
});

test("a session that does not ask whether all agree rounds off after writing together", () => {
  const steps = ["writing", "composing"] as const;
  assert.deepEqual(nextStep({ ...LED, steps, questions: PROGRAMME }), { kind: "round_off" });
});

test("a question in a step that is used no more goes on to the next one that is", () => {
  const questions = [asked(8, { step: "discussing", revealed: true })];
  const steps = ["writing", "composing"] as const;
  assert.deepEqual(nextStep({ ...LED, steps, questions }), {
    kind: "step",
    number: 8,
    seen: "discussing",
    to: "composing",
    reveals: false,
  });
});

test("writing together alone is the plain mode", () => {
  assert.deepEqual([isPlain(PLAIN), isPlain(STEPS)], [true, false]);
});

test("closing names the questions of the programme without an outcome", () => {
  const reopened = asked(5, { outcome: "answered" });
  const left = asked(6, { chosen: false });
  assert.deepEqual(stillOpen([reopened, left, done(7), asked(8)]), [8]);
});
