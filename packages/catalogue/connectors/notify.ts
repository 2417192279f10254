import type { Json } from '@millrace/base';
import type { Outcome } from './delivery.ts';
import type { Answer, HttpRequest } from './exchange.ts';

/** A notice to the team. */
export interface TeamNotice {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  /** Buttons; `action` comes back with the press. */
  readonly buttons: readonly { readonly label: string; readonly action: string }[];
}

/** How a connector notifies the team, in their chat. */
export interface TeamNotifier<Config> {
  request(notice: TeamNotice, config: Config): HttpRequest;
  outcome(answer: Answer): Outcome;
  /**
   * Removes the buttons from the notice, and adds the result of the press.
   * @param lines the text of the notice, as it was written; empty if not known
   */
  answered?(press: Press, lines: readonly string[], sentence: string, config: Config): HttpRequest;
}

/** A press on a button of a notice by one of the team. */
export interface Press {
  readonly action: string;
  /** Their name in the other system. */
  readonly by: string;
  /** Where the notice is in the other system; null if it does not say. */
  readonly place: Json;
}
