import assert from "node:assert/strict";
import { test } from "node:test";

import { countsOf } from "../../src/ui/counts";
import { outcomeMark, riskMark, standingOf } from "../../src/ui/outcomes";
import { asked, done } from "./cast";

test("a question on the table is under way", () => {
  assert.equal(standingOf(asked(8), 8, true), "busy");
});

test("an open question elsewhere is not discussed yet", () => {
  assert.equal(standingOf(asked(9), 8, true), "open");
});

test("before the start nothing is on the table", () => {
  assert.equal(standingOf(asked(8), 8, false), "open");
});

test("a question rounded off shows its outcome, on the table too", () => {
  assert.equal(standingOf(done(8), 8, true), "answered");
});

test("a reopened question no longer shows its outcome", () => {
  assert.equal(standingOf(asked(8, { outcome: "answered" }), 9, true), "reopened");
});

test("after the close a reopened question shows the outcome it had", () => {
  assert.equal(standingOf(asked(8, { outcome: "answered" }), 9, false), "answered");
});

test("a question that was not chosen is not in the programme", () => {
  assert.equal(standingOf(asked(8, { chosen: false }), 8, true), "out");
});

test("the counts leave out what does not occur and keep their order", () => {
  const questions = [asked(9), done(7), asked(8), done(6), asked(5, { step: "done", outcome: "to_investigate" })];
  assert.deepEqual(countsOf(questions, 8, true), [
    ["answered", 2],
    ["to_investigate", 1],
    ["busy", 1],
    ["open", 1],
  ]);
});

test("an outcome is a shape and a word", () => {
  const mark = outcomeMark("no_good_answer");
  assert.deepEqual(
    [mark.querySelector("use")?.getAttribute("href"), mark.textContent],
    ["/static/icons.svg#i-st-geen", "No good answer"],
  );
});

test("an empty risk is never called low", () => {
  assert.equal(riskMark("").textContent, "Risk not chosen yet");
});
