/** The wall during a closed round: calm, without a text or a name. */
import { fill, h, icon } from "../dom";
import type { Screen } from "./projector_screen";

/** Draw it. */
export function drawClosedWall(_screen: Screen, host: HTMLElement): void {
  fill(
    host,
    h(
      "div",
      { class: "bm bm-wait" },
      icon("door"),
      h("h1", { class: "serif" }, gettext("Closed round")),
      h("p", {}, gettext("The group goes on with everybody soon.")),
    ),
  );
}
