/** The lobby: code and QR for the room, who is in, the door, and the start. */
import { find, h, icon, setText } from "../dom";
import type { Person } from "../live/slices";
import { announce } from "./announce";
import { commandButton } from "./command";
import {
  copyLinkButton,
  doorButton,
  drawCode,
  drawQr,
  hostOf,
  newCodeButton,
} from "./invitation";
import { goTo } from "./moving";
import { avatar, presentFirst, roleLine, vendorTag } from "./people";
import { leadersButton } from "./leaders";
import { options } from "./people_panel";
import { projectorButton } from "./projector_control";
import { type Region, region } from "./region";
import type { Room } from "./room";
import { drawWays } from "./ways_of_working";

/** Bring the lobby to life. */
export function startLobby(room: Room): void {
  const regions = {
    buttons: region("code-buttons"),
    door: region("door"),
    people: region("people"),
    ways: region("ways"),
    command: region("command"),
  };
  let known = room.state.slices.people.map((each) => each.id);
  let code = "";

  room.watch(() => {
    const { invitation, people, session } = room.state.slices;
    if (invitation !== null && invitation.code !== code) {
      code = invitation.code;
      drawQr(find<SVGSVGElement>("[data-qr]"), invitation);
      drawCode(find("[data-code]"), invitation);
      setText(find("[data-host]"), hostOf(invitation));
    }
    regions.buttons(session.phase, () => [copyLinkButton(room), newCodeButton(room), projectorButton(room)]);
    regions.door([session.door_open, session.phase], () => [leadersButton(room), session.phase !== "closed" && doorButton(room)]);
    drawState(room);
    drawWays(room, regions.ways);
    drawPeople(room, regions.people);
    drawCommand(room, regions.command);
    tellWhoCame(people, known);
    known = people.map((each) => each.id);
  });
}

function drawState(room: Room): void {
  const { phase, door_open } = room.state.slices.session;
  const note = find("[data-door-note]");
  const words = {
    draft: gettext("The code works as soon as you make the session ready."),
    closed: gettext("The session is closed. Nobody can join."),
  };
  const open = door_open ? "" : gettext("Joining is locked. Nobody can join until you unlock it.");
  setText(note, phase === "draft" || phase === "closed" ? words[phase] : open);
  note.hidden = note.textContent === "";
  // Beside a shut door this would not be true.
  find("[data-later]").hidden = !note.hidden;
}

function drawPeople(room: Room, draw: Region): void {
  const { people } = room.state.slices;
  const { here } = room.state;
  const guests = presentFirst(people, here).filter((each) => each.role !== "facilitator");
  setText(find("[data-people-count]"), ngettext("%s person", "%s people", guests.length).replace("%s", String(guests.length)));
  draw([people, here], () => {
    if (guests.length === 0) {
      return h("p", { class: "empty" }, gettext("Nobody is here yet. Show the QR code on the screen."));
    }
    return h("ul", { class: "grid" }, ...guests.map((each) => card(room, each, here)));
  });
}

function card(room: Room, person: Person, here: readonly string[]): HTMLElement {
  const away = here.length > 0 && !here.includes(person.id);
  // The tag beside it says vendor already.
  const role = person.vendor ? room.state.slices.session.vendor_name : roleLine(person);
  const line = [role, away ? gettext("away") : ""].filter((each) => each !== "").join(" · ");
  return h(
    "li",
    { class: away ? "sheet gone" : "sheet" },
    avatar(person),
    h("span", { class: "nm" }, h("b", { class: "b" }, person.name), h("small", {}, line)),
    person.vendor && vendorTag(),
    options(room, person),
  );
}

function tellWhoCame(people: readonly Person[], known: readonly string[]): void {
  const came = people.filter((each) => !known.includes(each.id)).map((each) => each.name);
  if (came.length === 0) return;
  announce(interpolate(gettext("%(names)s came in"), { names: came.join(", ") }, true));
}

function drawCommand(room: Room, draw: Region): void {
  const { phase, current_question: current } = room.state.slices.session;
  draw([phase, current], () => h("div", { class: "go", "data-refusals": true }, bigButton(room, phase, current)));
}

function bigButton(room: Room, phase: string, current: number): HTMLElement {
  const look = { class: "btn primary big nx", focus: "next" };
  const arrow = icon("next", { small: true });
  if (phase === "draft") {
    return commandButton(look, () => room.send("phase/", { phase: "lobby" }), gettext("Make session ready"), arrow);
  }
  if (phase === "lobby") {
    const start = async (): Promise<void> => {
      await room.send("phase/", { phase: "running" });
      goTo(room.at(`questions/${current}/`));
    };
    return commandButton(look, start, gettext("Start session"), arrow);
  }
  const [to, words] =
    phase === "closed"
      ? [room.at("ending/"), gettext("Go to the end")]
      : [room.at(`questions/${current}/`), gettext("Go to the question of now")];
  return h("a", { class: look.class, href: to, "data-focus": "next" }, words, arrow);
}
