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
  const said = saidOf(reason);
  const main = find("#main");
  main.className = "farewell";
  fill(
    main,
    h(
      "section",
      { class: "sheet pad stack" },
      h("h1", { class: "serif", tabindex: "-1" }, icon("info"), said.title),
      h("p", {}, said.words),
      said.next,
    ),
  );
  document.title = said.title;
  main.querySelector("h1")?.focus();
}

interface Words {
  title: string;
  words: string;
  next: HTMLElement;
}

function saidOf(reason: Exclude<Goodbye, "unknown">): Words {
  const next = h("a", { class: "btn", href: "/" }, gettext("Go to the start page"));
  switch (reason) {
    case "removed":
      return {
        title: gettext("You were taken out of the session."),
        words: gettext("Talk to the facilitator. What you wrote stays with the session."),
        next,
      };
    case "left":
      return {
        title: gettext("You left the session."),
        words: gettext("What you wrote stays with the session."),
        next,
      };
    case "deleted":
      return {
        title: gettext("This session was deleted."),
        words: gettext("The facilitator deleted the session with everything in it."),
        next,
      };
    case "signed_out":
      return {
        title: gettext("You are signed out."),
        words: gettext("Sign in to go on."),
        next: h("a", { class: "btn", href: signIn() }, gettext("Sign in")),
      };
  }
}

/** The sign-in page, which leads back to here. */
function signIn(): string {
  return `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
}
