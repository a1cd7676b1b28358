/** The bar under the console: back, and one large button that names the next step. */
import { h, icon } from "../dom";
import { closeSession } from "./closing";
import { commandButton } from "./command";
import { neighbours } from "./follow";
import { type NextStep, nextStep } from "./next_step";
import type { Region } from "./region";
import type { Room } from "./room";

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
  const { phase, current_question: current, chosen } = room.state.slices.session;
  const step = nextStep({ phase, current, shown: acts.shown, questions: room.questions });
  const { previous } = neighbours(chosen, current);
  const back = phase === "running" && acts.shown === current ? previous : null;
  draw([step, back, acts.roundingOff], () =>
    acts.roundingOff
      ? [left(toText(acts)), go(roundButton(acts))]
      : [left(back !== null && backButton(room, back)), go(bigButton(room, step, acts))],
  );
}

function left(button: HTMLElement | false): HTMLElement {
  return h("div", { class: "row l", "data-refusals": true }, button);
}

function go(button: HTMLElement): HTMLElement {
  return h("div", { class: "go", "data-refusals": true }, button);
}

function backButton(room: Room, number: number): HTMLElement {
  return commandButton(
    { focus: "back", label: interpolate(gettext("Go back to question %(number)s"), { number }, true) },
    () => room.send("current-question/", { number }),
    icon("back", { small: true }),
    gettext("Go back"),
  );
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
  switch (step.kind) {
    case "round_off":
      return plain(() => acts.startRounding(), gettext("Round off question"));
    case "next":
      return big(() => lay(room, step.number), goWords(step.number));
    case "show": {
      const words = gettext("Lay question %(number)s on the table");
      return big(() => lay(room, step.number), interpolate(words, { number: step.number }, true));
    }
    case "return":
      return plain(() => acts.goTo(step.number), gettext("Go to the question of now"));
    case "close":
      return plain(() => closeSession(room), gettext("Close session"));
    case "ending":
      return h("a", { class: "btn primary big nx", href: room.at("ending/") }, gettext("Go to the end"), icon("next", { small: true }));
  }
}

async function lay(room: Room, number: number): Promise<void> {
  await room.send("current-question/", { number });
}

function goWords(number: number): string {
  return interpolate(gettext("Go to question %(number)s"), { number }, true);
}

function big(task: () => Promise<unknown>, words: string): HTMLElement {
  return commandButton({ class: "btn primary big nx", focus: "next" }, task, words, icon("next", { small: true }));
}

function plain(task: () => void, words: string): HTMLElement {
  return h(
    "button",
    { type: "button", class: "btn primary big nx", "data-focus": "next", onclick: task },
    words,
    icon("next", { small: true }),
  );
}
