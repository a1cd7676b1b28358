/** Closing the session, and opening it again. */
import { type Child, h } from "../dom";
import { questionIn } from "./catalogue";
import { confirm } from "./dialog";
import { stillOpen } from "./next_step";
import { goTo } from "./moving";
import type { Room } from "./room";

/** Ask, naming what is not finished, and close the session for everybody. */
export function closeSession(room: Room): void {
  confirm({
    title: gettext("Close the session?"),
    body: consequences(room),
    yes: gettext("Close session"),
    task: async () => {
      await room.send("phase/", { phase: "closed" });
      goTo(room.at("ending/"));
    },
  });
}

/** Ask, and let everybody write again. */
export function reopenSession(room: Room): void {
  confirm({
    title: gettext("Reopen the session?"),
    body: h("p", {}, gettext("Everybody can write again in the questions that are not rounded off. Nothing is lost.")),
    yes: gettext("Reopen session"),
    task: async () => {
      await room.send("phase/", { phase: "running" });
      const current = room.state.slices.session.current_question;
      goTo(room.at(`questions/${current}/`));
    },
  });
}

function consequences(room: Room): Child {
  const open = stillOpen(room.questions);
  const actions = room.state.slices.actions.length;
  return [
    h("p", {}, gettext("Nobody can write any more. You can reopen the session later.")),
    open.length > 0 && [
      h("p", { class: "b" }, gettext("These questions are still open. They become “Not discussed”; their text is kept.")),
      h("ul", { class: "open-list" }, ...open.map((number) => openQuestion(room, number))),
    ],
    actions === 0 && h("p", {}, gettext("There are no actions. Is that right?")),
  ];
}

function openQuestion(room: Room, number: number): HTMLElement {
  return h(
    "li",
    {},
    h("b", { class: "serif" }, number),
    h("span", {}, questionIn(room.catalogue, number).short_name),
  );
}
