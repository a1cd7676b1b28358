/** The page of who stays outside a closed round: kind, calm, and gone by itself when it ends. */
import { find, h, icon } from "../dom";
import { announce } from "./announce";
import { isOutside } from "./rights";
import type { Room } from "./room";

/** Put one message in place of the page while the person on it stays outside. */
export function watchRound(room: Room): void {
  const main = find("#main");
  let screen: HTMLElement | null = null;
  room.watch(() => {
    const outside = isOutside(room);
    if (outside === (screen !== null)) return;
    if (outside) screen = show(room, main);
    else {
      screen?.remove();
      screen = null;
      main.hidden = false;
      main.focus();
      announce(gettext("You are back. The closed round is over for you."));
    }
  });
}

function show(room: Room, main: HTMLElement): HTMLElement {
  const { title, words } = said(room);
  // The page's own main is hidden: this is the main part now.
  const screen = h(
    "main",
    { class: "farewell outside", "aria-labelledby": "outside-title" },
    h(
      "div",
      { class: "sheet pad stack" },
      h("h1", { class: "serif", id: "outside-title", tabindex: "-1" }, icon("pause"), title),
      h("p", {}, words),
      h("p", { class: "small muted" }, gettext("You do not have to do anything. This page goes on by itself.")),
    ),
  );
  document.querySelectorAll<HTMLDialogElement>("dialog.dialog").forEach((each) => each.close());
  main.hidden = true;
  main.after(screen);
  screen.querySelector<HTMLElement>("h1")?.focus();
  return screen;
}

function said(room: Room): { title: string; words: string } {
  switch (room.state.you.role) {
    case "vendor":
      return { title: gettext("The group talks without the vendor for a moment."), words: gettext("You will be back soon. Your own texts stay as they are.") };
    case "observer":
      return { title: gettext("The group talks among itself for a moment."), words: gettext("Who only looks on waits until then. You will be back soon.") };
    default:
      return { title: gettext("The group is in a closed round."), words: gettext("The facilitator lets you in soon.") };
  }
}
