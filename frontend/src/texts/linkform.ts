/** The row for a link's address, under the toolbar. */
import type { Editor } from "@tiptap/core";

import { h, setText } from "../dom";
import { safeAddress } from "./schema";

export interface LinkForm {
  readonly element: HTMLElement;
  open(editor: Editor): void;
}

let counter = 0;

/** Make the row; it stays hidden until opened. */
export function linkForm(): LinkForm {
  let editor: Editor | null = null;
  const id = `link-address-${(counter += 1)}`;
  const wrong = h("p", { class: "err small", id: `${id}-wrong`, role: "alert" });
  const field = h("input", {
    class: "input",
    id,
    type: "text",
    inputmode: "url",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": wrong.id,
  });
  const close = () => {
    element.hidden = true;
    setText(wrong, "");
    editor?.commands.focus();
  };
  const remove = () => {
    editor?.chain().extendMarkRange("link").unsetMark("link").run();
    close();
  };
  const save = (event: Event) => {
    event.preventDefault();
    const href = complete(field.value);
    if (href === null) {
      setText(wrong, gettext("Type an address that begins with https:// or an e-mail address."));
      field.setAttribute("aria-invalid", "true");
      return field.focus();
    }
    if (editor !== null) apply(editor, href);
    close();
  };
  const element = h(
    "form",
    { class: "linkform", hidden: true, novalidate: true, onsubmit: save },
    h("label", { for: id, class: "label" }, gettext("Address of the link")),
    field,
    wrong,
    h(
      "div",
      { class: "row" },
      h("button", { class: "btn", type: "submit" }, gettext("Save link")),
      h("button", { class: "btn quiet", type: "button", onclick: remove }, gettext("Remove link")),
      h("button", { class: "btn quiet", type: "button", onclick: close }, gettext("Cancel")),
    ),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return {
    element,
    open(to) {
      editor = to;
      field.value = String(to.getAttributes("link").href ?? "");
      field.removeAttribute("aria-invalid");
      element.hidden = false;
      field.focus();
    },
  };
}

/** The address as typed, with the beginning people leave out. */
export function complete(typed: string): string | null {
  const text = typed.trim();
  const mail = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text);
  const bare = /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(text);
  return safeAddress(mail ? `mailto:${text}` : bare ? `https://${text}` : text);
}

/** Link the selection; without one, the link under the caret or the address itself. */
function apply(editor: Editor, href: string): void {
  const chain = editor.chain().focus();
  if (!editor.state.selection.empty || editor.isActive("link")) {
    chain.extendMarkRange("link").setMark("link", { href }).run();
    return;
  }
  const text = href.replace(/^mailto:/, "");
  chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).run();
}
