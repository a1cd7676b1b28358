/** The menu in the bar: its commands, and which of them belong to the phase. */
import { h } from "../dom";
import { announce } from "./announce";
import { closeSession, reopenSession } from "./closing";
import { commandButton } from "./command";
import { confirm, openDialog } from "./dialog";
import { copied } from "../page/copy";
import { goTo } from "./moving";
import { openProjector } from "./projector_control";
import type { Room } from "./room";

/** Make the menu work. */
export function watchMenu(room: Room): void {
  const menu = document.querySelector<HTMLDetailsElement>("details[data-menu]");
  if (menu === null) return;
  const commands: Record<string, () => void> = {
    "close-session": () => closeSession(room),
    "reopen-session": () => reopenSession(room),
    "return-code": () => void showReturnCode(room),
    leave: () => leave(room),
    projector: () => openProjector(room),
  };
  menu.addEventListener("click", (event) => {
    const name = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset.do;
    if (name === undefined) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    commands[name]?.();
  });
  room.watch(() => showFor(menu, room));
}

function showFor(menu: HTMLElement, room: Room): void {
  const { phase } = room.state.slices.session;
  for (const item of menu.querySelectorAll<HTMLElement>("[data-phases]")) {
    item.hidden = !(item.dataset.phases ?? "").split(" ").includes(phase);
  }
}

/** Ask for a new return code and show it; the one before stops working. */
export async function showReturnCode(room: Room): Promise<void> {
  const place = h("div", { class: "stack" });
  const dialog = openDialog(
    gettext("Your return code"),
    h("p", {}, gettext("With this code you come back as yourself on another device: choose “I have a return code” on the start page. A new code replaces the one before.")),
    place,
  );
  const ask = async (): Promise<void> => {
    const { code } = await room.send<{ code: string }>("return-code/");
    place.replaceChildren(
      h("p", { class: "bigcode code-once", tabindex: "-1", "data-code": true }, code),
      h("div", { class: "row" }, commandButton({}, () => copyCode(code), gettext("Copy code"))),
    );
    announce(interpolate(gettext("Your return code is %(code)s"), { code: [...code].join(" ") }, true));
  };
  const first = commandButton({ class: "btn primary" }, ask, gettext("Make a return code"));
  place.append(first);
  dialog.element.querySelector<HTMLElement>("#dialog-title")?.focus();
}

async function copyCode(code: string): Promise<void> {
  announce((await copied(code)) ? gettext("Code copied") : gettext("Copying did not work"));
}

function leave(room: Room): void {
  confirm({
    title: gettext("Leave the session?"),
    body: h("p", {}, gettext("What you wrote stays. To come back later you need the code of the session, or your return code.")),
    yes: gettext("Leave session"),
    danger: true,
    task: async () => {
      room.leaving = true;
      await room.send("leaving/").catch((error: unknown) => {
        room.leaving = false;
        throw error;
      });
      await room.endTexts();
      goTo("/");
    },
  });
}
