import type { Json } from '@millrace/base';
import {
  followWork,
  openWork,
  WORK_ROLE_LABELS,
  WORK_ROLES,
  type WorkFor,
  type WorkRole,
} from '@millrace/connectors/acts';
import type { WorkDraft } from '@millrace/connectors';
import type { WorkKind } from '@millrace/connectors/work';
import type { CallAnswer, Meaning, Move, NodeKind, PlanNeeds, Port, Problem } from '@millrace/flow';
import { z } from 'zod';
import { durationSchema, durationWords, isZero, milliseconds, type Duration } from './duration.ts';
import { factsField } from './facts-field.ts';
import { decisionsNamedIn, fieldProblem, recordsIn, textIn } from './reading.ts';

/** The event of an answer. */
const ANSWERED = 'team-answered';
/** Further calls of a visit: the work goes to somebody else, or is closed. */
const ESCALATE = 'escalate';
const CLOSE = 'close';

const PERSON = 'person';
const NOBODY = 'nobody';
const FAILED = 'failed';

const DAY_LONG = { amount: 1, unit: 'days' } as const;

/**
 * The fields that every step shares that asks a person.
 * @param kind id of the kind of work, so that only members who may answer it are offered
 * @param waits makes a field visible only when the flow waits
 */
export const askingFields = (
  kind: string,
  roles: readonly WorkRole[],
  within: Duration,
  waits: Readonly<Record<string, unknown>>,
) => ({
  details: z.string().trim().max(2_000).default('').meta({
    title: 'What they should know',
    control: 'textarea',
    description: 'May have placeholders, such as {{ customer.firstName }}.',
  }),
  facts: factsField('Facts', 'One line each. Links to the customer and the flow are there by themselves.'),
  who: z
    .enum(['anyone', ...roles, PERSON] as readonly ('anyone' | WorkRole | 'person')[])
    .default('anyone')
    .meta({
      title: 'Who',
      control: 'select',
      description: 'Others see it, and cannot answer it. Owners always can.',
      labels: whoLabels(roles, 'Anyone who may'),
    }),
  person: z
    .string()
    .max(64)
    .default('')
    .meta({
      title: 'Team member',
      control: 'member',
      work: kind,
      onlyIf: { who: PERSON },
      needed: true,
    }),
  within: durationSchema.default(within).meta({ title: 'Deadline', control: 'duration' }),
  escalate: z
    .enum([NOBODY, ...roles, PERSON] as readonly ('nobody' | WorkRole | 'person')[])
    .default(NOBODY)
    .meta({
      title: 'When the deadline passes',
      control: 'select',
      labels: whoLabels(roles, 'Go on without an answer', 'Ask '),
      onlyIf: waits,
    }),
  escalatePerson: z
    .string()
    .max(64)
    .default('')
    .meta({
      title: 'Team member to ask then',
      control: 'member',
      work: kind,
      onlyIf: { escalate: PERSON },
      needed: true,
    }),
  escalateWithin: durationSchema.default(DAY_LONG).meta({
    title: 'Their deadline',
    control: 'duration',
    description: 'After this the flow goes on without an answer.',
    onlyIf: { escalate: [...roles, PERSON] },
  }),
});

