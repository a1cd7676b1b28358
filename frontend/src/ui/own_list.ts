/** One's own inputs of all questions, on the overview: nobody else sees this list. */
import { h } from "../dom";
import { questionIn } from "./catalogue";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the list true; nothing when this person put nothing in. */
export function drawOwnInputs(room: Room, draw: Region): void {
  const { inputs } = room.state.mine;
  const written = Object.entries(inputs)
    .filter(([, { text }]) => text !== "")
    .map(([number, { text }]) => ({ number: Number(number), text }))
    .sort((one, other) => one.number - other.number);
  draw(written, () =>
    written.length === 0
      ? null
      : [
          h("h2", {}, gettext("Your input"), " ", h("span", { class: "count" }, written.length)),
          h("p", { class: "small muted" }, gettext("Only you see this list.")),
          h(
            "ul",
            { class: "acts" },
            ...written.map(({ number, text }) =>
              h(
                "li",
                { class: "numbered" },
                h("b", { class: "serif" }, number),
                h("span", {}, h("a", { href: room.at(`questions/${number}/`) }, questionIn(room.catalogue, number).short_name), h("small", { class: "words own-words" }, text)),
              ),
            ),
          ),
        ],
  );
}
