/** How far the group is with a step: counts by role, never contents; and who is lost, without names. */
import { h, icon } from "../dom";
import type { Desk, PerspectiveTally, QuestionSlice } from "../live/slices";
import { commandButton } from "./command";
import { isPlain } from "./next_step";
import { readyWords } from "./ready_words";
import type { Region } from "./region";
import type { Room } from "./room";
import { isShown } from "./voices";

/** Keep the counts true, at the question on the table while it is busy. */
export function drawCounts(room: Room, draw: Region, number: number): void {
  const { current_question: current, phase, steps, closed_round } = room.state.slices.session;
  const question = room.state.slices[`question.${number}`];
  const desk = question?.desk;
  const busy = phase === "running" && number === current && question?.step !== "done" && !closed_round;
  draw([busy, question?.step, question?.ready, question?.revealed, desk, steps], () => {
    if (!busy || question === undefined || desk === undefined) return null;
    if (isPlain(steps)) return desk.help > 0 && h("div", { class: "counts" }, help(room, number, desk.help));
    const lines = [
      asksReady(question) && ready(question),
      !isShown(question) && question.step === "writing" && written(desk),
      desk.help > 0 && help(room, number, desk.help),
    ];
    return lines.some(Boolean) && h("div", { class: question.step === "writing" ? "counts large" : "counts" }, ...lines);
  });
}

/** "HR 1, OR 2": who wrote, as counts by role; roles without any are left out. */
export function byRole(tallies: readonly PerspectiveTally[]): string {
  return tallies
    .filter((each) => each.count > 0)
    .map((each) => `${each.label}\u00a0${each.count}`)
    .join(", ");
}

function asksReady({ step, ready }: QuestionSlice): boolean {
  return step !== "closing" && ready.of > 0;
}

function ready(question: QuestionSlice): HTMLElement {
  return h("p", { class: "ready-count" }, icon("users", { small: true }), h("b", { class: "num" }, readyWords(question.ready)));
}

function written(desk: Desk): HTMLElement {
  const who = byRole(desk.written);
  const words =
    who === "" ? gettext("Nobody has put anything in yet.") : interpolate(gettext("Input: %(roles)s"), { roles: who }, true);
  return h(
    "p",
    { class: "written" },
    h("span", {}, words),
    h("small", {}, gettext("You see how many, not what. Everybody sees the input once you show it.")),
  );
}

function help(room: Room, number: number, count: number): HTMLElement {
  const words = ngettext("%s person does not understand the question", "%s people do not understand the question", count);
  return h(
    "div",
    { class: "help-count", role: "status", "data-refusals": true },
    icon("hand", { small: true }),
    h("p", {}, words.replace("%s", String(count))),
    commandButton({ focus: "explained" }, () => room.send(`questions/${number}/help/answered/`), gettext("Explained")),
  );
}
