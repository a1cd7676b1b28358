/** The end: thanks, the actions, and for the facilitator the report. */
import { find, h, setText } from "../dom";
import { actionList, actionsKey, ownActions } from "./actions";
import { reopenSession } from "./closing";
import { dateInWords } from "./dates";
import { sweep } from "../texts/device";
import { offerRest } from "../texts/leftovers";
import { watchMoves } from "./moving";
import { region } from "./region";
import type { Room } from "./room";

/** Bring the last page to life; it leaves by itself when the session is opened again. */
export function startEnding(room: Room): void {
  const regions = { mine: region("mine"), all: region("actions") };
  watchMoves(room, "ending");
  document.querySelector("[data-reopen]")?.addEventListener("click", () => reopenSession(room));
  void clearDevice(room);
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

/** Offer this person's text that never reached the session; all of it goes: the session is over. */
async function clearDevice({ session, person }: Room): Promise<void> {
  await offerRest(session, person, gettext("The session closed before this text was saved."));
  await sweep(session);
}
