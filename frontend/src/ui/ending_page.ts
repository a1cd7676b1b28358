/** The end: thanks, the actions, and for the facilitator the report. */
import { find, h, setText } from "../dom";
import { actionList, actionsKey, ownActions } from "./actions";
import { reopenSession } from "./closing";
import { dateInWords } from "./dates";
import { keptOf, sweep } from "../texts/device";
import { rescue } from "../texts/rescue";
import { watchMoves } from "./moving";
import { region } from "./region";
import type { Room } from "./room";

/** Bring the last page to life; it leaves by itself when the session is opened again. */
export function startEnding(room: Room): void {
  const regions = { mine: region("mine"), all: region("actions") };
  watchMoves(room, "ending");
  document.querySelector("[data-reopen]")?.addEventListener("click", () => reopenSession(room));
  void clearDevice(room.session);
  room.watch(() => {
    const { actions, session } = room.state.slices;
    const mine = ownActions(actions, room.state.you);
    setText(find("[data-keep-until]"), dateInWords(session.keep_until));
    regions.mine(actionsKey(room, mine), () =>
      actionList(room, mine, { numbered: true, none: gettext("You have no actions.") }),
    );
    regions.all(actionsKey(room, actions), () => [
      h("h2", {}, gettext("All actions"), " ", h("span", { class: "count" }, actions.length)),
      actionList(room, actions, { numbered: true }),
    ]);
  });
}

/** Offer what never reached the session for copying, then forget it: the session is over. */
async function clearDevice(session: string): Promise<void> {
  const why = gettext("The session closed before this text was saved.");
  for (const { text } of await keptOf(session)) await rescue(why, text);
  await sweep([session]);
}
