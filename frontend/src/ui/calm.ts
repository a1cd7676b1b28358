/** Says beside the commands what is no fault: somebody else was first, or something must wait. */
import { h, icon } from "../dom";
import { announce } from "./announce";

/** Long enough to read it twice (ms); it covers nothing, so nobody has to click it away. */
const SHOWN_FOR = 12_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Show this sentence for a while and say it once; a page without the place only says it. */
export function sayCalmly(words: string): void {
  announce(words);
  const place = document.querySelector<HTMLElement>("[data-calm]");
  if (place === null) return;
  clearTimeout(timer);
  place.replaceChildren(icon("info", { small: true }), h("span", {}, words));
  place.hidden = false;
  timer = setTimeout(() => (place.hidden = true), SHOWN_FOR);
}
