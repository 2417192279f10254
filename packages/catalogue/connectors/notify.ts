import type { Json } from '@millrace/base';
import type { Outcome } from './delivery.ts';
import type { Answer, HttpRequest } from './exchange.ts';

/** Something the team should know. */
export interface TeamNotice {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  /** What can be done at a press; `action` comes back with whoever pressed it. */
  readonly buttons: readonly { readonly label: string; readonly action: string }[];
}

/** How a connector tells the team, in the place where they talk. */
export interface TeamNotifier<Config> {
  request(notice: TeamNotice, config: Config): HttpRequest;
  outcome(answer: Answer): Outcome;
  /**
   * Takes the buttons away from what was pressed, and says what came of it.
   * @param lines what it says beside, as it was written; empty when that is not known
   */
  answered?(press: Press, lines: readonly string[], sentence: string, config: Config): HttpRequest;
}

/** Somebody of the team pressed a button of a notice. */
export interface Press {
  readonly action: string;
  /** As the other system names them. */
  readonly by: string;
  /** Where what was pressed stands, as the other system finds it again; null when it does not say. */
  readonly place: Json;
}
