import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { h } from "../../src/dom";
import { dayInWords } from "../../src/ui/dates";
import { regionIn } from "../../src/ui/region";

let host: HTMLElement;

beforeEach(() => {
  host = h("div");
  document.body.replaceChildren(host);
});

test("a region is drawn anew only when its key changes", () => {
  const draw = regionIn(host);
  draw([1], () => "first");
  draw([1], () => "second");
  assert.equal(host.textContent, "first");
});

test("a changed key draws the region anew", () => {
  const draw = regionIn(host);
  draw([1], () => "first");
  draw([2], () => "second");
  assert.equal(host.textContent, "second");
});

test("the focus comes back to what is called the same", () => {
  const draw = regionIn(host);
  draw(1, () => h("button", { "data-focus": "next" }, "Round off"));
  host.querySelector("button")?.focus();
  draw(2, () => h("button", { "data-focus": "next" }, "Go on"));
  assert.equal(document.activeElement?.textContent, "Go on");
});

test("a region without the focus does not take it", () => {
  const draw = regionIn(host);
  draw(1, () => h("button", { "data-focus": "next" }, "Round off"));
  assert.equal(document.activeElement, document.body);
});

test("a day of this year is said without the year", () => {
  assert.equal(dayInWords("2026-12-04", new Date("2026-11-23T12:00:00")), "4 december");
});

test("a day of another year is said with it", () => {
  assert.equal(dayInWords("2027-01-15", new Date("2026-11-23T12:00:00")), "15 januari 2027");
});
