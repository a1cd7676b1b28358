/** The bar that stays under the page: "Ik ben klaar", and how many are. */
import { type Child, h, icon } from "../dom";
import type { QuestionSlice, Step, Tally } from "../live/slices";
import { commandButton } from "./command";
import { readyWords } from "./ready_words";
import { isPlain } from "./next_step";
import type { Region } from "./region";
import { isAsked, isWorking } from "./rights";
import type { Room } from "./room";

/** More people than this are a number, not dots. */
const MOST_DOTS = 12;

export interface Dock {
  question: QuestionSlice | undefined;
  /** The step this page shows. */
  step: Step;
  /** Save what waits before one says to be ready. */
  before(): Promise<void>;
}

/** Keep the bar true: at the question on the table, until it is rounded off. */
export function drawDock(room: Room, draw: Region, { question, step, before }: Dock): void {
  const { current_question: current, steps } = room.state.slices.session;
  const there =
    question !== undefined && question.number === current && question.step === step && step !== "closing" && step !== "done" && !isPlain(steps) && isAsked(room) && isWorking(room);
  const on = room.state.mine.ready[String(question?.number)]?.includes(step) ?? false;
  draw([there, on, step, question?.number, question?.ready], () => {
    if (!there || question === undefined) return null;
    const task = async (): Promise<void> => {
      if (!on) await before();
      await room.send(`questions/${question.number}/ready/`, { step, on: !on });
    };
    return h(
      "div",
      { class: "dock", "data-refusals": true },
      h("div", { class: "rdy small" }, dots(question.ready), h("p", { role: "status" }, readyWords(question.ready))),
      commandButton({ class: on || room.state.you.vendor ? "btn big wide" : "btn primary big wide", focus: "ready", pressed: on }, task, icon("check", { small: true }), gettext("I am ready")),
    );
  });
}

function dots({ count, of }: Tally): Child {
  if (of > MOST_DOTS) return null;
  return h("span", { class: "dots", "aria-hidden": "true" }, Array.from({ length: of }, (_each, at) => h("i", { class: at < count ? "on" : null })));
}
