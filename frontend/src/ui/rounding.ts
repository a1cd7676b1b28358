/** Rounds a question off: outcome, why, risk, the action that goes with "Uitzoeken", objections. */
import { find } from "../dom";
import { Refusal } from "../http";
import type { Outcome, QuestionSlice, Risk } from "../live/slices";
import { dropDraft, keepDraft } from "./drafts";
import { freshKey } from "./fresh_key";
import { actionsOf, needsOf } from "./needs";
import { drawObjections } from "./objections";
import { type Filled, lacksOf } from "./requirements";
import type { Room } from "./room";
import { clearLacks, showLacks } from "./round_lacks";
import { showNeeds } from "./round_needs";
import { roundForm } from "./rounding_form";

export class Rounding {
  readonly form: HTMLFormElement;
  private readonly draft: string;
  private readonly key = freshKey();
  /** The action of this form is with the session already; a second try must not make two. */
  private made = false;

  constructor(
    private readonly room: Room,
    readonly number: number,
    onSubmit: () => void,
    onInput: () => void,
  ) {
    this.draft = `${room.session}/round/${number}`;
    this.form = roundForm(room, this.question, () => this.emptyRisk());
    keepDraft(this.form, this.draft);
    this.form.addEventListener("change", () => this.arrange({ chosen: true }));
    this.form.addEventListener("input", ({ target }) => clearLacks((target as Element).closest(".field, fieldset") ?? this.form));
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
    const lacks = lacksOf(this.filled(), needs);
    if (lacks.length > 0) throw showLacks(this.form, lacks, (field) => this.placeOf(field));
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
    return error instanceof Refusal && error.field !== "" ? this.placeOf(error.field) : null;
  }

  /** Show the fields that go with what is chosen, right under the choice; in view once chosen. */
  arrange({ chosen = false } = {}): void {
    const needs = this.needs();
    const opened = showNeeds(this.form, {
      reason: needs.reason,
      action: needs.action,
      found: this.value("outcome") === "to_investigate" && !needs.action,
      risk_reason: needs.riskReason,
      acceptance: needs.acceptance,
    });
    this.form.querySelector<HTMLElement>("[data-empty-risk]")!.hidden = this.value("risk") === "";
    drawObjections(find("[data-objections]", this.form), this.question);
    if (chosen) opened.at(-1)?.scrollIntoView({ block: "nearest" });
  }

  private async makeAction(): Promise<void> {
    const owner = this.value("owner").trim();
    const due_date = this.value("due_date");
    const text = this.value("text").trim();
    await this.room.send("actions/", { question: this.number, text, kind: "", owner, due_date, key: this.key });
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

  private filled(): Filled {
    return {
      outcome: this.value("outcome") as Outcome | "",
      risk: this.value("risk") as Risk,
      written: (answerBox()?.textContent ?? "").trim() !== "",
      value: (name) => this.value(name === "what" ? "text" : name),
    };
  }

  private placeOf(field: string): HTMLElement | null {
    if (field === "text") return answerBox();
    const name = field === "actions" ? "owner" : field === "what" ? "text" : field;
    return this.form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
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

function answerBox(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-region=answer] [role=textbox]");
}
