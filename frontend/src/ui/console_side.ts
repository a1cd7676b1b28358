/** The right side of the console: people, what waits, actions, and the way in. */
import { h, icon } from "../dom";
import type { Writer } from "../texts/open";
import { addAction } from "./action_form";
import { actionList, actionsKey, mayAdd } from "./actions";
import { drawCodePanel } from "./code_panel";
import { drawParking } from "./parking";
import { PeoplePanel } from "./people_panel";
import { region } from "./region";
import type { Room } from "./room";

/** Make the parts of the side; returns what draws them for a question. */
export function consoleSide(room: Room, redraw: () => void): (number: number, writers: readonly Writer[]) => void {
  const people = new PeoplePanel(room, region("people"), redraw);
  const parking = region("parking");
  const actions = region("actions");
  const code = region("code");

  return (number, writers) => {
    people.draw(writers);
    drawParking(room, parking, number);
    drawActions(number);
    drawCodePanel(room, code);
  };

  function drawActions(number: number): void {
    const { actions: known } = room.state.slices;
    actions([mayAdd(room), number, actionsKey(room, known)], () => [
      h("h2", {}, h("span", {}, gettext("Actions"), " ", h("span", { class: "count" }, known.length)), mayAdd(room) && plus(number)),
      actionList(room, known, { numbered: true }),
    ]);
  }

  function plus(number: number): HTMLElement {
    const label = gettext("Add action");
    const onclick = (): void => addAction(room, number);
    return h("button", { type: "button", class: "btn icon quiet", "data-focus": "add-action", "aria-label": label, onclick }, icon("plus"));
  }
}
