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
}

/** Somebody of the team pressed a button of a notice. */
export interface Press {
  readonly action: string;
  /** As the other system names them. */
  readonly by: string;
}
