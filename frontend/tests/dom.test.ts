import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, h, icon, setAttribute, setText } from "../src/dom";

test("text never becomes markup", () => {
  const made = h("p", { title: "<b>" }, "<img src=x onerror=alert(1)>", 7, null, false, [h("b", {}, "x")]);
  assert.equal(made.outerHTML, '<p title="<b>">&lt;img src=x onerror=alert(1)&gt;7<b>x</b></p>');
});

test("true, false and null set, leave out and leave out", () => {
  assert.equal(h("input", { required: true, disabled: false, value: null }).outerHTML, '<input required="">');
});

test("functions listen", () => {
  let heard = 0;
  h("button", { onclick: () => (heard += 1) }).click();
  assert.equal(heard, 1);
});

test("an icon comes from the sprite the page names", () => {
  document.body.dataset.icons = "/static/icons.abc.svg";
  assert.equal(icon("bold").querySelector("use")?.getAttribute("href"), "/static/icons.abc.svg#i-bold");
});

test("the same words are not said twice", () => {
  const status = h("p", {}, "Saved");
  const child = status.firstChild;
  setText(status, "Saved");
  assert.equal(status.firstChild, child);
});

test("filling replaces what was there", () => {
  const box = h("div", {}, "old");
  fill(box, h("i"), "new");
  assert.equal(box.innerHTML, "<i></i>new");
});

test("an attribute is taken away by null", () => {
  const box = h("div", { hidden: true });
  setAttribute(box, "hidden", null);
  assert.equal(box.outerHTML, "<div></div>");
});
