/** Code and door, in reach beside the console. */
import { h, icon, setText } from "../dom";
import { doorButton } from "./invitation";
import { projectorButton } from "./projector_control";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the panel true, and the code in the bar. */
export function drawCodePanel(room: Room, draw: Region): void {
  const { invitation, session } = room.state.slices;
  const short = document.querySelector("[data-code-short]");
  if (short !== null) setText(short, invitation?.shown ?? "");
  draw([invitation?.shown, session.door_open, session.phase], () => {
    if (invitation === null || session.phase === "closed") return null;
    return [
      h("h2", {}, gettext("Joining")),
      h("p", { class: "code-row" }, h("span", { class: "muted" }, gettext("Code")), " ", h("b", { class: "num" }, invitation.shown)),
      !session.door_open && h("p", { class: "small muted" }, gettext("Nobody can join now.")),
      h(
        "div",
        { class: "row" },
        doorButton(room),
        h("a", { class: "btn quiet", href: room.at("lobby/") }, icon("qr", { small: true }), gettext("People and code")),
        projectorButton(room),
      ),
    ];
  });
}
