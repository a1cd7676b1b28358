import assert from "node:assert/strict";
import { test } from "node:test";

import { cleanMarkup, cleanText } from "../src/texts/paste";

test("a table becomes lines with its cells after one another", () => {
  const markup = "<table><tr><th>Wie</th><th>Wat</th></tr><tr><td>Sam</td><td>lijst  maken</td></tr></table>";
  assert.deepEqual(cleanMarkup(markup), { html: "<p>Wie | Wat</p><p>Sam | lijst maken</p>", plainer: true });
});

test("a heading becomes a paragraph", () => {
  assert.deepEqual(cleanMarkup("<h2>Kop</h2>"), { html: "<p>Kop</p>", plainer: true });
});

test("an image goes away and is told about", () => {
  assert.deepEqual(cleanMarkup('<p>a<img src="x" onerror="alert(1)"></p>'), { html: "<p>a</p>", plainer: true });
});

test("scripts and styles go away without a word", () => {
  assert.deepEqual(cleanMarkup("<p>a</p><script>alert(1)</script><style>p{}</style>"), {
    html: "<p>a</p>",
    plainer: false,
  });
});

test("handlers and inline styles are never seen by the browser", () => {
  const { html } = cleanMarkup('<p style="color:red" onclick="x()">style=a</p>');
  assert.equal(html, '<p data-was="color:red">style=a</p>');
});

test("marks and lists the editor knows stay", () => {
  const markup = "<ul><li><b>een</b></li></ul>";
  assert.deepEqual(cleanMarkup(markup), { html: markup, plainer: false });
});

test("a table in a table loses no words", () => {
  const { html } = cleanMarkup("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>");
  assert.equal(html, "<p>ab</p>");
});

for (const [name, dirty, clean] of [
  ["NUL and control signs", "a\u0000b\u0007\u001bc", "abc"],
  ["half a surrogate pair", "a\ud800b\udc00", "ab"],
  ["the mark at the beginning of a file", "\ufeffa", "a"],
] as const) {
  test(`${name} are taken out`, () => assert.equal(cleanText(dirty), clean));
}

test("line ends, tabs, emoji and names of all kinds stay", () => {
  const text = "a\n\tb 😀👩‍👩‍👧 Łukasz 李 مرحبا";
  assert.equal(cleanText(text), text);
});
