/** The buttons above a text: one stop for Tab, arrows between them. */
import type { Editor } from "@tiptap/core";

import { h, icon, setAttribute } from "../dom";

interface Tool {
  icon: string;
  label: string;
  run(editor: Editor): void;
  /** Pressed when this mark or node is where the caret is. */
  mark?: string;
  able?(editor: Editor): boolean;
}

export interface Toolbar {
  readonly element: HTMLElement;
  /** Follow the editor: what is pressed, what can be done. */
  draw(editor: Editor): void;
}

/** Make the toolbar; `openLink` shows the field for a link's address. */
export function toolbar(editor: () => Editor | null, openLink: () => void): Toolbar {
  const tools = list(openLink);
  const buttons = tools.map((tool) =>
    h(
      "button",
      {
        type: "button",
        class: "btn icon",
        "aria-label": tool.label,
        title: tool.label,
        tabindex: -1,
        // The caret stays where it is.
        onmousedown: (event: MouseEvent) => event.preventDefault(),
        onclick: () => press(tool, editor()),
      },
      icon(tool.icon, { small: true }),
    ),
  );
  buttons[0]?.setAttribute("tabindex", "0");
  const separated = buttons.flatMap((button, at) => (at === 5 ? [h("span", { class: "sep" }), button] : [button]));
  const element = h("div", { class: "tools", role: "toolbar", "aria-label": gettext("Text style") }, separated);
  element.addEventListener("keydown", (event) => move(event, buttons));
  element.addEventListener("focusin", (event) => rove(buttons, event.target as HTMLElement));
  return { element, draw: (now) => buttons.forEach((button, at) => drawTool(button, tools[at] as Tool, now)) };
}

function list(openLink: () => void): Tool[] {
  return [
    { icon: "bold", label: gettext("Bold"), mark: "bold", run: (e) => e.chain().focus().toggleBold().run() },
    { icon: "italic", label: gettext("Italic"), mark: "italic", run: (e) => e.chain().focus().toggleItalic().run() },
    { icon: "list", label: gettext("List"), mark: "bulletList", run: (e) => e.chain().focus().toggleBulletList().run() },
    {
      icon: "list-numbers",
      label: gettext("Numbered list"),
      mark: "orderedList",
      run: (e) => e.chain().focus().toggleOrderedList().run(),
    },
    { icon: "link", label: gettext("Link"), mark: "link", run: openLink },
    {
      icon: "undo",
      label: gettext("Undo"),
      run: (e) => e.chain().focus().undo().run(),
      able: (e) => e.can().undo(),
    },
    {
      icon: "redo",
      label: gettext("Redo"),
      run: (e) => e.chain().focus().redo().run(),
      able: (e) => e.can().redo(),
    },
  ];
}

function press(tool: Tool, editor: Editor | null): void {
  if (editor === null || !editor.isEditable) return;
  if (tool.able?.(editor) === false) return;
  tool.run(editor);
}

function drawTool(button: HTMLElement, tool: Tool, editor: Editor): void {
  const able = editor.isEditable && (tool.able?.(editor) ?? true);
  // Not `disabled`: a button that goes away under the finger takes the focus with it.
  setAttribute(button, "aria-disabled", able ? null : "true");
  if (tool.mark !== undefined) setAttribute(button, "aria-pressed", String(editor.isActive(tool.mark)));
}

function move(event: KeyboardEvent, buttons: readonly HTMLElement[]): void {
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const last = buttons.length - 1;
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons[next < 0 ? last : next > last ? 0 : next]?.focus();
}

function rove(buttons: readonly HTMLElement[], target: HTMLElement): void {
  const to = target.closest<HTMLElement>("button");
  if (to === null || !buttons.includes(to as HTMLButtonElement)) return;
  for (const button of buttons) button.setAttribute("tabindex", button === to ? "0" : "-1");
}
