/** Where one pen writes: the sentences others propose, and proposing one. */
import { type Child, h, icon } from "../dom";
import type { Proposal, QuestionSlice } from "../live/slices";
import { bylineOf } from "./cards";
import { commandButton } from "./command";
import { vendorTag } from "./people";
import type { Region } from "./region";
import { isWorking, mayTakeOver, mayWrite } from "./rights";
import type { Room } from "./room";
import { bringVoices, voicesOf } from "./voices";
import { askWords } from "./words_form";

/** Keep the sentences that wait true, and the button to propose one. */
export function drawSentences(room: Room, draw: Region, question: QuestionSlice): void {
  const { number, frozen, chosen } = question;
  const { one_pen } = room.state.slices.session;
  const voices = voicesOf(room, number);
  if (one_pen && voices === undefined) void bringVoices(room, number);
  const waiting = frozen ? [] : (voices?.proposals ?? []);
  const takes = mayTakeOver(room, question);
  const proposes = one_pen && !frozen && chosen && isWorking(room) && !mayWrite(room, question) && room.state.you.role !== "observer";
  draw([number, waiting, takes, proposes], () => [
    proposes && proposeButton(room, number),
    waiting.length > 0 && list(room, waiting, takes),
  ]);
}

function list(room: Room, waiting: readonly Proposal[], takes: boolean): Child {
  return h(
    "section",
    { class: "sentences", "aria-label": gettext("Proposed sentences") },
    h("h3", { class: "label" }, gettext("Proposed sentences"), " ", h("span", { class: "count" }, waiting.length)),
    h("ul", { class: "cards" }, ...waiting.map((each) => item(room, each, takes))),
  );
}

function item(room: Room, { id, by, text }: Proposal, takes: boolean): HTMLElement {
  const settle = (settled: string) => () => room.send(`proposals/${id}/settlement/`, { settled });
  return h(
    "li",
    { class: "inbr" },
    h("p", { class: "head" }, h("span", {}, bylineOf(by)), by.vendor && vendorTag()),
    h("p", { class: "words" }, text),
    takes &&
      h(
        "div",
        { class: "rc", "data-refusals": true },
        commandButton({ focus: `taken-${id}` }, settle("taken"), icon("check", { small: true }), gettext("Take over in the answer")),
        commandButton({ class: "btn quiet", focus: `declined-${id}` }, settle("declined"), gettext("Do not take over")),
      ),
  );
}

function proposeButton(room: Room, number: number): HTMLElement {
  const title = gettext("Propose a sentence");
  const onclick = (): void =>
    askWords({
      title,
      label: gettext("Which sentence has to be in the answer?"),
      send: title,
      draft: `${room.session}/sentence/${number}`,
      longest: 500,
      task: ({ text, key }) => room.send(`questions/${number}/proposals/`, { text, key }),
    });
  return h("button", { type: "button", class: "btn", "data-focus": "propose", onclick }, icon("plus", { small: true }), title);
}
