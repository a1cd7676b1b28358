/** On a phone the question folds to two lines while the answer is written: text and keyboard fit. */
import { setAttribute } from "../dom";

/** A tap takes the focus away first and presses last; this long (ms) it may take. */
const TAP = 350;

/**
 * Mark `frame` as folded while its text has the focus. It unfolds only after the finger is up:
 * a page that moves between press and release loses the tap.
 */
export function foldWhileWriting(frame: HTMLElement): void {
  let timer = 0;
  let pressed = false;
  const writes = (): boolean => document.activeElement?.matches(".txt") === true && frame.contains(document.activeElement);
  const settle = (): void => {
    clearTimeout(timer);
    if (writes()) setAttribute(frame, "data-folded", true);
    else if (!pressed) timer = window.setTimeout(() => setAttribute(frame, "data-folded", writes()), TAP);
  };
  const press = (down: boolean) => (): void => {
    pressed = down;
    settle();
  };
  frame.addEventListener("focusin", settle);
  frame.addEventListener("focusout", settle);
  document.addEventListener("pointerdown", press(true));
  document.addEventListener("pointerup", press(false));
  document.addEventListener("pointercancel", press(false));
}
