/** The console of the facilitator: programme, question and answer, people, and the next step. */
import { fill, find, h, icon, setAttribute } from "../dom";
import { addAction } from "./action_form";
import { actionList, actionsKey, mayAdd } from "./actions";
import { announce } from "./announce";
import { AnswerPlace } from "./answer";
import { isBusy } from "./busy";
import { drawCodePanel } from "./code_panel";
import { commandButton } from "./command";
import { drawCommandBar } from "./command_bar";
import { drawFollowBar } from "./follow_bar";
import { focusHead, showHead } from "./head";
import { watchMoves } from "./moving";
import { drawOutcome } from "./outcome_panel";
import { drawParts } from "./parts";
import { drawPeople } from "./people_panel";
import { drawProgramme, openTheme } from "./programme";
import { clearRefusal } from "./refusal";
import { onTheTable, tellWhenLeftBehind } from "./telling";
import { region } from "./region";
import type { Room } from "./room";
import { Rounding } from "./rounding";
import { type Reason, Shown } from "./shown";
import { startTabs } from "./tabs";

/** Bring the console to life. */
export function startConsole(room: Room): void {
  const frame = find("[data-console]");
  const nav = find("[data-programme]");
  const place = find("[data-region=rounding]");
  const names = ["follow", "parts", "outcome", "reopen", "people", "actions", "code", "command"] as const;
  const regions = Object.fromEntries(names.map((name) => [name, region(name)])) as Record<
    (typeof names)[number],
    ReturnType<typeof region>
  >;
  const goToTab = startTabs(frame);
  const answer = new AnswerPlace(room, find("[data-region=answer]"), draw);
  const shown = new Shown(room, Number(document.body.dataset.number), () => isBusy(answer.editor), show);
  let rounding: Rounding | null = null;

  watchMoves(room, "console");
  showHead(room, shown.number);
  openTheme(room, nav, shown.number);
  room.watch((_room, before) => {
    const past = before.slices.session.current_question;
    shown.hear(room.state, before);
    tellWhenLeftBehind(room, past, shown.number);
    if (rounding !== null && isDone(rounding.number)) stopRounding();
    draw();
  });
  void answer.show(shown.number);

  function show(number: number, reason: Reason): void {
    stopRounding();
    showHead(room, number);
    openTheme(room, nav, number);
    goToTab("question");
    void answer.show(number);
    draw();
    focusHead();
    if (reason === "followed") announce(onTheTable(number));
  }

  function draw(): void {
    const { number } = shown;
    drawProgramme(room, nav, number);
    drawFollowBar(room, regions.follow, shown);
    drawParts(room, regions.parts, number);
    drawOutcome(room, regions.outcome, number);
    drawPeople(room, regions.people, answer.writers);
    drawCodePanel(room, regions.code);
    drawActions();
    drawReopen(number);
    setAttribute(frame, "data-rounded", isDone(number));
    drawCommandBar(room, regions.command, {
      shown: number,
      roundingOff: rounding !== null,
      goTo: (to) => shown.go(to),
      startRounding,
      stopRounding: () => {
        stopRounding();
        draw();
      },
      round,
      fieldOf: (error) => rounding?.fieldOf(error) ?? null,
    });
    rounding?.arrange();
  }

  function startRounding(): void {
    const next = (): HTMLElement => find("[data-focus=next]");
    // What was refused is being mended: an old complaint must not stay beside it.
    const mending = (): void => clearRefusal(next().parentElement as HTMLElement);
    rounding = new Rounding(room, shown.number, () => next().click(), mending);
    fill(place, rounding.form);
    setAttribute(frame, "data-rounding", true);
    draw();
    rounding.form.querySelector<HTMLElement>("[data-first]")?.focus();
  }

  function stopRounding(): void {
    rounding = null;
    fill(place);
    setAttribute(frame, "data-rounding", null);
  }

  async function round(): Promise<void> {
    if (rounding === null) return;
    const { number } = rounding;
    await rounding.send();
    stopRounding();
    draw();
    announce(interpolate(gettext("Question %(number)s is rounded off."), { number }, true));
  }

  function isDone(number: number): boolean {
    return room.state.slices[`question.${number}`]?.step === "done";
  }

  function drawActions(): void {
    const { actions } = room.state.slices;
    regions.actions([mayAdd(room), shown.number, actionsKey(room, actions)], () => [
      h("h2", {}, h("span", {}, gettext("Actions"), " ", h("span", { class: "count" }, actions.length)), mayAdd(room) && plus()),
      actionList(room, actions, { numbered: true }),
    ]);
  }

  function plus(): HTMLElement {
    const label = gettext("Add action");
    const onclick = (): void => addAction(room, shown.number);
    return h("button", { type: "button", class: "btn icon quiet", "data-focus": "add-action", "aria-label": label, onclick }, icon("plus"));
  }

  function drawReopen(number: number): void {
    const may = isDone(number) && room.state.slices.session.phase === "running";
    regions.reopen([number, may], () =>
      may &&
      h(
        "div",
        { class: "row", "data-refusals": true },
        commandButton({ focus: "reopen" }, () => room.send(`questions/${number}/reopening/`), icon("undo", { small: true }), gettext("Reopen question")),
      ),
    );
  }
}
