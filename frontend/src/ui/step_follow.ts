/** The bar that says at which step the group is, while somebody here still writes at another. */
import { h, icon } from "../dom";
import type { Region } from "./region";
import type { ShownStep } from "./shown_step";
import { stepWord } from "./step_bar";

/** "De groep is bij Bespreken." */
export function atStep(step: Parameters<typeof stepWord>[0]): string {
  if (step === "done") return gettext("This question is rounded off.");
  return interpolate(gettext("The group is at: %(step)s."), { step: stepWord(step) }, true);
}

/** Keep the bar true; `go` takes this page to the step of the group. */
export function drawStepFollow(draw: Region, shown: ShownStep, there: boolean, go: () => void): void {
  const apart = there && shown.isBehind;
  draw([apart, shown.now], () =>
    apart
      ? h(
          "div",
          { class: "follow" },
          h("p", {}, h("b", {}, atStep(shown.now)), " ", h("span", { class: "more" }, gettext("Your text stays."))),
          h("button", { type: "button", class: "btn", "data-focus": "step-follow", onclick: go }, gettext("Go along"), icon("next", { small: true })),
        )
      : null,
  );
}
