/** Everything around one's own input that its saving needs, so that tests can bring their own. */
import type { Contents } from "./own_contents";
import type { Addition, Draft } from "./own_draft";

export interface Surroundings {
  /** The edition it became; null: all was shown already, and what is new became an addition. */
  save(contents: Contents, edition: number): Promise<number | null>;
  add(addition: Addition): Promise<unknown>;
  /** Keep on this device what the session does not have; null: forget it. */
  keep(draft: Draft | null): void;
  later(task: () => void, wait: number): () => void;
  now(): number;
  isShown(): boolean;
  freshKey(): string;
  /** What is shown changed; `rewritten`: the text as well, by another device. */
  onChange(rewritten: boolean): void;
}
