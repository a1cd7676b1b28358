/**
 * The one list of what a text may hold (ruling 14), version `EDITOR_LIST`.
 *
 * Nothing here has attributes but a link's `href`. The server's vetting knows exactly the same list:
 * a tag or mark one side does not know costs everybody a paragraph. Change both, and the version.
 */
import { type Extensions, Mark, mergeAttributes } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";

const SAFE = /^(https:\/\/[^\s/?#<>"][^\s<>"]*|mailto:[^\s@<>"]+@[^\s@<>"]+)$/i;
const LONGEST = 2_000;

/** The address as it may stand in a text, or null when it is no https or mailto address. */
export function safeAddress(address: string): string | null {
  const trimmed = address.trim();
  return trimmed.length <= LONGEST && SAFE.test(trimmed) ? trimmed : null;
}

const Link = Mark.create({
  name: "link",
  inclusive: false,
  exitable: true,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element) => {
        const href = safeAddress(element.getAttribute("href") ?? "");
        return href === null ? false : { href };
      },
    },
  ],
  renderHTML({ HTMLAttributes }) {
    const href = safeAddress(String(HTMLAttributes.href ?? ""));
    return ["a", mergeAttributes({ href, rel: "noopener noreferrer nofollow", target: "_blank" }), 0];
  },
});

/** Tab must leave the text for people without a mouse, so lists indent with Ctrl+] and Ctrl+[. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const Numbered = OrderedList.extend({ addAttributes: () => ({}) });

/** Everything but collaboration. */
export const LIST: Extensions = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Bold,
  Italic,
  BulletList,
  Numbered,
  Item,
  Link,
];

/** Typing "- " or "1. " begins a list; stars and underscores stay what was typed. */
export const INPUT_RULES = ["bulletList", "orderedList"];
