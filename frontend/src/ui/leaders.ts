/** Who leads: asking a colleague of the organisation to lead too, and handing over. */
import { type Child, fill, h, icon } from "../dom";
import { get } from "../http";
import type { Person } from "../live/slices";
import { commandButton } from "./command";
import { confirm, openDialog } from "./dialog";
import { goTo } from "./moving";
import { avatar } from "./people";
import { messageOf } from "./refusal";
import type { Room } from "./room";

interface Colleague {
  id: string;
  name: string;
}

/** The button that opens the window, in words. */
export function leadersButton(room: Room): HTMLElement {
  return h(
    "button",
    { type: "button", class: "btn quiet", "data-focus": "leaders", "aria-haspopup": "dialog", onclick: () => openLeaders(room) },
    icon("star", { small: true }),
    gettext("Facilitators"),
  );
}

/** Open the window. It follows who leads while it is open. */
export function openLeaders(room: Room): void {
  const now = h("div", {});
  const others = h("div", { class: "stack" }, h("p", { class: "small muted" }, gettext("One moment…")));
  const dialog = openDialog(gettext("Who leads this session"), now, others);
  dialog.element.classList.add("leaders");
  const draw = (): void => fill(now, leadersPart(room, dialog.close));
  const fetchOthers = async (): Promise<void> => {
    try {
      const { members } = await get<{ members: Colleague[] }>(room.at("facilitators/"));
      fill(others, addPart(room, members, again));
    } catch (error) {
      fill(others, h("p", { class: "note" }, messageOf(error)));
    }
  };
  const again = async (): Promise<void> => {
    draw();
    await fetchOthers();
  };
  room.watch(() => now.isConnected && draw());
  void fetchOthers();
}

function leaders(room: Room): Person[] {
  return room.state.slices.people.filter((each) => each.role === "facilitator");
}

function leadersPart(room: Room, close: () => void): Child {
  const all = leaders(room);
  return [
    h("ul", { class: "people" }, ...all.map((each) => h("li", {}, avatar(each), h("span", { class: "nm" }, each.name, each.id === room.person && ` (${gettext("you")})`)))),
    all.length > 1
      ? h("button", { type: "button", class: "btn quiet danger", onclick: () => askToStop(room, all, close) }, gettext("Stop leading"))
      : h("p", { class: "small muted" }, gettext("You lead alone. Add somebody first if you want to hand over.")),
  ];
}

function addPart(room: Room, members: readonly Colleague[], done: () => Promise<void>): Child {
  const title = h("h3", {}, gettext("Add a facilitator"));
  if (members.length === 0) {
    return [title, h("p", { class: "small muted" }, gettext("Nobody else in your organisation can lead. The owner can invite somebody."))];
  }
  return [
    title,
    h("p", { class: "hint" }, gettext("They can do everything you can, at once, and read what was said in closed rounds.")),
    h(
      "ul",
      { class: "people" },
      ...members.map((each) => h("li", { "data-refusals": true }, h("span", { class: "nm" }, each.name), adding(room, each, done))),
    ),
  ];
}

function adding(room: Room, { id, name }: Colleague, done: () => Promise<void>): HTMLElement {
  const label = interpolate(gettext("Add: %(name)s"), { name }, true);
  const add = async (): Promise<void> => {
    await room.send("facilitators/", { member: id });
    await done();
  };
  return commandButton({ label, focus: `add-${id}` }, add, gettext("Add"));
}

function askToStop(room: Room, all: readonly Person[], close: () => void): void {
  close();
  const names = all.filter((each) => each.id !== room.person).map((each) => each.name).join(", ");
  confirm({
    title: gettext("Stop leading this session?"),
    body: h("p", {}, interpolate(gettext("%(names)s goes on. You are out of the session then; a facilitator can add you again."), { names }, true)),
    yes: gettext("Stop leading"),
    danger: true,
    task: async () => {
      room.leaving = true;
      await room.send("stepping-down/").catch((error: unknown) => {
        room.leaving = false;
        throw error;
      });
      await room.endTexts();
      goTo("/sessions/");
    },
  });
}
