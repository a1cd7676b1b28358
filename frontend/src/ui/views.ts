/** Which parts of a question stand on the page at a step, and how. Pure. */
import type { Mine, QuestionSlice, Step } from "../live/slices";
import { isPlain } from "./next_step";

/** "open": this is where the work is; "fold": there to look at; "off": not there. */
export type Look = "open" | "fold" | "off";

export interface Parts {
  /** One's own input: "fold" is to read only. */
  input: Look;
  /** What people put in. */
  voices: Look;
  answer: Look;
  consent: boolean;
}

export interface Standing {
  question: QuestionSlice;
  /** The step this page shows; it may be behind that of the group. */
  step: Step;
  /** The steps of the session. */
  steps: readonly Step[];
  mine: Mine;
  /** Somebody put something in that may be seen. */
  spoken: boolean;
  /** May write an input, apart from the step. */
  writes: boolean;
}

/** The parts of a question at a step. */
export function partsAt(standing: Standing): Parts {
  const { question, step, steps, spoken } = standing;
  if (isPlain(steps) || !question.chosen) {
    return { input: own(standing) ? "fold" : "off", voices: spoken ? "fold" : "off", answer: "open", consent: false };
  }
  return {
    input: inputAt(standing),
    voices: step === "discussing" ? "open" : question.revealed && spoken ? "fold" : "off",
    answer: answerAt(question, step),
    consent: step === "closing",
  };
}

/** Whether the parts of a question lie beside it as work; while it is read nothing does. */
export function isQuiet({ input, voices, answer, consent }: Parts): boolean {
  return input !== "open" && voices !== "open" && answer !== "open" && !consent;
}

function inputAt(standing: Standing): Look {
  const { question, step, writes } = standing;
  if (step === "writing" && !question.frozen && writes) return "open";
  return own(standing) ? "fold" : "off";
}

/** Something of one's own that nobody else sees, and that is on no card. */
function own({ question, mine }: Standing): boolean {
  const input = mine.inputs[String(question.number)];
  return !question.revealed && input !== undefined && (input.text !== "" || input.dont_know || input.look_into);
}

function answerAt(question: QuestionSlice, step: Step): Look {
  if (step === "composing" || step === "closing" || step === "done") return "open";
  return question.revealed || step === "discussing" ? "fold" : "off";
}
