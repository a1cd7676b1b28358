/** The waiting room: who is here, and one's own return code. */
import { find, h, icon } from "../dom";
import { showReturnCode } from "./menu";
import { watchMoves } from "./moving";
import { avatar, presentFirst, roleLine, vendorTag } from "./people";
import { region } from "./region";
import type { Room } from "./room";

/** Bring the waiting room to life; it leaves by itself when the session starts. */
export function startWaiting(room: Room): void {
  const people = region("people");
  watchMoves(room, "waiting");
  find("[data-return-code]").addEventListener("click", () => void showReturnCode(room));
  room.watch(() => {
    const { here, slices, you } = room.state;
    people([slices.people, here, slices.session.vendor_name], () =>
      h(
        "ul",
        { class: "people who-list" },
        ...presentFirst(slices.people, here).map((each) =>
          h(
            "li",
            { class: here.length > 0 && !here.includes(each.id) ? "gone" : null },
            avatar(each),
            h("span", { class: "nm" }, each.name, each.id === you.id && ` (${gettext("you")})`, h("small", {}, each.vendor ? slices.session.vendor_name : roleLine(each))),
            each.vendor && vendorTag(),
            each.role === "facilitator" && icon("star", { small: true }),
          ),
        ),
      ),
    );
  });
}
