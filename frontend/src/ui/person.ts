/** What a facilitator can do for one person: another name, or out of the session. */
import { h } from "../dom";
import type { Person } from "../live/slices";
import { labelled } from "./action_form";
import { confirm, formFoot, openDialog } from "./dialog";
import { perspectiveWord } from "./people";
import type { Room } from "./room";

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
  const form = h("form", { class: "stack", novalidate: true }, labelled("person-name", gettext("Name"), input));
  const dialog = openDialog(person.name, h("p", { class: "muted small" }, perspectiveWord(person)), form);
  const foot = formFoot(
    form,
    gettext("Save name"),
    () => room.send(`people/${person.id}/name/`, { name: input.value }),
    () => dialog.close(),
  );
  foot.prepend(
    h(
      "button",
      { type: "button", class: "btn quiet danger", onclick: () => askRemoval(room, person, dialog.close) },
      gettext("Remove from session"),
    ),
  );
  form.append(foot);
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
