/** A refusal stands beside the button that caused it, and leads to the field it is about. */
import { h, icon, setAttribute } from "../dom";
import { Refusal } from "../http";
import { sayCalmly } from "./calm";

/** Take away what was said before in this place. */
export function clearRefusal(place: Element): void {
  place.querySelectorAll(":scope > .wrong[data-refusal]").forEach((each) => each.remove());
}

/** Say in `place` why it did not work; a field named by the refusal is marked and linked. */
export function showRefusal(place: Element, error: unknown, field: HTMLElement | null = null): void {
  clearRefusal(place);
  // Somebody else was first: that is no fault of who clicked, and the page follows by itself.
  const moved = error instanceof Refusal && error.code === "moved";
  // In a window it is said there: behind it nobody would see it.
  if (moved && place.closest("dialog") === null) return sayCalmly(error.message);
  place.append(
    h(
      "p",
      { class: "wrong", "data-refusal": true, role: "alert" },
      icon("warn", { small: true }),
      field === null ? h("span", {}, messageOf(error)) : linkTo(field, messageOf(error)),
    ),
  );
  if (field !== null) setAttribute(field, "aria-invalid", "true");
}

/** The words of a refusal; anything else is our mistake and said as such. */
export function messageOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  // Left to the browser's own list of mistakes, so that it can be found.
  setTimeout(() => {
    throw error;
  });
  return gettext("This did not work. Nothing was changed. Try again.");
}

function linkTo(field: HTMLElement, words: string): HTMLElement {
  return h("button", { type: "button", class: "linklike", onclick: () => leadTo(field) }, words);
}

/** Bring this field into view, and the focus to it. */
export function leadTo(field: HTMLElement): void {
  field.scrollIntoView({ block: "center" });
  field.focus();
}
