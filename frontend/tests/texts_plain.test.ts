import assert from "node:assert/strict";
import { test } from "node:test";

import * as Y from "yjs";

import { caretWords, isNotTaken, isTaken } from "../src/texts/frames";
import { keyIn } from "../src/texts/leftovers";
import { plain } from "../src/texts/plain";

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function fragment(...children: Y.XmlElement[]): Y.XmlFragment {
  const root = new Y.Doc().getXmlFragment("default");
  root.insert(0, children);
  return root;
}

const text = (words: string) => new Y.XmlText(words);
const p = (words: string) => element("paragraph", text(words));

test("paragraphs become lines and lists keep their signs", () => {
  const inner = element("orderedList", element("listItem", p("b")), element("listItem", p("c")));
  const root = fragment(p("Nee."), element("bulletList", element("listItem", p("a"), inner), element("listItem", p("d"))));
  assert.equal(plain(root), "Nee.\n- a\n  1. b\n  2. c\n- d");
});

test("a hard break is a line end", () => {
  assert.equal(plain(fragment(element("paragraph", text("a"), element("hardBreak"), text("b")))), "a\nb");
});

test("an empty text is empty", () => {
  assert.equal(plain(fragment()), "");
});

const frame = (...bytes: number[]) => new Uint8Array([2, 0x71, 0x38, ...bytes]);

test("a taken and a refused update are told apart", () => {
  const all = [frame(8, 1), frame(8, 0), frame(0, 0, 1, 0), new Uint8Array([9]), new Uint8Array([])];
  assert.deepEqual(all.map((each) => [isTaken(each), isNotTaken(each)]), [
    [true, false],
    [false, true],
    [false, false],
    [false, false],
    [false, false],
  ]);
});

test("a caret message says the same when only its counter differs", () => {
  const told = [1, 2].map((clock) => caretWords(frame(1, 6, 1, 5, clock, 2, 0x7b, 0x7d))?.words);
  assert.deepEqual(told, ["5 {}", "5 {}"]);
});

test("other messages are no carets", () => {
  assert.equal(caretWords(frame(8, 1)), null);
});

test("a kept text is sent only to its own epoch, and never after it was refused", () => {
  const names = ["q8.e2", "q8.e1", "q8-closed.e1", "q8.e2!"];
  assert.deepEqual(names.map((name) => keyIn(name, 2)), ["q8", null, null, null]);
});

test("a text of closed rounds that this device kept can be sent too", () => {
  assert.equal(keyIn("q8-closed.e2", 2), "q8-closed");
});
