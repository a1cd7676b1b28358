/** Which question this page shows: its address, the back button, and going along with the group. */
import type { State } from "../live/state";
import { has } from "./catalogue";
import { follow } from "./follow";
import type { Room } from "./room";

/** Why another question is shown: somebody chose it here, or the group went there. */
export type Reason = "chosen" | "followed";

export class Shown {
  number: number;

  constructor(
    private readonly room: Room,
    start: number,
    private readonly isBusy: () => boolean,
    private readonly onShow: (number: number, reason: Reason) => void,
  ) {
    this.number = start;
    addEventListener("popstate", () => this.show(this.addressed() ?? this.number, "chosen"));
    document.addEventListener("click", (event) => this.takeLink(event));
  }

  /** Show this question because somebody on this page wants to. */
  go(number: number): void {
    this.visit(number, "chosen");
  }

  /** Go along with the group after news, unless this person is elsewhere or writing. */
  hear(state: State, before: State): void {
    const now = state.slices.session.current_question;
    const past = before.slices.session.current_question;
    if (now === past || state.slices.session.phase !== "running") return;
    const to = follow({ shown: this.number, before: past, now, busy: this.isBusy() });
    if (to !== this.number) this.visit(to, "followed");
  }

  private visit(number: number, reason: Reason): void {
    if (number === this.number) return;
    history.pushState(null, "", this.room.at(`questions/${number}/`));
    this.show(number, reason);
  }

  private show(number: number, reason: Reason): void {
    if (number === this.number || !has(this.room.catalogue, number)) return;
    this.number = number;
    this.onShow(number, reason);
  }

  private addressed(): number | null {
    const found = /\/questions\/(\d+)\/$/.exec(location.pathname);
    return found === null ? null : Number(found[1]);
  }

  /** Links to questions are real links; here they change the page instead of leaving it. */
  private takeLink(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLElement>("a[data-question]");
    if (link === null) return;
    event.preventDefault();
    this.go(Number(link.dataset.question));
  }
}
