import type { DecisionRecord, Facts } from '@millrace/flow';

/** Everything there is to say about a model that decides, beside its functions. One folder each; `kinds.ts` is the list. */
export interface DecisionModel {
  /** Name of the model, of its parameters in `facts.models` and of its folder: `recovery`. */
  readonly id: string;
  readonly title: string;
  /** What it decides, one sentence for a marketer. */
  readonly summary: string;
  /** What it decides with: the method and where it comes from (paper, section or equation). */
  readonly source: string;
  /** What it does until there is enough to learn from, in words. */
  readonly rule: string;
  /** What has to have been seen before the model is used instead of the rule. */
  readonly minimum: readonly { readonly what: string; readonly count: number }[];
  /** What it looks at, in the words of the marketer. */
  readonly looksAt: readonly string[];
  /** How it can be found to have got worse. */
  readonly checkedBy: string;
  /** Decides with ordinary settings, so that whoever walks the list can try it. @param draw in [0, 1) */
  decide(facts: Facts, draw: number): DecisionRecord;
}
