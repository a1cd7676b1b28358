/** A closed round, for who leads it: the button that begins one, and the bar while it runs. */
import { h, icon } from "../dom";
import { announce } from "./announce";
import { askClosedRound } from "./closed_round_dialog";
import { commandButton } from "./command";
import type { Region } from "./region";
import type { Room } from "./room";

/** Why a command waits, or "" when it need not. */
export function untilRoundEnds(room: Room): string {
  return room.state.slices.session.closed_round ? gettext("This waits until the closed round has ended.") : "";
}

/** The button that asks about a closed round; nothing while one runs or nobody is to be led. */
export function closedRoundButton(room: Room): HTMLElement | null {
  const { phase, closed_round } = room.state.slices.session;
  if (phase !== "running" || closed_round) return null;
  return h(
    "button",
    {
      type: "button",
      class: "btn quiet",
      "data-focus": "closed-round",
      "aria-haspopup": "dialog",
      onclick: () => askClosedRound(room),
    },
    icon("door", { small: true }),
    gettext("Closed round"),
  );
}

/** Keep the bar true that says that a closed round runs, and ends it. */
export function drawClosedBar(room: Room, draw: Region): void {
  const { closed_round, vendor_name } = room.state.slices.session;
  draw([closed_round, vendor_name], () =>
    closed_round
      ? h(
          "div",
          { class: "closed-bar", "data-refusals": true },
          icon("lock"),
          h("p", {}, h("b", {}, gettext("Closed round")), " · ", gettext("the vendor does not read along")),
          commandButton({ focus: "end-round" }, () => end(room), gettext("End closed round")),
        )
      : null,
  );
}

async function end(room: Room): Promise<void> {
  await room.send("closed-round/", { on: false });
  announce(gettext("The closed round has ended."));
}
