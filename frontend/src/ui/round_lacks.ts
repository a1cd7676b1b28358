/** Says beside each field of the round-off form what is missing there, and leads to the first. */
import { h, icon, setAttribute } from "../dom";
import { Refusal } from "../http";
import { leadTo } from "./refusal";
import type { Lack } from "./requirements";

/** Take away what was said beside this field, or beside all of them. */
export function clearLacks(within: Element): void {
  within.querySelectorAll("[data-lack]").forEach((each) => each.remove());
  within.querySelectorAll("[aria-invalid]").forEach((each) => {
    setAttribute(each, "aria-invalid", null);
    setAttribute(each, "aria-describedby", null);
  });
}

/** Say all that is missing, go to the first, and return what the button says of it. */
export function showLacks(form: HTMLElement, lacks: readonly Lack[], placeOf: (field: string) => HTMLElement | null): Refusal {
  clearLacks(form);
  for (const { field, message } of lacks) {
    const place = placeOf(field);
    if (place === null || !form.contains(place)) continue;
    const id = `lack-${field}`;
    setAttribute(place, "aria-invalid", "true");
    setAttribute(place, "aria-describedby", id);
    besideOf(place).append(h("p", { class: "wrong", id, "data-lack": true }, icon("warn", { small: true }), h("span", {}, message)));
  }
  const [first] = lacks;
  const start = first === undefined ? null : placeOf(first.field);
  if (start !== null) leadTo(start);
  return new Refusal(summary(lacks), "incomplete", first?.field ?? "", 0);
}

function summary(lacks: readonly Lack[]): string {
  const [first] = lacks;
  if (lacks.length < 2) return first?.message ?? "";
  return interpolate(gettext("%(count)s things are still missing"), { count: lacks.length }, true);
}

/** Under its field; for radio buttons right under their heading. */
function besideOf(place: HTMLElement): Element {
  const field = place.closest(".field");
  if (field !== null) return field;
  return place.closest("fieldset")?.querySelector("legend") ?? place.parentElement ?? place;
}
