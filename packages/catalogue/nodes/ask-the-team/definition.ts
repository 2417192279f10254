import { answerChoice } from '@millrace/connectors/acts';
import type { Json } from '@millrace/base';
import { defineNode, type CallAnswer, type EventFact, type Move, type Scene } from '@millrace/flow';
import { z } from 'zod';
import { durationSchema, durationWords, isZero, milliseconds } from '../duration.ts';
import { factsField } from '../facts-field.ts';
import { decisionsNamedIn, recordsIn, textIn } from '../reading.ts';
import { wayIdSchema } from '../ways.ts';
import { problemsIn } from './problems.ts';

const ANSWERED = 'team-answered';
/** The second call of a visit. */
const CLOSE = 'close';
const DAY_LONG = { amount: 1, unit: 'days' } as const;

const config = z.strictObject({
  question: z.string().trim().max(2_000).default('').meta({
    title: 'Question',
    control: 'textarea',
    description: 'May have placeholders, such as {{ customer.firstName }}.',
  }),
  facts: factsField('What they should know', 'One line each. Empty ones are left out.'),
  answers: z
    .array(answerChoice.extend({ id: wayIdSchema, label: z.string().trim().max(75).default('') }))
    .min(1, 'A question has at least one answer.')
    .max(5, 'Five answers at most.')
    .default([
      { id: 'approve', label: 'Approve' },
      { id: 'reject', label: 'Reject' },
    ])
    .meta({
      title: 'Answers',
      control: 'answers',
      description: 'Each is a button, and a branch of the step.',
    }),
  within: durationSchema.default(DAY_LONG).meta({
    title: 'Wait for an answer',
    control: 'duration',
    description: 'After this the person takes the branch “Nobody answered”.',
  }),
  connection: z.string().max(60).default('').meta({
    title: 'Ask through',
    control: 'connection',
    capability: 'ask-team',
    description: 'With none chosen, the newest connection that can ask.',
  }),
  channel: z.string().trim().max(80).default('').meta({
    title: 'Channel',
    control: 'text',
    description: 'Such as #returns. Leave empty for the channel of the connection.',
  }),
});
type Config = z.output<typeof config>;

/** Asks the team in its chat, and waits for the answer. */
export const askTeamNode = defineNode({
  kind: 'ask-the-team',
  title: 'Ask the team',
  summary: 'Asks your team a question in their chat, with a button and a branch for each answer.',
  family: 'action',
  icon: 'team',
  config,
  initial: { question: '' },
  example: {
    question: 'Refund the order of {{ customer.firstName }}?',
    facts: [{ label: 'Order', value: '{{ order.number }}' }],
    answers: [
      { id: 'approve', label: 'Approve' },
      { id: 'reject', label: 'Reject' },
    ],
    within: { amount: 1, unit: 'days' },
  },
  versions: {},
  ports: ({ answers }) => [
    ...choicesIn(answers).map(({ id, label }) => ({ id, label })),
    { id: 'nobody', label: 'Nobody answered' },
    { id: 'failed', label: 'Could not be asked', optional: true },
  ],
  sentence: ({ question }) =>
    textIn(question) === ''
      ? 'Ask the team: write the question'
      : `Ask the team: ${textIn(question).slice(0, 80)}`,
  check: (written) => problemsIn(written),
  asks: ({ connection }) => [{ capability: 'ask-team', connection: connection === '' ? null : connection }],
  needs: () => ({ events: { [ANSWERED]: 0 } }),
  takesTime: ({ within }) => !isZero(within),
  uses: (written) => decisionsNamedIn(JSON.stringify([written.question, written.facts])),
  sets: {
    answer: { label: 'answer of the team', type: 'text' },
    answeredBy: { label: 'who answered', type: 'text' },
  },
  meaning: {
    arrive({ config: written }) {
      const [first] = written.answers;
      // Nobody is asked about people in the holdout: they take the branch of the first answer.
      const assumed = { choice: first?.id ?? '', label: first?.label ?? '' };
      return {
        call: { capability: 'ask-team', input: inputOf(written), assumed },
        sentence: 'Will ask the team.',
      };
    },
    wake(scene, wake) {
      if (wake.type === 'answer') return wake.part === CLOSE ? going(scene) : asked(scene, wake);
      const { asked: question = null } = (scene.cursor.memory ?? {}) as { readonly asked?: Json };
      if (wake.type === 'timer')
        return closing(
          scene,
          question,
          'nobody',
          `Nobody answered within ${durationWords(scene.config.within)}`,
          {},
        );
      return wake.type === 'event' ? chosen(scene, question, wake.event) : null;
    },
  },
});

