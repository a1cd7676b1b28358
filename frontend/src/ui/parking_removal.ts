/** Takes an item off the parking list for good: one's own, or any for who leads. */
import { h, icon } from "../dom";
import type { ParkedItem } from "../live/slices";
import { confirm } from "./dialog";
import type { Room } from "./room";

/** The button that asks, when this person may take this item away now. */
export function takeAwayButton(room: Room, parked: ParkedItem): HTMLElement | null {
  if (!mayTakeAway(room, parked)) return null;
  const label = interpolate(gettext("Take away: %(text)s"), { text: parked.text }, true);
  const onclick = (): void => ask(room, parked);
  return h("button", { type: "button", class: "btn icon quiet", "data-focus": `unpark-${parked.id}`, "aria-label": label, onclick }, icon("close", { small: true }));
}

/** Whether this person may take this item away now. */
export function mayTakeAway(room: Pick<Room, "leads" | "state">, parked: ParkedItem): boolean {
  const { you, slices } = room.state;
  const { phase, closed_round } = slices.session;
  const own = parked.by === you.id && you.role !== "observer";
  const allowed = closed_round ? own && parked.closed : own || room.leads;
  return allowed && (phase === "running" || phase === "adjourned");
}

function ask(room: Room, parked: ParkedItem): void {
  confirm({
    title: gettext("Take this off the parking list?"),
    body: [h("p", { class: "words" }, parked.text), h("p", {}, gettext("It is taken away for everybody, for good. An action it became stays."))],
    yes: gettext("Take away"),
    danger: true,
    task: () => room.send(`parked/${parked.id}/removal/`),
  });
}
