export interface Stop {
  readonly id: string;
  readonly scope: 'all' | 'channel' | 'flow';
  readonly target: string;
  readonly button: string;
  readonly means: string;
}

/** What can be stopped from here; one flow is stopped from its own page. */
export const STOPS: readonly Stop[] = [
  {
    id: 'all',
    scope: 'all',
    target: '',
    button: 'Stop all sending',
    means: 'Not one message goes out, from any flow, order messages included.',
  },
  { id: 'email', scope: 'channel', target: 'email', button: 'Stop e-mail', means: 'No e-mail goes out, from any flow. Texts still do.' },
  { id: 'sms', scope: 'channel', target: 'sms', button: 'Stop texts', means: 'No text goes out, from any flow. E-mails still do.' },
];

/** What is stopped, as a headline. */
export function stopWords(scope: string, target: string, flowName?: string): string {
  if (scope === 'all') return 'All sending is stopped.';
  if (scope === 'flow') return `“${flowName ?? 'A flow'}” sends nothing.`;
  return target === 'email' ? 'E-mail is stopped.' : target === 'sms' ? 'Texts are stopped.' : `Sending by ${target} is stopped.`;
}

/** What becomes of messages that come due meanwhile, by the guardrail's own setting. */
export const meanwhileWords = (meanwhile: unknown): string =>
  meanwhile === 'hold'
    ? 'What comes due meanwhile is kept until you allow sending again.'
    : 'What comes due meanwhile is dropped, and says so.';
