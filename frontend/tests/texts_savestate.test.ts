import assert from "node:assert/strict";
import { test } from "node:test";

import { mustAsk, saveState, type SaveFacts, Waiting } from "../src/texts/savestate";
import { saveWords } from "../src/texts/words";

const CALM: SaveFacts = {
  loaded: true,
  line: "open",
  waitingSince: null,
  savedAt: null,
  keeping: "kept",
  now: 100_000,
};

test("before the text has come in it is being fetched", () => {
  assert.deepEqual(saveState({ ...CALM, loaded: false, line: "away" }), { kind: "loading" });
});

test("with nothing waiting it is saved, with the time of the last acknowledgement", () => {
  assert.deepEqual(saveState({ ...CALM, savedAt: 90_000 }), { kind: "saved", at: 90_000 });
});

test("a change that waits less than five seconds is being saved", () => {
  assert.deepEqual(saveState({ ...CALM, waitingSince: 95_001 }), { kind: "saving" });
});

test("a change that waits five seconds is not saved, whatever the line says", () => {
  assert.deepEqual(saveState({ ...CALM, waitingSince: 95_000 }), { kind: "unsaved", keeping: "kept" });
});

test("with the line away a change is not saved at once", () => {
  assert.deepEqual(saveState({ ...CALM, line: "away", waitingSince: 99_999 }), { kind: "unsaved", keeping: "kept" });
});

test("what is unsaved is said to be where the device has it", () => {
  const words = (["busy", "kept", "unable"] as const).map((keeping) => saveWords(saveState({ ...CALM, waitingSince: 0, keeping })));
  assert.deepEqual(words, [
    "Not saved with the session yet.",
    "Not saved with the session yet. Your text is on this device.",
    "Not saved with the session yet. This browser cannot keep your text: leave this page open.",
  ]);
});

test("without a line it is promised to keep text only where the device can", () => {
  const words = (["busy", "kept", "unable"] as const).map((keeping) => saveWords(saveState({ ...CALM, line: "away", keeping })));
  assert.deepEqual(words, [
    "No connection.",
    "No connection. You can write on: your text stays on this device.",
    "No connection. This browser cannot keep your text: leave this page open.",
  ]);
});

test("with the line away and nothing waiting, the old time is not shown as if all were well", () => {
  assert.deepEqual(saveState({ ...CALM, line: "away", savedAt: 90_000 }), { kind: "away", keeping: "kept" });
});

test("leaving is asked about only while unsaved text has nowhere to stay", () => {
  const answers = [
    mustAsk({ ...CALM, waitingSince: 1, keeping: "unable" }),
    mustAsk({ ...CALM, waitingSince: 1, keeping: "busy" }),
    mustAsk({ ...CALM, waitingSince: 1, keeping: "kept" }),
    mustAsk({ ...CALM, waitingSince: null, keeping: "unable" }),
  ];
  assert.deepEqual(answers, [true, false, false, false]);
});

test("the time of saving is written with a point in Dutch", () => {
  const at = new Date(2026, 10, 23, 9, 5).getTime();
  assert.equal(saveWords({ kind: "saved", at }), "Saved at 9.05");
});

test("waiting begins with the oldest change", () => {
  const waiting = new Waiting();
  waiting.add(10);
  waiting.add(20);
  assert.equal(waiting.since, 10);
});

test("an acknowledgement answers the oldest change", () => {
  const waiting = new Waiting();
  waiting.add(10);
  waiting.add(20);
  assert.deepEqual([waiting.acknowledge(1), waiting.since], [false, 20]);
});

test("while the provider still counts something, something waits", () => {
  const waiting = new Waiting();
  waiting.add(10);
  assert.deepEqual([waiting.acknowledge(3), waiting.since], [false, 10]);
});

test("when the provider counts nothing, nothing waits", () => {
  const waiting = new Waiting();
  waiting.add(10);
  waiting.add(20);
  assert.deepEqual([waiting.acknowledge(0), waiting.since], [true, null]);
});

test("the acknowledgement of the first exchange saves nothing of this person", () => {
  assert.equal(new Waiting().acknowledge(0), false);
});
