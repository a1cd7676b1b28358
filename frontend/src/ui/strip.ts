/** The strip of twenty: full is done, half is to investigate, tall is now, a dash is left out. */
import { setAttribute } from "../dom";
import { type Standing, standingOf } from "./outcomes";
import { placeOf } from "./head";
import type { Room } from "./room";

const SIGNS: Record<Standing, string> = {
  answered: "d",
  no_good_answer: "d",
  not_applicable: "d",
  not_discussed: "o",
  to_investigate: "r",
  busy: "n",
  reopened: "",
  open: "",
  out: "o",
};

/** Keep every strip on the page true, and its words for who cannot see it. */
export function drawStrips(room: Room): void {
  const { session } = room.state.slices;
  const running = session.phase === "running";
  for (const question of room.questions) {
    const sign = SIGNS[standingOf(question, session.current_question, running)];
    for (const mark of document.querySelectorAll(`[data-strip-question="${question.number}"]`)) {
      setAttribute(mark, "class", sign === "" ? null : sign);
    }
  }
  const words = stripWords(room, running);
  document.querySelectorAll("[data-strip]").forEach((each) => setAttribute(each, "aria-label", words));
}

function stripWords(room: Room, running: boolean): string {
  const chosen = room.questions.filter((each) => each.chosen);
  const done = chosen.filter((each) => each.step === "done").length;
  const progress = interpolate(
    gettext("%(done)s of %(all)s questions rounded off"),
    { done, all: chosen.length },
    true,
  );
  const place = placeOf(room, room.state.slices.session.current_question);
  return running ? `${place}. ${progress}` : progress;
}
