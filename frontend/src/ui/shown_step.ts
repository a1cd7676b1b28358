/** Which step of its question a page shows: that of the group, unless somebody is writing. */
import type { Step } from "../live/slices";
import type { Room } from "./room";

export class ShownStep {
  step: Step;
  private number: number;

  constructor(
    private readonly room: Room,
    number: number,
    private readonly isBusy: () => boolean,
  ) {
    this.number = number;
    this.step = this.now;
  }

  /** The step of the group at this question. */
  get now(): Step {
    return this.room.state.slices[`question.${this.number}`]?.step ?? "composing";
  }

  /** The group went on and this page did not. */
  get isBehind(): boolean {
    return this.step !== this.now;
  }

  /** Another question is shown: at the step where it is. */
  show(number: number): void {
    this.number = number;
    this.step = this.now;
  }

  /** Go along after news, unless somebody is writing; tells whether another step is shown now. */
  hear(): boolean {
    if (!this.isBehind || this.isBusy()) return false;
    return this.catchUp();
  }

  /** Go to the step of the group because somebody on this page wants to. */
  catchUp(): boolean {
    const before = this.step;
    this.step = this.now;
    return this.step !== before;
  }
}
