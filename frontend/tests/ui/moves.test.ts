import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, moveFor } from "../../src/ui/moves";

test("the waiting room stays until the session starts", () => {
  assert.equal(moveFor("waiting", "lobby"), null);
});

test("the start brings the waiting room to the question", () => {
  assert.equal(moveFor("waiting", "running"), "question");
});

test("the close brings participants to the end", () => {
  assert.equal(moveFor("question", "closed"), "ending");
});

test("the close leaves a facilitator at the console", () => {
  assert.equal(moveFor("console", "closed"), null);
});

test("there is nothing to lead before the start", () => {
  assert.equal(moveFor("console", "lobby"), "lobby");
});

test("reopening brings everybody back from the end", () => {
  assert.equal(moveFor("ending", "running"), "question");
});

test("the overview stays in every phase", () => {
  assert.equal(moveFor("overview", "closed"), null);
});

test("the question to go to is the one on the table", () => {
  assert.equal(addressOf("s1", "question", 8), "/sessions/s1/questions/8/");
});

test("the end has an address of its own", () => {
  assert.equal(addressOf("s1", "ending", 8), "/sessions/s1/ending/");
});
