/** Bring somebody to what is wrong with the form they sent. */
export function focusOnWhatIsWrong(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}
