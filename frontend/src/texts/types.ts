/** What pages need to know of the shared texts; light, so it can be read without the editor. */
import type { You } from "../live/slices";

/** The list of tags and marks this editor knows (ruling 14); another version must reload. */
export const EDITOR_LIST = "1";

/** Which text: the joint answer to a question, or what is said of it in closed rounds. */
export type TextKey = `q${number}` | `q${number}-closed`;

/** The key of a question's text. */
export function keyOf(number: number, { closed = false }: { closed?: boolean } = {}): TextKey {
  return closed ? `q${number}-closed` : `q${number}`;
}

export interface TextsOptions {
  /** The session's public id. */
  session: string;
  epoch: number;
  you: You;
  /** The editor list this page was built for; leave out. */
  list?: string;
}

/** Somebody else with a caret in a text. */
export interface Writer {
  id: string;
  name: string;
  vendor: boolean;
  /** 1 to 8. */
  colour: number;
  /** Typed or moved in the last five seconds. */
  busy: boolean;
}

export interface TextsState {
  /** The line for texts: "open" once the server has answered, otherwise "away". */
  line: "open" | "away";
  /** Something of this person is not yet acknowledged, in any question. */
  unsaved: boolean;
  /** Who writes where; only for mounted texts. */
  writers: ReadonlyMap<TextKey, readonly Writer[]>;
}

export interface EditorView {
  /** Take the editor off the page. What is not yet saved goes on being sent. */
  destroy(): void;
  hasFocus(): boolean;
  /** This person typed in the last four seconds and still has the focus here. */
  isTyping(): boolean;
  focus(): void;
}

export interface MountOptions {
  label: string;
  why?: () => string;
  /** What is said in closed rounds, instead of the joint answer. */
  closed?: boolean;
}

export interface Texts {
  /**
   * Draw the editor of a question in `host`; `label` names it for screen readers. `why` says why
   * a text cannot be changed when that is not because the question is rounded off.
   */
  mount(host: HTMLElement, number: number, options: MountOptions): EditorView;
  /** Called now and at every change; returns a function that stops it. */
  onState(listener: (state: TextsState) => void): () => void;
  /** Forget what this device keeps of this person in this session. */
  forget(): Promise<void>;
  /**
   * End the line and take the editors away; what was not saved is offered for copying, with the
   * reason `why`. Resolves when all of that has been seen; asked again, it is the same ending.
   */
  close(why: string): Promise<void>;
}
