import assert from "node:assert/strict";
import { test } from "node:test";
import { timeInWords } from "../../src/ui/dates";

test("a time is written as everywhere else in Dutch", () => {
  document.documentElement.lang = "nl";
  assert.equal(timeInWords(new Date(2026, 10, 23, 9, 5)), "9.05");
});

test("a time is written with a colon in English", () => {
  document.documentElement.lang = "en";
  assert.equal(timeInWords(new Date(2026, 10, 23, 14, 15)), "14:15");
});
