/** Two devices of one person wrote apart: both texts, and which of them stays. */
import { fill, h } from "../dom";
import type { OwnSaving } from "./own_saving";

/** Show both texts with a button each while there is something to choose; nothing otherwise. */
export function askWhichStays(host: HTMLElement, saving: OwnSaving): void {
  const { rival, now } = saving;
  const key = rival === null ? "" : JSON.stringify([rival, now]);
  if (host.dataset.key === key) return;
  const was = host.childElementCount > 0;
  host.dataset.key = key;
  if (rival === null) {
    fill(host);
    return;
  }
  fill(
    host,
    h(
      "section",
      { class: "clash", "aria-labelledby": "clash-title" },
      h("h3", { id: "clash-title", tabindex: "-1", class: "b" }, gettext("Choose which text stays")),
      h("p", { class: "small" }, gettext("You also wrote on another device or in another window.")),
      choice(gettext("Here"), now.text, gettext("Keep this text"), () => saving.choose("this")),
      choice(gettext("Elsewhere"), rival.text, gettext("Keep that text"), () => saving.choose("other")),
      h("button", { type: "button", class: "btn", onclick: () => saving.choose("both") }, gettext("Keep both texts")),
    ),
  );
  if (!was) host.querySelector<HTMLElement>("#clash-title")?.focus();
}

function choice(title: string, text: string, words: string, task: () => void): HTMLElement {
  return h(
    "div",
    { class: "inbr" },
    h("h4", { class: "head" }, title),
    h("p", { class: "words" }, text || gettext("No text")),
    h("button", { type: "button", class: "btn", onclick: task }, words),
  );
}
