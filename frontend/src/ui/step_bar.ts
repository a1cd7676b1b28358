/** The steps of a question: their words, and the bar that tells a participant where the group is. */
import { type Child, h } from "../dom";
import type { Step } from "../live/slices";
import { isPlain } from "./next_step";
import type { Region } from "./region";
import type { Room } from "./room";

/** The word for a step. */
export function stepWord(step: Step): string {
  return {
    reading: pgettext("step", "Read"),
    writing: pgettext("step", "Write"),
    discussing: pgettext("step", "Discuss"),
    composing: pgettext("step", "Write together"),
    closing: pgettext("step", "Round off"),
    done: pgettext("step", "Done"),
  }[step];
}

/** Where a step stands among those a session uses, from 1; 0 when it is not one of them. */
export function placeOfStep(steps: readonly Step[], step: Step): number {
  return step === "done" ? steps.length : steps.indexOf(step) + 1;
}

/** "Stap 2 van 5: Schrijven" above its segments. */
export function stepBar(steps: readonly Step[], step: Step): Child {
  const place = placeOfStep(steps, step);
  const format = step === "done" ? gettext("All %(of)s steps done") : gettext("Step %(place)s of %(of)s:");
  const words = interpolate(format, { place, of: steps.length }, true);
  return [
    h("p", { class: "stepline" }, h("span", {}, words, step !== "done" && [" ", h("b", { class: "b" }, stepWord(step))])),
    h(
      "div",
      { class: "segs", "data-count": steps.length, "aria-hidden": "true" },
      ...steps.map((_each, at) => h("i", { class: lookOf(at + 1, place, step) })),
    ),
  ];
}

/** Keep the bar of a question true; a session in plain mode has none. */
export function drawStepBar(room: Room, draw: Region, number: number, shown: Step): void {
  const { steps } = room.state.slices.session;
  const chosen = room.state.slices[`question.${number}`]?.chosen ?? false;
  draw([steps, shown, chosen], () => chosen && !isPlain(steps) && stepBar(steps, shown));
}

function lookOf(place: number, now: number, step: Step): string {
  if (place < now || step === "done") return "d";
  return place === now ? "n" : "";
}
