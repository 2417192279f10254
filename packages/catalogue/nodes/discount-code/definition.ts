import { percent as inPercent, plural } from '@millrace/base/words';
import { z } from 'zod';
import { codeFrom, HOUR, type Json } from '@millrace/base';
import {
  basketOf,
  limitRefusal,
  needsCode,
  OFFER_KINDS,
  smallestOrder,
  type Discount,
} from '@millrace/decisions/offer';
import { defineNode, visitKey, type CodeTerms, type Scene } from '@millrace/flow';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { fieldProblem, textIn } from '../reading.ts';

/**
 * Ten characters out of 32: among a million codes the chance that any two are equal is under one in two
 * thousand.
 */
const CODE_LENGTH = 10;

const config = z.strictObject({
  from: z
    .enum(['offer', 'fixed'])
    .default('offer')
    .meta({
      title: 'What it gives',
      control: 'select',
      description: 'The offer that an earlier decision chose, or always the same.',
      labels: { offer: 'What the offer decision chose', fixed: 'Always the same' },
    }),
  kind: z
    .enum(['percentage', 'amount', 'free-shipping'])
    .default('percentage')
    .meta({
      title: 'Kind of discount',
      control: 'select',
      onlyIf: { from: 'fixed' },
      labels: { percentage: 'Percent off', amount: 'Amount off', 'free-shipping': 'Free shipping' },
    }),
  percent: z
    .number()
    .min(1, 'A discount is at least 1 percent.')
    .max(100)
    .default(10)
    .meta({ title: 'Percent off', control: 'percent', onlyIf: { from: 'fixed', kind: 'percentage' } }),
  amount: z
    .int()
    .min(1, 'An amount off has to be more than 0.')
    .max(1e12)
    .optional()
    .meta({
      title: 'Amount off',
      control: 'money',
      needed: true,
      onlyIf: { from: 'fixed', kind: 'amount' },
    }),
  minimum: z.int().min(1).max(1e12).optional().meta({
    title: 'Smallest order',
    description: 'The code works from this amount on. Leave empty for any order.',
    control: 'money',
  }),
  validHours: z.number().min(1, 'A code is valid for at least an hour.').max(8_760).default(48).meta({
    title: 'Valid for',
    description: 'Hours from now until the code ends.',
    control: 'number',
    unit: 'hours',
  }),
  prefix: z
    .string()
    .max(12)
    .regex(/^[A-Z0-9]*$/, 'The beginning of a code has capital letters and digits only.')
    .default('')
    .meta({
      title: 'Begins with',
      description: 'For example BACK gives codes like BACK-7KQ2M4XPRT.',
      control: 'text',
    }),
  ...actingFields,
});
type Config = z.output<typeof config>;