function asked(scene: Scene<Config>, { callId, outcome, result }: CallAnswer): Move {
  const {
    config: { within, answers },
    facts,
  } = scene;
  const assumed = (result as { readonly choice?: unknown } | null)?.choice;
  if (typeof assumed === 'string' && (outcome === 'silent' || outcome === 'done'))
    return assumedly(answers.find(({ id }) => id === assumed));
  if (outcome !== 'done') return { go: 'failed' };
  const early = facts.events.find((event) => event.type === ANSWERED && event.messageId === callId);
  const answered = early && chosen(scene, result, early);
  if (answered) return answered;
  return {
    waitUntil: facts.now + milliseconds(within),
    listens: [{ event: ANSWERED, match: 'message', id: callId }],
    memory: { asked: result },
    sentence: `Waits for the team, at most ${durationWords(within)}.`,
  };
}

const assumedly = (choice: Config['answers'][number] | undefined): Move =>
  choice ? { go: choice.id, with: { variables: { answer: choice.label } } } : { go: 'nobody' };

function chosen(scene: Scene<Config>, question: Json, event: EventFact): Move | null {
  const choice = choiceOf(event, scene.config.answers);
  if (!choice) return null;
  const { sentence, with: known } = told(event, choice.label);
  return closing(scene, question, choice.id, sentence, known.variables);
}

/** Removes the buttons, then moves the person on, whether or not the removal works. */
function closing(
  { config: { connection } }: Scene<Config>,
  question: Json,
  port: string,
  sentence: string,
  variables: Readonly<Record<string, Json>>,
): Move {
  const asked = question ?? { place: null, lines: [] };
  const input = { asked, sentence, connection: connection === '' ? null : connection };
  return {
    call: { capability: 'close-question', part: CLOSE, input, assumed: null, memory: { port, sentence } },
    sentence: `${sentence}.`,
    with: { variables },
  };
}

function going({ cursor }: Scene<Config>): Move {
  const { port, sentence } = (cursor.memory ?? {}) as { readonly port?: string; readonly sentence?: string };
  return { go: port ?? 'nobody', ...(sentence === undefined ? {} : { sentence: `${sentence}.` }) };
}

function told({ properties: { by } }: EventFact, label: string) {
  const who = typeof by === 'string' && by !== '' ? by : 'Somebody';
  return { sentence: `${who} chose ${label}`, with: { variables: { answer: label, answeredBy: who } } };
}

const choiceOf = ({ properties: { choice } }: EventFact, answers: Config['answers']) =>
  answers.find(({ id }) => id === choice);

const choicesIn = (value: unknown): readonly { readonly id: string; readonly label: string }[] =>
  (value === undefined
    ? [
        { id: 'approve', label: 'Approve' },
        { id: 'reject', label: 'Reject' },
      ]
    : recordsIn(value)
  )
    .slice(0, 5)
    .map((choice, index) => ({
      id: textIn(choice['id' as never]) || `answer-${index + 1}`,
      label: textIn(choice['label' as never]) || `Answer ${index + 1}`,
    }));

function inputOf({ question, facts, answers, channel, connection }: Config): Json {
  return {
    question,
    facts: facts.filter(({ label, value }) => label !== '' && value !== ''),
    answers: answers.map(({ id, label }) => ({ id, label })),
    channel,
    connection: connection === '' ? null : connection,
  };
}
