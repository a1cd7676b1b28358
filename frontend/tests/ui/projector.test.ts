/** The wall: what it shows, which sub-question, how large, and which lines. */
import assert from "node:assert/strict";
import { test } from "node:test";

import type { Phase, ScreenView } from "../../src/live/slices";
import { answerSizes, firstThatFits, questionSizes, windowOn } from "../../src/ui/projector_fit";
import { askedBy } from "../../src/ui/projector_keys";
import { isAlone, partFor, shownFor, stepped, tally } from "../../src/ui/projector_view";
import { asked, done } from "./cast";

const PHASES: readonly Phase[] = ["draft", "lobby", "running", "adjourned", "closed"];

test("by itself the wall follows the phase", () => {
  assert.deepEqual(
    PHASES.map((phase) => shownFor("auto", phase)),
    ["invitation", "invitation", "both", "overview", "overview"],
  );
});

test("what the facilitator chose is shown in every phase", () => {
  const chosen: readonly ScreenView[] = ["invitation", "question", "answer", "overview"];
  for (const view of chosen) {
    assert.deepEqual(PHASES.map((phase) => shownFor(view, phase)), PHASES.map(() => view));
  }
});

test("during a closed round the wall shows nothing else", () => {
  assert.deepEqual([shownFor("auto", "running", true), shownFor("answer", "running", true)], ["closed", "closed"]);
});

test("while people write alone the joint answer stays off the wall", () => {
  const steps = ["writing", "composing"] as const;
  const alone = [isAlone(asked(8, { step: "writing" }), steps), isAlone(asked(8, { step: "composing" }), steps)];
  assert.deepEqual(alone, [true, false]);
});

test("the part on the wall is the first that is not ticked", () => {
  const parts = [[], [0], [1], [0, 1], [0, 1, 2]].map((ticked) => partFor(asked(8, { parts_done: ticked }), 3));
  assert.deepEqual(parts, [0, 1, 0, 2, 2]);
});

test("a question without parts shows its only one", () => {
  assert.equal(partFor(asked(8), 0), 0);
});

test("stepping stays among the parts", () => {
  assert.deepEqual([stepped(0, -1, 3), stepped(0, 1, 3), stepped(2, 1, 3), stepped(0, 1, 0)], [0, 1, 2, 0]);
});

test("a question is whole and easy to read when it fits", () => {
  assert.deepEqual(firstThatFits(questionSizes(3, false), 100, () => 90), { value: "whole", size: 6.5 });
});

test("a question that does not fit is smaller, then in parts, and never below 5.9", () => {
  const heights: Record<string, number> = { "whole 6.5": 120, "whole 5.9": 105, "part 6.5": 60, "part 5.9": 55 };
  const height = ({ value, size }: { value: string; size: number }): number => heights[`${value} ${size}`] as number;
  const chosen = [110, 100, 58, 10].map((room) => firstThatFits(questionSizes(3, false), room, height));
  assert.deepEqual(chosen, [
    { value: "whole", size: 5.9 },
    { value: "part", size: 6.5 },
    { value: "part", size: 5.9 },
    { value: "part", size: 5.9 },
  ]);
});

test("a part that was asked for is shown also when the whole would fit", () => {
  assert.deepEqual(firstThatFits(questionSizes(3, true), 100, () => 1), { value: "part", size: 6.5 });
});

test("a question of one part stays whole", () => {
  assert.deepEqual(questionSizes(1, true).map(({ value }) => value), ["whole", "whole"]);
});

test("an answer never gets smaller than 4.7", () => {
  const sizes = answerSizes().map(({ size }) => size);
  assert.deepEqual([sizes[0], sizes.at(-1), Math.min(...sizes)], [6.5, 4.7, 4.7]);
});

const LINES = [0, 10, 25, 35, 45].map((top) => ({ top, bottom: top + 10 }));

test("an answer that fits is shown from its beginning", () => {
  assert.deepEqual(windowOn(LINES, 20, 30), { top: 0, bottom: 20 });
});

test("the newest lines are shown whole, none of them cut", () => {
  assert.deepEqual(windowOn(LINES, 55, 33), { top: 25, bottom: 55 });
});

test("a change in the middle is in view, and the line under it is not cut", () => {
  assert.deepEqual(windowOn(LINES, 45, 34), { top: 25, bottom: 55 });
});

test("an answer without words has nothing to show", () => {
  assert.deepEqual(windowOn([], 50, 30), { top: 0, bottom: 30 });
});

test("keys ask for a view", () => {
  const pressed = ["q", "V", "3", "o", "0", "Escape", "f", "D", "ArrowRight", "x"].map((key) =>
    askedBy({ key, ctrlKey: false, altKey: false, metaKey: false }),
  );
  assert.deepEqual(pressed, ["invitation", "question", "answer", "overview", "auto", "auto", "fullscreen", "look", "next", null]);
});

test("keys with Ctrl belong to the browser", () => {
  assert.equal(askedBy({ key: "f", ctrlKey: true, altKey: false, metaKey: false }), null);
});

test("the sums leave out what is not in the programme, and call what is open again not discussed", () => {
  const questions = [
    done(1),
    asked(2),
    asked(3, { chosen: false }),
    asked(4, { outcome: "answered", step: "composing" }),
    asked(5, { outcome: "to_investigate", step: "done" }),
  ];
  assert.deepEqual(tally(questions, true), [["answered", 1], ["to_investigate", 1], ["left", 2]]);
});

test("after the close an outcome counts although it was opened again", () => {
  assert.deepEqual(tally([asked(4, { outcome: "answered", step: "composing" })], false), [["answered", 1]]);
});
