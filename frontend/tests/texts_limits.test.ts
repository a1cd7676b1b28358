import assert from "node:assert/strict";
import { test } from "node:test";

import { getSchema } from "@tiptap/core";

import { MOST_SIGNS, objection, type Size, sizeOf } from "../src/texts/limits";
import { LIST, safeAddress } from "../src/texts/schema";
import { complete } from "../src/texts/linkform";

const schema = getSchema(LIST);
const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = (...content: object[]) => schema.nodeFromJSON({ type: "doc", content });
const size = (signs: number, bytes = 0, lists = 0): Size => ({ signs, bytes, lists });

test("the schema holds exactly the list both sides know", () => {
  assert.deepEqual([Object.keys(schema.nodes).sort(), Object.keys(schema.marks).sort()], [
    ["bulletList", "doc", "hardBreak", "listItem", "orderedList", "paragraph", "text"],
    ["bold", "italic", "link"],
  ]);
});

test("nothing but a link has attributes", () => {
  const attributes = [...Object.values(schema.nodes), ...Object.values(schema.marks)].map(
    (type) => [type.name, Object.keys(type.spec.attrs ?? {})] as const,
  );
  assert.deepEqual(attributes.filter(([, names]) => names.length > 0), [["link", ["href"]]]);
});

test("visible signs are counted without markup and line ends", () => {
  assert.equal(sizeOf(doc(paragraph("abc"), paragraph("de"))).signs, 5);
});

test("a list within a list counts as two", () => {
  const inner = { type: "bulletList", content: [{ type: "listItem", content: [paragraph("b")] }] };
  const outer = { type: "orderedList", content: [{ type: "listItem", content: [paragraph("a"), inner] }] };
  assert.equal(sizeOf(doc(outer)).lists, 2);
});

test("at the cap one sign more is refused and named", () => {
  assert.equal(
    objection(size(MOST_SIGNS + 1), size(MOST_SIGNS)),
    "This text is too long: 10.001 of 10.000 characters. Nothing was changed.",
  );
});

test("the last sign that fits is let in", () => {
  assert.equal(objection(size(MOST_SIGNS), size(MOST_SIGNS - 1)), null);
});

test("above the cap deleting is let through", () => {
  assert.equal(objection(size(MOST_SIGNS + 4), size(MOST_SIGNS + 5)), null);
});

test("ten thousand short paragraphs are too much for one frame", () => {
  const many = doc(...Array.from({ length: 4_000 }, () => paragraph("q")));
  assert.match(String(objection(sizeOf(many), size(0))), /too many lines/);
});

test("a full text of common words fits", () => {
  const full = doc(...Array.from({ length: 100 }, () => paragraph("é".repeat(100))));
  assert.equal(objection(sizeOf(full), size(0)), null);
});

test("a fifth list in a list is refused", () => {
  assert.equal(objection(size(1, 1, 5), size(1, 1, 4)), "Lists cannot go deeper than this.");
});

for (const [address, safe] of [
  ["https://voorbeeld.nl/pad?x=1", true],
  ["mailto:a@b.nl", true],
  ["http://voorbeeld.nl", false],
  ["javascript:alert(1)", false],
  ["https://", false],
  ["https://a.nl/ b", false],
  ["https://a.nl/\"x", false],
  ["data:text/html,x", false],
  [`https://a.nl/${"x".repeat(2_000)}`, false],
] as const) {
  test(`${address.slice(0, 40)} ${safe ? "may" : "may not"} stand in a link`, () => {
    assert.equal(safeAddress(address) !== null, safe);
  });
}

for (const [typed, address] of [
  ["voorbeeld.nl/lijst", "https://voorbeeld.nl/lijst"],
  [" sam@voorbeeld.nl ", "mailto:sam@voorbeeld.nl"],
  ["https://a.nl", "https://a.nl"],
  ["http://a.nl", null],
  ["gewoon woord", null],
] as const) {
  test(`typing ${JSON.stringify(typed)} as a link gives ${address}`, () => assert.equal(complete(typed), address));
}
