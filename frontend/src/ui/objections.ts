/** In the round-off form: the objections that stay on as different views. */
import { fill, h } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { objectionsOf, remarkItem } from "./consent_panel";

/** Keep the list true; the place is empty without objections. */
export function drawObjections(place: HTMLElement, question: QuestionSlice): void {
  const objections = objectionsOf(question);
  const key = JSON.stringify(objections);
  if (place.dataset.objections === key) return;
  place.dataset.objections = key;
  fill(place, objections.length > 0 && part(objections));
}

function part(objections: ReturnType<typeof objectionsOf>): HTMLElement {
  const becomes = (): HTMLElement => h("span", { class: "muted" }, gettext("becomes a different view"));
  return h(
    "fieldset",
    { class: "objections" },
    h("legend", {}, gettext("Objections"), " ", h("span", { class: "count" }, objections.length)),
    h("ul", { class: "cards" }, ...objections.map((each) => remarkItem(each, becomes()))),
  );
}
