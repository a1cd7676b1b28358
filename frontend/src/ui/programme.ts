/** The themes and questions beside the console: what is done, what is on the table. */
import { fill, setAttribute, setText } from "../dom";
import { themeOf } from "./catalogue";
import { outcomeShape, standingOf } from "./outcomes";
import type { Room } from "./room";

/** Keep the list true. It stays in place, so that nobody loses where they were in it. */
export function drawProgramme(room: Room, nav: HTMLElement, shown: number): void {
  const { session } = room.state.slices;
  const running = session.phase === "running";
  for (const question of room.questions) {
    const link = nav.querySelector<HTMLElement>(`a[data-question="${question.number}"]`);
    if (link === null) continue;
    const standing = standingOf(question, session.current_question, running);
    setAttribute(link, "aria-current", question.number === shown ? "true" : null);
    setAttribute(link, "data-now", standing === "busy");
    setAttribute(link, "data-out", standing === "out");
    drawMark(link, standing);
  }
  drawCounts(room, nav);
}

/** Open the theme of this question, as when a page for it was opened. */
export function openTheme(room: Room, nav: HTMLElement, number: number): void {
  const theme = themeOf(room.catalogue, number);
  const part = nav.querySelector<HTMLDetailsElement>(`details[data-theme="${theme.number}"]`);
  if (part !== null) part.open = true;
}

function drawMark(link: HTMLElement, standing: ReturnType<typeof standingOf>): void {
  const place = link.querySelector<HTMLElement>("[data-mark]");
  if (place === null || place.dataset.mark === standing) return;
  place.dataset.mark = standing;
  fill(place, outcomeShape(standing));
}

function drawCounts(room: Room, nav: HTMLElement): void {
  for (const theme of room.catalogue.themes) {
    const place = nav.querySelector(`details[data-theme="${theme.number}"] [data-count]`);
    if (place === null) continue;
    const chosen = room.questions.filter(
      (each) => each.chosen && theme.questions.includes(each.number),
    );
    const done = chosen.filter((each) => each.step === "done").length;
    setText(place, `${done}/${chosen.length}`);
  }
}
