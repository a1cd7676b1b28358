/** The bar under the console: back, a closed round, and one large button that names the next step. */
import { h, icon } from "../dom";
import { closedRoundButton, untilRoundEnds } from "./closed_round";
import { closeSession } from "./closing";
import { commandButton } from "./command";
import { neighbours } from "./follow";
import { type NextStep, nextStep } from "./next_step";
import { nextWords } from "./next_words";
import type { Region } from "./region";
import type { Room } from "./room";
import { goToStep, lay, stepBefore } from "./steps";

export interface Acts {
  shown: number;
  roundingOff: boolean;
  goTo(number: number): void;
  startRounding(): void;
  stopRounding(): void;
  round(): Promise<void>;
  fieldOf(error: unknown): HTMLElement | null;
}

/** Keep the bar true. */
export function drawCommandBar(room: Room, draw: Region, acts: Acts): void {
  const { phase, current_question: current, steps, closed_round } = room.state.slices.session;
  const step = nextStep({ phase, current, shown: acts.shown, questions: room.questions, steps });
  const atTable = phase === "running" && acts.shown === current;
  const back = atTable ? wayBack(room, current) : null;
  draw([step, back, acts.roundingOff, closed_round, phase], () =>
    acts.roundingOff
      ? [left(toText(acts)), go(roundButton(acts))]
      : [left(back !== null && backButton(room, back), closedRoundButton(room)), go(bigButton(room, step, acts))],
  );
}

type Back = { step: NonNullable<ReturnType<typeof stepBefore>> } | { number: number };

/** One step back in this question, or the question before. */
function wayBack(room: Room, current: number): Back | null {
  const step = room.state.slices.session.closed_round ? null : stepBefore(room, current);
  if (step !== null) return { step };
  const { previous } = neighbours(room.state.slices.session.chosen, current);
  return previous === null ? null : { number: previous };
}

function left(...buttons: (HTMLElement | false | null)[]): HTMLElement {
  return h("div", { class: "row l", "data-refusals": true }, ...buttons);
}

function go(button: HTMLElement): HTMLElement {
  const { waits } = button.dataset;
  return h("div", { class: "go", "data-refusals": true }, button, waits && h("p", { class: "small muted wait" }, waits));
}

function backButton(room: Room, back: Back): HTMLElement {
  const label =
    "step" in back
      ? interpolate(gettext("Go back to step %(step)s"), { step: back.step.word }, true)
      : interpolate(gettext("Go back to question %(number)s"), { number: back.number }, true);
  const task = (): Promise<unknown> =>
    "step" in back ? goToStep(room, back.step.number, back.step.to) : lay(room, back.number);
  return commandButton({ focus: "back", label }, task, icon("back", { small: true }), gettext("Go back"));
}

function toText(acts: Acts): HTMLElement {
  return h(
    "button",
    { type: "button", class: "btn", "data-focus": "back", onclick: () => acts.stopRounding() },
    icon("back", { small: true }),
    gettext("Back to the text"),
  );
}

function roundButton(acts: Acts): HTMLElement {
  return commandButton(
    { class: "btn primary big nx", focus: "next", fieldOf: acts.fieldOf },
    () => acts.round(),
    gettext("Round off question"),
    icon("check", { small: true }),
  );
}

function bigButton(room: Room, step: NextStep, acts: Acts): HTMLElement {
  const words = nextWords(step);
  switch (step.kind) {
    case "step":
      return big(() => goToStep(room, step.number, step.to), words, untilRoundEnds(room));
    case "round_off":
      return plain(() => acts.startRounding(), words, untilRoundEnds(room));
    case "next":
    case "show":
      return big(() => lay(room, step.number), words, "");
    case "return":
      return plain(() => acts.goTo(step.number), words, "");
    case "close":
      return plain(() => closeSession(room), words, untilRoundEnds(room));
    case "ending":
      return h("a", { class: "btn primary big nx", href: room.at("ending/") }, words, icon("next", { small: true }));
  }
}

function big(task: () => Promise<unknown>, words: string, waits: string): HTMLElement {
  return commandButton({ class: "btn primary big nx", focus: "next", waits }, task, words, icon("next", { small: true }));
}

function plain(task: () => void, words: string, waits: string): HTMLElement {
  if (waits !== "") return big(async () => undefined, words, waits);
  return h(
    "button",
    { type: "button", class: "btn primary big nx", "data-focus": "next", onclick: task },
    words,
    icon("next", { small: true }),
  );
}
