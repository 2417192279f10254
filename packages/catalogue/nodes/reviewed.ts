import type { Json } from '@millrace/base';
import type { WorkKind } from '@millrace/connectors/work';
import type { Graph, GraphNode, Meaning, Move, NodeKind, Port, Scene } from '@millrace/flow';
import { z } from 'zod';
import {
  ANSWER_SETS,
  askingAsks,
  askingFields,
  askingMeaning,
  needsOfAsking,
  askingProblems,
  type Asking,
} from './asking.ts';
import { isZero, type Duration } from './duration.ts';
import { orAPerson } from './or-a-person.ts';
import { factsOfStep } from './settings-said.ts';

/** The call that asks the person, beside the call of the step itself. */
const REVIEW = 'review';
const NOBODY = 'nobody';
const CHECKED = 'checked';
const ROLES = ['owner', 'approver', 'marketer'] as const;
const DECIDING = ['owner', 'approver'] as const;

/** A text of the step that the person reads and may change. */
export interface ReviewedText {
  /** The setting, and the text of the capability: they have the same name. */
  readonly name: string;
  readonly label: string;
  readonly long: boolean;
  /** Most characters. */
  readonly most: number;
}

/** How a person checks a step before it is done. */
export interface Review {
  readonly work: WorkKind;
  /** What is asked: one line, a template. */
  readonly title: string;
  /** What a wrong yes costs, in a sentence. */
  readonly risk: string;
  readonly texts: readonly ReviewedText[];
  /** Whether somebody checks it unless the marketer says otherwise. */
  readonly usual: boolean;
  readonly within: Duration;
}

type Config = Readonly<Record<string, unknown>>;

/** What is kept while a person checks it, and afterwards. */
interface Memory {
  /** The call of the work, once it was agreed to. */
  readonly checked?: string;
  /** The call of the work, while it is open. */
  readonly work?: string;
}

const AFTER = { [CHECKED]: true };

/** Shows a field only when a person checks the step. */
function ifChecked(fields: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const meta = field.meta() as { readonly onlyIf?: object } | undefined;
      return [name, field.meta({ ...meta, onlyIf: { ...AFTER, ...meta?.onlyIf } })];
    }),
  );
}

/**
 * A step that a person can check before it is done: they read its texts in Work, change them where they need
 * it, and what they agreed to is what is used. Where no connected system can do the step, a person can get it
 * as a task afterwards.
 */
export function reviewed(kind: NodeKind, review: Review): NodeKind {
  const { work, texts, usual, within } = review;
  const {
    details: _details,
    facts: _facts,
    ...people
  } = askingFields(work.id, work.isDecision ? DECIDING : ROLES, within, {});
  const isChecked = (config: object) => ((config as Config)[CHECKED] ?? usual) === true;
  const names = texts.map(({ name }) => name);
  const checking: NodeKind = {
    ...kind,
    config: (kind.config as unknown as z.ZodObject).extend({
      [CHECKED]: z.boolean().default(usual).meta({
        title: 'A person checks it first',
        control: 'switch',
        description: 'They find it in Work, and can change the texts before they agree.',
      }),
      ...ifChecked(people),
    }),
    ports: (config) => [...kind.ports(config), ...(isChecked(config) ? waysOf(work) : [])],
    asks: (config) => [...(kind.asks?.(config) ?? []), ...(isChecked(config as object) ? askingAsks() : [])],
    needs: (config) => needsOfAsking(kind, config, isChecked(config as object)),
    check: (config: unknown, node: GraphNode, graph: Graph) => [
      ...(kind.check?.(config, node, graph) ?? []),
      ...(isChecked(config as object)
        ? askingProblems({ ...(config as unknown as Asking), title: review.title, waits: true }, '')
        : []),
    ],
    takesTime: (config) => {
      const wanted = config['within'] as Duration | undefined;
      return isChecked(config) && (wanted === undefined || !isZero(wanted));
    },
    sets: { ...kind.sets, ...ANSWER_SETS },
    meaning: afterReview(kind, review) as NodeKind['meaning'],
  };
  return orAPerson(checking, 'person', names);
}

const waysOf = ({ answers, missed }: WorkKind): readonly Port[] => [
  ...answers.slice(1).map(({ id, done }) => ({ id, label: done, optional: true })),
  { id: NOBODY, label: missed, optional: true },
];

function afterReview(kind: NodeKind, review: Review): Meaning<Config> {
  const inner = kind.meaning as unknown as Meaning<Config>;
  const agreed = review.work.answers[0]!.id;
  const asks = (scene: Scene<Config>) =>
    askingMeaning<Config>(review.work, () => questionOf(kind, review, scene));
  const isFirst = (config: Config, memory: Memory) =>
    config[CHECKED] === true && memory.checked === undefined;
  /** The step itself, with the texts of that work. */
  const act = (scene: Scene<Config>, work: string, answer: Extract<Move, { go: string }>): Move => {
    const move = inner.arrive(scene);
    if (!('call' in move)) return move;
    const memory = { ...(move.call.memory as object | undefined), checked: work } as Json;
    return {
      ...move,
      call: { ...move.call, memory, ...(review.texts.length > 0 ? { textsOf: work } : {}) },
      ...(answer.with ? { with: answer.with } : {}),
      sentence: [answer.sentence, move.sentence].filter(Boolean).join(' '),
    };
  };
  return {
    ...inner,
    arrive(scene) {
      if (!isFirst(scene.config, {})) return inner.arrive(scene);
      const opening = asks(scene).arrive(scene);
      if (!('call' in opening)) return opening;
      return {
        ...opening,
        call: { ...opening.call, part: REVIEW },
        sentence: 'Will ask a person to check it first.',
      };
    },
    wake(scene, wake) {
      const memory = (scene.cursor.memory ?? {}) as Memory;
      if (!isFirst(scene.config, memory)) return inner.wake?.(scene, wake) ?? null;
      // The question asks by a call of its own name; for it that is the first call.
      const asked = wake.type === 'answer' && wake.part === REVIEW ? { ...wake, part: '' } : wake;
      const move = asks(scene).wake(scene, asked);
      if (move === null || !('go' in move)) return move;
      const work = memory.work ?? (wake.type === 'answer' ? wake.callId : '');
      return move.go === agreed ? act(scene, work, move) : move;
    },
  };
}

function questionOf(kind: NodeKind, review: Review, { config, facts }: Scene<Config>): Asking {
  const asking = config as unknown as Asking;
  const { texts } = review;
  return {
    title: review.title,
    details: '',
    risk: review.risk,
    facts: factsOfStep(
      kind,
      config,
      facts,
      texts.map(({ name }) => name),
    ),
    drafts: texts.flatMap(({ name, ...text }) => {
      const value = config[name];
      return typeof value === 'string' && value !== '' ? [{ name, value, ...text }] : [];
    }),
    who: asking.who,
    person: asking.person,
    within: asking.within,
    waits: true,
    escalate: asking.escalate,
    escalatePerson: asking.escalatePerson,
    escalateWithin: asking.escalateWithin,
    assumed: review.work.answers[0]!.id,
  };
}
