/** Shows the parts of the round-off form that go with what is chosen, right under the choice. */

/** Show and hide the parts by name; returns those that were opened by it. */
export function showNeeds(form: HTMLElement, wanted: Readonly<Record<string, boolean>>): HTMLElement[] {
  const choice = form.querySelector("input[name=outcome]:checked")?.closest("label");
  const opened: HTMLElement[] = [];
  for (const [name, shown] of Object.entries(wanted)) {
    const part = form.querySelector<HTMLElement>(`[data-need="${name}"]`);
    if (part === null) continue;
    if (part.hidden && shown) opened.push(part);
    part.hidden = !shown;
    const belongs = choice?.parentElement?.contains(part) === true;
    if (shown && belongs && part.previousElementSibling !== choice) choice?.after(part);
  }
  return opened;
}
