import { z } from 'zod';
import { modelsFor } from '@millrace/decisions';
import {
  chooseOffer,
  factsOfOffer,
  offerModel,
  offerOptionSchema,
  offerWords,
  type OfferOption,
} from '@millrace/decisions/offer';
import { recoverySegmentSchema } from '@millrace/decisions/recovery';
import { defineNode } from '@millrace/flow';
import { recordsIn } from '../reading.ts';

const config = z.strictObject({
  options: z.array(offerOptionSchema).min(1, 'Allow at least one offer.').max(12).meta({
    title: 'Offers allowed',
    description: 'What may be offered. With "none" among them, a reminder without an offer is tried too.',
    control: 'offers',
  }),
  marginFloor: z.number().min(0).max(0.95).optional().meta({
    title: 'Margin that must remain',
    description: "Share of the price left after the offer. The store's own floor holds when it is higher.",
    control: 'percent',
  }),
  spareFullPriceBuyers: z.boolean().default(true).meta({
    title: 'Never a discount for full-price buyers',
    description: 'People who buy at full price anyway get a reminder only.',
    control: 'switch',
  }),
  exploration: z.number().min(0).max(0.5).default(0.2).meta({
    title: 'Exploration share',
    description: 'How often something other than the best guess is tried, so that the decision can learn.',
    control: 'percent',
  }),
});

interface Missing {
  readonly field: keyof OfferOption;
  readonly sentence: string;
}

/** What an offer of each kind is incomplete without. */
const WITHOUT: Partial<Record<OfferOption['kind'], (option: OfferOption) => Missing | false>> = {
  percentage: ({ value }) =>
    value <= 0 && { field: 'value', sentence: 'A discount of 0% is not an offer. Enter a percentage.' },
  amount: ({ value }) =>
    value <= 0 && { field: 'value', sentence: 'An amount off has to be more than 0. Enter an amount.' },
  gift: ({ words }) =>
    !words?.trim() && { field: 'words', sentence: 'Say what the gift is, for example "a sample pack".' },
  'payment-plan': ({ words }) =>
    !words?.trim() && {
      field: 'words',
      sentence: 'Say what the payment plan is called, for example "pay in 3 parts".',
    },
};

/** Decides which offer to make, if any, learned from the margin that earlier offers brought. */
export const decideOffer = defineNode({
  kind: 'decide-offer',
  title: 'Decide: offer',
  summary:
    'Chooses whether to make an offer and how deep, by what earned the most margin with similar people.',
  family: 'decision',
  person: true,
  icon: 'gift',
  sentence({ options }) {
    const words = recordsIn(options).flatMap((option) => {
      const parsed = offerOptionSchema.safeParse(option);
      return parsed.success ? [offerWords(parsed.data)] : [];
    });
    return words.length === 0
      ? 'Decide on an offer: choose what may be offered'
      : `Decide between ${words.join(', ')}`;
  },
  config,
  initial: {
    options: [
      { id: 'none', kind: 'none', value: 0 },
      { id: 'percent-5', kind: 'percentage', value: 5 },
      { id: 'percent-10', kind: 'percentage', value: 10 },
    ],
  },
  example: {
    options: [
      { id: 'none', kind: 'none', value: 0 },
      { id: 'free-shipping', kind: 'free-shipping', value: 0 },
      { id: 'percent-10', kind: 'percentage', value: 10 },
    ],
    marginFloor: 0.25,
  },
  versions: {},
  ports: () => [
    { id: 'offer', label: 'An offer' },
    { id: 'none', label: 'No offer' },
  ],
  needs: () => ({ models: modelsFor(offerModel) }),
  check: ({ options }) => [
    ...(options.every((option) => option.kind === 'none')
      ? [
          {
            severity: 'warning' as const,
            code: 'offer-none',
            sentence: 'No offer is allowed here, so everybody takes the branch "No offer".',
            field: 'options',
          },
        ]
      : []),
    ...(new Set(options.map((option) => option.id)).size < options.length
      ? [
          {
            severity: 'error' as const,
            code: 'offer-twice',
            sentence: 'The same offer is listed twice.',
            field: 'options',
          },
        ]
      : []),
    ...options.flatMap((option, index) => {
      const missing = WITHOUT[option.kind]?.(option);
      return missing
        ? [
            {
              severity: 'error' as const,
              code: 'offer-incomplete',
              sentence: missing.sentence,
              field: `options.${index}.${missing.field}`,
            },
          ]
        : [];
    }),
  ],
  sets: offerModel.facts,
  meaning: {
    arrive(scene) {
      const segment = recoverySegmentSchema.safeParse(scene.cursor.variables['segment']);
      const { offer, record } = chooseOffer(
        scene.facts,
        scene.config,
        segment.success ? segment.data : null,
        scene.draw('offer'),
      );
      return {
        go: offer.kind === 'none' ? 'none' : 'offer',
        sentence:
          offer.kind === 'none' ? 'Gets no offer.' : `Gets ${offerWords(offer, scene.facts.store.currency)}.`,
        with: { variables: factsOfOffer(offer, scene.facts.store.currency), decision: record },
      };
    },
  },
});
