/** The words on the one large button of the console: they name the step. */
import type { NextStep } from "./next_step";

/** "Toon inbreng", "Begin samen schrijven", "Rond vraag af", "Ga naar vraag 9". */
export function nextWords(step: NextStep): string {
  switch (step.kind) {
    case "step":
      return stepWords(step);
    case "round_off":
      return gettext("Round off question");
    case "next":
      return interpolate(gettext("Go to question %(number)s"), { number: step.number }, true);
    case "show":
      return interpolate(gettext("Lay question %(number)s on the table"), { number: step.number }, true);
    case "return":
      return gettext("Go to the question of now");
    case "close":
      return gettext("Close session");
    case "ending":
      return gettext("Go to the end");
  }
}

function stepWords({ to, reveals }: NextStep & { kind: "step" }): string {
  switch (to) {
    case "writing":
      return gettext("Begin writing");
    case "discussing":
      return reveals ? gettext("Show input") : gettext("Begin to discuss");
    case "composing":
      return reveals ? gettext("Show input and write together") : gettext("Begin to write together");
    case "closing":
      return reveals ? gettext("Show input and begin to round off") : gettext("Begin to round off");
    default:
      return gettext("Begin reading");
  }
}
