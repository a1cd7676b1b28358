import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../src/http";
import type { Keeping } from "../../src/texts/keeper";
import { whyLate } from "../../src/ui/late_note";
import { NOTHING } from "../../src/ui/own_contents";
import type { OwnSaving } from "../../src/ui/own_saving";
import { type Around, savedWords } from "../../src/ui/own_words";

const WHERE: readonly Keeping[] = ["busy", "kept", "unable"];

/** What is told of words that the session does not have, for each place they may be. */
function told(around: Partial<Around>): string[] {
  const saving = { now: { ...NOTHING, text: "Wij" }, dirty: true, rival: null, refused: null } as OwnSaving;
  return WHERE.map((keeping) => savedWords(saving, { line: "connected", round: false, ...around, keeping }).words);
}

test("without a line it is said to be on the device once it is", () => {
  assert.deepEqual(told({ line: "lost" }), [
    "Not saved with the session yet.",
    "Not saved with the session yet. Your text is on this device.",
    "Not saved with the session yet. This browser cannot keep your text: leave this page open.",
  ]);
});

test("in a closed round it is said to be on the device once it is", () => {
  assert.deepEqual(told({ round: true }), [
    "Is saved after the closed round.",
    "Is saved after the closed round. Your text is on this device.",
    "Is saved after the closed round. This browser cannot keep your text: leave this page open.",
  ]);
});

test("while it is being saved nothing is promised", () => {
  assert.deepEqual(new Set(told({})), new Set(["Saving…"]));
});

test("last words are said to be on the device once they are", () => {
  assert.deepEqual(
    WHERE.map((keeping) => whyLate({ refused: null }, keeping)),
    [
      "Your last words are not with the session yet.",
      "Your last words are not with the session yet. They are on this device.",
      "Your last words are not with the session yet. This browser cannot keep them: leave this page open.",
    ],
  );
});

test("last words that were refused are shown with the reason", () => {
  assert.equal(whyLate({ refused: new Refusal("Vol.", "full", "", 400) }, "kept"), "Vol.");
});
