/** The sub-questions of a question as a tick list. */
import { h, icon } from "../dom";
import { questionIn } from "./catalogue";
import { clearRefusal, showRefusal } from "./refusal";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the tick list true; a question of one part has none. */
export function drawParts(room: Room, draw: Region, number: number): void {
  const { parts } = questionIn(room.catalogue, number);
  const done = room.state.slices[`question.${number}`]?.parts_done ?? [];
  const may = mayTick(room);
  draw([number, done, may], () => {
    if (parts.length < 2) return null;
    return [
      h("h2", { class: "label" }, gettext("Sub-questions"), " ", count(done.length, parts.length)),
      h(
        "ul",
        { class: "subq", "data-refusals": true },
        ...parts.map((text, part) => h("li", {}, tick(room, { number, part, text, on: done.includes(part), may }))),
      ),
    ];
  });
}

interface Tick {
  number: number;
  part: number;
  text: string;
  on: boolean;
  may: boolean;
}

function tick(room: Room, { number, part, text, on, may }: Tick): HTMLElement[] {
  if (!may) {
    const word = on ? gettext("Done:") : gettext("Not yet:");
    return [
      h("span", { class: on ? "tick on" : "tick", "aria-hidden": "true" }, on && icon("check")),
      h("span", {}, h("span", { class: "vh" }, word, " "), text),
    ];
  }
  const box = h("input", {
    type: "checkbox",
    checked: on,
    "data-command": true,
    "data-focus": `part-${part}`,
    onchange: () => void send(room, box, number, part),
  });
  return [h("label", { class: "part", title: text }, box, h("span", {}, text))];
}

async function send(room: Room, box: HTMLInputElement, number: number, part: number): Promise<void> {
  const list = box.closest("[data-refusals]");
  if (list !== null) clearRefusal(list);
  const wanted = box.checked;
  try {
    await room.send(`questions/${number}/parts/`, { part, done: wanted });
  } catch (error) {
    box.checked = !wanted;
    if (list !== null) showRefusal(list, error);
  }
}

function count(done: number, all: number): HTMLElement {
  const words = interpolate(gettext("%(done)s of %(all)s"), { done, all }, true);
  return h("span", { class: "count" }, words);
}

function mayTick(room: Room): boolean {
  const { you, slices } = room.state;
  const { phase, closed_round } = slices.session;
  return phase === "running" && !closed_round && (you.role === "facilitator" || you.role === "scribe");
}
