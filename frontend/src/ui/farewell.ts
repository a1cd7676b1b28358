/** What is left of the page when the server ended the line for good. */
import { fill, find, h, icon } from "../dom";
import type { Goodbye } from "../live/slices";

/** Put one message in place of the page. */
export function sayFarewell(reason: Goodbye): void {
  if (reason === "unknown") {
    // Only the server can say why, and what to do about it.
    location.reload();
    return;
  }
  document.querySelectorAll<HTMLDialogElement>("dialog.dialog").forEach((each) => each.close());
  document.querySelectorAll("[data-leave-out]").forEach((each) => each.remove());
  const main = find("#main");
  main.className = "farewell";
  fill(
    main,
    h(
      "section",
      { class: "sheet pad stack" },
      h("h1", { class: "serif", tabindex: "-1" }, icon("info"), title(reason)),
      h("p", {}, words(reason)),
      h("a", { class: "btn", href: "/" }, gettext("Go to the start page")),
    ),
  );
  document.title = title(reason);
  main.querySelector("h1")?.focus();
}

function title(reason: Goodbye): string {
  return reason === "removed"
    ? gettext("You were taken out of the session.")
    : gettext("This session was deleted.");
}

function words(reason: Goodbye): string {
  return reason === "removed"
    ? gettext("Talk to the facilitator. What you wrote stays with the session.")
    : gettext("The facilitator deleted the session with everything in it.");
}
