import type { Json } from '@millrace/base';
import { taskWork } from '@millrace/connectors/work';
import type { CallAnswer, Meaning, Move, NodeKind, Scene, Wake } from '@millrace/flow';
import { z } from 'zod';
import { askingAsks, askingMeaning, needsOfAsking, type Asking } from './asking.ts';
import { durationSchema } from './duration.ts';
import { factsOfStep } from './settings-said.ts';

/** The call that opens the task, beside the calls of the step itself. */
const PERSON = 'person';
/** Why a call is refused that no connection can make. */
const UNABLE = 'connection-missing';
const TWO_DAYS = { amount: 2, unit: 'days' } as const;

const fieldsWith = (usual: 'problem' | 'person') => ({
  ifUnable: z
    .enum(['problem', PERSON])
    .default(usual)
    .meta({
      title: 'If no connected system can do it',
      control: 'select',
      description: 'A person finds it as a task in Work, and the flow waits until they have done it.',
      labels: { problem: 'Say so before publishing', [PERSON]: 'Give it to a person' },
    }),
  personWithin: durationSchema.default(TWO_DAYS).meta({
    title: 'Their deadline',
    description: 'After this it counts as failed.',
    control: 'duration',
    onlyIf: { ifUnable: PERSON },
  }),
});
type Handing = z.output<z.ZodObject<ReturnType<typeof fieldsWith>>>;
type Config = Handing & Readonly<Record<string, unknown>>;

/** What is kept while a person has it, beside what the task keeps. */
interface Memory {
  /** The call that no system could make. */
  readonly handed?: string;
  /** The call of the work in which a person checked the texts before. */
  readonly checked?: string;
}

/**
 * A step that acts in an outside system, and can hand it to a person where no connection does it: a task in
 * Work, whose answer counts as the answer of the system. Only for steps that need no result of the system.
 * @param usual what happens unless the marketer says otherwise: `person` where few stores have such a system
 * @param drafts settings that are texts which a person checked before; the task has them as they were agreed to
 */
export function orAPerson(
  kind: NodeKind,
  usual: 'problem' | 'person' = 'problem',
  drafts: readonly string[] = [],
): NodeKind {
  const isHanding = (config: object) => ((config as Partial<Handing>).ifUnable ?? usual) === PERSON;
  return {
    ...kind,
    config: (kind.config as unknown as z.ZodObject).extend(fieldsWith(usual)),
    asks: (config) => [
      ...(kind.asks?.(config) ?? []).map((asked) => ({ ...asked, orPerson: isHanding(config as object) })),
      ...(isHanding(config as object) ? askingAsks() : []),
    ],
    needs: (config) => needsOfAsking(kind, config, isHanding(config as object)),
    meaning: handing(kind, drafts) as NodeKind['meaning'],
  };
}

function handing(kind: NodeKind, drafts: readonly string[]): Meaning<Config> {
  const inner = kind.meaning as unknown as Meaning<Config>;
  const asks = (scene: Scene<Config>) => askingMeaning<Config>(taskWork, () => taskOf(kind, drafts, scene));
  const settle = (scene: Scene<Config>, answer: CallAnswer): Move =>
    inner.wake?.(scene, answer) ?? { go: 'next' };
  return {
    ...inner,
    wake(scene, wake) {
      const { handed, checked } = (scene.cursor.memory ?? {}) as Memory;
      const keep = (part: string): Memory => ({
        handed: part,
        ...(checked === undefined ? {} : { checked }),
      });
      if (handed !== undefined) {
        const move = asks(scene).wake(scene, asAsked(wake));
        if (move === null || !('go' in move)) return move && kept(move, keep(handed));
        const after = settle(scene, answerOf(move.go, handed));
        return 'go' in after ? { ...after, sentence: move.sentence ?? after.sentence ?? '' } : after;
      }
      const isUnable = wake.type === 'answer' && wake.outcome === 'refused' && wake.reason === UNABLE;
      if (!isUnable || scene.config.ifUnable !== PERSON) return inner.wake?.(scene, wake) ?? null;
      const opening = asks(scene).arrive(scene);
      if (!('call' in opening)) return opening;
      const { call } = opening;
      return kept(
        {
          call: { ...call, part: PERSON },
          sentence: 'No connected system can do it. Will give it to a person.',
        },
        keep(wake.part ?? ''),
      );
    },
  };
}

/** The task asks by a call of its own name; for it that is the first call. */
const asAsked = (wake: Wake): Wake =>
  wake.type === 'answer' && wake.part === PERSON ? { ...wake, part: '' } : wake;

function kept(move: Exclude<Move, { go: string }>, keeps: Memory): Move {
  const withHanded = (memory: Json | undefined): Json => ({ ...(memory as object | null), ...keeps }) as Json;
  if ('call' in move) return { ...move, call: { ...move.call, memory: withHanded(move.call.memory) } };
  return 'waitUntil' in move ? { ...move, memory: withHanded(move.memory) } : move;
}

/** What a person's answer means for the step: done, refused, or failed when nobody did it in time. */
const answerOf = (answer: string, part: string): CallAnswer => ({
  type: 'answer',
  callId: '',
  part,
  outcome: answer === 'done' ? 'done' : answer === 'cancelled' ? 'refused' : 'failed',
  result: null,
  reason: answer === 'done' ? null : PERSON,
});

/** The task: the name of the step, and its settings as facts. */
function taskOf(kind: NodeKind, drafts: readonly string[], { config, facts, cursor }: Scene<Config>): Asking {
  const { checked } = (cursor.memory ?? {}) as Memory;
  return {
    title: kind.title,
    details: 'No connected system can do this, so please do it by hand, and then mark it as done.',
    risk: '',
    facts: factsOfStep(kind, config, facts, checked === undefined ? [] : drafts),
    ...(checked === undefined ? {} : { draftsOf: checked }),
    who: 'anyone',
    person: '',
    within: config.personWithin,
    waits: true,
    escalate: 'nobody',
    escalatePerson: '',
    escalateWithin: TWO_DAYS,
    assumed: 'done',
  };
}
