/** The vendor's page of the homework: every item is saved as it is typed, and nothing is lost. */
import { find, setText } from "../dom";
import { HomeworkItem } from "./homework_item";
import { watchOthers } from "./homework_others";

/** Bring the list to life, when this page has one. */
export function saveHomework(): void {
  const list = document.querySelector<HTMLElement>("[data-homework]");
  if (list === null) return;
  const forms = [...list.querySelectorAll<HTMLFormElement>("form[data-homework-item]")];
  const items = forms.map((form) => new HomeworkItem(form, list.dataset.homework ?? "", () => {
    tag(form);
    count(list);
  }));
  watchOthers(items);
  // What was typed is kept on this device as well, so that leaving the page loses nothing; where
  // it keeps nothing, the browser asks first.
  addEventListener("beforeunload", (event) => {
    if (items.some((item) => item.mustAsk)) event.preventDefault();
  });
  addEventListener("pagehide", () => items.forEach((item) => item.keep()));
}

/** Show the choice beside the title, where it is seen while the item is folded. */
function tag(form: HTMLFormElement): void {
  const place = form.closest("details")?.querySelector<HTMLElement>("[data-homework-tag]");
  const chosen = form.querySelector("input[name=brought]:checked");
  if (!place) return;
  place.hidden = chosen === null;
  setText(place, chosen?.parentElement?.textContent?.trim() ?? "");
}

/** "7 of 12": how many the vendor said something about. */
function count(list: HTMLElement): void {
  const all = list.children.length;
  const read = list.querySelectorAll("li[data-brought]").length;
  const brought = read + list.querySelectorAll("input[name=brought]:checked").length;
  setText(find("[data-homework-count]"), interpolate(gettext("%(brought)s of %(all)s"), { brought, all }, true));
  find<HTMLProgressElement>("[data-homework-bar]").value = brought;
  document.querySelector("[data-homework-none]")?.toggleAttribute("hidden", brought > 0);
}
