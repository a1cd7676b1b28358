/** What this screen knows: the slices of the projector, and what it does while the line is away. */
import { readJson } from "../dom";
import { AS_SCREEN, browser } from "../live/environment";
import type { Catalogue, Goodbye, Invitation, QuestionSlice, SessionSlice, Snapshot } from "../live/slices";
import { type Line, type Live, openLive } from "../live/socket";

export class Screen {
  readonly catalogue = readJson<Catalogue>("catalogue");
  private readonly live: Live;

  constructor(onChange: () => void, onGoodbye: (reason: Goodbye) => void) {
    const snapshot = readJson<Snapshot>("snapshot");
    this.live = openLive(
      {
        session: snapshot.slices.session.id,
        snapshot,
        onState: onChange,
        onLine: onChange,
        onGoodbye,
      },
      browser(AS_SCREEN),
    );
  }

  get line(): Line {
    return this.live.line;
  }

  get session(): SessionSlice {
    return this.live.state.slices.session;
  }

  get invitation(): Invitation | null {
    return this.live.state.slices.invitation;
  }

  /** How many people are in: a screen hears no names. */
  get people(): number {
    return (this.live.state.slices.people as unknown as { count: number }).count;
  }

  /** The slices of all questions, in order. */
  get questions(): QuestionSlice[] {
    return this.catalogue.questions.flatMap(({ number }) => this.question(number) ?? []);
  }

  question(number: number): QuestionSlice | undefined {
    return this.live.state.slices[`question.${number}`];
  }
}
