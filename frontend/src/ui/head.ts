/** The question itself, its theme and its place among the others, in the bar and on the sheet. */
import { fill, h, icon, setAttribute, setText } from "../dom";
import { questionIn, themeIcon, themeOf } from "./catalogue";
import type { Room } from "./room";

/** Show the question with this number in every part of the page that names it. */
export function showHead(room: Room, number: number): void {
  const question = questionIn(room.catalogue, number);
  const theme = themeOf(room.catalogue, number);
  for (const place of each("[data-theme-of]")) setAttribute(place, "data-t", theme.number);
  for (const place of each("[data-badge]")) {
    fill(place, h("b", {}, theme.number), icon(themeIcon(theme)), h("span", {}, theme.short_name));
  }
  for (const place of each("[data-place]")) setText(place, placeOf(room, number));
  for (const place of each("[data-short-name]")) setText(place, question.short_name);
  for (const place of each("[data-question-text]")) setText(place, question.text);
  document.title = `${placeOf(room, number)} – ${room.state.slices.session.title}`;
}

/** "Vraag 8 van 20". */
export function placeOf(room: Room, number: number): string {
  const total = room.catalogue.questions.length;
  return interpolate(gettext("Question %(number)s of %(total)s"), { number, total }, true);
}

/** Put the focus on the question, as a page that was just opened would. */
export function focusHead(): void {
  const heading = document.querySelector<HTMLElement>("[data-question-text]");
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
  heading?.closest(".mid")?.scrollTo(0, 0);
}

function each(selector: string): NodeListOf<Element> {
  return document.querySelectorAll(selector);
}
