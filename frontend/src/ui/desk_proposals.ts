/** Sentences that people propose where one pen writes: to take over into the answer, or to decline. */
import { h, icon } from "../dom";
import type { Proposal } from "../live/slices";
import { bylineOf } from "./cards";
import { untilRoundEnds } from "./closed_round";
import { commandButton } from "./command";
import { vendorTag } from "./people";
import type { Region } from "./region";
import type { Room } from "./room";
import { voicesOf } from "./voices";

/** Keep the list true; nothing when no sentence waits. */
export function drawProposals(room: Room, draw: Region, number: number): void {
  const proposals = voicesOf(room, number)?.proposals ?? [];
  const waits = whyNot(room, number);
  draw([proposals, waits], () =>
    proposals.length === 0
      ? null
      : h(
          "section",
          { class: "proposals", "aria-label": gettext("Proposed sentences") },
          h("h2", { class: "label" }, gettext("Proposed sentences"), " ", h("span", { class: "count" }, proposals.length)),
          h("ul", { class: "cards" }, ...proposals.map((each) => item(room, each, waits))),
        ),
  );
}

/** Why a sentence cannot be taken over from here now; "" when it can. */
function whyNot(room: Room, number: number): string {
  const round = untilRoundEnds(room);
  if (round !== "") return round;
  const { one_pen, pen } = room.state.slices.session;
  if (room.state.slices[`question.${number}`]?.frozen) return gettext("This question is rounded off. Reopen it first.");
  return one_pen && pen !== room.person ? gettext("Take the pen first.") : "";
}

function item(room: Room, { id, by, text }: Proposal, waits: string): HTMLElement {
  const settle = (settled: string) => () => room.send(`proposals/${id}/settlement/`, { settled });
  return h(
    "li",
    { class: "inbr" },
    h("p", { class: "head" }, h("span", {}, bylineOf(by)), by.vendor && vendorTag()),
    h("p", { class: "words" }, text),
    h(
      "div",
      { class: "card-acts", "data-refusals": true },
      commandButton({ focus: `take-${id}`, waits, label: gettext("Take over in the answer") }, settle("taken"), icon("pen", { small: true }), gettext("Take over")),
      commandButton({ class: "btn quiet", focus: `decline-${id}`, waits: untilRoundEnds(room) }, settle("declined"), gettext("Decline")),
    ),
  );
}
