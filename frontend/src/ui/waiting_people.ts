/** Who takes part and waits outside a closed round, until a facilitator lets them in. */
import { h } from "../dom";
import type { Person } from "../live/slices";
import { commandButton } from "./command";
import { avatar, roleLine } from "./people";
import type { Room } from "./room";

/** Those who wait, on top of everybody; nothing when nobody does. */
export function waitingPart(room: Room): HTMLElement | null {
  const waiting = room.state.slices.people.filter((each) => each.waits === true);
  if (waiting.length === 0) return null;
  return h(
    "section",
    { class: "waiting-people", "aria-label": gettext("Waiting for you") },
    h("h3", { class: "label" }, gettext("Waiting for you"), " ", h("span", { class: "count" }, waiting.length)),
    h("ul", { class: "people" }, ...waiting.map((each) => row(room, each))),
  );
}

/** Let somebody into closed rounds, and what was said in them. */
export function admit(room: Room, person: Person): Promise<unknown> {
  return room.send(`people/${person.id}/admission/`);
}

function row(room: Room, person: Person): HTMLElement {
  const label = interpolate(gettext("Let in: %(name)s"), { name: person.name }, true);
  return h(
    "li",
    { "data-refusals": true },
    avatar(person),
    h("span", { class: "nm" }, h("span", {}, person.name), h("small", {}, roleLine(person))),
    commandButton({ focus: `admit-${person.id}`, label }, () => admit(room, person), gettext("Let in")),
  );
}
