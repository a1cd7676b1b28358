import assert from "node:assert/strict";
import { test } from "node:test";

import type { Step } from "../../src/live/slices";
import { isQuiet, partsAt, type Standing } from "../../src/ui/views";
import { snapshot } from "../cast";
import { asked } from "./cast";

const STEPS: Step[] = ["reading", "writing", "discussing", "composing", "closing"];
const { mine } = snapshot(1);
const WROTE = { ...mine, inputs: { 8: { text: "Wij", unnamed: false, dont_know: false, look_into: false, edition: 1 } } };

function at(step: Step, changes: Partial<Standing> = {}): Standing {
  const revealed = ["discussing", "composing", "closing"].includes(step);
  return { question: asked(8, { step, revealed }), step, steps: STEPS, mine, spoken: false, writes: true, ...changes };
}

test("while everybody reads there is nothing but the question", () => {
  assert.equal(isQuiet(partsAt(at("reading"))), true);
});

test("while everybody writes alone there is one's own input and nothing else", () => {
  assert.deepEqual(partsAt(at("writing")), { input: "open", voices: "off", answer: "off", consent: false });
});

test("who looks on has nothing to write", () => {
  assert.equal(partsAt(at("writing", { writes: false })).input, "off");
});

test("who wrote and cannot now, because the session rests, reads it still", () => {
  assert.equal(partsAt(at("writing", { writes: false, mine: WROTE })).input, "fold");
});

test("while people talk the input of the group is open, and the answer at hand", () => {
  assert.deepEqual(partsAt(at("discussing")), { input: "off", voices: "open", answer: "fold", consent: false });
});

test("while the group writes together what people put in is at hand", () => {
  assert.deepEqual(partsAt(at("composing", { spoken: true })), { input: "off", voices: "fold", answer: "open", consent: false });
});

test("at the end it is asked whether the answer will do", () => {
  assert.deepEqual(partsAt(at("closing")), { input: "off", voices: "off", answer: "open", consent: true });
});

test("back at writing alone the answer so far stays at hand", () => {
  const question = asked(8, { step: "writing", revealed: true });
  assert.deepEqual(partsAt(at("writing", { question, spoken: true })), { input: "open", voices: "fold", answer: "fold", consent: false });
});

test("an input that nobody else sees stays readable for its author", () => {
  const question = asked(8, { step: "done", frozen: true });
  assert.equal(partsAt(at("done", { question, mine: WROTE })).input, "fold");
});

test("an input that is on a card is not there twice", () => {
  assert.equal(partsAt(at("composing", { mine: WROTE })).input, "off");
});

test("plain mode is the answer, and nothing else", () => {
  const steps: Step[] = ["composing"];
  assert.deepEqual(partsAt(at("composing", { steps })), { input: "off", voices: "off", answer: "open", consent: false });
});

test("a question that is not in the programme has no steps", () => {
  const question = asked(8, { chosen: false, step: "writing" });
  assert.equal(partsAt(at("writing", { question })).input, "off");
});
