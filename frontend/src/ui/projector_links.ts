/** The links that open a screen now, with a button to revoke each. */
import { type Child, h } from "../dom";
import { commandButton } from "./command";
import { dayInWords, timeInWords } from "./dates";

export interface ScreenLink {
  id: string;
  /** ISO moment. */
  made_at: string;
  /** ISO date. */
  until: string;
  /** A screen stands open behind it now. */
  open: boolean;
}

export interface ScreenLinks {
  links: ScreenLink[] | null;
}

/** The list; nothing when there is no link. */
export function drawLinks(links: readonly ScreenLink[], revoke: (id: string) => Promise<void>): Child {
  if (links.length === 0) return null;
  const rows = links.map((link) => {
    const made = interpolate(gettext("Link of %(when)s"), { when: moment(link.made_at) }, true);
    const label = interpolate(gettext("Revoke: link of %(when)s"), { when: moment(link.made_at) }, true);
    return h(
      "li",
      { class: "screen-link", "data-refusals": true },
      h("span", {}, made, h("small", {}, link.open ? gettext("Open now") : gettext("Not open now"))),
      commandButton({ focus: `revoke-${link.id}`, label }, () => revoke(link.id), gettext("Revoke")),
    );
  });
  return [h("h3", {}, gettext("Links")), h("ul", {}, ...rows)];
}

function moment(iso: string): string {
  const at = new Date(iso);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  return `${dayInWords(day)}, ${timeInWords(at)}`;
}
