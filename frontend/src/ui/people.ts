/** How a person looks: initials in their colour, square with a double edge for the vendor. */
import { h } from "../dom";
import type { Person, Role } from "../live/slices";

/** The first two letters of a name; signs outside the basic plane stay whole. */
export function initials(name: string): string {
  return [...name.trim()].slice(0, 2).join("");
}

/** The round or square mark of a person, hidden from screen readers: the name stands beside it. */
export function avatar(person: Pick<Person, "name" | "vendor" | "colour">): HTMLElement {
  return h(
    "span",
    { class: person.vendor ? "av lev" : "av", "data-c": person.colour, "aria-hidden": "true" },
    initials(person.name),
  );
}

/** The tag that shows the vendor is the vendor. */
export function vendorTag(): HTMLElement {
  return h("span", { class: "tag lev" }, gettext("Vendor"));
}

/** Perspective, and what somebody does in the session when that is more than taking part. */
export function roleLine(person: Person): string {
  const extra = extraRole(person.role);
  const word = perspectiveWord(person);
  return extra === "" ? word : `${word} · ${extra}`;
}

/** Where somebody speaks from, in the language of this page; for "other" in their own words. */
export function perspectiveWord(person: Pick<Person, "role" | "perspective" | "perspective_label">): string {
  if (person.role === "facilitator") return gettext("Facilitator");
  const words: Record<string, string> = {
    recruiter: gettext("Recruiter"),
    manager: gettext("Hiring manager"),
    works_council: gettext("Works council"),
    privacy: gettext("Privacy (DPO)"),
    legal: gettext("Legal"),
    diversity: gettext("Diversity and inclusion"),
    vendor: gettext("Vendor"),
  };
  return words[person.perspective] ?? person.perspective_label;
}

/** Who is here first, each in order of joining; everybody when it is not known yet. */
export function presentFirst(people: readonly Person[], here: readonly string[]): Person[] {
  const there = (person: Person) => here.length === 0 || here.includes(person.id);
  return [...people.filter(there), ...people.filter((person) => !there(person))];
}

function extraRole(role: Role): string {
  switch (role) {
    case "scribe":
      return gettext("scribe");
    case "observer":
      return gettext("observer");
    default:
      return "";
  }
}