/** Labels of a choice among people. */
function whoLabels(roles: readonly WorkRole[], nobody: string, before = '') {
  const said = (text: string) =>
    before === '' ? text : `${before}${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return {
    [before === '' ? 'anyone' : NOBODY]: nobody,
    ...Object.fromEntries(roles.map((role) => [role, said(WORK_ROLE_LABELS[role])])),
    [PERSON]: said('One team member'),
  };
}

export type Asking = z.output<z.ZodObject<ReturnType<typeof askingFields>>> & {
  readonly title: string;
  readonly risk: string;
  readonly waits: boolean;
  /** Id of the answer for people in the holdout and in rehearsals. */
  readonly assumed: string;
  /** Texts that the person checks; values are templates. */
  readonly drafts?: readonly WorkDraft[];
  /** The call of earlier work whose texts belong here too. */
  readonly draftsOf?: string;
};

/** Variables that the answer sets. */
export const ANSWER_SETS = {
  answer: { label: 'answer of the team', type: 'text' },
  answeredBy: { label: 'who answered', type: 'text' },
  answerComment: { label: 'comment of the answer', type: 'text' },
} as const;

export const ASKING_NEEDS = { events: { [ANSWERED]: 0 } };

/** What a step needs that can ask a person beside what it does itself. @param isAsking whether it does here */
export function needsOfAsking(kind: NodeKind, config: unknown, isAsking: boolean): Partial<PlanNeeds> {
  const own: Partial<PlanNeeds> = kind.needs?.(config) ?? {};
  return isAsking ? { ...own, events: { ...own.events, ...ASKING_NEEDS.events } } : own;
}

/** A branch for each answer, one for none, and one for people about whom nothing could be asked. */
export const askingPorts = ({ answers, missed }: WorkKind): readonly Port[] => [
  ...answers.map(({ id, done }) => ({ id, label: done })),
  { id: NOBODY, label: missed },
  { id: FAILED, label: 'Could not be asked', optional: true },
];

export const askingAsks = () =>
  [openWork, followWork].map(({ id }) => ({ capability: id, connection: null }) as const);

export const variablesOfAsking = (config: Readonly<Record<string, unknown>>): readonly string[] =>
  decisionsNamedIn(JSON.stringify([config['title'], config['details'], config['risk'], config['facts']]));

/** Problems of a step that asks a person, beyond its schema. @param untitled said when nothing is asked */
export function askingProblems(config: Asking, untitled: string): readonly Omit<Problem, 'node'>[] {
  const { title, who, person, within, waits, escalate, escalatePerson, escalateWithin } = config;
  return [
    ...(title === '' ? [fieldProblem('title', untitled)] : []),
    ...(who === PERSON && person === '' ? [fieldProblem('person', 'Choose the team member.')] : []),
    ...(isZero(within) ? [fieldProblem('within', 'Give them some time.')] : []),
    ...(!waits || escalate === NOBODY
      ? []
      : [
          ...(escalate === PERSON && escalatePerson === ''
            ? [fieldProblem('escalatePerson', 'Choose the team member to ask then.')]
            : []),
          ...(isZero(escalateWithin) ? [fieldProblem('escalateWithin', 'Give them some time.')] : []),
        ]),
  ];
}

/** The card of a step that asks a person. */
export function askingSentence(config: Readonly<Record<string, unknown>>, what: string): string {
  const title = textIn(config['title']).slice(0, 80);
  return title === '' ? `${what}: say what` : `${what}: ${title}`;
}

const forWhom = (who: string, person: string): WorkFor =>
  who === PERSON
    ? { role: null, person: person === '' ? null : person }
    : { role: WORK_ROLES.find((role) => role === who) ?? null, person: null };

/** What a step remembers of the work that it opened. */
interface Memory {
  readonly work?: string;
  readonly deadline?: number;
  /** Whether it went to somebody else already. */
  readonly escalated?: boolean;
}

/** A step that opens work of a kind, and waits for the answer if it is to. */
export function askingMeaning<Config>(
  kind: WorkKind,
  read: (config: Config) => Asking,
): Required<Pick<Meaning<Config>, 'arrive' | 'wake'>> {
  return {
    arrive({ config, facts }) {
      const asking = read(config);
      const deadline = facts.now + milliseconds(asking.within);
      const memory = { deadline } satisfies Memory;
      const input = inputOf(kind, asking, deadline);
      const assumed = asking.waits ? { choice: asking.assumed } : null;
      return {
        call: { capability: openWork.id, input, assumed, memory },
        sentence: 'Will ask a person in Work.',
      };
    },
    wake({ config, cursor, facts }, wake) {
      const asking = read(config);
      const memory = (cursor.memory ?? {}) as Memory;
      if (wake.type === 'answer') return afterCall(kind, asking, memory, facts.now, wake);
      if (wake.type === 'timer') return tooLate(asking, memory, facts.now);
      return wake.type === 'event' ? answered(kind, wake.event.properties) : null;
    },
  };
}

function inputOf(kind: WorkKind, asking: Asking, deadline: number): Json {
  const { title, details, risk, facts, drafts = [], draftsOf = null } = asking;
  const { who, person, waits, escalate, escalatePerson } = asking;
  return {
    kind: kind.id,
    title,
    details,
    risk,
    facts: facts.filter(({ label, value }) => label !== '' && value !== ''),
    drafts: drafts.map((draft) => ({ ...draft })),
    draftsOf,
    for: { ...forWhom(who, person) },
    deadline,
    next: waits && escalate !== NOBODY ? { ...forWhom(escalate, escalatePerson) } : null,
    awaited: waits,
  };
}

function afterCall(kind: WorkKind, asking: Asking, memory: Memory, now: number, answer: CallAnswer): Move {
  const { callId, outcome, part, result } = answer;
  const known = outcome === 'done' || outcome === 'silent' ? answered(kind, asFields(result)) : null;
  if (known) return known;
  if (outcome === 'silent') return { go: asking.waits ? NOBODY : 'next' };
  if (part === CLOSE) return { go: NOBODY };
  if (outcome !== 'done') return { go: part === ESCALATE ? NOBODY : asking.waits ? FAILED : 'next' };
  if (!asking.waits) return { go: 'next' };
  const { deadline = now } = memory;
  const next: Memory = part === ESCALATE ? memory : { ...memory, work: callId };
  return {
    waitUntil: deadline,
    listens: [{ event: ANSWERED, match: 'message', id: next.work ?? callId }],
    memory: { ...next } as Json,
    sentence: `Waits for an answer, at most ${durationWords(part === ESCALATE ? asking.escalateWithin : asking.within)}.`,
  };
}

/** The deadline has passed: somebody else is asked, once, or nobody any more. */
function tooLate(asking: Asking, memory: Memory, now: number): Move {
  const { work = '', escalated = false } = memory;
  const { escalate, escalatePerson, escalateWithin } = asking;
  if (!escalated && escalate !== NOBODY) {
    const deadline = now + milliseconds(escalateWithin);
    return {
      call: {
        capability: followWork.id,
        part: ESCALATE,
        input: { work, for: { ...forWhom(escalate, escalatePerson) }, deadline },
        assumed: null,
        memory: { work, deadline, escalated: true },
      },
      sentence: 'Nobody answered in time. Will ask somebody else.',
    };
  }
  return {
    call: {
      capability: followWork.id,
      part: CLOSE,
      input: { work, for: null, deadline: null },
      assumed: null,
      memory: { work },
    },
    sentence: 'Nobody answered in time.',
  };
}

const asFields = (value: Json): Readonly<Record<string, unknown>> => recordsIn([value])[0]!;

/** The move of an answer; null if it is none of this kind. */
function answered(kind: WorkKind, fields: Readonly<Record<string, unknown>>): Move | null {
  const choice = kind.answers.find(({ id }) => id === fields['choice']);
  if (!choice) return null;
  const [by, comment] = [textIn(fields['by']), textIn(fields['comment'])];
  const who = by === '' ? 'Assumed' : by;
  return {
    go: choice.id,
    sentence: comment === '' ? `${who}: ${choice.done}.` : `${who}: ${choice.done}, “${comment}”.`,
    with: {
      variables: {
        answer: choice.done,
        ...(by === '' ? {} : { answeredBy: by }),
        answerComment: comment,
      },
    },
  };
}
