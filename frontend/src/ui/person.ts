/** What a facilitator can do for one person: another name or role, into a closed round, or out. */
import { type Child, h } from "../dom";
import type { Person } from "../live/slices";
import { labelled } from "./action_form";
import { untilRoundEnds } from "./closed_round";
import { commandButton } from "./command";
import { confirm, formFoot, openDialog } from "./dialog";
import { perspectiveWord } from "./people";
import { roleField, roleIn } from "./person_role";
import type { Room } from "./room";
import { admit } from "./waiting_people";

/** Open the window of one person. */
export function openPerson(room: Room, person: Person): void {
  const input = h("input", {
    class: "input",
    id: "person-name",
    name: "name",
    maxlength: 40,
    autocomplete: "off",
    value: person.name,
    "data-first": true,
  });
  const form = h(
    "form",
    { class: "stack", novalidate: true },
    labelled("person-name", gettext("Name"), input),
    roleField(person, whyNoRole(room)),
    letInPart(room, person),
  );
  const dialog = openDialog(person.name, h("p", { class: "muted small" }, perspectiveWord(person)), form);
  const save = async (): Promise<void> => {
    const role = roleIn(form) ?? person.role;
    if (input.value !== person.name) await room.send(`people/${person.id}/name/`, { name: input.value });
    if (role !== person.role) await room.send(`people/${person.id}/role/`, { role });
  };
  const foot = formFoot(form, gettext("Save"), save, () => dialog.close());
  foot.prepend(
    h(
      "button",
      { type: "button", class: "btn quiet danger", onclick: () => askRemoval(room, person, dialog.close) },
      gettext("Remove from session"),
    ),
  );
  form.append(foot);
}

function whyNoRole(room: Room): string {
  if (room.state.slices.session.phase === "closed") return gettext("The session is closed.");
  return untilRoundEnds(room);
}

/** Somebody who came after a closed round may read it only when a facilitator says so. */
function letInPart(room: Room, person: Person): Child {
  const held = room.state.slices.people.some((each) => each.insider === true && each.role !== "facilitator");
  const admissible = person.role === "participant" || person.role === "scribe";
  if (!held || !admissible || person.insider !== false) return null;
  const words = interpolate(gettext("%(name)s cannot read what was said in closed rounds."), { name: person.name }, true);
  const done = h("div", { class: "note", "data-refusals": true }, h("p", {}, words));
  done.append(
    commandButton({}, async () => {
      await admit(room, person);
      done.replaceChildren(h("p", { role: "status" }, interpolate(gettext("%(name)s can read it now."), { name: person.name }, true)));
    }, gettext("Let in")),
  );
  return done;
}

function askRemoval(room: Room, person: Person, closeForm: () => void): void {
  closeForm();
  const { name } = person;
  confirm({
    title: interpolate(gettext("Remove %(name)s from the session?"), { name }, true),
    body: h(
      "p",
      {},
      interpolate(gettext("%(name)s is out at once, on every device. What %(name)s wrote stays."), { name }, true),
    ),
    yes: interpolate(gettext("Remove %(name)s"), { name }, true),
    danger: true,
    task: () => room.send(`people/${person.id}/removal/`),
  });
}
