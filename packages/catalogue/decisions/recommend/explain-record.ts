import { own } from '@millrace/base';
import { z } from 'zod';
import { explained, type Explanation, type ToldDecision } from '../explanation.ts';
import { NOTHING } from './record.ts';

const titlesSchema = z.record(z.string(), z.string());

/** A stored recommendation in words. Products have the titles of that time. */
export function explainRecord(record: ToldDecision, currency: string): Explanation {
  const titles = titlesSchema.safeParse(record.inputs['titles']);
  const option = (id: string) =>
    id === NOTHING ? 'Nothing' : (titles.success && own(titles.data, id)) || id;
  return explained(record, currency, {
    option,
    inputs: {
      basis: ['Chosen by', 'plain'],
      orders: ['Orders learned from', 'plain'],
      products: ['Products that could be shown', 'plain'],
    },
  });
}
