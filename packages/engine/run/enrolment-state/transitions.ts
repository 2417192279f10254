import type { EnrolmentRow } from '@millrace/core/rows';

export type EnrolmentEnd = Exclude<EnrolmentRow['state'], 'running'>;
/** Where an enrolment stands: on its way, held where it is by a pause of its flow, or ended. */
export type Standing = 'running' | 'held' | EnrolmentEnd;

/** What a change of an enrolment means for everything that is kept beside it. */
export interface ChangeRule {
  /** Where it may stand before; `outside` when there is none yet. */
  readonly from: readonly (Standing | 'outside')[];
  /** Where it stands then; `same` when that does not change. */
  readonly to: Standing | 'same';
  /** What live counts follow: of who came in, of the steps that were left and come to, of the end, of the version that somebody stands in. */
  readonly counts: readonly ('entry' | 'steps' | 'end' | 'version')[];
  /** What the timeline tells: the lines of a step, one line of the change's own, or nothing. */
  readonly story: 'lines' | 'line' | 'nothing';
  /** What the workflow does next: what the plan says, the same at another time, end, or what it did. */
  readonly instruction: 'plan' | 'later' | 'end' | 'same';
  /** How the workflow hears of it: it is started, it is woken, or it asked itself and is answered. Who ends it may be either. */
  readonly heard: 'start' | 'wake' | 'answer' | 'wake-or-answer' | 'later';
}

const INSIDE = ['running', 'held'] as const satisfies readonly Standing[];

/**
 * Every change of an enrolment. Nothing but `change-enrolment.ts` writes one, so that row, counts, timeline and workflow agree.
 * From an end no way leads on: who comes in again gets an enrolment of their own.
 */
export const ENROLMENT_CHANGES = {
  entered: {
    from: ['outside'],
    to: 'running',
    counts: ['entry'],
    story: 'nothing',
    instruction: 'same',
    heard: 'start',
  },
  // Also while a pause holds it: a message that was on its way already has come to its end.
  stepped: {
    from: INSIDE,
    to: 'running',
    counts: ['steps'],
    story: 'lines',
    instruction: 'plan',
    heard: 'answer',
  },
  finished: {
    from: INSIDE,
    to: 'done',
    counts: ['steps', 'end'],
    story: 'lines',
    instruction: 'end',
    heard: 'answer',
  },
  exited: {
    from: INSIDE,
    to: 'exited',
    counts: ['end'],
    story: 'line',
    instruction: 'end',
    heard: 'wake-or-answer',
  },
  failed: {
    from: INSIDE,
    to: 'failed',
    counts: ['end'],
    story: 'line',
    instruction: 'end',
    heard: 'wake-or-answer',
  },
  held: { from: ['running'], to: 'held', counts: [], story: 'line', instruction: 'same', heard: 'answer' },
  resumed: {
    from: ['held'],
    to: 'running',
    counts: [],
    story: 'nothing',
    instruction: 'later',
    heard: 'wake',
  },
  // The message or call that it waits for is tried at another time.
  postponed: {
    from: INSIDE,
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'later',
    heard: 'answer',
  },
  // What it waits for may go now. Whom a pause holds is left to who resumes the flow.
  'called-back': {
    from: ['running'],
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'later',
    heard: 'wake',
  },
  // What was overdue when the flow was resumed has been skipped; what comes next is not.
  'caught-up': {
    from: INSIDE,
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'same',
    heard: 'answer',
  },
  // By another version of the flow from here on. It is heard of at the next step.
  moved: {
    from: INSIDE,
    to: 'same',
    counts: ['version'],
    story: 'lines',
    instruction: 'same',
    heard: 'later',
  },
} as const satisfies Readonly<Record<string, ChangeRule>>;

export type ChangeName = keyof typeof ENROLMENT_CHANGES;

export const ruleOf = (name: ChangeName): ChangeRule => ENROLMENT_CHANGES[name];

export const standingOf = ({
  state,
  due_while_paused: due,
}: Pick<EnrolmentRow, 'state' | 'due_while_paused'>): Standing =>
  state === 'running' && due !== null ? 'held' : state;

export const mayChange = (standing: Standing | 'outside', name: ChangeName): boolean =>
  ruleOf(name).from.includes(standing);
