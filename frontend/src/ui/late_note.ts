/** What became of words that somebody wrote while the group went on. */
import { h, icon } from "../dom";
import type { Keeping } from "../texts/keeper";
import { commandButton } from "./command";
import type { OwnSaving } from "./own_saving";
import { messageOf } from "./refusal";
import type { Region } from "./region";

export interface Late {
  saving: OwnSaving;
  /** Where this device has what is not saved. */
  keeping: Keeping;
  /** The text itself is not on the page now. */
  elsewhere: boolean;
}

/** Keep the note true. */
export function drawLateNote(draw: Region, { saving, keeping, elsewhere }: Late, redraw: () => void): void {
  const waits = elsewhere && saving.isLate;
  draw([elsewhere && saving.added, waits && [saving.now.text, keeping], saving.refused?.message], () => {
    if (waits) return waiting(saving, keeping);
    return elsewhere && saving.added && added(saving, redraw);
  });
}

function added(saving: OwnSaving, redraw: () => void): HTMLElement {
  const close = (): void => {
    saving.added = false;
    redraw();
  };
  return h(
    "div",
    { class: "note ok late", role: "status" },
    icon("check", { small: true }),
    h("p", {}, gettext("The group has gone on. Your text was kept as an addition.")),
    h("button", { type: "button", class: "btn icon quiet", "aria-label": gettext("Close"), onclick: close }, icon("close", { small: true })),
  );
}

/** Why the last words are not with the session; they are on this device only once it says so. */
export function whyLate({ refused }: Pick<OwnSaving, "refused">, keeping: Keeping): string {
  if (refused !== null) return messageOf(refused);
  switch (keeping) {
    case "busy":
      return gettext("Your last words are not with the session yet.");
    case "kept":
      return gettext("Your last words are not with the session yet. They are on this device.");
    case "unable":
      return gettext("Your last words are not with the session yet. This browser cannot keep them: leave this page open.");
  }
}

function waiting(saving: OwnSaving, keeping: Keeping): HTMLElement {
  const why = whyLate(saving, keeping);
  return h(
    "div",
    { class: "note warn late", role: "status", "data-refusals": true },
    icon("warn", { small: true }),
    h("div", {}, h("p", {}, why), h("p", { class: "words" }, saving.now.text)),
    commandButton({ focus: "late" }, () => saving.save(), gettext("Try again")),
  );
}
