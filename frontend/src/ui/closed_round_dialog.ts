/** Asks who stays for a closed round, says what it means, and begins it. */
import { h } from "../dom";
import type { Person } from "../live/slices";
import { announce } from "./announce";
import { formFoot, openDialog } from "./dialog";
import { avatar, roleLine, vendorTag } from "./people";
import type { Room } from "./room";

/** Open the window. */
export function askClosedRound(room: Room): void {
  const { people, session } = room.state.slices;
  const staying = people.filter((each) => each.role === "scribe" || each.role === "participant");
  const going = people.filter((each) => each.role === "vendor" || each.role === "observer");
  const form = h(
    "form",
    { class: "stack", novalidate: true },
    h("p", {}, gettext("Talk for a moment without the vendor. What you write then is for who stays, and for the internal report only.")),
    h("p", {}, gettext("Meanwhile nobody writes in the joint answer, and who comes in later waits for you.")),
    staysList(staying, session.closed_rounds_held),
    goesList(going),
  );
  const dialog = openDialog(gettext("Begin a closed round?"), form);
  const send = (): Promise<unknown> => room.send("closed-round/", { on: true, insiders: ticked(form) });
  form.append(
    formFoot(form, gettext("Begin closed round"), send, () => {
      dialog.close();
      announce(gettext("The closed round has begun."));
    }),
  );
}

function staysList(people: readonly Person[], heldBefore: boolean): HTMLElement {
  return h(
    "fieldset",
    { class: "stays" },
    h("legend", { class: "label" }, gettext("Who stays?")),
    h("p", { class: "hint" }, gettext("You and the other facilitators always stay.")),
    people.length === 0 && h("p", { class: "small muted" }, gettext("Nobody else is here.")),
    h("div", { class: "opts" }, ...people.map((each) => stays(each, staysAtFirst(each, heldBefore)))),
  );
}

/** Whether somebody is ticked to begin with: after an earlier round, only who was let in. */
export function staysAtFirst(person: Person, heldBefore: boolean): boolean {
  return !heldBefore || person.insider !== false;
}

function stays(person: Person, checked: boolean): HTMLElement {
  return h(
    "label",
    { class: "opt" },
    h("input", { type: "checkbox", name: "insiders", value: person.id, checked }),
    avatar(person),
    h("span", {}, person.name, h("small", {}, roleLine(person))),
  );
}

function goesList(people: readonly Person[]): HTMLElement {
  return h(
    "section",
    {},
    h("h3", { class: "label" }, gettext("Who goes out?")),
    h(
      "ul",
      { class: "people" },
      ...people.map((each) => h("li", {}, avatar(each), h("span", { class: "nm" }, each.name), each.vendor ? vendorTag() : h("span", { class: "muted" }, gettext("observer")))),
      h("li", { class: "muted" }, gettext("The screen for the room shows “Closed round”.")),
    ),
  );
}

function ticked(form: HTMLFormElement): string[] {
  return new FormData(form).getAll("insiders").map(String);
}
