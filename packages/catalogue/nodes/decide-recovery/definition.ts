import { z } from 'zod';
import { modelsFor } from '@millrace/decisions';
import {
  factsOfScore,
  RECOVERY_SEGMENTS,
  recoveryModel,
  scoreRecovery,
  type RecoverySegment,
} from '@millrace/decisions/recovery';
import { defineNode, withArticle, type Port } from '@millrace/flow';

/** In the order in which they are shown: from those who need least to those who need most. */
const SEGMENTS: readonly RecoverySegment[] = [
  'full-price-buyer',
  'new-category',
  'checkout-friction',
  'first-visit',
  'price-sensitive',
];
/** Sentences in the person's history. */
const COUNTS_AS = Object.fromEntries(
  SEGMENTS.map((id) => [id, `Counts as: ${RECOVERY_SEGMENTS[id].title.toLowerCase()}.`]),
) as Readonly<Record<RecoverySegment, string>>;
/** Somewhat above the usual share of carts that come back. */
const LIKELY = 0.15;

const config = z.strictObject({
  ways: z
    .enum(['segments', 'one'])
    .default('segments')
    .meta({
      title: 'Branches',
      control: 'select',
      description: 'One for each kind of shopper, or one for all (then use a condition further on).',
      labels: { segments: 'One for each kind of shopper', one: 'One for everybody' },
    }),
  highValueFrom: z.int().min(1).max(1e12).optional().meta({
    title: 'Carts of high value, from',
    description:
      'People with such a cart who will probably come back take a separate branch. Leave empty for none.',
    control: 'money',
  }),
  likelyFrom: z.number().min(0).max(1).default(LIKELY).meta({
    title: 'Likely if at least',
    description: 'The chance that the cart comes back by itself, from which that counts as likely.',
    control: 'percent',
  }),
});

/** Decides how likely the cart is to come back, and what kind of shopper left it. */
export const decideRecovery = defineNode({
  kind: 'decide-recovery',
  title: 'Decide: kind of shopper',
  summary:
    'Estimates how likely a cart is to come back and why it was left, with a branch for each kind of shopper.',
  family: 'decision',
  person: true,
  icon: 'spark',
  sentence: ({ ways, highValueFrom }) =>
    ways === 'one'
      ? 'Decide how likely the cart is to come back, and why it was left'
      : `Decide what kind of shopper left the cart${typeof highValueFrom === 'number' ? ', large and likely ones first' : ''}`,
  config,
  initial: {},
  example: { ways: 'segments', highValueFrom: 20_000, likelyFrom: 0.35 },
  versions: {},
  ports({ ways, highValueFrom }): readonly Port[] {
    if (ways === 'one') return [{ id: 'next', label: 'Next' }];
    const segments = SEGMENTS.map((id) => ({ id, label: RECOVERY_SEGMENTS[id].title }));
    return typeof highValueFrom === 'number'
      ? [{ id: 'high-value', label: 'High value and likely' }, ...segments]
      : segments;
  },
  needs: () => ({ models: modelsFor(recoveryModel) }),
  check: (_config, _node, graph) =>
    graph.subject === 'customer' || graph.subject === 'cart'
      ? []
      : [
          {
            severity: 'error',
            code: 'subject-wrong',
            sentence: `This decision is about abandoned carts, and the flow is about ${withArticle(graph.subject)}.`,
            field: null,
          },
        ],
  sets: recoveryModel.facts,
  meaning: {
    arrive({ config: { ways, highValueFrom, likelyFrom }, facts }) {
      const score = scoreRecovery(facts);
      const { probability, segment } = score;
      const add = { variables: factsOfScore(score), decision: score.record };
      if (ways === 'one') return { go: 'next', with: add };
      const isHigh =
        highValueFrom !== undefined && probability >= likelyFrom && (facts.cart?.total ?? 0) >= highValueFrom;
      return {
        go: isHigh ? 'high-value' : segment,
        sentence: isHigh ? 'A large cart that will probably come back.' : COUNTS_AS[segment],
        with: add,
      };
    },
  },
});
