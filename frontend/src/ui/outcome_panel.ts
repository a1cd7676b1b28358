/** How a question was left: outcome, risk and why. */
import { h } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { isLeft, outcomeMark, riskMark } from "./outcomes";
import type { Region } from "./region";
import type { Room } from "./room";

/** Show outcome and risk of a question that is rounded off; nothing before that. */
export function drawOutcome(room: Room, draw: Region, number: number): void {
  const question = room.state.slices[`question.${number}`];
  const running = room.state.slices.session.phase === "running";
  draw([question ?? null, running], () => {
    if (question === undefined) return null;
    if (!isLeft(question, running)) return notChosen(question);
    return h("div", { class: "out" }, outcome(question), risk(question));
  });
}

function notChosen(question: QuestionSlice): HTMLElement | null {
  if (question.chosen) return null;
  return h(
    "p",
    { class: "note" },
    gettext("This question is not in the programme of this session. You can read it, not answer it."),
  );
}

function outcome(question: QuestionSlice): HTMLElement {
  return h(
    "section",
    {},
    h("h2", { class: "label" }, gettext("Outcome")),
    h("p", { class: "bigst" }, outcomeMark(question.outcome)),
    question.reason !== "" && h("p", { class: "small words" }, question.reason),
  );
}

function risk(question: QuestionSlice): HTMLElement | null {
  if (question.risk === "") return null;
  return h(
    "section",
    {},
    h("h2", { class: "label" }, gettext("Risk")),
    h("p", { class: "bigst" }, riskMark(question.risk)),
    question.risk_reason !== "" && h("p", { class: "small words" }, question.risk_reason),
    question.acceptance !== "" &&
      h("p", { class: "small words" }, h("b", { class: "b" }, gettext("Who accepts this risk:")), " ", question.acceptance),
  );
}
