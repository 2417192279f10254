import type { EnrolmentRow } from '@millrace/core/rows';

export type EnrolmentEnd = Exclude<EnrolmentRow['state'], 'running'>;
/** The standing of an enrolment: running, held by a pause of its flow, or ended. */
export type Standing = 'running' | 'held' | EnrolmentEnd;

/** What a change means for the enrolment's row, counts, timeline and workflow. */
export interface ChangeRule {
  /** The standings it may start from; `outside` when there is no enrolment yet. */
  readonly from: readonly (Standing | 'outside')[];
  /** The standing after it; `same` when it stays. */
  readonly to: Standing | 'same';
  /** Which live counts change: entries, people at each step, ends, or people in each version. */
  readonly counts: readonly ('entry' | 'steps' | 'end' | 'version')[];
  /** What the timeline gets: the lines of a step, one line of its own, or nothing. */
  readonly story: 'lines' | 'line' | 'nothing';
  /** The workflow's next instruction: from the plan, the same at another time, end, or unchanged. */
  readonly instruction: 'plan' | 'later' | 'end' | 'same';
  /**
   * How the workflow learns of it: it is started, it is woken, it gets the response to its own request, or
   * not until later. An end can reach it by either of two.
   */
  readonly heard: 'start' | 'wake' | 'answer' | 'wake-or-answer' | 'later';
}

const INSIDE = ['running', 'held'] as const satisfies readonly Standing[];

/**
 * Every allowed change of an enrolment. Only `change-enrolment.ts` writes one, so row, counts, timeline and
 * workflow agree. Nothing leaves an end: a person who enters again gets a new enrolment.
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
  // Also from `held`: a message that was already being sent when the pause began may have ended.
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
  // The awaited message or call is retried at another time.
  postponed: {
    from: INSIDE,
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'later',
    heard: 'answer',
  },
  // The awaited message or call may go now. For people held by a pause, resuming the flow does this.
  'called-back': {
    from: ['running'],
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'later',
    heard: 'wake',
  },
  // The overdue message or call has been skipped after a resume; later ones are not skipped.
  'caught-up': {
    from: INSIDE,
    to: 'same',
    counts: [],
    story: 'nothing',
    instruction: 'same',
    heard: 'answer',
  },
  // Moves the person to another version of the flow. The workflow learns of it at the next step.
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
