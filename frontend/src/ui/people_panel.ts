/** Who is in, beside the console: present first, and who is writing. */
import { h, icon } from "../dom";
import type { Person } from "../live/slices";
import type { Writer } from "../texts/open";
import { avatar, presentFirst, roleLine } from "./people";
import { openPerson } from "./person";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the list true. */
export function drawPeople(room: Room, draw: Region, writers: readonly Writer[]): void {
  const { people } = room.state.slices;
  const { here } = room.state;
  const writing = writers.map((each) => each.id);
  draw([people, here, writing], () => [
    h("h2", {}, h("span", {}, gettext("People"), " ", count(people, here))),
    h("ul", { class: "people" }, ...presentFirst(people, here).map((each) => row(room, each, here, writing))),
  ]);
}

function count(people: readonly Person[], here: readonly string[]): HTMLElement {
  const present = people.filter((each) => here.includes(each.id)).length;
  const words =
    here.length === 0
      ? String(people.length)
      : interpolate(gettext("%(present)s of %(all)s here"), { present, all: people.length }, true);
  return h("span", { class: "count" }, words);
}

function row(room: Room, person: Person, here: readonly string[], writing: readonly string[]): HTMLElement {
  const away = here.length > 0 && !here.includes(person.id);
  const writes = writing.includes(person.id);
  const what = writes
    ? h("span", { class: "stt" }, icon("pen", { small: true }), gettext("writes"))
    : away && h("span", { class: "stt" }, gettext("away"));
  const name = h(
    "span",
    { class: "nm" },
    h("span", { class: "nm-line" }, h("span", {}, person.name), what),
    h("small", {}, roleLine(person)),
  );
  return h(
    "li",
    { class: away ? "gone" : null },
    avatar(person),
    name,
    person.role !== "facilitator" && options(room, person),
  );
}

/** The button that opens what a facilitator can do for somebody. */
export function options(room: Room, person: Person): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "btn icon quiet",
      "data-focus": `person-${person.id}`,
      "aria-label": interpolate(gettext("Options for %(name)s"), { name: person.name }, true),
      "aria-haspopup": "dialog",
      onclick: () => openPerson(room, person),
    },
    icon("more", { small: true }),
  );
}
