/** The place where somebody writes alone: one text, three ticks, and whether it is saved. */
import { type Child, fill, h, icon, setText } from "../dom";
import { askWhichStays } from "./clash";
import { type Contents, lengthOf, LONGEST, type Tick, TICKS, tooMany } from "./own_contents";
import type { OwnInputs } from "./own_inputs";
import type { OwnSaving } from "./own_saving";
import { savedWords } from "./own_words";
import type { Room } from "./room";
import { bylineHint, onlyOne } from "./shown_as";

/** Typing means: the last sign is no longer ago than this (ms). It is saved; thinking may go on elsewhere. */
const TYPING = 10_000;

export class OwnInputForm {
  private readonly text = h("textarea", { class: "input own-text", id: "own-text", name: "text", rows: 6, "data-own-pace": true, "aria-describedby": "own-hint own-state", oninput: () => this.typed(), onblur: () => this.left() });
  private readonly hint = h("p", { class: "hint ey", id: "own-hint" });
  private readonly state = h("span", { class: "own-state", id: "own-state" });
  private readonly aloud = h("span", { class: "vh", role: "status" });
  private readonly count = h("span", { class: "num" });
  private readonly rival = h("div", {});
  private readonly warned = h("span", {});
  private readonly warning = h("p", { class: "small note lonely" }, icon("info", { small: true }), this.warned);
  private readonly ticks = new Map(TICKS.map((name) => [name, this.tick(name)]));
  private readonly element: HTMLElement;
  /** The question whose input is shown. */
  number = 0;
  private bad = false;
  private typedAt = -Infinity;

  constructor(
    private readonly room: Room,
    private readonly inputs: OwnInputs,
    private readonly host: HTMLElement,
  ) {
    this.element = h(
      "div",
      { class: "own" },
      h("h2", { class: "label" }, h("label", { for: "own-text" }, gettext("Your input"))),
      this.hint,
      this.rival,
      this.text,
      h("p", { class: "row between small muted saved" }, this.state, this.count),
      this.aloud,
      h("div", { class: "opts" }, ...[...this.ticks.values()].map((box) => box.parentElement)),
      this.warning,
    );
  }

  /** Somebody is in the middle of words here. */
  get isTyping(): boolean {
    return document.activeElement === this.text && Date.now() - this.typedAt < TYPING;
  }

  /** Show the input of this question. */
  show(number: number): void {
    this.number = number;
    // Where nobody writes alone it is not on the page at all.
    if (!this.element.isConnected) this.host.append(this.element);
    this.read();
    this.draw();
  }

  /** The text was changed elsewhere: show it. */
  read(): void {
    const { now } = this.saving;
    if (this.text.value !== now.text) this.text.value = now.text;
    for (const [name, box] of this.ticks) box.checked = now[name];
  }

  draw(): void {
    const { saving, room } = this;
    const shown = room.state.slices[`question.${this.number}`]?.revealed ?? false;
    fill(this.hint, icon(shown ? "eye" : "hidden", { small: true }), h("span", {}, hintFor(shown)));
    setText(this.count, interpolate(gettext("%(count)s of %(most)s"), { count: lengthOf(saving.now.text), most: LONGEST }, true));
    this.count.classList.toggle("over", tooMany(saving.now.text) > 0);
    this.tell(saving);
    askWhichStays(this.rival, saving);
    this.text.hidden = saving.rival !== null;
    const named = room.state.slices.session.shown_with !== "nothing";
    for (const [name, each] of this.ticks) each.disabled = saving.isFixed(name);
    const box = this.ticks.get("unnamed");
    if (box?.parentElement) box.parentElement.hidden = !named;
    this.warning.hidden = !onlyOne(room) || saving.now.unnamed;
    setText(this.warned, this.warning.hidden ? "" : bylineHint(room));
  }

  private get saving(): OwnSaving {
    return this.inputs.of(this.number);
  }

  /** Whether it is saved stands there; only what somebody must hear is said aloud. */
  private tell(saving: OwnSaving): void {
    const { words, bad, mark } = savedWords(saving, { line: this.room.line, keeping: this.inputs.keptOf(this.number), round: this.room.state.slices.session.closed_round });
    if (this.state.textContent !== words) fill(this.state, words !== "" && mark && icon(mark, { small: true }), words);
    this.state.classList.toggle("bad", bad);
    if (bad !== this.bad) setText(this.aloud, words);
    this.bad = bad;
  }

  private typed(): void {
    this.typedAt = Date.now();
    const contents: Contents = {
      text: this.text.value,
      unnamed: this.ticked("unnamed"),
      dont_know: this.ticked("dont_know"),
      look_into: this.ticked("look_into"),
    };
    this.saving.type(contents);
  }

  /** What was written after all was shown is added once its writer goes on. */
  private left(): void {
    if (this.saving.isLate) void this.saving.save();
  }

  private ticked(name: Tick): boolean {
    return this.ticks.get(name)?.checked ?? false;
  }

  private tick(name: Tick): HTMLInputElement {
    const words = {
      unnamed: gettext("Without name"),
      dont_know: gettext("I do not know this"),
      look_into: gettext("We have to find this out"),
    }[name];
    const box = h("input", { type: "checkbox", name, onchange: () => this.typed() });
    h("label", { class: "opt" }, box, words);
    return box;
  }
}

/** One's own input where it can only be read: shown to nobody else. */
export function ownWords({ text, dont_know, look_into }: Contents): Child {
  return [
    h("h2", { class: "label" }, gettext("Your input")),
    h("p", { class: "hint ey" }, icon("hidden", { small: true }), h("span", {}, gettext("Only you see this."))),
    text !== "" && h("p", { class: "words" }, text),
    dont_know && h("p", { class: "small" }, h("span", { class: "tag" }, gettext("I do not know this"))),
    look_into && h("p", { class: "small" }, h("span", { class: "tag" }, gettext("We have to find this out"))),
  ];
}

function hintFor(shown: boolean): string {
  if (shown) return gettext("The group went on. What you still write becomes an addition.");
  return gettext("Only you see this. Later the facilitator shows everything at once.");
}
