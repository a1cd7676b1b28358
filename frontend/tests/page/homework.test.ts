import assert from "node:assert/strict";
import { test } from "node:test";

import { keepDraft, readDraft } from "../../src/page/homework_draft";
import { awayWords } from "../../src/page/homework_state";
import { type Contents, alike, contentsOf, isContents, joined, putIn, storedAs } from "../../src/page/homework_fields";

const NOTHING: Contents = {
  brought: "",
  text: "",
  document: "",
  document_date: "",
  document_address: "",
  document_place: "",
  confidential: "0",
};

function form(): HTMLFormElement {
  document.body.innerHTML = `<form>
    <input type="radio" name="brought" value="whole"><input type="radio" name="brought" value="partly">
    <textarea name="text"></textarea>
    <details><input name="document"><input name="document_date"><input name="document_address"><input name="document_place"></details>
    <input type="radio" name="confidential" value="0"><input type="radio" name="confidential" value="1"></form>`;
  return document.querySelector("form") as HTMLFormElement;
}

test("what is put in a form is read from it again", () => {
  const shown = form();
  const contents = { ...NOTHING, brought: "partly", text: "Dublin", document: "Bijlage 4", confidential: "1" };
  putIn(shown, contents);
  assert.deepEqual(contentsOf(shown), contents);
});

test("a document that is filled in is not folded away", () => {
  const shown = form();
  putIn(shown, { ...NOTHING, document_place: "Bij Inkoop" });
  assert.equal(shown.querySelector("details")?.open, true);
});

test("a choice that was taken back is chosen no more", () => {
  const shown = form();
  putIn(shown, { ...NOTHING, brought: "whole" });
  putIn(shown, NOTHING);
  assert.equal(shown.querySelectorAll("[name=brought]:checked").length, 0);
});

test("how lines end makes no other text", () => {
  assert.equal(alike({ ...NOTHING, text: "a\r\nb\n" }, { ...NOTHING, text: "a\nb" }), true);
});

test("two texts are put together, the other's first", () => {
  assert.equal(joined({ ...NOTHING, text: "mine" }, { ...NOTHING, text: "theirs" }).text, "theirs\n\nmine");
});

test("the same text twice stands there once", () => {
  assert.equal(joined({ ...NOTHING, text: "same" }, { ...NOTHING, text: "same " }).text, "same");
});

test("what only the other filled in is kept", () => {
  assert.equal(joined(NOTHING, { ...NOTHING, document: "Bijlage 4" }).document, "Bijlage 4");
});

test("contents that are stored say whether they are confidential", () => {
  assert.deepEqual(storedAs({ ...NOTHING, confidential: "1" }, 3), {
    ...NOTHING,
    confidential: true,
    edition: 3,
    judged: false,
  });
});

test("a draft is read again, until it is forgotten", () => {
  const draft = { contents: { ...NOTHING, text: "half" }, edition: 2 };
  keepDraft("link/4", draft);
  const kept = readDraft("link/4");
  keepDraft("link/4", null);
  assert.deepEqual([kept, readDraft("link/4")], [draft, null]);
});

test("a browser that keeps nothing says so, and so does the page", () => {
  const full = Object.assign(Object.create(null), { setItem: () => { throw new Error("QuotaExceededError"); } });
  const real = globalThis.localStorage;
  Object.assign(globalThis, { localStorage: full });
  const kept = keepDraft("link/6", { contents: NOTHING, edition: 1 });
  Object.assign(globalThis, { localStorage: real });
  assert.deepEqual([kept, awayWords(kept)], [false, "No connection. This browser cannot keep your text: leave this page open."]);
});

test("what is no draft counts as none", () => {
  for (const odd of ["{", "7", "null", '{"contents":{"text":7},"edition":1}', '{"contents":{},"edition":"1"}']) {
    localStorage.setItem("air-homework/link/5", odd);
    assert.equal(readDraft("link/5"), null);
  }
});

test("contents miss no field", () => {
  assert.deepEqual([isContents(NOTHING), isContents({ text: "" }), isContents(null)], [true, false, false]);
});
