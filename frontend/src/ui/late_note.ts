/** What became of words that somebody wrote while the group went on. */
import { h, icon } from "../dom";
import { commandButton } from "./command";
import type { OwnSaving } from "./own_saving";
import { messageOf } from "./refusal";
import type { Region } from "./region";

/** Keep the note true; `elsewhere`: the text itself is not on the page now. */
export function drawLateNote(draw: Region, saving: OwnSaving, elsewhere: boolean, redraw: () => void): void {
  const waits = elsewhere && saving.isLate;
  draw([elsewhere && saving.added, waits, waits && saving.now.text, saving.refused?.message], () => {
    if (waits) return waiting(saving);
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

function waiting(saving: OwnSaving): HTMLElement {
  const { refused } = saving;
  const why = refused === null ? gettext("Your last words are not with the session yet. They are on this device.") : messageOf(refused);
  return h(
    "div",
    { class: "note warn late", role: "status", "data-refusals": true },
    icon("warn", { small: true }),
    h("div", {}, h("p", {}, why), h("p", { class: "words" }, saving.now.text)),
    commandButton({ focus: "late" }, () => saving.save(), gettext("Try again")),
  );
}
