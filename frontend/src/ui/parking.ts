/** The parking list: what waits, from whom everybody may add, and what became of it. */
import { h, icon } from "../dom";
import type { ParkedItem } from "../live/slices";
import { addAction, labelled } from "./action_form";
import { commandButton } from "./command";
import { formFoot, openDialog } from "./dialog";
import { dropDraft, keepDraft } from "./drafts";
import { freshKey } from "./fresh_key";
import type { Region } from "./region";
import { takeAwayButton } from "./parking_removal";
import type { Room } from "./room";

/** Keep the panel true; `question` is where a new item comes from, null for the session. */
export function drawParking(room: Room, draw: Region, question: number | null): void {
  const { parked } = room.state.slices;
  const waiting = waitingIn(parked);
  draw([parked, mayPark(room), maySettle(room), question], () => [
    h(
      "h2",
      {},
      h("span", {}, gettext("Parking list"), " ", h("span", { class: "count" }, waiting.length)),
      mayPark(room) && plus(room, question),
    ),
    waiting.length === 0
      ? h("p", { class: "small muted" }, gettext("Nothing is waiting."))
      : h("ul", { class: "parked" }, ...waiting.map((each) => item(room, each))),
    settledPart(room, parked),
  ]);
}

/** Whether this person may put something on the list now. */
export function mayPark(room: Room): boolean {
  const { you, mine, slices } = room.state;
  const { phase, closed_round } = slices.session;
  if (you.role === "observer" || you.role === "projector") return false;
  if (closed_round && !room.leads && !mine.insider) return false;
  return phase === "running" || phase === "adjourned";
}

/** Whether this person may say what became of an item now. */
export function maySettle(room: Room): boolean {
  const { phase, closed_round } = room.state.slices.session;
  const role = room.leads || room.state.you.role === "scribe";
  return role && !closed_round && (phase === "running" || phase === "adjourned");
}

/** The items of which nobody said yet what became of them. */
export function waitingIn(parked: readonly ParkedItem[]): ParkedItem[] {
  return parked.filter((each) => each.settled === "");
}

/** Open the form that puts something on the list. */
export function park(room: Room, question: number | null): void {
  const draft = `${room.session}/park/${question ?? "all"}`;
  const key = freshKey();
  const text = h("textarea", { class: "input short-text", id: "park-text", name: "text", rows: 3, maxlength: 500, "data-first": true });
  const form = h("form", { class: "stack", novalidate: true }, labelled("park-text", gettext("What should wait until later?"), text));
  keepDraft(form, draft);
  const dialog = openDialog(gettext("Put on the parking list"), form);
  const send = () => room.send("parked/", { text: text.value, question, key });
  form.append(
    formFoot(form, gettext("Put on the parking list"), send, () => {
      dropDraft(draft);
      dialog.close();
    }),
  );
}

/** The word for what became of an item. */
export function settledWord(settled: ParkedItem["settled"]): string {
  return {
    "": gettext("Waits"),
    action: gettext("Became an action"),
    discussed: gettext("Was discussed"),
    dropped: gettext("Was dropped"),
  }[settled];
}

function plus(room: Room, question: number | null): HTMLElement {
  const label = gettext("Put on the parking list");
  const onclick = (): void => park(room, question);
  return h("button", { type: "button", class: "btn icon quiet", "data-focus": "park", "aria-label": label, onclick }, icon("plus"));
}

function item(room: Room, parked: ParkedItem): HTMLElement {
  const label = interpolate(gettext("Settle: %(text)s"), { text: parked.text }, true);
  const onclick = (): void => settle(room, parked);
  return h(
    "li",
    {},
    h("span", {}, parked.text, origin(parked)),
    maySettle(room) &&
      h(
        "button",
        { type: "button", class: "btn icon quiet", "data-focus": `parked-${parked.id}`, "aria-label": label, onclick },
        icon("check", { small: true }),
      ),
    takeAwayButton(room, parked),
  );
}

/** Where an item came from, when that is known. */
function origin({ question, closed }: ParkedItem): HTMLElement | null {
  const words = [
    question === null ? "" : interpolate(gettext("Question %(number)s"), { number: question }, true),
    closed ? gettext("Closed round") : "",
  ].filter((each) => each !== "");
  return words.length === 0 ? null : h("small", {}, words.join(" · "));
}

function settledPart(room: Room, parked: readonly ParkedItem[]): HTMLElement | null {
  const settled = parked.filter((each) => each.settled !== "");
  if (settled.length === 0) return null;
  const words = ngettext("%s settled", "%s settled", settled.length).replace("%s", String(settled.length));
  return h(
    "details",
    { class: "parked-settled" },
    h("summary", {}, words, icon("down", { small: true })),
    h("ul", { class: "parked" }, ...settled.map((each) => h("li", {}, h("span", {}, each.text, h("small", {}, settledWord(each.settled))), takeAwayButton(room, each)))),
  );
}

/** Ask what became of it. An item that becomes an action is settled once the action is there. */
function settle(room: Room, parked: ParkedItem): void {
  const send = (settled: string) => room.send(`parked/${parked.id}/settlement/`, { settled });
  const close = (): void => dialog.close();
  const toAction = (): void => {
    close();
    addAction(room, parked.question, { text: parked.text, then: () => send("action") });
  };
  const button = (settled: string, words: string) =>
    commandButton({}, async () => {
      await send(settled);
      close();
    }, words);
  const dialog = openDialog(
    gettext("What becomes of this?"),
    h("p", {}, parked.text),
    h(
      "div",
      { class: "row settle", "data-refusals": true },
      h("button", { type: "button", class: "btn", "data-first": true, onclick: toAction }, gettext("Becomes an action")),
      button("discussed", gettext("Discussed")),
      button("dropped", gettext("Dropped")),
    ),
  );
}
