/** Rounds a question off: outcome, why, risk, and the action that goes with "Uitzoeken". */
import { h } from "../dom";
import { Refusal } from "../http";
import type { Outcome, QuestionSlice, Risk } from "../live/slices";
import { actionList } from "./actions";
import { questionIn } from "./catalogue";
import { dropDraft, keepDraft } from "./drafts";
import { actionsOf, isComplete, needsOf } from "./needs";
import type { Room } from "./room";
import { investigation, outcomeChoices, riskChoices, words } from "./rounding_form";

export class Rounding {
  readonly form: HTMLFormElement;
  private readonly draft: string;
  /** The action of this form is with the session already; a second try must not make two. */
  private made = false;

  constructor(
    private readonly room: Room,
    readonly number: number,
    onSubmit: () => void,
    onInput: () => void,
  ) {
    this.draft = `${room.session}/round/${number}`;
    this.form = this.build(this.question);
    keepDraft(this.form, this.draft);
    this.form.addEventListener("change", () => this.arrange());
    this.form.addEventListener("input", ({ target }) => (target as Element).removeAttribute("aria-invalid"));
    this.form.addEventListener("input", onInput);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      onSubmit();
    });
    this.arrange();
  }

  /** Send it. Throws `Refusal`, naming the field. */
  async send(): Promise<void> {
    const needs = this.needs();
    // Asked before the action is made: a refusal must not leave half of the work behind.
    if (needs.riskReason && this.value("risk_reason").trim() === "")
      throw lacks("risk_reason", gettext("Write why you chose this risk."));
    if (needs.action) await this.makeAction();
    await this.room.send(`questions/${this.number}/outcome/`, {
      outcome: this.value("outcome"),
      reason: needs.reason ? this.value("reason") : "",
      risk: this.value("risk"),
      risk_reason: needs.riskReason ? this.value("risk_reason") : "",
      acceptance: needs.acceptance ? this.value("acceptance") : "",
    });
    dropDraft(this.draft);
  }

  /** The place on the page that a refusal is about. */
  fieldOf(error: unknown): HTMLElement | null {
    const field = error instanceof Refusal ? error.field : "";
    if (field === "") return null;
    if (field === "text") return document.querySelector<HTMLElement>("[data-region=answer] [contenteditable=true]");
    const name = field === "actions" ? "owner" : field;
    return this.form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  }

  /** Show the fields that go with what is chosen, right under the choice. */
  arrange(): void {
    const needs = this.needs();
    const chosen = this.form.querySelector("input[name=outcome]:checked")?.closest("label");
    const place = (name: string, shown: boolean): void => {
      const block = this.form.querySelector<HTMLElement>(`[data-need="${name}"]`);
      if (block === null) return;
      block.hidden = !shown;
      if (shown && chosen && block.previousElementSibling !== chosen) chosen.after(block);
    };
    place("reason", needs.reason);
    place("action", needs.action);
    place("found", this.value("outcome") === "to_investigate" && !needs.action);
    this.show("risk_reason", needs.riskReason);
    this.show("acceptance", needs.acceptance);
    this.form.querySelector<HTMLElement>("[data-empty-risk]")!.hidden = this.value("risk") === "";
  }

  private build(question: QuestionSlice): HTMLFormElement {
    const { short_name } = questionIn(this.room.catalogue, this.number);
    const title = interpolate(gettext("Round off question %(number)s"), { number: this.number }, true);
    const choices = outcomeChoices(question.outcome);
    choices
      .querySelector("[data-choices]")
      ?.append(
        words("reason", gettext("Why?"), question.reason),
        investigation(this.room, question, short_name),
        this.found(),
      );
    return h(
      "form",
      { class: "sheet round-form", id: "rounding", novalidate: true },
      h("h2", { tabindex: "-1", "data-first": true }, title),
      choices,
      riskChoices(question.risk, () => this.emptyRisk()),
      words("risk_reason", gettext("Why this risk?"), question.risk_reason),
      words("acceptance", gettext("Who accepts this risk, and why? Or add an action."), question.acceptance),
    );
  }

  /** The actions that already say who finds it out, and when. */
  private found(): HTMLElement {
    const complete = this.actions.filter(isComplete);
    return h("div", { class: "need", "data-need": "found" }, h("div", { class: "span" }, actionList(this.room, complete)));
  }

  private async makeAction(): Promise<void> {
    const owner = this.value("owner").trim();
    const due_date = this.value("due_date");
    const text = this.value("text").trim();
    if (owner === "") throw lacks("owner", gettext("Say who finds it out. Then you can round off the question."));
    if (due_date === "") throw lacks("due_date", gettext("Choose a date. Then you can round off the question."));
    await this.room.send("actions/", { question: this.number, text, kind: "", owner, due_date });
    this.made = true;
  }

  private needs(): ReturnType<typeof needsOf> {
    const needs = needsOf(this.value("outcome") as Outcome | "", this.value("risk") as Risk, this.actions);
    return this.made ? { ...needs, action: false } : needs;
  }

  private emptyRisk(): void {
    this.form.querySelectorAll<HTMLInputElement>("input[name=risk]").forEach((each) => (each.checked = false));
    this.form.dispatchEvent(new Event("input"));
    this.arrange();
    this.form.querySelector<HTMLElement>("input[name=risk]")?.focus();
  }

  private show(name: string, shown: boolean): void {
    const block = this.form.querySelector<HTMLElement>(`[data-need="${name}"]`);
    if (block !== null) block.hidden = !shown;
  }

  private value(name: string): string {
    return String(new FormData(this.form).get(name) ?? "");
  }

  private get actions(): ReturnType<typeof actionsOf> {
    return actionsOf(this.room.state.slices.actions, this.number);
  }

  private get question(): QuestionSlice {
    const slice = this.room.state.slices[`question.${this.number}`];
    if (slice === undefined) throw new Error(`There is no question ${this.number}`);
    return slice;
  }
}

function lacks(field: string, message: string): Refusal {
  return new Refusal(message, "incomplete", field, 0);
}
