/** Who is in, beside the console: who needs you first, then who writes; the rest as initials. */
import { type Child, h, icon } from "../dom";
import type { Person } from "../live/slices";
import type { Writer } from "../texts/open";
import { openLeaders } from "./leaders";
import { avatar, presentFirst, roleLine } from "./people";
import { openPerson } from "./person";
import type { Region } from "./region";
import type { Room } from "./room";
import { waitingPart } from "./waiting_people";

/** Up to this many people each have a row of their own. */
const FEW = 6;

/** Keeps the list true; who asked for all rows keeps them until they fold them again. */
export class PeoplePanel {
  private unfolded = false;

  constructor(
    private readonly room: Room,
    private readonly region: Region,
    private readonly redraw: () => void,
  ) {}

  draw(writers: readonly Writer[]): void {
    const { people, session } = this.room.state.slices;
    const { here } = this.room.state;
    const writing = writers.map((each) => each.id);
    this.region([people, here, writing, session.closed_round, session.pen, this.unfolded], () => [
      h("h2", {}, h("span", {}, gettext("People"), " ", count(people, here)), this.lead()),
      waitingPart(this.room),
      this.list(people.filter((each) => each.waits !== true), here, writing),
    ]);
  }

  private list(people: readonly Person[], here: readonly string[], writing: readonly string[]): Child {
    const known = presentFirst(people, here);
    const first = known.filter((each) => writing.includes(each.id));
    const whole = this.unfolded || people.length <= FEW;
    const rows = whole ? [...first, ...known.filter((each) => !first.includes(each))] : first;
    const rest = known.filter((each) => !rows.includes(each));
    return [
      rows.length > 0 && h("ul", { class: "people" }, ...rows.map((each) => row(this.room, each, here, writing))),
      people.length > FEW && this.foot(rest, here, people.length),
    ];
  }

  /** The rest as initials, and the way to all rows and back. */
  private foot(rest: readonly Person[], here: readonly string[], all: number): HTMLElement {
    const words = this.unfolded
      ? gettext("Show fewer")
      : interpolate(gettext("All %(count)s"), { count: all }, true);
    const toggle = (): void => {
      this.unfolded = !this.unfolded;
      this.redraw();
    };
    return h(
      "div",
      { class: "rest" },
      h("span", { class: "avs" }, ...rest.map((each) => h("span", { class: away(each, here) ? "gone" : null, title: each.name }, avatar(each)))),
      h("span", { class: "vh" }, rest.map((each) => each.name).join(", ")),
      h("button", { type: "button", class: "btn quiet all", "data-focus": "all-people", "aria-expanded": String(this.unfolded), onclick: toggle }, words),
    );
  }

  private lead(): HTMLElement {
    const label = gettext("Who leads this session");
    const onclick = (): void => openLeaders(this.room);
    return h("button", { type: "button", class: "btn icon quiet", "data-focus": "leaders", "aria-haspopup": "dialog", "aria-label": label, title: label, onclick }, icon("star"));
  }
}

function count(people: readonly Person[], here: readonly string[]): HTMLElement {
  const present = people.filter((each) => here.includes(each.id)).length;
  const words =
    here.length === 0
      ? String(people.length)
      : interpolate(gettext("%(present)s of %(all)s here"), { present, all: people.length }, true);
  return h("span", { class: "count" }, words);
}

function away(person: Person, here: readonly string[]): boolean {
  return here.length > 0 && !here.includes(person.id);
}

function row(room: Room, person: Person, here: readonly string[], writing: readonly string[]): HTMLElement {
  const name = h(
    "span",
    { class: "nm" },
    h("span", { class: "nm-line" }, h("span", {}, person.name), state(person, here, writing)),
    h("small", {}, roleLine(person), marks(room, person)),
  );
  return h("li", { class: away(person, here) ? "gone" : null }, avatar(person), name, person.role !== "facilitator" && options(room, person));
}

function state(person: Person, here: readonly string[], writing: readonly string[]): Child {
  if (writing.includes(person.id)) return h("span", { class: "stt" }, icon("pen", { small: true }), gettext("writes"));
  return away(person, here) && h("span", { class: "stt" }, gettext("away"));
}

/** What a facilitator knows of somebody beside their role. */
function marks(room: Room, person: Person): string {
  const { one_pen, pen, closed_round } = room.state.slices.session;
  const has = one_pen && pen === person.id ? gettext("has the pen") : "";
  const reads = closed_round && person.insider === true && person.role !== "facilitator" ? gettext("in the closed round") : "";
  return [has, reads].map((each) => (each === "" ? "" : ` · ${each}`)).join("");
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
