/** One editor on the page: toolbar, paper with its margin, and the foot. */
import type { Editor } from "@tiptap/core";

import { fill, h, icon } from "../dom";
import type { SharedDocument } from "./document";
import { Foot } from "./foot";
import { linkForm } from "./linkform";
import { drawMargin } from "./margin";
import { saveState, type SaveFacts } from "./savestate";
import { makeEditor, type Names } from "./tiptap";
import { toolbar } from "./toolbar";
import type { EditorView, Writer } from "./types";
import { Carets, people } from "./writers";

/** Typing means: own input no longer ago than this (ms). */
const TYPING = 4_000;
/** A notice stays at least this long (ms). */
const READING = 3_000;

let counter = 0;

export class View implements EditorView {
  private editor: Editor | null = null;
  private carets: Carets | null = null;
  private inputAt = -Infinity;
  private toldAt = -Infinity;
  private frame = 0;
  private readonly foot = new Foot(`text-state-${(counter += 1)}`);
  private readonly notice = h("div", { class: "ednote", role: "status" });
  private readonly margin = h("div", { class: "marg", "aria-hidden": "true" });
  private readonly paper = h("div", { class: "paper" }, this.margin);
  private readonly links = linkForm();
  private readonly tools = toolbar(
    () => this.editor,
    () => this.editor && this.links.open(this.editor),
  );
  private readonly element = h(
    "div",
    { class: "editor" },
    this.tools.element,
    this.links.element,
    this.notice,
    this.paper,
    this.foot.element,
  );
  private readonly resize = new ResizeObserver(() => this.drawSoon());

  constructor(
    host: HTMLElement,
    private readonly names: Names,
    private readonly self: string,
    private readonly facts: () => SaveFacts & { reason: string | null },
    private readonly onGone: (view: View) => void,
  ) {
    fill(host, this.element);
    this.resize.observe(this.paper);
  }

  /** Show this document; an earlier one is taken away. */
  show(shared: SharedDocument): void {
    this.clear();
    const place = h("div");
    this.paper.append(place);
    this.carets = new Carets(shared.awareness);
    const names = { ...this.names, describedBy: this.foot.id };
    this.editor = makeEditor(place, shared, names, {
      tell: (message) => this.tell(message),
      onInput: () => this.input(),
      onDraw: () => this.drawSoon(),
    });
    this.draw();
  }

  /** Let the person write, or only read. */
  allow(editable: boolean): void {
    const { editor } = this;
    if (editor === null || editor.isEditable === editable) return;
    editor.setEditable(editable, false);
    editor.view.dom.setAttribute("aria-readonly", String(!editable));
    if (!editable) this.links.element.hidden = true;
  }

  /** Say something about what was just done; it stays until closed or until the person goes on. */
  tell(message: string): void {
    const close = h(
      "button",
      { type: "button", class: "btn icon quiet", "aria-label": gettext("Close"), onclick: () => fill(this.notice) },
      icon("close", { small: true }),
    );
    this.toldAt = Date.now();
    fill(this.notice, h("span", {}, message), close);
  }

  /** The others in this text now. */
  writers(): Writer[] {
    return people(this.carets?.read(Date.now()) ?? [], this.self);
  }

  drawSoon(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => this.draw());
  }

  draw(): void {
    this.frame = 0;
    const { editor, carets } = this;
    if (editor === null || editor.isDestroyed || carets === null) return;
    const found = carets.read(Date.now());
    drawMargin(this.margin, editor.view.dom, found);
    this.tools.draw(editor);
    const { reason, ...facts } = this.facts();
    this.element.classList.toggle("readonly", reason !== null);
    this.foot.draw(saveState(facts), people(found, this.self), reason);
  }

  destroy(): void {
    this.clear();
    this.resize.disconnect();
    this.element.remove();
    this.onGone(this);
  }

  hasFocus(): boolean {
    return this.editor?.isFocused === true || this.element.contains(document.activeElement);
  }

  isTyping(): boolean {
    return this.hasFocus() && Date.now() - this.inputAt < TYPING;
  }

  focus(): void {
    this.editor?.commands.focus();
  }

  private input(): void {
    this.inputAt = Date.now();
    if (this.inputAt - this.toldAt > READING) fill(this.notice);
  }

  private clear(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const dom = this.editor?.view.dom;
    this.editor?.destroy();
    dom?.remove();
    this.editor = this.carets = null;
    fill(this.margin);
  }
}
