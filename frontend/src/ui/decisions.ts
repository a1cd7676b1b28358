/** The decision log: how each question was left, why, and when; derived from the outcomes. */
import { type Child, h } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { questionIn } from "./catalogue";
import { timeInWords } from "./dates";
import { isLeft, outcomeMark, riskMark } from "./outcomes";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the log true: the last decision first. */
export function drawDecisions(room: Room, draw: Region): void {
  const left = decided(room.questions, room.state.slices.session.phase === "running");
  draw(left, () => [
    h("h2", {}, gettext("Decision log"), " ", h("span", { class: "count" }, left.length)),
    left.length === 0
      ? h("p", { class: "small muted" }, gettext("No question is rounded off yet."))
      : h("ol", { class: "decisions" }, ...left.map((each) => entry(room, each))),
  ]);
}

/** The questions of the programme that were rounded off, the last one first. */
export function decided(questions: readonly QuestionSlice[], running: boolean): QuestionSlice[] {
  const at = ({ frozen_at }: QuestionSlice): string => frozen_at ?? "";
  return questions
    .filter((each) => each.chosen && isLeft(each, running))
    .sort((one, other) => at(other).localeCompare(at(one)) || one.number - other.number);
}

function entry(room: Room, question: QuestionSlice): HTMLElement {
  const { number, outcome, risk, reason, risk_reason, acceptance, frozen_at } = question;
  const { short_name } = questionIn(room.catalogue, number);
  return h(
    "li",
    {},
    h("b", { class: "serif" }, h("span", { class: "vh" }, gettext("Question")), " ", number),
    h(
      "div",
      {},
      h("p", { class: "what" }, h("a", { href: room.at(`questions/${number}/`) }, short_name), frozen_at !== null && h("time", { class: "num", datetime: frozen_at }, timeInWords(new Date(frozen_at)))),
      h("p", { class: "row" }, outcomeMark(outcome), risk !== "" && riskMark(risk)),
      ...why(reason, risk_reason, acceptance),
    ),
  );
}

function why(...reasons: string[]): Child[] {
  return reasons.filter((each) => each !== "").map((each) => h("p", { class: "small words" }, each));
}
