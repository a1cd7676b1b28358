/** In the lobby: which steps a session uses, how input is shown, and whom that would give away. */
import { h, icon } from "../dom";
import type { Person, ShownWith } from "../live/slices";
import { isPlain } from "./next_step";
import type { Region } from "./region";
import type { Room } from "./room";
import { stepWord } from "./step_bar";

/** Keep it true. */
export function drawWays(room: Room, draw: Region): void {
  const { steps, shown_with, one_pen } = room.state.slices.session;
  const alone = shown_with === "role" && steps.includes("writing") ? soleRoles(room.state.slices.people) : [];
  draw([steps, shown_with, one_pen, alone], () => [
    h("h3", { class: "label" }, gettext("How you work")),
    isPlain(steps)
      ? h("p", { class: "small" }, gettext("Everybody writes straight into the joint answer."))
      : h("ol", { class: "ways small" }, ...steps.map((each) => h("li", {}, stepWord(each)))),
    one_pen && h("p", { class: "small" }, gettext("One person writes; the others propose sentences.")),
    steps.includes("writing") && h("p", { class: "small" }, h("span", { class: "muted" }, gettext("Input is shown:")), " ", h("b", { class: "b" }, shownWord(shown_with))),
    alone.length > 0 && warning(alone),
  ]);
}

/** The word for how input is shown. */
export function shownWord(shown: ShownWith): string {
  return {
    role: pgettext("input", "With role"),
    name: pgettext("input", "With name"),
    nothing: pgettext("input", "Without name and role"),
  }[shown];
}

/** The roles that only one of those who write has: with the role shown, everybody knows who it is. */
export function soleRoles(people: readonly Person[]): string[] {
  const labels = people
    .filter((each) => each.role === "participant" || each.role === "scribe")
    .map((each) => each.perspective_label);
  return [...new Set(labels)].filter((label) => labels.filter((each) => each === label).length === 1);
}

function warning(roles: readonly string[]): HTMLElement {
  const words = ngettext(
    "Only one person here has this role: %(roles)s. With the role shown, everybody knows whose input it is. Who does not want that ticks “Without name”.",
    "Only one person each has these roles: %(roles)s. With the role shown, everybody knows whose input it is. Who does not want that ticks “Without name”.",
    roles.length,
  );
  return h("div", { class: "note warn" }, icon("warn", { small: true }), h("p", {}, interpolate(words, { roles: roles.join(", ") }, true)));
}
