/** On a narrow screen the three columns of the console are three tabs. */
import { setAttribute } from "../dom";

/** Make the tabs work; returns a function that goes to one. */
export function startTabs(frame: HTMLElement): (name: string) => void {
  const tabs = [...frame.querySelectorAll<HTMLElement>("[data-tab-to]")];
  const go = (name: string): void => {
    frame.dataset.tab = name;
    for (const tab of tabs) setAttribute(tab, "aria-pressed", String(tab.dataset.tabTo === name));
  };
  for (const tab of tabs) tab.addEventListener("click", () => go(tab.dataset.tabTo ?? ""));
  return go;
}
