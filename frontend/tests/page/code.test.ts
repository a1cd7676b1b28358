import assert from "node:assert/strict";
import { test } from "node:test";

import { groupCodes, grouped } from "../../src/page/code";

test("a code is shown in groups of four, however it is typed", () => {
  assert.equal(grouped(" k7mp q4-ab", 4), "K7MP-Q4AB");
});

test("a code that is not finished has no dash at its end", () => {
  assert.equal(grouped("k7mp", 4), "K7MP");
});

function field(value: string): HTMLInputElement {
  document.body.innerHTML = '<input data-code="4">';
  groupCodes();
  const input = document.querySelector("input") as HTMLInputElement;
  input.value = value;
  return input;
}

test("the dash comes while somebody types", () => {
  const input = field("k7mpq");
  input.setSelectionRange(5, 5);
  input.dispatchEvent(new InputEvent("input", { inputType: "insertText" }));
  assert.equal(input.value, "K7MP-Q");
});

test("a sign in the middle is left where it is until the field is left", () => {
  const input = field("K7MP-Q4A");
  input.setSelectionRange(2, 2);
  input.dispatchEvent(new InputEvent("input", { inputType: "insertText" }));
  assert.equal(input.value, "K7MP-Q4A");
});
