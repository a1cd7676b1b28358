/** One's own inputs of all questions: each goes on being saved while another question is shown. */
import { listen } from "../live/environment";
import type { Keeper, Keeping } from "../texts/keeper";
import { freshKey } from "./fresh_key";
import { draftKeeper, leftDrafts, written } from "./own_draft";
import { OwnSaving } from "./own_saving";
import type { Room } from "./room";

type Answer = { kind: "input"; edition: number } | { kind: "addition"; id: string };

export interface Own {
  readonly saving: OwnSaving;
  readonly keeper: Keeper;
}

export class OwnInputs {
  private readonly all = new Map<number, Own>();
  private facts = "";

  constructor(
    private readonly room: Room,
    /** Something that is shown of the input of this question changed; `rewritten`: its text too. */
    private readonly onChange: (number: number, rewritten: boolean) => void,
  ) {
    const flush = (): void => this.all.forEach(({ keeper }) => void keeper.write());
    listen(window, ["pagehide"], flush);
    listen(document, ["visibilitychange"], flush);
    // Only where this device keeps nothing would leaving lose what is not with the session.
    listen(window, ["beforeunload"], (event) => this.mustAsk && event.preventDefault());
    void this.goOn();
    room.watch(() => this.hear());
  }

  /** The input of a question. */
  of(number: number): OwnSaving {
    return this.open(number).saving;
  }

  /** Where this device has what is not saved of a question. */
  keptOf(number: number): Keeping {
    return this.open(number).keeper.keeping;
  }

  /** Something here is not with the session yet. */
  get isUnsaved(): boolean {
    return [...this.all.values()].some(({ saving }) => saving.dirty);
  }

  /** Leaving the page now would lose words. */
  get mustAsk(): boolean {
    return [...this.all.values()].some(({ saving, keeper }) => saving.dirty && keeper.keeping === "unable");
  }

  /** Add what was written after all was shown: its writer goes on. */
  addLate(): void {
    for (const { saving } of this.all.values()) {
      saving.added = false;
      if (saving.isLate) void saving.save();
    }
  }

  private open(number: number): Own {
    const known = this.all.get(number);
    if (known !== undefined) return known;
    const { room } = this;
    const keeper = draftKeeper(room.session, room.person, number, () => this.onChange(number, false));
    const saving = new OwnSaving(
      {
        save: async (contents, edition) => {
          const answer = await room.send<Answer>(`questions/${number}/input/`, { ...contents, edition });
          return answer.kind === "input" ? answer.edition : null;
        },
        add: ({ text, unnamed, key }) => room.send(`questions/${number}/additions/`, { text, unnamed, key }),
        keep: (draft) => {
          if (draft === null) keeper.forget();
          else keeper.plan(() => written(draft), { now: room.line !== "connected" });
        },
        later(task, wait) {
          const timer = setTimeout(task, wait);
          return () => clearTimeout(timer);
        },
        now: Date.now,
        isShown: () => room.state.slices[`question.${number}`]?.revealed ?? false,
        freshKey,
        onChange: (rewritten) => this.onChange(number, rewritten),
      },
      room.state.mine.inputs[String(number)],
    );
    const own = { saving, keeper };
    this.all.set(number, own);
    return own;
  }

  /** Send what earlier pages left on this device. */
  private async goOn(): Promise<void> {
    for (const [number, draft, left] of await leftDrafts(this.room.session, this.room.person)) {
      const { saving, keeper } = this.open(number);
      keeper.takeOver(left);
      saving.restore(draft);
    }
  }

  /** Take in what the session has; what was turned down is tried again once something else holds. */
  private hear(): void {
    const { mine, slices } = this.room.state;
    const { phase, closed_round } = slices.session;
    for (const [number, { saving }] of this.all) saving.hear(mine.inputs[String(number)]);
    const steps = [...this.all.keys()].map((number) => slices[`question.${number}`]?.step);
    const facts = JSON.stringify([phase, closed_round, steps, this.room.line]);
    if (facts === this.facts) return;
    this.facts = facts;
    for (const [number, { saving }] of this.all) {
      const shown = slices[`question.${number}`]?.revealed ?? false;
      if (saving.dirty && !shown) void saving.save();
    }
  }
}
