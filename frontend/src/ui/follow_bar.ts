/** The bar that says where the group is, when this page shows something else. */
import { h, icon } from "../dom";
import { isElsewhere } from "./follow";
import type { Region } from "./region";
import type { Room } from "./room";
import type { Shown } from "./shown";

/** Keep the bar true. The session that closed while somebody was writing is said here too. */
export function drawFollowBar(room: Room, draw: Region, shown: Shown): void {
  const { current_question: current, phase } = room.state.slices.session;
  const apart = phase === "running" && isElsewhere(shown.number, current);
  draw([apart, current, phase, room.leads], () => {
    if (phase === "closed" && !room.leads) return closed(room);
    return apart ? bar(room, shown, current) : null;
  });
}

function bar(room: Room, shown: Shown, current: number): HTMLElement {
  const where = room.leads
    ? gettext("Question %(number)s is on the table.")
    : gettext("The group is at question %(number)s.");
  return h(
    "div",
    { class: "follow" },
    h("p", {}, h("b", {}, interpolate(where, { number: current }, true)), " ", h("span", { class: "more" }, gettext("You are looking at another question."))),
    h(
      "button",
      { type: "button", class: "btn", "data-focus": "follow", onclick: () => shown.go(current) },
      gettext("Go to the question of now"),
      icon("next", { small: true }),
    ),
  );
}

function closed(room: Room): HTMLElement {
  return h(
    "div",
    { class: "follow" },
    h("p", {}, h("b", {}, gettext("The session is closed.")), " ", gettext("Nobody can write any more.")),
    h("a", { class: "btn", href: room.at("ending/") }, gettext("Go to the end"), icon("next", { small: true })),
  );
}
