/** "Ik snap de vraag niet": goes to who leads as a count, without a name. */
import { h, icon } from "../dom";
import { commandButton } from "./command";
import type { Region } from "./region";
import { isAsked, isWorking } from "./rights";
import type { Room } from "./room";

/** Keep the button true; it is there while the question on the table is being worked on. */
export function drawHelp(room: Room, draw: Region, number: number): void {
  const question = room.state.slices[`question.${number}`];
  const { current_question: current } = room.state.slices.session;
  const there = isAsked(room) && isWorking(room) && number === current && question?.step !== "done";
  const on = room.state.mine.help.includes(number);
  draw([there, on, number], () =>
    there
      ? h(
          "div",
          { class: "puzzled", "data-refusals": true },
          commandButton(
            { class: "btn quiet", focus: "help", pressed: on },
            () => room.send(`questions/${number}/help/`, { on: !on }),
            icon("hand", { small: true }),
            gettext("I do not understand the question"),
          ),
          on && h("p", { class: "small muted", role: "status" }, gettext("The facilitator sees that somebody asks for this, not who.")),
        )
      : null,
  );
}