/** Creates a code in the store for this person alone, one for each visit. */
export const discountCode = defineNode({
  kind: 'discount-code',
  title: 'Discount code',
  summary: 'Makes a code in your store for this person alone, to show in later messages.',
  family: 'action',
  person: true,
  icon: 'ticket-percent',
  sentence({ from, kind, percent, validHours }) {
    const hours = typeof validHours === 'number' ? validHours : 48;
    const what =
      from !== 'fixed'
        ? 'for the offer chosen'
        : kind === 'free-shipping'
          ? 'for free shipping'
          : kind === 'amount'
            ? 'for an amount off'
            : `for ${inPercent((typeof percent === 'number' ? percent : 10) / 100)} off`;
    return `Make a code ${what}, valid for ${plural(hours, 'hour')}`;
  },
  config,
  initial: { from: 'offer', validHours: 48 },
  example: { from: 'fixed', kind: 'percentage', percent: 10, minimum: 3_000, validHours: 72, prefix: 'BACK' },
  versions: {},
  ports: actingPorts,
  check: ({ from, kind, amount }) =>
    from === 'fixed' && kind === 'amount' && amount === undefined
      ? [fieldProblem('amount', 'Amount off is missing.')]
      : [],
  asks: () => [{ capability: 'make-code', connection: null }],
  uses: ({ from }) => (from === 'offer' ? ['offer'] : []),
  sets: { code: 'discount code' },
  meaning: {
    arrive(scene) {
      const limit = fixedLimit(scene);
      if (limit !== null) return { go: 'next', sentence: `No code: ${limit}.` };
      const terms = termsOf(scene);
      if (terms === null)
        return {
          go: 'next',
          sentence: isOffered(scene)
            ? 'No code: the offer that was chosen needs none.'
            : 'No code: no offer was chosen.',
        };
      if (terms === 'below-floor')
        return {
          go: 'next',
          sentence: `No code: the margin would fall below the floor of ${inPercent(scene.facts.store.marginFloor)}.`,
        };
      const { prefix } = scene.config;
      const letters = codeFrom(visitKey(scene.facts.enrolment.id, scene.node, scene.visit), CODE_LENGTH);
      const code = textIn(prefix) === '' ? letters : `${prefix}-${letters}`;
      const { kind, value, minimum, expiresAt: endsAt } = terms;
      const { currency } = scene.facts.store;
      const input = { code, kind, value, minimum, currency, startsAt: scene.facts.now, endsAt, title: code };
      const made = { code, terms } as unknown as Json;
      return {
        call: { capability: 'make-code', input, assumed: made, memory: made },
        sentence: `Will get the code ${code}.`,
      };
    },
    wake(scene, wake) {
      if (wake.type !== 'answer') return null;
      // For people in the holdout no code is made. Later steps see the code that it would have been.
      if (wake.outcome === 'silent') return { go: 'next', with: { variables: { code: wake.result } } };
      const made = scene.cursor.memory as unknown as { readonly code: string; readonly terms: CodeTerms };
      return afterActing(scene.config.ifNotDone, wake, () => ({
        sentence: `Got the code ${made.code}.`,
        with: { variables: { code: made as unknown as Json }, code: made },
      }));
    },
  },
});

/**
 * Why the store's limits forbid a code that is always the same; null when they do not. An offer that a decision chose kept to them
 * when it was chosen. How deep an amount off is depends on the order: its smallest order sees to that.
 */
function fixedLimit(scene: Scene<Config>): string | null {
  const { facts, config } = scene;
  const discount = config.from === 'fixed' ? discountOf(scene) : null;
  return discount && limitRefusal(discount, { revenue: Infinity }, facts.store.discounts);
}

/**
 * The terms of the code, limited to orders that keep the store's margin floor; null when there is no offer.
 */
function termsOf(scene: Scene<Config>): CodeTerms | 'below-floor' | null {
  const { config, facts } = scene;
  const discount = discountOf(scene);
  if (discount === null) return null;
  const { marginFloor, shippingCost } = facts.store;
  const least = smallestOrder(discount, basketOf(facts).costShare, shippingCost, marginFloor);
  if (least === null) return 'below-floor';
  return {
    ...discount,
    expiresAt: facts.now + config.validHours * HOUR,
    minimum:
      Math.max(config.minimum ?? 0, least, smallestFor(discount, facts.store.discounts?.deepest)) || null,
  };
}

/** The smallest order, in minor units, at which an amount off is no deeper than the store allows. */
const smallestFor = ({ kind, value }: Discount, deepest: number | null | undefined): number =>
  kind === 'amount' && deepest ? Math.ceil(value / deepest) : 0;

function discountOf({ config: { from, kind, percent, amount }, cursor }: Scene<Config>): Discount | null {
  if (from === 'fixed')
    return { kind, value: kind === 'percentage' ? percent : kind === 'amount' ? (amount ?? 0) : 0 };
  const { offerKind, offerValue: value } = cursor.variables;
  const offered = OFFER_KINDS.find((one) => one === offerKind);
  if (!offered || !needsCode({ kind: offered })) return null;
  if (offered === 'free-shipping') return { kind: offered, value: 0 };
  return (offered === 'percentage' || offered === 'amount') && typeof value === 'number' && value > 0
    ? { kind: offered, value }
    : null;
}

/** Whether an earlier decision chose an offer, with or without a code. */
const isOffered = ({ cursor: { variables } }: Scene<Config>): boolean =>
  typeof variables['offerKind'] === 'string' && variables['offerKind'] !== 'none';
