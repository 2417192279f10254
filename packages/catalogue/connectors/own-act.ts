import { unclear, type Act, type ActCall, type ActOutcome } from './act.ts';
import type { Caught } from './exchange.ts';

interface OwnAct extends Pick<Act, 'texts' | 'request'> {
  /** Why a repeat is harmless. */
  readonly sentence: string;
  outcome(answer: Caught, call: ActCall): ActOutcome;
}

/** An act of Millrace itself: a row of its own, written in the transaction that settles the call. */
export const ownAct = ({ sentence, outcome, ...own }: OwnAct): Act => ({
  ...own,
  repeat: () => ({ means: 'row', harmless: true, sentence }),
  outcome: (answer, call) =>
    answer.kind === 'caught' ? outcome(answer, call) : unclear('Only Millrace itself answers here.'),
  needs: 'nothing',
});
