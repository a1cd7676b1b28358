/** The wall while the group talks: the question, and the joint answer as it is written. */
import { type Child, fill, h, icon } from "../dom";
import type { Invitation, QuestionSlice } from "../live/slices";
import type { WallText } from "../texts/wall";
import { type Question, questionIn, themeIcon, themeOf } from "./catalogue";
import { hostOf } from "./invitation";
import { isPlain } from "./next_step";
import { outcomeMark, riskMark, standingOf } from "./outcomes";
import { drawAnswer, fitAnswer } from "./projector_answer";
import { firstThatFits, questionSizes } from "./projector_fit";
import { isAlone, partFor, type Shown } from "./projector_view";
import { readyWords } from "./ready_words";
import type { Screen } from "./projector_screen";
import { stepWord } from "./step_bar";

/** With an answer under it, a question takes at most this part of the middle. */
const SHARE = 0.5;

export class QuestionWall {
  private readonly heading = h("h1", {});
  private readonly answer = h("div", { class: "bm-answer" });
  private readonly paper = h("section", { class: "bm-paper" }, this.answer);
  private readonly middle = h("div", { class: "bm-middle" });
  private readonly foot = h("footer", { class: "bm-foot" });
  private readonly question: Question;
  /** A sub-question chosen with the arrow keys. */
  part: number | null = null;

  constructor(
    private readonly screen: Screen,
    readonly number: number,
    private readonly shown: Shown,
    host: HTMLElement,
  ) {
    this.question = questionIn(screen.catalogue, number);
    const theme = themeOf(screen.catalogue, number);
    const badge = h("span", { class: "bm-badge" }, h("b", {}, theme.number), icon(themeIcon(theme)), h("span", {}, theme.short_name));
    const head = h("header", { class: "bm-head" }, badge, h("span", { class: "serif" }, this.place()));
    const label = shown === "answer" && h("h1", { class: "bm-short" }, this.question.short_name);
    const sheet = h("section", { class: "bm-question" }, this.heading);
    fill(this.middle, shown === "answer" ? label : sheet, shown !== "question" && this.paper);
    fill(host, h("div", { class: "bm bm-ask", "data-t": theme.number, "data-shown": shown }, head, this.middle, this.foot));
  }

  /** How many parts this question has. */
  get parts(): number {
    return this.question.parts.length;
  }

  /** The part that is, or would be, shown. */
  get currentPart(): number {
    const slice = this.screen.question(this.number);
    return this.part ?? (slice === undefined ? 0 : partFor(slice, this.parts));
  }

  draw(text: WallText): void {
    const hasAnswer = text.blocks.length > 0;
    drawAnswer(this.answer, text);
    if (this.shown === "answer" && !hasAnswer) {
      fill(this.answer, h("p", { class: "bm-none" }, gettext("Nothing is written yet.")));
    }
    this.paper.hidden = this.shown === "both" && (!hasAnswer || this.alone);
    fill(this.foot, this.standing(), h("span", { "data-part": true }), this.wayIn(hasAnswer));
    const part = this.fitQuestion(!this.paper.hidden && this.shown === "both");
    const cut = !this.paper.hidden && fitAnswer(this.answer, text);
    fill(this.foot.querySelector("[data-part]") as Element, part || (cut && gettext("The newest lines")));
  }

  /** Fit the question, and say which part of it is shown when it is not whole. */
  private fitQuestion(shares: boolean): string {
    const [whole, part] = [this.question.text, this.question.parts[this.currentPart] ?? this.question.text];
    const room = this.middle.clientHeight * (shares ? SHARE : 1);
    const words = { whole, part };
    const candidates = questionSizes(this.parts, this.part !== null);
    const show = ({ value, size }: (typeof candidates)[number]): number => {
      this.heading.textContent = words[value];
      this.heading.style.setProperty("--question", String(size));
      return this.heading.offsetHeight;
    };
    const best = firstThatFits(candidates, room, show);
    show(best);
    if (best.value === "whole") return "";
    return interpolate(gettext("part %(part)s of %(all)s"), { part: this.currentPart + 1, all: this.parts }, true);
  }

  private place(): string {
    const total = this.screen.catalogue.questions.length;
    return interpolate(gettext("Question %(number)s of %(total)s"), { number: this.number, total }, true);
  }

  private standing(): Child {
    const slice = this.screen.question(this.number);
    if (slice === undefined) return null;
    const { current_question: current, phase } = this.screen.session;
    const standing = standingOf(slice, current, phase === "running");
    if (standing === "busy" && !isPlain(this.screen.session.steps)) return stepOnWall(slice);
    const risk = slice.step === "done" && slice.risk !== "" && riskMark(slice.risk);
    return h("span", { class: "bm-standing" }, outcomeMark(standing), risk);
  }

  /** Everybody reads or writes alone now. */
  private get alone(): boolean {
    const slice = this.screen.question(this.number);
    return slice !== undefined && isAlone(slice, this.screen.session.steps);
  }

  /** Who comes late finds the code, as long as nothing is written. */
  private wayIn(hasAnswer: boolean): Child {
    const { invitation } = this.screen;
    if (invitation === null || hasAnswer) return null;
    return h("span", { class: "bm-way" }, h("b", {}, invitation.shown), h("span", {}, hostOf(invitation satisfies Invitation)));
  }
}

/** "Schrijven · 6 van 9 klaar". */
function stepOnWall({ step, ready }: QuestionSlice): HTMLElement {
  const counted = step === "writing" && ready.of > 0 && readyWords(ready);
  return h("span", { class: "bm-standing" }, h("b", {}, stepWord(step)), counted && h("span", { class: "num" }, counted));
}
