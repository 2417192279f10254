import { together, type Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import type { ProductView } from '@millrace/content';
import {
  DECISION_MODELS,
  PRODUCT_BASES,
  type DecisionModel,
  type DecisionModels,
  type ProductBasis,
} from '@millrace/decisions';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { justBought, viewedLately } from './person-products.ts';
import { buyableProducts } from './products-now.ts';
import { storedParameters } from './stored-parameters.ts';

export interface RecommendationsAsked {
  readonly facts: Facts;
  readonly cartId: string | null;
  /** How many products are wanted for each basis. */
  readonly counts: ReadonlyMap<ProductBasis, number>;
  /** Real time. */
  readonly now: Instant;
  readonly clock: PersonalClock;
}

export interface Recommended {
  readonly products: Readonly<Partial<Record<ProductBasis, readonly ProductView[]>>>;
  /** The reasons, one decision for each basis. */
  readonly decisions: readonly DecisionRecord[];
}

/** Products for a message, chosen from those that can be bought now by the model that recommends products. */
export async function recommendedProducts(
  tx: Tx,
  asked: RecommendationsAsked,
  models: DecisionModels = DECISION_MODELS,
): Promise<Recommended> {
  const model = Object.values(models).find((one) => one.products);
  if (!model || asked.counts.size === 0) return { products: {}, decisions: [] };
  const [parameters, bought] = await together(
    storedParameters(tx, model.id),
    justBought(tx, asked.facts.customer.id, asked.now, asked.clock),
  );
  const facts = {
    ...asked.facts,
    models: { ...asked.facts.models, ...(parameters === undefined ? {} : { [model.id]: parameters }) },
  };
  const products: Partial<Record<ProductBasis, readonly ProductView[]>> = {};
  const decisions: DecisionRecord[] = [];
  for (const [basis, count] of asked.counts) {
    const viewed =
      basis === 'recently-viewed' ? await viewedLately(tx, facts.customer.id, asked.now, asked.clock) : [];
    const { shown, record } = await choose(tx, model, facts, asked.cartId, {
      basis,
      count,
      except: bought,
      viewed,
    });
    products[basis] = shown;
    decisions.push(record);
  }
  return { products, decisions };
}

async function choose(
  tx: Tx,
  model: DecisionModel,
  facts: Facts,
  cartId: string | null,
  wish: {
    readonly basis: ProductBasis;
    readonly count: number;
    readonly except: readonly string[];
    readonly viewed: readonly string[];
  },
): Promise<{ readonly shown: readonly ProductView[]; readonly record: DecisionRecord }> {
  const basket = facts.cart?.lines ?? facts.order?.lines ?? [];
  const buyable = await buyableProducts(tx, model.products!.candidates(facts, wish), {
    categories: basket.flatMap(({ category }) => (category === null ? [] : [category])),
    except: [...basket.map(({ productId }) => productId), ...wish.except],
    cartId,
    currency: facts.store.currency,
  });
  const { shown, record } = model.products!.choose(facts, buyable, wish);
  return {
    shown: shown.flatMap((id) => buyable.find(({ productId }) => productId === id)?.view ?? []),
    record,
  };
}

/** How many products the blocks of a content show, for each basis: the most that one of its blocks shows. */
export function productsAskedIn(content: unknown): ReadonlyMap<ProductBasis, number> {
  const { blocks } = (content ?? {}) as { readonly blocks?: unknown };
  const counts = new Map<ProductBasis, number>();
  for (const block of Array.isArray(blocks)
    ? (blocks as readonly { type?: unknown; basis?: unknown; count?: unknown }[])
    : []) {
    if (block?.type !== 'recommendations') continue;
    const basis = PRODUCT_BASES.find((one) => one === block.basis) ?? PRODUCT_BASES[0];
    counts.set(basis, Math.max(counts.get(basis) ?? 0, typeof block.count === 'number' ? block.count : 3));
  }
  return counts;
}
