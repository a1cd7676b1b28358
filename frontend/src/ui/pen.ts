/** Where one pen writes the joint answers: who has it, and taking it. */
import { h, icon } from "../dom";
import { untilRoundEnds } from "./closed_round";
import { commandButton } from "./command";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the line true; nothing where everybody writes. */
export function drawPen(room: Room, draw: Region, number: number): void {
  const { one_pen, pen, phase, closed_round } = room.state.slices.session;
  const frozen = room.state.slices[`question.${number}`]?.frozen ?? false;
  const holder = room.state.slices.people.find((each) => each.id === pen)?.name ?? null;
  const mine = pen === room.person;
  const shows = one_pen && phase === "running" && !frozen;
  draw([shows, holder, mine, mayTake(room), closed_round], () =>
    shows
      ? h(
          "div",
          { class: "pen row", "data-refusals": true },
          icon("pen", { small: true }),
          h("span", {}, wordsFor(holder, mine)),
          !mine && mayTake(room) && take(room),
        )
      : null,
  );
}

function mayTake(room: Room): boolean {
  return room.leads || room.state.you.role === "scribe";
}

function wordsFor(holder: string | null, mine: boolean): string {
  if (mine) return gettext("You have the pen");
  if (holder === null) return gettext("Nobody has the pen");
  return interpolate(gettext("%(name)s has the pen"), { name: holder }, true);
}

function take(room: Room): HTMLElement {
  return commandButton({ focus: "pen", waits: untilRoundEnds(room) }, () => room.send("pen/"), gettext("Take over the pen"));
}
