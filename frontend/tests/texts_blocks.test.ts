/** A text as blocks for the wall. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";

import { type Block, blocksOf, newestOf } from "../src/texts/blocks";

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function text(words: string, attributes: Record<string, unknown> = {}): Y.XmlText {
  const made = new Y.XmlText();
  made.insert(0, words, attributes);
  return made;
}

function read(...children: Y.XmlElement[]): Block[] {
  const fragment = new Y.Doc().getXmlFragment("default");
  fragment.insert(0, children);
  return blocksOf(fragment);
}

function paragraph(words: string): Block {
  return { kind: "paragraph", runs: [{ text: words, bold: false, italic: false }] };
}

test("paragraphs keep their marks and line breaks", () => {
  const made = read(element("paragraph", text("vet", { bold: {} }), element("hardBreak"), text("schuin", { italic: {} })));
  assert.deepEqual(made, [
    {
      kind: "paragraph",
      runs: [
        { text: "vet", bold: true, italic: false },
        { text: "\n", bold: false, italic: false },
        { text: "schuin", bold: false, italic: true },
      ],
    },
  ]);
});

test("lists hold blocks", () => {
  const item = element("listItem", element("paragraph", text("een")));
  assert.deepEqual(read(element("orderedList", item)), [{ kind: "list", ordered: true, items: [[paragraph("een")]] }]);
});

test("what the editor does not make is left out", () => {
  assert.deepEqual(read(element("script", text("kwaad")), element("paragraph", text("goed"))), [paragraph("goed")]);
});

test("empty paragraphs at the end are left out, and a text of them is empty", () => {
  assert.deepEqual(read(element("paragraph"), element("paragraph", text(" "))), []);
});

test("lists in lists in lists end somewhere", () => {
  let inner = element("paragraph", text("diep"));
  for (let depth = 0; depth < 200; depth += 1) inner = element("bulletList", element("listItem", inner));
  assert.equal(JSON.stringify(read(inner)).includes("diep"), false);
});

test("the newest block is the last that differs", () => {
  const [one, two, three] = ["een", "twee", "drie"].map(paragraph) as [Block, Block, Block];
  assert.deepEqual(
    [
      newestOf([], [one, two]),
      newestOf([one, two, three], [one, paragraph("twee!"), three]),
      newestOf([one, two], [one, two, three]),
      newestOf([one, two], [one, two]),
      newestOf([one], []),
    ],
    [1, 1, 2, 1, -1],
  );
});
