/** A text as plain lines, to copy when it can no longer be sent. */
import * as Y from "yjs";

/** Paragraphs and list items on lines of their own, lists with dashes or numbers. */
export function plain(fragment: Y.XmlFragment): string {
  return blocks(fragment, "").join("\n").trim();
}

function blocks(parent: Y.XmlFragment, indent: string): string[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === "bulletList") return items(child, indent, () => "- ");
    if (child.nodeName === "orderedList") return items(child, indent, (at) => `${at + 1}. `);
    return (indent + words(child)).split("\n");
  });
}

function items(list: Y.XmlElement, indent: string, sign: (at: number) => string): string[] {
  return list.toArray().flatMap((item, at) => {
    if (!(item instanceof Y.XmlElement)) return [];
    const [first = "", ...rest] = blocks(item, `${indent}  `);
    return [indent + sign(at) + first.trimStart(), ...rest];
  });
}

function words(element: Y.XmlElement): string {
  const parts = element.toArray().map((child) => {
    if (child instanceof Y.XmlText) return textOf(child);
    return child instanceof Y.XmlElement && child.nodeName === "hardBreak" ? "\n" : "";
  });
  return parts.join("");
}

function textOf(text: Y.XmlText): string {
  const parts = text.toDelta() as { insert: unknown }[];
  return parts.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
