/** The choice of what somebody does in a session, with what it means for closed rounds. */
import { h, setText } from "../dom";
import type { Person, Role } from "../live/slices";

type Given = Exclude<Role, "facilitator" | "projector">;
const GIVEN: readonly Given[] = ["participant", "scribe", "vendor", "observer"];

/** The radio buttons; `waits` says why no role can be given now, or is "". */
export function roleField(person: Person, waits: string): HTMLElement {
  const meaning = h("p", { class: "small muted", role: "status" });
  const field = h(
    "fieldset",
    { class: "roles", disabled: waits !== "" },
    h("legend", { class: "label" }, gettext("Role in this session")),
    h("div", { class: "choices two" }, ...GIVEN.map((role) => choice(role, role === person.role))),
    waits === "" ? meaning : h("p", { class: "small muted" }, waits),
  );
  field.addEventListener("change", () => setText(meaning, meaningOf(person, roleIn(field))));
  return field;
}

/** The role that is chosen in this form, or null. */
export function roleIn(form: HTMLElement): Role | null {
  return (form.querySelector<HTMLInputElement>("input[name=role]:checked")?.value as Role | undefined) ?? null;
}

/** What changes for this person with another role; "" when nothing does. Pure. */
export function meaningOf(person: Person, role: Role | null): string {
  if (role === null || role === person.role) return "";
  const { name } = person;
  const words: Partial<Record<Role, string>> = {
    participant: gettext("%(name)s takes part, and reads earlier closed rounds only once you let them in."),
    scribe: gettext("%(name)s writes down for the group, and may read what was said in closed rounds."),
    vendor: gettext("%(name)s is shown as vendor everywhere, and reads nothing of closed rounds."),
    observer: gettext("%(name)s only looks on, and reads nothing of closed rounds."),
  };
  return interpolate(words[role] ?? "", { name }, true);
}

function choice(role: Given, checked: boolean): HTMLElement {
  const words: Record<Given, string> = {
    participant: gettext("Participant"),
    scribe: gettext("Scribe"),
    vendor: gettext("Vendor"),
    observer: gettext("Observer"),
  };
  return h("label", { class: "choice" }, h("input", { type: "radio", name: "role", value: role, checked }), h("span", {}, words[role]));
}
