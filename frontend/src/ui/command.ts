/** Buttons that give a command: one at a time, off while the line is away, refusals beside them. */
import { type Child, h, setAttribute } from "../dom";
import { Refusal } from "../http";
import { sayCalmly } from "./calm";
import type { Room } from "./room";
import { clearRefusal, showRefusal } from "./refusal";

export interface CommandButton {
  class?: string;
  /** Keeps the focus when the part of the page around it is drawn anew. */
  focus?: string;
  label?: string;
  pressed?: boolean;
  /** Why it has to wait; "" or left out when it need not. */
  waits?: string;
  /** Where a refusal is shown; beside the button when left out. */
  place?: () => Element | null;
  /** The field that a refusal is about, to lead to it. */
  fieldOf?: (error: unknown) => HTMLElement | null;
}

/** A button that runs `task` and shows beside itself why it was refused. */
export function commandButton(
  options: CommandButton,
  task: () => Promise<unknown>,
  ...children: Child[]
): HTMLButtonElement {
  const button = h(
    "button",
    {
      type: "button",
      class: options.class ?? "btn",
      "data-command": true,
      "data-focus": options.focus,
      "aria-label": options.label,
      "aria-pressed": options.pressed === undefined ? null : String(options.pressed),
      "aria-disabled": options.waits ? "true" : null,
      "data-waits": options.waits || null,
      title: options.waits || null,
      onclick: () => void run(button, task, options),
    },
    ...children,
  );
  return button;
}

/** Run a command from a button; tells whether it was done. Not twice at once, not while away. */
export async function run(
  button: HTMLElement,
  task: () => Promise<unknown>,
  { place, fieldOf }: Pick<CommandButton, "place" | "fieldOf"> = {},
): Promise<boolean> {
  if (button.hasAttribute("data-busy")) return false;
  if (button.dataset.waits) {
    sayCalmly(button.dataset.waits);
    return false;
  }
  const spot = place?.() ?? button.closest("[data-refusals]") ?? button.parentElement;
  if (spot !== null) clearRefusal(spot);
  if (isAway()) {
    if (spot !== null) showRefusal(spot, away());
    return false;
  }
  setAttribute(button, "aria-disabled", "true");
  setAttribute(button, "data-busy", true);
  try {
    await task();
    return true;
  } catch (error) {
    if (spot !== null) showRefusal(spot, error, fieldOf?.(error) ?? null);
    return false;
  } finally {
    setAttribute(button, "data-busy", null);
    setAttribute(button, "aria-disabled", isAway() ? "true" : null);
  }
}

/** Switch all command buttons off, with the reason, while the line is away; and on again. */
export function switchCommands(room: Room): void {
  setAttribute(document.body, "data-away", room.line === "lost");
  for (const button of document.querySelectorAll("[data-command]:not([data-busy], [data-waits])")) {
    setAttribute(button, "aria-disabled", isAway() ? "true" : null);
    setAttribute(button, "aria-describedby", isAway() ? "away" : null);
  }
}

function away(): Refusal {
  const words = gettext("There is no connection with the session. Nothing was changed. Try again.");
  return new Refusal(words, "offline", "", 0);
}

function isAway(): boolean {
  return document.body.hasAttribute("data-away");
}
