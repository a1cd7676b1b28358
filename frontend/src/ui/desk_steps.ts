/** The steps of a question for who leads: every used step is a button, any order back and forth. */
import { h, icon } from "../dom";
import type { Step } from "../live/slices";
import { untilRoundEnds } from "./closed_round";
import { commandButton } from "./command";
import { isPlain, ORDER, reveals } from "./next_step";
import type { Region } from "./region";
import type { Room } from "./room";
import { stepWord } from "./step_bar";
import { goToStep } from "./steps";

/** Keep the bar true; a session in plain mode has none. */
export function drawDeskSteps(room: Room, draw: Region, number: number): void {
  const { steps } = room.state.slices.session;
  const question = room.state.slices[`question.${number}`];
  const waits = whyNot(room, number);
  draw([number, steps, question?.step, question?.chosen, question?.revealed, waits], () => {
    if (question === undefined || !question.chosen || isPlain(steps)) return null;
    const at = ORDER.indexOf(question.step);
    const tell = (to: Step): string => (reveals(question, to, steps) ? gettext("This shows what people wrote.") : "");
    return h(
      "div",
      { class: "steps", role: "group", "data-count": steps.length, "data-refusals": true, "aria-label": gettext("Steps of this question") },
      ...steps.map((step) => {
        const done = question.step === "done" || ORDER.indexOf(step) < at;
        return button(room, { number, step, done, now: step === question.step, waits, hint: tell(step) });
      }),
    );
  });
}

interface StepButton {
  number: number;
  step: Step;
  done: boolean;
  now: boolean;
  waits: string;
  hint: string;
}

function button(room: Room, { number, step, done, now, waits, hint }: StepButton): HTMLElement {
  const task = async (): Promise<void> => {
    if (!now) await goToStep(room, number, step);
  };
  const element = commandButton(
    { class: done ? "done" : "", focus: `step-${step}`, waits },
    task,
    done && icon("check", { small: true }),
    h("span", {}, stepWord(step)),
    done && h("span", { class: "vh" }, ` (${pgettext("step", "Done").toLowerCase()})`),
  );
  if (now) element.setAttribute("aria-current", "step");
  if (waits === "" && hint !== "") element.title = hint;
  return element;
}

/** Why no step can be set from here now; "" when it can. */
function whyNot(room: Room, number: number): string {
  const { phase, current_question: current } = room.state.slices.session;
  if (phase !== "running") return gettext("The session does not run now.");
  const round = untilRoundEnds(room);
  if (round !== "") return round;
  if (room.state.slices[`question.${number}`]?.step === "done") {
    return gettext("This question is rounded off. Reopen it first.");
  }
  return number === current ? "" : gettext("Lay this question on the table first.");
}
